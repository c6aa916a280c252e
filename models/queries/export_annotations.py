"""The live annotations of a project as they leave it, with who agrees, sorted for all time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    distinct,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.project import Project
from models.queries.export_filters import ExportFilters, matching
from models.queries.export_stream import (
    ROWS_AT_A_TIME,
    ExportError,
    Texts,
    require_exporter,
    revisions_in_turn,
    stream,
)
from models.queries.visible import hidden_from, submission_visible_to, visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

ORDER = (
    Revision.article_id,
    Revision.number,
    Annotation.start,
    Annotation.end,
    Annotation.id,
)


def annotation_rows(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    only: Sequence[int] = (),
) -> Iterator[dict[str, Any]]:
    """The columns of the labelled CSV, annotation by annotation, by article, revision and place.

    `only` names revisions, where not all are asked for. Raises ExportError, naming the annotation, where a quote is not what stands in the text.
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    wanted = labelled(eyes, project_id, filters)
    return _checked(session, in_turn(session, project_id, wanted, only=only))


def in_turn(
    session: Session,
    project_id: int,
    statement: Select[Any],
    *within: Any,
    only: Sequence[int] = (),
) -> Iterator[Row[Any]]:
    """The rows of a statement over annotations by article, revision and place, then by `within`."""
    for revisions in revisions_in_turn(session, project_id, only):
        of_these = statement.where(Annotation.revision_id.in_(revisions))
        yield from stream(session, of_these.order_by(*ORDER, *within))


def labelled(eyes: int | None, project_id: int, filters: ExportFilters) -> Select[Any]:
    """The columns of the labelled CSV but for the evidence, and `revision_id`; in no order.

    `eyes` are those of whoever may not see everything (`hidden_from`).
    """
    return (
        matching(eyes, project_id, filters, *_columns(eyes))
        .join(Article, Article.id == Revision.article_id)
        .join(Project, Project.id == Annotation.project_id)
    )


def submitted_readings(revision_id: ColumnElement[int], eyes: int | None) -> ScalarSelect[int]:
    """How many reviewers submitted this revision, as far as those eyes may see."""
    reading = aliased(Assignment)
    return (
        select(func.count())
        .select_from(reading)
        .where(reading.submitted_revision_id == revision_id, submission_visible_to(eyes, reading))
        .scalar_subquery()
    )


def _columns(eyes: int | None) -> list[Any]:
    return [
        Annotation.id.label("annotation_id"),
        Annotation.revision_id,
        Project.name.label("project"),
        Revision.article_id,
        Revision.number.label("revision"),
        Revision.text_sha256,
        *(Article.outlet, Article.title, Article.url, Article.byline),
        *(Article.published_at, Article.language),
        *(Annotation.start, Annotation.end),
        *(Annotation.quote, Annotation.prefix, Annotation.suffix),
        *(Annotation.paragraph, Annotation.sentence),
        Tag.name.label("tag"),
        func.coalesce(Annotation.note, "").label("note"),
        func.coalesce(Annotation.confidence, "").label("confidence"),
        Reviewer.handle.label("reviewer"),
        Annotation.origin,
        func.coalesce(Assignment.status, "").label("status"),
        literal(False).label("is_gold"),
        submitted_readings(Annotation.__table__.c.revision_id, eyes).label("n_reviewers"),
        _agreeing(eyes).label("n_agree"),
        Annotation.guideline_version,
        *(Annotation.created_at, Annotation.updated_at, Annotation.after_submission),
    ]


def _agreeing(eyes: int | None) -> ScalarSelect[int]:
    """Reviewers who submitted the revision with an overlapping live annotation of the same tag."""
    other, reading = aliased(Annotation), aliased(Assignment)
    return (
        select(func.count(distinct(other.reviewer_id)))
        .select_from(other)
        .join(
            reading,
            and_(
                reading.reviewer_id == other.reviewer_id,
                reading.submitted_revision_id == other.revision_id,
            ),
        )
        .where(
            other.revision_id == Annotation.revision_id,
            other.tag_id == Annotation.tag_id,
            other.start < Annotation.end,
            other.end > Annotation.start,
            other.deleted_at.is_(None),
            visible_to(eyes, other),
        )
        .correlate(Annotation)
        .scalar_subquery()
    )


def _checked(session: Session, rows: Iterator[Row[Any]]) -> Iterator[dict[str, Any]]:
    texts = Texts(session)
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        addresses = _evidence_addresses(session, [row.annotation_id for row in batch])
        for row in batch:
            values = dict(zip(row._fields, row, strict=True))
            text = texts.of(values.pop("revision_id"))
            if text[values["start"] : values["end"]] != values["quote"]:
                raise _quote_differs(row)
            annotation_id = values["annotation_id"]
            values["annotation_id"] = str(annotation_id)
            values["evidence_urls"] = addresses.get(annotation_id, "")
            yield values


def _evidence_addresses(session: Session, annotations: Sequence[UUID]) -> dict[UUID, str]:
    statement = (
        select(Evidence.annotation_id, Evidence.url)
        .where(Evidence.annotation_id.in_(annotations), Evidence.url != "")
        .order_by(Evidence.annotation_id, Evidence.position)
    )
    return _joined(session.execute(statement))


def _joined(rows: Iterable[Any]) -> dict[UUID, str]:
    found: dict[UUID, list[str]] = {}
    for annotation_id, url in rows:
        # Blanks separate the addresses, so none may stand inside one.
        found.setdefault(annotation_id, []).append(url.replace(" ", "%20"))
    return {annotation_id: " ".join(urls) for annotation_id, urls in found.items()}


def _quote_differs(row: Row[Any]) -> ExportError:
    return ExportError(
        "exporting.quote_differs",
        annotation=row.annotation_id,
        article=row.article_id,
        revision=row.revision,
        start=row.start,
        end=row.end,
    )
