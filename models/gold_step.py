"""One operation upon gold: created, changed, deleted or restored by whoever settles the text."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.base import iso
from models.desk_rules import DeskRules
from models.errors import BadInput, NotFound
from models.event import event_row
from models.foreign_fields import refuse_foreign
from models.gold_input import GoldChange
from models.operation_steps import Conflict, Step
from models.passage import Shelved
from models.stored_gold import Row, StoredGold

SOURCE_COLUMNS = ("reviewer_id", "tag_id", "start", "end", "version")


def take_gold_step(
    stored: StoredGold, rules: DeskRules, asker: int, change: GoldChange, at: datetime
) -> Step:
    """Apply one change; whatever it raises, nothing of it was stored.

    Raises Conflict where the version differs or the id exists already, and where a source was decided
    upon although the client saw it `undecided`, or it would lie over gold that the client had not
    seen; BadInput for a settled text and for what cannot be stored, NotFound and NotAllowed for
    whoever may not settle it.
    """
    revision = rules.revision_to_settle(asker, change.revision_id)
    known = stored.gold(change.gold_id)
    if known is not None and known["revision_id"] != revision.id:
        raise _elsewhere(change)
    if stored.is_settled(revision.id):
        raise BadInput("gold_settled")
    if known is None:
        return _create(stored, rules, asker, change, revision, at)
    return _change(stored, rules, asker, change, revision, known, at)


def gold_json(row: Mapping[str, Any], tag: str, by: str, sources: Collection[object]) -> Row:
    """A gold annotation as the API tells it. `row` holds its columns by name."""
    told: Row = {
        "id": str(row["id"]),
        "revision_id": row["revision_id"],
        "start": row["start"],
        "end": row["end"],
        "tag": tag,
        "quote": row["quote"],
        "note": row["note"],
        "origin": row["origin"],
        "sources": sorted(str(one) for one in sources),
        "by": by,
        "version": row["version"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }
    # Only a conflict ever tells of deleted gold: the client must know that it is.
    if row["deleted_at"] is not None:
        told["deleted_at"] = iso(row["deleted_at"])
    return told


def origin_of(start: int, end: int, tag_id: int, sources: Sequence[Mapping[str, Any]]) -> str:
    """Where gold of this extent and tag came from, judged by its sources as they were chosen."""
    if not sources:
        return "own"
    place = (start, end, tag_id)
    if any((one["start"], one["end"], one["tag_id"]) != place for one in sources):
        return "changed"
    return "accepted" if len(sources) == 1 else "agreed"


def _elsewhere(change: GoldChange) -> BadInput | NotFound:
    """Gold of another text tells nothing of itself to whoever names it here."""
    if change.kind == "gold_create":
        return BadInput("annotation_taken")
    return NotFound("gold_unknown")


def _create(
    stored: StoredGold,
    rules: DeskRules,
    asker: int,
    change: GoldChange,
    revision: Shelved,
    at: datetime,
) -> Step:
    if change.kind != "gold_create":
        raise NotFound("gold_unknown")
    refuse_foreign(change.foreign, {})
    # Exports tell gold and passages apart by more than their ids, but not every program does.
    if stored.is_passage(change.gold_id):
        raise BadInput("annotation_taken")
    sources = _sources(stored, change, revision, ())
    _refuse_decided(stored, rules, change, change.sources)
    tag_id = _tag(rules, revision, change.tag or "", sources)
    start, end = change.start or 0, change.end or 0
    _refuse_unseen(stored, rules, change, {"revision_id": revision.id, "start": start, "end": end})
    row = {
        "id": change.gold_id,
        "project_id": revision.project_id,
        "revision_id": revision.id,
        "text_length": len(revision.text),
        "tag_id": tag_id,
        **span(revision, start, end),
        "note": change.note,
        "origin": origin_of(start, end, tag_id, sources),
        "guideline_version": rules.guideline_version(revision.project_id),
        "version": 1,
        "created_by": asker,
        "updated_by": asker,
        "created_at": at,
        "updated_at": at,
        "deleted_at": None,
    }
    stored.add_gold(row, sources)
    told = _told(stored, rules, row, sources)
    return _step(asker, revision, change, told, None, at)


def _change(
    stored: StoredGold,
    rules: DeskRules,
    asker: int,
    change: GoldChange,
    revision: Shelved,
    known: Row,
    at: datetime,
) -> Step:
    former = stored.sources(change.gold_id)
    before = _told(stored, rules, known, former)
    is_deleted = known["deleted_at"] is not None
    if (
        change.kind == "gold_create"
        or change.version != known["version"]
        or is_deleted != (change.kind == "gold_restore")
    ):
        raise Conflict(before)
    refuse_foreign(change.foreign, before)
    values: Row = {"version": known["version"] + 1, "updated_by": asker, "updated_at": at}
    sources: list[Row] | None = None
    if change.kind == "gold_update":
        if "sources" in change.given:
            sources = _sources(stored, change, revision, former)
            kept = {one["annotation_id"] for one in former}
            new = [one for one in change.sources if one not in kept]
            _refuse_decided(stored, rules, change, new)
        values |= _new_values(
            rules, revision, change, known, former if sources is None else sources
        )
    else:
        values["deleted_at"] = at if change.kind == "gold_delete" else None
        if change.kind == "gold_restore":
            again = [one["annotation_id"] for one in former]
            _refuse_decided(stored, rules, change, again)
    if change.kind != "gold_delete":
        _refuse_unseen(stored, rules, change, known | values)
    stored.change_gold(change.gold_id, values, sources)
    told = _told(stored, rules, known | values, former if sources is None else sources)
    return _step(asker, revision, change, told, before, at)


def _refuse_decided(
    stored: StoredGold, rules: DeskRules, change: GoldChange, passages: Collection[UUID]
) -> None:
    """Conflict where one of them is in other gold, or rejected: somebody else decided meanwhile."""
    if not change.undecided:
        return
    other = stored.gold_from(passages, change.gold_id)
    if other is not None:
        raise Conflict(told_of(stored, rules, other))
    for one in passages:
        rejection = stored.rejection(one)
        if rejection is not None:
            raise Conflict({}, rejection_json(rejection))


def _refuse_unseen(stored: StoredGold, rules: DeskRules, change: GoldChange, row: Row) -> None:
    """Conflict where it would lie over gold that the client did not know of."""
    if change.over is None:
        return
    other = stored.gold_over(
        row["revision_id"], row["start"], row["end"], {*change.over, change.gold_id}
    )
    if other is not None:
        raise Conflict(told_of(stored, rules, other))


def rejection_json(row: Row) -> Row:
    """A rejection as the API tells it."""
    return {
        "annotation_id": str(row["annotation_id"]),
        "reason": row["reason"],
        "note": row["note"],
    }


def told_of(stored: StoredGold, rules: DeskRules, row: Row) -> Row:
    """Stored gold as the API tells it."""
    return _told(stored, rules, row, stored.sources(row["id"]))


def _new_values(
    rules: DeskRules, revision: Shelved, change: GoldChange, known: Row, sources: list[Row]
) -> Row:
    start = known["start"] if change.start is None else change.start
    end = known["end"] if change.end is None else change.end
    tag_id = known["tag_id"]
    if change.tag is not None:
        tag_id = _tag(rules, revision, change.tag, [*sources, known])
    values = span(revision, start, end) | {
        "tag_id": tag_id,
        "origin": origin_of(start, end, tag_id, sources),
    }
    return values | ({"note": change.note} if "note" in change.given else {})


def span(revision: Shelved, start: int, end: int) -> Row:
    """What is stored of [start, end); BadInput where it does not lie within the text."""
    if not 0 <= start < end <= len(revision.text):
        raise BadInput("span_range", start=start, end=end, length=len(revision.text))
    return revision.cut(start, end)


def _tag(rules: DeskRules, revision: Shelved, name: str, held_by: Sequence[Row]) -> int:
    """The tag's id; a retired one only where a source, or the gold itself, has it."""
    tag = rules.tag(revision.project_id, name)
    if tag.retired and all(one["tag_id"] != tag.id for one in held_by):
        raise BadInput("tag_retired", tag=tag.name)
    return tag.id


