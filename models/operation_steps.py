"""One operation, step by step: create, update, delete or restore one annotation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.desk_rules import DeskRules
from models.errors import BadInput, NotFound, WorkbenchError
from models.event import event_row
from models.foreign_fields import refuse_foreign
from models.held_passages import HeldPassages
from models.operation_input import Change
from models.passage import Shelved, passage_json


class Conflict(Exception):
    """The stored annotation is not the one the client saw; `stored` is it, as the API tells it.

    `rejection`: what somebody else rejected meanwhile, and why, where that is what differs.
    """

    def __init__(self, stored: dict[str, Any], rejection: dict[str, Any] | None = None) -> None:
        self.stored = stored
        self.rejection = rejection
        super().__init__("conflict")


@dataclass(slots=True)
class Step:
    """What a step left: the annotation or the gold, if it was about one, as the API tells it; its events."""

    annotation: dict[str, Any] | None
    events: list[dict[str, Any]] = field(default_factory=list)
    gold: dict[str, Any] | None = None


def take_step(
    held: HeldPassages,
    rules: DeskRules,
    reviewer_id: int,
    change: Change,
    at: datetime,
    origin: str,
) -> Step:
    """Apply one change to the held annotations; whatever it raises, nothing of it was applied.

    Raises Conflict where the version differs or the id exists already, and BadInput, NotFound or
    NotAllowed with the sentence to answer.
    """
    stored = held.row(change.annotation_id)
    if stored is not None and stored["reviewer_id"] != reviewer_id:
        raise _not_theirs(rules, reviewer_id, change, at, origin)
    revision_id = change.revision_id if stored is None else stored["revision_id"]
    if revision_id is None or (stored is None and change.kind != "create"):
        raise NotFound("annotation_unknown")
    revision = _revision(rules, reviewer_id, revision_id, known=stored is not None)
    if change.revision_id is not None and change.revision_id != revision_id:
        raise BadInput("annotation_moves")
    if stored is None:
        return _create(held, rules, reviewer_id, change, revision, at, origin)
    return _change(held, rules, reviewer_id, change, revision, stored, at)


def _revision(rules: DeskRules, reviewer_id: int, revision_id: int, *, known: bool) -> Shelved:
    """The text; whoever may not see that of a `known` passage learns nothing of the passage."""
    try:
        return rules.revision(reviewer_id, revision_id)
    except NotFound as error:
        raise NotFound("annotation_unknown" if known else "revision_unknown") from error


def _not_theirs(
    rules: DeskRules, reviewer_id: int, change: Change, at: datetime, origin: str
) -> WorkbenchError:
    """What to answer whoever names another's annotation.

    It tells nothing of one that they may not see: it is unknown to them, or, if they make one of
    their own, its id is no longer free, wherever in this workbench it is taken.
    """
    if change.kind == "create" and change.revision_id is not None:
        revision = _revision(rules, reviewer_id, change.revision_id, known=False)
        _new_row(rules, reviewer_id, change, revision, at, origin)
        rules.require_unsubmitted(reviewer_id, revision)
        return BadInput("annotation_taken")
    if rules.may_see(reviewer_id, change.annotation_id):
        return BadInput("not_your_passage")
    return NotFound("annotation_unknown")


def _new_row(
    rules: DeskRules,
    reviewer_id: int,
    change: Change,
    revision: Shelved,
    at: datetime,
    origin: str,
) -> dict[str, Any]:
    handle, _ = rules.person(reviewer_id)
    refuse_foreign(change.foreign, {"reviewer": handle, "origin": origin})
    tag = rules.tag(revision.project_id, change.tag or "")
    if tag.retired:
        raise BadInput("tag_retired", tag=tag.name)
    return {
        "id": change.annotation_id,
        "project_id": revision.project_id,
        "revision_id": revision.id,
        "text_length": len(revision.text),
        "reviewer_id": reviewer_id,
        "tag_id": tag.id,
        **_passage(revision, change, change.start or 0, change.end or 0),
        "note": change.note,
        "confidence": change.confidence,
        "origin": origin,
        "guideline_version": rules.guideline_version(revision.project_id),
        "version": 1,
        "after_submission": rules.submitted_before(reviewer_id, revision),
        "others_seen": rules.others_seen(reviewer_id, revision),
        "created_at": at,
        "updated_at": at,
        "deleted_at": None,
    }


def _create(
    held: HeldPassages,
    rules: DeskRules,
    reviewer_id: int,
    change: Change,
    revision: Shelved,
    at: datetime,
    origin: str,
) -> Step:
    row = _new_row(rules, reviewer_id, change, revision, at, origin)
    # Last of what can fail: it stores that the reading has begun.
    events = rules.begin_reading(reviewer_id, revision, at)
    evidence = _evidence(change, at, ())
    held.add(row, evidence)
    told = passage_json(
        row,
        rules.tag_name(revision.project_id, row["tag_id"]),
        *rules.person(reviewer_id),
        evidence,
    )
    return _step(rules, reviewer_id, revision, "create", told, None, at, events)


def _change(
    held: HeldPassages,
    rules: DeskRules,
    reviewer_id: int,
    change: Change,
    revision: Shelved,
    stored: dict[str, Any],
    at: datetime,
) -> Step:
    tag_name = rules.tag_name(revision.project_id, stored["tag_id"])
    person = rules.person(reviewer_id)
    before = passage_json(stored, tag_name, *person, held.evidence(change.annotation_id))
    deleted = stored["deleted_at"] is not None
    wants_deleted = change.kind == "restore"
    if change.kind == "create" or change.version != stored["version"] or deleted != wants_deleted:
        raise Conflict(rules.as_told(reviewer_id, revision, before))
    # After the conflict: whoever echoes what they were told may have been told of an earlier version.
    refuse_foreign(change.foreign, rules.as_told(reviewer_id, revision, before))
    values: dict[str, Any] = {"version": stored["version"] + 1, "updated_at": at}
    if change.kind == "update":
        values |= _new_values(rules, revision, change, stored)
        # Not as it was sent: that may be what the tag was called before.
        tag_name = rules.tag_name(revision.project_id, values.get("tag_id", stored["tag_id"]))
    else:
        values["deleted_at"] = at if change.kind == "delete" else None
    if rules.submitted_before(reviewer_id, revision):
        values["after_submission"] = True
    if rules.others_seen(reviewer_id, revision):
        values["others_seen"] = True
    events = rules.begin_reading(reviewer_id, revision, at)
    row = held.change(change.annotation_id, values)
    if change.kind == "update" and "evidence" in change.given:
        former = held.evidence(change.annotation_id)
        held.replace_evidence(change.annotation_id, _evidence(change, at, former))
    told = passage_json(row, tag_name, *person, held.evidence(change.annotation_id))
    return _step(rules, reviewer_id, revision, change.kind, told, before, at, events)


def _new_values(
    rules: DeskRules, revision: Shelved, change: Change, stored: dict[str, Any]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if change.tag is not None:
        tag = rules.tag(revision.project_id, change.tag)
        if tag.retired and tag.id != stored["tag_id"]:
            raise BadInput("tag_retired", tag=tag.name)
        values["tag_id"] = tag.id
    if change.start is not None or change.end is not None or change.quote is not None:
        start = stored["start"] if change.start is None else change.start
        end = stored["end"] if change.end is None else change.end
        values |= _passage(revision, change, start, end)
    values |= {
        name: getattr(change, name) for name in ("note", "confidence") if name in change.given
    }
    return values


def _passage(revision: Shelved, change: Change, start: int, end: int) -> dict[str, object]:
    if not 0 <= start < end <= len(revision.text):
        raise BadInput("span_range", start=start, end=end, length=len(revision.text))
    cut = revision.cut(start, end)
    if change.quote is not None and change.quote != cut["quote"]:
        raise BadInput("quote_differs")
    return cut


def _evidence(
    change: Change, at: datetime, former: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The evidence as sent; what was there before keeps the moment at which it was looked at."""
    looked_at = {(item["url"], item["citation"]): item["accessed_at"] for item in former}
    return [
        {
            "annotation_id": change.annotation_id,
            "position": position,
            "url": item.url,
            "citation": item.citation,
            "quote": item.quote,
            "stance": item.stance,
            "accessed_at": looked_at.get((item.url, item.citation), at),
        }
        for position, item in enumerate(change.evidence)
    ]


def _step(
    rules: DeskRules,
    reviewer_id: int,
    revision: Shelved,
    action: str,
    told: dict[str, Any],
    before: dict[str, Any] | None,
    at: datetime,
    events: list[dict[str, Any]],
) -> Step:
    event = event_row(
        reviewer_id, revision.project_id, action, "annotation", told["id"], before, told, at
    )
    return Step(rules.as_told(reviewer_id, revision, told), [*events, event])
