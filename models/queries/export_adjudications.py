"""What editors settled, as it leaves in an archive: adjudications, gold, what was rejected, missed or unclear."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.gold import GoldAnnotation, GoldSource
from models.missed_gold import MissedGold
from models.queries.export_stream import ROWS_AT_A_TIME, require_exporter, stream
from models.queries.visible import article_open_to, hidden_from
from models.rejection import Rejection
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag
from models.unclear_flag import UnclearFlag

Rows = Iterator[dict[str, Any]]
_TEXT = (Revision.article_id, Revision.number.label("revision"))
_ORDER = (Revision.article_id, Revision.number)
_MAKER = aliased(Reviewer)


def adjudication_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every text that was settled once, by article and revision."""
    settler = func.coalesce(Reviewer.handle, "").label("settled_by")
    statement = (
        _seen(session, asker, project_id, Adjudication.settled_at, settler, Adjudication.version)
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .outerjoin(Reviewer, Reviewer.id == Adjudication.settled_by)
        .order_by(*_ORDER)
    )
    return (dict(row._mapping) for row in stream(session, statement))


def gold_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """All gold, of open texts and deleted too, by article, revision and place."""
    gold = GoldAnnotation
    statement = (
        _seen(
            session,
            asker,
            project_id,
            gold.id.label("gold_id"),
            *(gold.start, gold.end, gold.quote, gold.prefix, gold.suffix),
            *(gold.paragraph, gold.sentence, Tag.name.label("tag")),
            func.coalesce(gold.note, "").label("note"),
            *(gold.origin, gold.guideline_version, gold.version),
            *(_MAKER.handle.label("created_by"), Reviewer.handle.label("editor")),
            *(gold.created_at, gold.updated_at, gold.deleted_at),
        )
        .join(gold, gold.revision_id == Revision.id)
        .join(Tag, Tag.id == gold.tag_id)
        .join(Reviewer, Reviewer.id == gold.updated_by)
        .join(_MAKER, _MAKER.id == gold.created_by)
        .order_by(*_ORDER, gold.start, gold.end, gold.id)
    )
    for some in _portions(session, statement):
        chosen = _chosen(session, [row["gold_id"] for row in some])
        for row in some:
            names = sorted(chosen.get(row["gold_id"], ()))
            yield {**row, "gold_id": str(row["gold_id"]), "chosen_from": names}


def gold_source_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """What gold was chosen from, as it was then, in the order of the gold."""
    gold, source = GoldAnnotation, GoldSource
    statement = (
        _seen(
            session,
            asker,
            project_id,
            *(source.gold_id, source.annotation_id, Reviewer.handle.label("reviewer")),
            *(Tag.name.label("tag"), source.start, source.end, source.version),
        )
        .join(gold, gold.revision_id == Revision.id)
        .join(source, source.gold_id == gold.id)
        .join(Tag, Tag.id == source.tag_id)
        .join(Reviewer, Reviewer.id == source.reviewer_id)
        .order_by(*_ORDER, gold.start, gold.end, gold.id, source.annotation_id)
    )
    rows = (dict(row._mapping) for row in stream(session, statement))
    return (
        {**row, "gold_id": str(row["gold_id"]), "annotation_id": str(row["annotation_id"])}
        for row in rows
    )


def rejection_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Rejected passages, by article, revision and place."""
    one = Rejection
    statement = (
        _seen(
            session,
            asker,
            project_id,
            *(one.annotation_id, one.reason.label("rejected_for")),
            func.coalesce(one.note, "").label("note"),
            *(one.guideline_version, Reviewer.handle.label("rejected_by"), one.rejected_at),
        )
        .join(one, one.revision_id == Revision.id)
        .join(Annotation, Annotation.id == one.annotation_id)
        .join(Reviewer, Reviewer.id == one.rejected_by)
        .order_by(*_ORDER, Annotation.start, Annotation.end, one.annotation_id)
    )
    rows = (dict(row._mapping) for row in stream(session, statement))
    return ({**row, "annotation_id": str(row["annotation_id"])} for row in rows)


def missed_gold_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Gold where a reader had nothing, by article, revision, place and reader."""
    one, gold = MissedGold, GoldAnnotation
    statement = (
        _seen(
            session,
            asker,
            project_id,
            *(one.gold_id, Reviewer.handle.label("reviewer"), one.reason.label("missed_for")),
            *(one.guideline_version, _MAKER.handle.label("recorded_by"), one.recorded_at),
        )
        .join(one, one.revision_id == Revision.id)
        .join(gold, gold.id == one.gold_id)
        .join(Reviewer, Reviewer.id == one.reviewer_id)
        .join(_MAKER, _MAKER.id == one.recorded_by)
        .order_by(*_ORDER, gold.start, gold.end, gold.id, Reviewer.id)
    )
    rows = (dict(row._mapping) for row in stream(session, statement))
    return ({**row, "gold_id": str(row["gold_id"])} for row in rows)


def unclear_flag_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Places for which the guidelines were unclear, by article, revision and place."""
    flag = UnclearFlag
    statement = (
        _seen(
            session,
            asker,
            project_id,
            *(flag.id.label("flag_id"), flag.start, flag.end),
            func.coalesce(flag.note, "").label("note"),
            *(flag.guideline_version, Reviewer.handle.label("flagged_by"), flag.flagged_at),
        )
        .join(flag, flag.revision_id == Revision.id)
        .join(Reviewer, Reviewer.id == flag.flagged_by)
        .order_by(*_ORDER, flag.start, flag.end, flag.id)
    )
    rows = (dict(row._mapping) for row in stream(session, statement))
    return ({**row, "flag_id": str(row["flag_id"])} for row in rows)


def settling_people(eyes: int | None, project_id: int) -> Iterator[Select[Any]]:
    """Whoever settled, made gold, rejected or flagged in the project, as far as those eyes may see."""
    for person, revision_id in (
        (Adjudication.settled_by, Adjudication.revision_id),
        (GoldAnnotation.created_by, GoldAnnotation.revision_id),
        (GoldAnnotation.updated_by, GoldAnnotation.revision_id),
        (Rejection.rejected_by, Rejection.revision_id),
        (UnclearFlag.flagged_by, UnclearFlag.revision_id),
        (MissedGold.recorded_by, MissedGold.revision_id),
        (MissedGold.reviewer_id, MissedGold.revision_id),
    ):
        yield (
            select(person)
            .join(Revision, Revision.id == revision_id)
            .where(Revision.project_id == project_id, article_open_to(eyes, Revision.article_id))
        )


def _seen(session: Session, asker: int | None, project_id: int, *columns: Any) -> Select[Any]:
    """Columns of what stands on the project's texts, unless the asker reads their articles blind."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    return (
        select(*_TEXT, *columns)
        .select_from(Revision)
        .where(Revision.project_id == project_id, article_open_to(eyes, Revision.article_id))
    )


def _portions(session: Session, statement: Select[Any]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in stream(session, statement):
        some.append(dict(row._mapping))
        if len(some) == ROWS_AT_A_TIME:
            yield some
            some = []
    yield some


def _chosen(session: Session, gold: list[Any]) -> dict[Any, list[str]]:
    rows = session.execute(
        select(GoldSource.gold_id, GoldSource.annotation_id).where(GoldSource.gold_id.in_(gold))
    )
    found: dict[Any, list[str]] = {}
    for gold_id, annotation_id in rows:
        found.setdefault(gold_id, []).append(str(annotation_id))
    return found