def _sources(
    stored: StoredGold, change: GoldChange, revision: Shelved, former: Sequence[Row]
) -> list[Row]:
    """The named passages as they are now; one that is gone since stays as it was when chosen."""
    found = stored.passages(revision.id, change.sources) if change.sources else {}
    kept = {one["annotation_id"]: one for one in former}
    rows = []
    for one in change.sources:
        row = found.get(one) or kept.get(one)
        if row is None:
            raise BadInput("passage_unsubmitted")
        columns = {name: row[name] for name in SOURCE_COLUMNS}
        rows.append({"gold_id": change.gold_id, "annotation_id": one, **columns})
    return rows


def _told(stored: StoredGold, rules: DeskRules, row: Row, sources: Sequence[Row]) -> Row:
    tag = rules.tag_name(row["project_id"], row["tag_id"])
    by = stored.name(row["updated_by"])
    return gold_json(row, tag, by, [one["annotation_id"] for one in sources])


def _step(
    asker: int, revision: Shelved, change: GoldChange, told: Row, before: Row | None, at: datetime
) -> Step:
    action = change.kind.removeprefix("gold_")
    # Whose doing it was, the event says by number: a name in the trail would outlive its person.
    was, becomes = (row and {k: v for k, v in row.items() if k != "by"} for row in (before, told))
    event = event_row(asker, revision.project_id, action, "gold", told["id"], was, becomes, at)
    return Step(None, [event], gold=told)
