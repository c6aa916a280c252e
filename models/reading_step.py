"""One operation upon a reading: its sentences are cleared, or no longer."""

from datetime import datetime
from typing import Any

from models.desk_rules import DeskRules
from models.errors import BadInput
from models.event import event_row
from models.foreign_fields import refuse_foreign
from models.held_cleared import HeldCleared
from models.operation_steps import Step
from models.passage import Shelved
from models.reading_input import ReadingChange


def take_reading_step(
    held: HeldCleared, rules: DeskRules, reviewer_id: int, change: ReadingChange, at: datetime
) -> Step:
    """Set the state of the sentences; whatever it raises, nothing of it was applied.

    It never conflicts: a state is set, whatever it was. Raises BadInput for a sentence that the
    text does not have and for a submitted reading, NotFound and NotAllowed for a text that the
    person may not read.
    """
    revision = rules.revision(reviewer_id, change.revision_id)
    refuse_foreign(change.foreign, {"reviewer": rules.person(reviewer_id)[0]})
    _refuse_unknown(revision, max(change.sentences))
    # Last of what can fail: it stores that the reading has begun.
    events = rules.begin_reading(reviewer_id, revision, at)
    changed = sorted(held.put(reviewer_id, change, at))
    if changed:
        events.append(_event(reviewer_id, revision, change, changed, at))
    return Step(None, events)


def _refuse_unknown(revision: Shelved, number: int) -> None:
    sentences = len(revision.starts)
    if number >= sentences:
        raise BadInput("sentence_unknown", number=number, last=sentences - 1)


def _event(
    reviewer_id: int, revision: Shelved, change: ReadingChange, changed: list[int], at: datetime
) -> dict[str, Any]:
    states: list[dict[str, Any]] = [{"cleared": []}, {"cleared": changed}]
    before, after = states if change.kind == "clear" else reversed(states)
    return event_row(
        reviewer_id,
        revision.project_id,
        change.kind,
        "cleared_sentence",
        revision.id,
        before,
        after,
        at,
    )
