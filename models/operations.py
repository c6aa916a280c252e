"""Applying operations: the one verb that creates, changes, deletes and restores annotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.base import now
from models.desk_rules import DeskRules
from models.errors import WorkbenchError
from models.event import Event
from models.operation import AppliedOperation
from models.operation_input import operation_id, parse_operation
from models.operation_steps import Conflict, Step, take_step
from models.passage import Shelf
from words import say


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one operation: saved, conflict (with the stored row), or rejected and why."""

    id: object
    status: str
    annotation: dict[str, Any] | None
    message: str | None

    def told(self) -> dict[str, Any]:
        """As the API writes it."""
        return {
            "id": self.id,
            "status": self.status,
            "annotation": self.annotation,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Request:
    """What one client sent in one call, decoded but not yet looked at."""

    reviewer_id: int
    operations: Sequence[object]
    at: datetime | None = None
    origin: str = "human"


def apply_operations(
    session: Session,
    reviewer_id: int,
    operations: Sequence[object],
    at: datetime | None = None,
    shelf: Shelf | None = None,
    origin: str = "human",
) -> list[Answer]:
    """Apply one person's operations in order; nothing inside an operation fails the others.

    An operation already applied gets its first answer again. `at` is the moment they bear
    (default: this one).
    """
    return apply_requests(session, [Request(reviewer_id, operations, at, origin)], shelf)[0]


def apply_requests(
    session: Session, requests: Sequence[Request], shelf: Shelf | None = None
) -> list[list[Answer]]:
    """Apply what several clients sent, in one transaction; each operation in its own savepoint."""
    batch = _Batch(session, shelf or Shelf())
    answers = [[batch.apply(request, raw) for raw in request.operations] for request in requests]
    batch.write_log()
    return answers


class _Batch:
    """One transaction's worth of operations: what is looked up once, and what is logged at its end."""

    def __init__(self, session: Session, shelf: Shelf) -> None:
        self.session = session
        self.rules = DeskRules(session, shelf)
        self.events: list[dict[str, Any]] = []
        self.applied: dict[tuple[int, UUID], dict[str, Any]] = {}

    def apply(self, request: Request, raw: object) -> Answer:
        try:
            change = parse_operation(raw)
        except WorkbenchError as error:
            return Answer(operation_id(raw), "rejected", None, str(error))
        sent_id = operation_id(raw)
        first = self._first_answer(request.reviewer_id, change.id)
        if first is not None:
            return Answer(sent_id, "saved", first, None)
        try:
            with self.session.begin_nested():
                step = take_step(
                    self.session,
                    self.rules,
                    request.reviewer_id,
                    change,
                    request.at or now(),
                    request.origin,
                )
        except Conflict as conflict:
            return Answer(sent_id, "conflict", conflict.stored, say("errors.conflict"))
        except WorkbenchError as error:
            return Answer(sent_id, "rejected", None, str(error))
        except IntegrityError:
            # Another process stored the same id in this very moment.
            return Answer(sent_id, "rejected", None, say("errors.annotation_taken"))
        return self._log(request, change.id, sent_id, step)

    def _first_answer(self, reviewer_id: int, change_id: UUID) -> dict[str, Any] | None:
        known = self.applied.get((reviewer_id, change_id))
        if known is not None:
            return known["answer"]  # type: ignore[no-any-return]
        return self.session.scalar(
            select(AppliedOperation.answer).where(
                AppliedOperation.reviewer_id == reviewer_id, AppliedOperation.id == change_id
            )
        )

    def _log(self, request: Request, change_id: UUID, sent_id: object, step: Step) -> Answer:
        self.events.extend(step.events)
        self.applied[request.reviewer_id, change_id] = {
            "reviewer_id": request.reviewer_id,
            "id": change_id,
            "answer": step.annotation,
            "applied_at": request.at or now(),
        }
        return Answer(sent_id, "saved", step.annotation, None)

    def write_log(self) -> None:
        if self.events:
            self.session.execute(insert(Event), self.events)
        if self.applied:
            self.session.execute(insert(AppliedOperation), list(self.applied.values()))
