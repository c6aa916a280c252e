"""One operation upon what is not taken into gold: a passage rejected, a place flagged as unclear."""

from datetime import datetime
from typing import Any

from models.desk_rules import DeskRules
from models.errors import BadInput
from models.event import event_row
from models.foreign_fields import refuse_foreign
from models.gold_input import FlagChange, RejectionChange
from models.gold_step import rejection_json, span, told_of
from models.operation_steps import Conflict, Step
from models.passage import Shelved
from models.stored_gold import Row, StoredGold


def take_rejection_step(
    stored: StoredGold, rules: DeskRules, asker: int, change: RejectionChange, at: datetime
) -> Step:
    """Reject a passage, or take that back: a state is set, whatever it was.

    Conflict where the client says what it saw and something else is stored, unless that is just what
    it asks for, or the passage is in gold, which must let go of it first.

    BadInput for a settled text, and for a passage that stands in no submitted reading of it.
    """
    revision = _open_text(stored, rules, asker, change)
    former = stored.rejection(change.annotation_id)
    if former is not None and former["revision_id"] != revision.id:
        raise BadInput("passage_unsubmitted")
    _refuse_other(change, former)
    if change.kind == "unreject":
        if former is None:
            return Step(None)
        stored.drop_rejection(change.annotation_id)
        return _rejected(asker, revision, change, former, None, at)
    if not stored.passages(revision.id, [change.annotation_id]):
        raise BadInput("passage_unsubmitted")
    gold = stored.gold_from([change.annotation_id] if change.says_seen else ())
    if gold is not None:
        raise Conflict(told_of(stored, rules, gold))
    row = {
        "annotation_id": change.annotation_id,
        "project_id": revision.project_id,
        "revision_id": revision.id,
        "reason": change.reason,
        "note": change.note,
        "guideline_version": rules.guideline_version(revision.project_id),
        "rejected_by": asker,
        "rejected_at": at,
    }
    stored.put_rejection(row)
    return _rejected(asker, revision, change, former, row, at)


def take_flag_step(
    stored: StoredGold, rules: DeskRules, asker: int, change: FlagChange, at: datetime
) -> Step:
    """Flag a place as unclear in the guidelines, or take that back; a state is set here too."""
    revision = _open_text(stored, rules, asker, change)
    former = stored.flag(change.flag_id)
    if former is not None and former["revision_id"] != revision.id:
        raise BadInput("annotation_taken")
    if change.kind == "unflag_unclear":
        if former is None:
            return Step(None)
        stored.drop_flag(change.flag_id)
        return _flagged(asker, revision, change, former, None, at)
    place = span(revision, change.start, change.end)
    row = {
        "id": change.flag_id,
        "project_id": revision.project_id,
        "revision_id": revision.id,
        "text_length": len(revision.text),
        "start": place["start"],
        "end": place["end"],
        "note": change.note,
        "guideline_version": rules.guideline_version(revision.project_id),
        "flagged_by": asker,
        "flagged_at": at,
    }
    stored.put_flag(row)
    return _flagged(asker, revision, change, former, row, at)


def _refuse_other(change: RejectionChange, former: Row | None) -> None:
    stands = None if former is None else (former["reason"], former["note"])
    wanted = None if change.kind == "unreject" else (change.reason, change.note)
    if change.says_seen and stands not in (change.seen, wanted):
        raise Conflict({}, None if former is None else rejection_json(former))


def _open_text(
    stored: StoredGold, rules: DeskRules, asker: int, change: RejectionChange | FlagChange
) -> Shelved:
    """The text, if the asker may settle it and it is not settled."""
    revision = rules.revision_to_settle(asker, change.revision_id)
    refuse_foreign(change.foreign, {})
    if stored.is_settled(revision.id):
        raise BadInput("gold_settled")
    return revision


def _rejected(
    asker: int,
    revision: Shelved,
    change: RejectionChange,
    before: Row | None,
    after: Row | None,
    at: datetime,
) -> Step:
    event = event_row(
        asker,
        revision.project_id,
        change.kind,
        "rejection",
        change.annotation_id,
        _of(before, "revision_id", "reason", "note"),
        _of(after, "revision_id", "reason", "note"),
        at,
    )
    return Step(None, [event])


def _flagged(
    asker: int,
    revision: Shelved,
    change: FlagChange,
    before: Row | None,
    after: Row | None,
    at: datetime,
) -> Step:
    event = event_row(
        asker,
        revision.project_id,
        change.kind,
        "unclear_flag",
        change.flag_id,
        _of(before, "revision_id", "start", "end", "note"),
        _of(after, "revision_id", "start", "end", "note"),
        at,
    )
    return Step(None, [event])


def _of(row: Row | None, *names: str) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in names}
