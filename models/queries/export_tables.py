"""What stands beside the annotations in an archive: texts, evidence, codebook."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.article import Article
from models.project import Project, guideline_version, guidelines
from models.queries.export_agreement import submitted_readings
from models.queries.export_annotations import in_turn
from models.queries.export_filters import ExportFilters, matching
from models.queries.export_stream import Texts, require_exporter, stream
from models.queries.visible import hidden_from
from models.revision import Revision
from models.tag import Tag, tags_of


def article_rows(
    session: Session, asker: int | None, project_id: int, only: Sequence[int] = ()
) -> Iterator[dict[str, Any]]:
    """Every revision of every article with its whole text, tagged or not, archived or not.

    `only` names revisions, where not all are asked for.
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    statement = (
        select(
            Revision.id.label("revision_id"),
            Revision.article_id,
            Revision.number.label("revision"),
            Revision.text_sha256,
            *(Article.outlet, Article.title, Article.url, Article.byline),
            *(Article.published_at, Article.language),
            Revision.length.label("n_characters"),
            Revision.words.label("n_words"),
            submitted_readings(Revision.__table__.c.id, eyes).label("n_reviewers"),
        )
        .join(Article, Article.id == Revision.article_id)
        .where(Revision.project_id == project_id)
        .order_by(Revision.article_id, Revision.number)
    )
    if only:
        statement = statement.where(Revision.id.in_(only))
    texts = Texts(session)
    return (_with_text(dict(row._mapping), texts) for row in stream(session, statement))


def evidence_rows(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    only: Sequence[int] = (),
) -> Iterator[dict[str, Any]]:
    """The evidence of the annotations that the filters let through, in the annotations' order."""
    require_exporter(session, asker, project_id)
    statement = matching(
        hidden_from(session, asker, project_id),
        project_id,
        filters,
        Annotation.id.label("annotation_id"),
        *(Evidence.position, Evidence.url, Evidence.citation),
        *(Evidence.quote, Evidence.stance, Evidence.accessed_at),
    ).join(Evidence, Evidence.annotation_id == Annotation.id)
    rows = in_turn(session, project_id, statement, Evidence.position, only=only)
    return ({**row._mapping, "annotation_id": str(row.annotation_id)} for row in rows)


def codebook_rows(session: Session, asker: int | None, project_id: int) -> Iterator[dict[str, Any]]:
    """Every tag with the guidelines in force, retired ones last."""
    require_exporter(session, asker, project_id)
    shared = {
        "project": session.get_one(Project, project_id).name,
        "guideline_version": guideline_version(session, project_id) or None,
        "guidelines": guidelines(session, project_id),
    }
    return ({**shared, **_described(tag)} for tag in tags_of(session, project_id))


def _described(tag: Tag) -> dict[str, Any]:
    plain = ("key", "letter", "colour", "pattern", "description", "counter_example", "boundary")
    return {
        **{name: getattr(tag, name) for name in plain},
        "tag": tag.name,
        "examples": "\n".join(tag.examples),
        "asks_evidence": tag.asks_evidence,
        "retired": tag.retired_at is not None,
    }


def _with_text(values: dict[str, Any], texts: Texts) -> dict[str, Any]:
    text = texts.of(values.pop("revision_id"))
    return {**values, "text": text}
