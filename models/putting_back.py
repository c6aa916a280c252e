"""Putting back: a passage becomes again what it was before something happened to it.

What it was is read from the trail, and it is changed by the operations that a reader sends: its
version counts up, the change is an event like any other, and can be put back itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.errors import BadInput, NotFound, WorkbenchError
from models.event import Event
from models.former_tag_name import tags_once_named
from models.membership import Role, role_of
from models.operations import Answer, apply_operations
from models.passage import passage_json
from models.queries.passage_place import passage_place
from models.reviewer import Reviewer
from models.tag import Tag
from models.writing import require_writer

FIELDS = ("start", "end", "quote", "tag", "note", "confidence", "evidence")
"""What can be another in an earlier state, beside whether it was deleted."""
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What undoes it: the event to put back from, and the version the passage has now."""

    event_id: int
    version: int


class PutBackRefused(WorkbenchError):
    """An operation of it was refused; `str()` is the sentence that it was answered with."""

    def __init__(self, sentence: str) -> None:
        self.word = "put_back_refused"
        self.values = {}
        self.project_id = None
        Exception.__init__(self, sentence)


def put_back(
    session: Session, asker: int, passage_uuid: UUID, event_id: int, seen: int
) -> PutBack | None:
    """The passage is again what it was before that event; None where it is so already.

    `seen` is its version as the asker saw it: BadInput where it was changed meanwhile. Reviewers put
    back their own passages. Editors also those of others that they may see, and only to what the
    passage's own reviewer, or another such step, had made of it: nothing here lets them write
    into somebody's reading. A submitted reading is reopened first, whoever asks.
    """
    place = passage_place(session, asker, passage_uuid)
    if place is None:
        raise NotFound("annotation_unknown")
    row = session.get_one(Annotation, passage_uuid)
    needed = Role.REVIEWER if row.reviewer_id == asker else Role.EDITOR
    require_writer(session, asker, row.project_id, needed)
    _refuse_absent(session, row)
    wanted = _before(session, passage_uuid, event_id)
    if row.version != seen:
        raise BadInput("passage_changed")
    now = _now(session, row)
    if tags_once_named(session, row.project_id).get(wanted["tag"]) == row.tag_id:
        wanted = {**wanted, "tag": now["tag"]}  # the same tag, called otherwise today
    operations = _operations(now, wanted)
    if not operations:
        return None
    last = _last_event(session, passage_uuid)
    with session.begin_nested():
        actor = None if row.reviewer_id == asker else asker
        answers = apply_operations(session, row.reviewer_id, operations, actor=actor)
        _refuse_unsaved(answers)
    session.expire(row)
    first = select(func.min(Event.id)).where(*_of(passage_uuid), Event.id > last)
    return PutBack(session.scalars(first).one() or 0, row.version)


def _refuse_absent(session: Session, row: Annotation) -> None:
    role = role_of(session, row.reviewer_id, row.project_id)
    if role is None or not role.covers(Role.REVIEWER):
        name = session.get_one(Reviewer, row.reviewer_id).name
        raise BadInput("put_back_left", name=name)


def _before(session: Session, passage_uuid: UUID, event_id: int) -> Stored:
    found = select(Event.before).where(Event.id == event_id, *_of(passage_uuid))
    before: Stored | None = session.scalar(found) if 0 < event_id < 2**63 else None
    if not before:
        raise NotFound("event_unknown")
    return before


def _of(passage_uuid: UUID) -> tuple[Any, Any]:
    return Event.entity == "annotation", Event.row == str(passage_uuid)


def _last_event(session: Session, passage_uuid: UUID) -> int:
    return session.scalar(select(func.max(Event.id)).where(*_of(passage_uuid))) or 0


def _now(session: Session, row: Annotation) -> Stored:
    columns = {column.name: getattr(row, column.name) for column in Annotation.__table__.columns}
    tag = session.get_one(Tag, row.tag_id).name
    items = select(Evidence.__table__).where(Evidence.annotation_id == row.id)
    evidence = session.execute(items.order_by(Evidence.position)).mappings()
    return passage_json(columns, tag, "", "", [dict(item) for item in evidence])


def _operations(now: Stored, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What leads from the one state to the other: brought back, changed, and deleted, in this order."""
    was_deleted, is_deleted = "deleted_at" in wanted, "deleted_at" in now
    changed = {name: wanted.get(name) for name in FIELDS if wanted.get(name) != now[name]}
    if {"start", "end"} & changed.keys():
        changed |= {name: wanted[name] for name in ("start", "end", "quote")}
    kinds: list[tuple[str, dict[str, Any]]] = []
    if is_deleted and (changed or not was_deleted):
        kinds.append(("restore", {}))
    if changed:
        kinds.append(("update", changed))
    if was_deleted and (changed or not is_deleted):
        kinds.append(("delete", {}))
    about = {"id": now["id"], "revision_id": wanted.get("revision_id")}
    return [
        {
            "id": str(uuid4()),
            "kind": kind,
            "annotation": {**about, **fields, "version": now["version"] + number},
        }
        for number, (kind, fields) in enumerate(kinds)
    ]


def _refuse_unsaved(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.status == "conflict":
            raise BadInput("passage_changed")
        if answer.status != "saved":
            raise PutBackRefused(str(answer.message))
