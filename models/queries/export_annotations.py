"""The live annotations of a project as they leave it, with who agrees, sorted for all time."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, literal, select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.project import Project
from models.queries.export_agreement import agreeing, submitted_readings
from models.queries.export_filters import ExportFilters, matching
from models.queries.export_gold import ORDER as GOLD_ORDER
from models.queries.export_gold import has_gold, labelled_gold
from models.queries.export_stream import (
    ExportError,
    Texts,
    require_exporter,
    revisions_in_turn,
    stored_id,
    stream,
    written_id,
)
from models.queries.visible import hidden_from, others_seen_told
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


_EVIDENCE = (
    select(stored_id(Evidence.annotation_id), Evidence.url)
    .join(Annotation, Annotation.id == Evidence.annotation_id)
    .where(Annotation.revision_id == bindparam("revision"), Evidence.url != "")
    .order_by(Evidence.annotation_id, Evidence.position)
)


def annotation_rows(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    only: Sequence[int] = (),
    *,
    with_gold: bool = False,
) -> Iterator[dict[str, Any]]:
    """The columns of the labelled CSV, annotation by annotation, by article, revision and place.

    `only` names revisions, where not all are asked for; `with_gold`: the gold of settled articles
    stands among them. Raises ExportError, naming the annotation, where a quote is not what stands
    in the text.
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    found = in_turn(session, project_id, labelled(eyes, project_id, filters), only=only)
    if with_gold and has_gold(session, project_id):
        gold = labelled_gold(eyes, project_id, filters)
        found = merge(found, _gold_in_turn(session, project_id, gold, only), key=_place)
    return _checked(session, found)


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


def _gold_in_turn(
    session: Session, project_id: int, statement: Select[Any], only: Sequence[int]
) -> Iterator[Row[Any]]:
    for revisions in revisions_in_turn(session, project_id, only):
        of_these = statement.where(GoldAnnotation.revision_id.in_(revisions))
        yield from stream(session, of_these.order_by(*GOLD_ORDER))


def _place(row: Row[Any]) -> tuple[Any, ...]:
    return row.article_id, row.revision, row.start, row.end, row.annotation_id


def labelled(eyes: int | None, project_id: int, filters: ExportFilters) -> Select[Any]:
    """The columns of the labelled CSV but for the evidence, and `revision_id`; in no order.

    `eyes` are those of whoever may not see everything (`hidden_from`).
    """
    return (
        matching(eyes, project_id, filters, *_columns(eyes))
        .join(Article, Article.id == Revision.article_id)
        .join(Project, Project.id == Annotation.project_id)
    )


def _columns(eyes: int | None) -> list[Any]:
    return [
        stored_id(Annotation.id).label("annotation_id"),
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
        agreeing(Annotation, eyes).label("n_agree"),
        Annotation.guideline_version,
        *(Annotation.created_at, Annotation.updated_at),
        *(Annotation.after_submission, others_seen_told(eyes).label("others_seen")),
    ]


def _checked(session: Session, rows: Iterator[Row[Any]]) -> Iterator[dict[str, Any]]:
    texts, addresses = Texts(session), _Addresses(session)
    names: tuple[str, ...] = ()
    for row in rows:
        # The names are looked up anew for each row that is asked for them.
        names = names or row._fields
        values = dict(zip(names, row, strict=True))
        revision_id = values.pop("revision_id")
        if texts.of(revision_id)[values["start"] : values["end"]] != values["quote"]:
            raise _quote_differs(row)
        stored = values["annotation_id"]
        values["annotation_id"] = written_id(stored)
        values["evidence_urls"] = addresses.of(revision_id).get(stored, "")
        yield values


class _Addresses:
    """The evidence's addresses by annotation, of one revision in memory at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._revision_id = 0
        self._found: dict[Any, str] = {}

    def of(self, revision_id: int) -> dict[Any, str]:
        """Those of the revision's annotations that have any, by the id as it is stored."""
        if revision_id != self._revision_id:
            self._found = _joined(self._session.execute(_EVIDENCE, {"revision": revision_id}))
            self._revision_id = revision_id
        return self._found


def _joined(rows: Iterable[Any]) -> dict[Any, str]:
    found: dict[Any, list[str]] = {}
    for stored, url in rows:
        # Blanks separate the addresses, so none may stand inside one.
        found.setdefault(stored, []).append(url.replace(" ", "%20"))
    return {stored: " ".join(urls) for stored, urls in found.items()}


def _quote_differs(row: Row[Any]) -> ExportError:
    return ExportError(
        "exporting.quote_differs",
        annotation=written_id(row.annotation_id),
        article=row.article_id,
        revision=row.revision,
        start=row.start,
        end=row.end,
    )
