"""Applying operations: the one verb that changes annotations, readings, gold, and what is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.base import Base, now
from models.desk_rules import DeskRules
from models.errors import WorkbenchError
from models.event import Event
from models.gold_input import FlagChange, GoldChange, RejectionChange, SettlingChange, settles
from models.gold_step import take_gold_step
from models.held_cleared import HeldCleared
from models.held_passages import HeldPassages, in_portions
from models.held_talk import HeldTalk
from models.operation import AppliedOperation
from models.operation_input import Change, operation_id, operation_uuid, parse_operation
from models.operation_steps import Conflict, Step, take_step
from models.passage import Shelf
from models.reading_input import ReadingChange
from models.reading_step import take_reading_step
from models.refused_operations import RefusedOperations
from models.rejection_step import take_flag_step, take_rejection_step
from models.stored_gold import StoredGold
from models.talk_input import TalkChange
from models.talk_step import Talk, take_talk_step
from words import say

_OPERATION = Base.metadata.tables[AppliedOperation.__tablename__]
_EVENT = Base.metadata.tables[Event.__tablename__]
_FIRST_ANSWERS = select(_OPERATION.c.reviewer_id, _OPERATION.c.id, _OPERATION.c.answer).where(
    _OPERATION.c.reviewer_id.in_(bindparam("people", expanding=True)),
    _OPERATION.c.id.in_(bindparam("ids", expanding=True)),
)
_INSERT_EVENTS = insert(_EVENT)
_INSERT_OPERATIONS = insert(_OPERATION)
# A person's operation, by the ids of both.
Key = tuple[int, UUID]
Parsed = Change | ReadingChange | SettlingChange | TalkChange | WorkbenchError
_SETTLING = (GoldChange, RejectionChange, FlagChange)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one operation: saved, conflict (with the stored row), or rejected and why."""

    id: object
    status: str
    annotation: dict[str, Any] | None
    message: str | None
    gold: dict[str, Any] | None = None
    settles: bool = False
    rejection: dict[str, Any] | None = None

    def told(self) -> dict[str, Any]:
        """As the API writes it; of gold only where the operation is of a kind that settles."""
        told: dict[str, Any] = {
            "id": self.id,
            "status": self.status,
            "annotation": self.annotation,
            "message": self.message,
        }
        if not self.settles:
            return told
        told["gold"] = self.gold
        return told if self.rejection is None else told | {"rejection": self.rejection}


@dataclass(frozen=True, slots=True)
class Request:
    """What one client sent in one call, decoded but not yet looked at.

    `actor` is who did it where that is not the reviewer: no client can say so.
    """

    reviewer_id: int
    operations: Sequence[object]
    at: datetime | None = None
    origin: str = "human"
    actor: int | None = None


def apply_operations(
    session: Session,
    reviewer_id: int,
    operations: Sequence[object],
    at: datetime | None = None,
    shelf: Shelf | None = None,
    origin: str = "human",
    actor: int | None = None,
) -> list[Answer]:
    """Apply one person's operations in order; nothing inside an operation fails the others.

    An operation already applied gets its first answer again. `at` is the moment they bear
    (default: this one).
    """
    request = Request(reviewer_id, operations, at, origin, actor)
    return apply_requests(session, [request], shelf)[0]


def apply_requests(
    session: Session, requests: Sequence[Request], shelf: Shelf | None = None
) -> list[list[Answer]]:
    """Apply what several clients sent, in one transaction, in order.

    Everything is checked before anything is stored, so that all is stored together. Where the
    database refuses all the same (another process was faster), each operation is applied anew in
    a savepoint of its own, so that one refused leaves the others as they are.
    """
    shelf = shelf or Shelf()
    try:
        return _together(session, requests, shelf)
    except IntegrityError:
        return [
            [_alone(session, request, raw, shelf) for raw in request.operations]
            for request in requests
        ]


def _together(session: Session, requests: Sequence[Request], shelf: Shelf) -> list[list[Answer]]:
    # What the session itself still has to say comes first; the savepoint is the connection's own.
    session.flush()
    with session.connection().begin_nested():
        batch = _Batch(session, requests, shelf)
        answers = [
            [batch.apply(request, *sent) for sent in parsed]
            for request, parsed in zip(requests, batch.parsed, strict=True)
        ]
        batch.write()
    return answers


def _alone(session: Session, request: Request, raw: object, shelf: Shelf) -> Answer:
    single = replace(request, operations=[raw])
    try:
        return _together(session, [single], shelf)[0][0]
    except IntegrityError:
        return _answer(raw, "rejected", None, say("errors.annotation_taken"))


def _answer(
    raw: object, status: str, told: dict[str, Any] | None, message: str | None = None
) -> Answer:
    """The answer to an operation; `told` is the annotation, or the gold, that it is about."""
    if settles(raw):
        return Answer(operation_id(raw), status, None, message, told, settles=True)
    return Answer(operation_id(raw), status, told, message)


def _parsed(raw: object) -> Parsed:
    try:
        return parse_operation(raw)
    except WorkbenchError as error:
        return error


class _Batch:
    """One transaction's worth of operations: what is looked up once, and what is stored at its end."""

    def __init__(self, session: Session, requests: Sequence[Request], shelf: Shelf) -> None:
        self.session = session
        self.parsed = [
            [(raw, operation_uuid(raw), _parsed(raw)) for raw in sent.operations]
            for sent in requests
        ]
        sent = [
            (request.reviewer_id, change)
            for request, parsed in zip(requests, self.parsed, strict=True)
            for *_, change in parsed
        ]
        self.rules = DeskRules(session, shelf)
        said = [change for _, change in sent if isinstance(change, TalkChange)]
        passages = {change.annotation_id for _, change in sent if isinstance(change, Change)}
        passages |= {one.annotation_id for one in said if one.annotation_id is not None}
        self.held = HeldPassages(session, passages)
        self.talk = HeldTalk(session, said)
        self.cleared = HeldCleared(
            session, [(who, change) for who, change in sent if isinstance(change, ReadingChange)]
        )
        self.gold = StoredGold(
            session, {change.revision_id for _, change in sent if isinstance(change, _SETTLING)}
        )
        self.first = self._first_answers(
            {
                (request.reviewer_id, known)
                for request, parsed in zip(requests, self.parsed, strict=True)
                for _, known, _ in parsed
                if known is not None
            }
        )
        self.events: list[dict[str, Any]] = []
        self.applied: list[dict[str, Any]] = []
        self.refused = RefusedOperations()

    def apply(self, request: Request, raw: object, known: UUID | None, change: Parsed) -> Answer:
        if known is not None and (request.reviewer_id, known) in self.first:
            return _answer(raw, "saved", self.first[request.reviewer_id, known])
        at = request.at or now()
        if isinstance(change, WorkbenchError):
            self.refused.note(request.reviewer_id, raw, change, at)
            return _answer(raw, "rejected", None, str(change))
        key = (request.reviewer_id, change.id)
        try:
            step = self._step(request, change, at)
        except Conflict as conflict:
            told = _answer(raw, "conflict", conflict.stored or None, say("errors.conflict"))
            return replace(told, rejection=conflict.rejection)
        except WorkbenchError as error:
            self.refused.note(request.reviewer_id, raw, error, at)
            return _answer(raw, "rejected", None, str(error))
        if request.actor is not None:
            step.events = [{**event, "actor_id": request.actor} for event in step.events]
        self._log(key, step, at)
        return _answer(raw, "saved", self.first[key])

    def _step(
        self,
        request: Request,
        change: Change | ReadingChange | SettlingChange | TalkChange,
        at: datetime,
    ) -> Step:
        who = request.reviewer_id
        if isinstance(change, GoldChange):
            return take_gold_step(self.gold, self.rules, who, change, at)
        if isinstance(change, RejectionChange):
            return take_rejection_step(self.gold, self.rules, who, change, at)
        if isinstance(change, FlagChange):
            return take_flag_step(self.gold, self.rules, who, change, at)
        if isinstance(change, TalkChange):
            talk = Talk(self.session, self.talk, self.held, self.rules, who, at)
            return take_talk_step(talk, change)
        if isinstance(change, ReadingChange):
            return take_reading_step(self.cleared, self.rules, who, change, at)
        return take_step(self.held, self.rules, who, change, at, request.origin)

    def write(self) -> None:
        """Store what changed, the trail of it, and the answers."""
        self.held.write()
        self.cleared.write()
        # After the passages, which they may be about.
        self.talk.write()
        connection = self.session.connection()
        if self.events:
            connection.execute(_INSERT_EVENTS, self.events)
        if self.applied:
            connection.execute(_INSERT_OPERATIONS, self.applied)
        self.refused.write(self.session)

    def _first_answers(self, keys: set[Key]) -> dict[Key, dict[str, Any] | None]:
        found: dict[Key, dict[str, Any] | None] = {}
        people = list({reviewer_id for reviewer_id, _ in keys})
        for some in in_portions({change_id for _, change_id in keys}):
            rows = self.session.connection().execute(
                _FIRST_ANSWERS, {"people": people, "ids": some}
            )
            found |= {(row.reviewer_id, row.id): row.answer or None for row in rows}
        return found

    def _log(self, key: Key, step: Step, at: datetime) -> None:
        reviewer_id, change_id = key
        self.events.extend(step.events)
        self.first[key] = told = step.annotation or step.gold
        self.applied.append(
            {
                "reviewer_id": reviewer_id,
                "id": change_id,
                "answer": told or {},
                "applied_at": at,
            }
        )
