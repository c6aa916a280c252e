"""One operation upon a talk: say something, take it back or bring it back, resolve or reopen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.base import iso
from models.desk_rules import DeskRules
from models.errors import BadInput, NotAllowed, NotFound
from models.event import event_row
from models.foreign_fields import refuse_foreign
from models.held_passages import HeldPassages
from models.held_talk import HeldTalk, Row
from models.membership import Role, role_of
from models.mentions import Nameable, mentioned, with_ids
from models.operation_steps import Conflict, Step
from models.passage import Shelved
from models.queries.mentionable import Place, nameable, settles
from models.queries.thread_visible import closed_to
from models.reviewer import Reviewer, find_reviewer
from models.talk_input import TalkChange


@dataclass(frozen=True, slots=True)
class Talk:
    """What a step needs: what the batch holds, its rules, and who says it when."""

    session: Session
    held: HeldTalk
    passages: HeldPassages
    rules: DeskRules
    who: int
    at: datetime


def take_talk_step(talk: Talk, change: TalkChange) -> Step:
    """Apply one change; whatever it raises, nothing of it was applied.

    Raises Conflict where the comment is another than the one that the client saw, and BadInput,
    NotFound or NotAllowed with the sentence to answer. What somebody may not see is unknown to them.
    """
    revision = talk.rules.revision(talk.who, change.revision_id)
    refuse_foreign(change.foreign, {"author": talk.rules.person(talk.who)[0]})
    if change.comment_id is None:
        return _settle_thread(talk, change, revision)
    if change.kind == "comment_create":
        return _say(talk, change, change.comment_id, revision)
    return _change(talk, change, change.comment_id, revision)


def _say(talk: Talk, change: TalkChange, comment_id: UUID, revision: Shelved) -> Step:
    if talk.held.comment(comment_id) is not None:
        raise BadInput("comment_taken")
    by_editor = settles(talk.session, talk.who, revision.id)
    known = _thread(talk, change, revision)
    thread = known or _new_thread(talk, change, revision, by_editor)
    people = _people(talk, change, thread, by_editor)
    body = with_ids(change.body, people)
    row = {
        "id": comment_id,
        "thread_id": thread["id"],
        "author_id": talk.who,
        "by_editor": by_editor,
        "body": body,
        "version": 1,
        "created_at": talk.at,
        "edited_at": None,
        "deleted_at": None,
    }
    talk.held.add_comment(row, mentioned(body, people))
    begun = []
    if known is None:
        talk.held.add_thread(thread)
        opened = {"with": thread["with_id"]}
        begun = [_event(talk, revision, "open", "thread", thread["id"], None, opened)]
    elif known["resolved_at"] is not None and _may_reopen(talk, known, revision):
        begun = [_set_resolved(talk, known, revision, resolves=False)]
    said = _event(talk, revision, "create", "comment", row["id"], None, _told(row))
    return Step(None, [*begun, said])


def _change(talk: Talk, change: TalkChange, comment_id: UUID, revision: Shelved) -> Step:
    stored = talk.held.comment(comment_id)
    thread = _thread(talk, change, revision)
    if stored is None or thread is None or stored["thread_id"] != thread["id"]:
        raise NotFound("comment_unknown")
    if stored["author_id"] != talk.who:
        raise BadInput("comment_not_yours")
    is_gone = stored["deleted_at"] is not None
    if change.version != stored["version"] or is_gone != (change.kind == "comment_restore"):
        raise Conflict({})
    values: Row = {"version": stored["version"] + 1}
    mentions = None
    if change.kind == "comment_update":
        people = _people(talk, change, thread, stored["by_editor"])
        people = [*people, *_still_named(talk, comment_id, people)]
        values |= {"body": with_ids(change.body, people), "edited_at": talk.at}
        mentions = mentioned(values["body"], people)
    else:
        values["deleted_at"] = talk.at if change.kind == "comment_delete" else None
    row = talk.held.change_comment(comment_id, values, mentions)
    action = change.kind.removeprefix("comment_")
    return Step(
        None, [_event(talk, revision, action, "comment", row["id"], _told(stored), _told(row))]
    )


def _settle_thread(talk: Talk, change: TalkChange, revision: Shelved) -> Step:
    """Resolved or open: a state is set, whatever it was, so it never conflicts."""
    thread = _thread(talk, change, revision)
    if thread is None:
        raise NotFound("thread_unknown")
    resolves = change.kind == "thread_resolve"
    may = _may_settle if resolves else _may_reopen
    if not may(talk, thread, revision):
        raise NotAllowed("thread_not_yours" if resolves else "thread_read_blind")
    if resolves == (thread["resolved_at"] is not None):
        return Step(None)
    return Step(None, [_set_resolved(talk, thread, revision, resolves=resolves)])


def _may_settle(talk: Talk, thread: Row, revision: Shelved) -> bool:
    if talk.who in (thread["opened_by"], thread["with_id"]):
        return True
    role = role_of(talk.session, talk.who, revision.project_id)
    return role is not None and role.covers(Role.EDITOR)


def _may_reopen(talk: Talk, thread: Row, revision: Shelved) -> bool:
    """Whoever may answer, except where that would tell a blind reader that somebody spoke."""
    if _may_settle(talk, thread, revision):
        return True
    role = role_of(talk.session, talk.who, revision.project_id)
    if role is None or not role.covers(Role.REVIEWER):
        return False
    whose = thread["with_id"]
    return whose is None or not closed_to(talk.session, whose, [thread["id"]])


def _set_resolved(talk: Talk, thread: Row, revision: Shelved, *, resolves: bool) -> dict[str, Any]:
    values: Row = {
        "resolved_at": talk.at if resolves else None,
        "resolved_by": talk.who if resolves else None,
    }
    talk.held.change_thread(thread["id"], values)
    before, after = {"is_resolved": not resolves}, {"is_resolved": resolves}
    action = "resolve" if resolves else "reopen"
    return _event(talk, revision, action, "thread", thread["id"], before, after)


def _thread(talk: Talk, change: TalkChange, revision: Shelved) -> Row | None:
    """The thread that the change names; NotFound where it is not one that the person sees here."""
    thread = talk.held.thread(change.thread_id)
    if thread is None:
        return None
    if thread["article_id"] != revision.article_id or not talk.held.sees(talk.who, thread):
        raise NotFound("thread_unknown")
    return thread


def _new_thread(talk: Talk, change: TalkChange, revision: Shelved, by_editor: bool) -> Row:
    return {
        "id": change.thread_id,
        "project_id": revision.project_id,
        "article_id": revision.article_id,
        "revision_id": revision.id,
        "annotation_id": change.annotation_id,
        "opened_by": talk.who,
        "with_id": _with(talk, change, revision, by_editor),
        "by_editor": by_editor,
        "created_at": talk.at,
        "resolved_at": None,
        "resolved_by": None,
    }


def _with(talk: Talk, change: TalkChange, revision: Shelved, by_editor: bool) -> int | None:
    if change.annotation_id is not None:
        return _reviewer_of(talk, change.annotation_id, revision)
    if change.with_handle is None:
        return None if by_editor else talk.who
    if not by_editor:
        raise BadInput("thread_with")
    person = find_reviewer(talk.session, change.with_handle)
    role = None if person is None else role_of(talk.session, person.id, revision.project_id)
    if person is None or role is None or not role.covers(Role.REVIEWER):
        raise NotFound("reviewer_unknown", handle=change.with_handle[:80])
    return person.id


def _reviewer_of(talk: Talk, annotation_id: UUID, revision: Shelved) -> int:
    """Whose passage it is; NotFound for one that the person may not see, or of another text."""
    passage = talk.passages.row(annotation_id)
    is_here = passage is not None and passage["revision_id"] == revision.id
    if passage is None or not is_here:
        raise NotFound("annotation_unknown")
    whose: int = passage["reviewer_id"]
    if whose != talk.who and not talk.rules.may_see(talk.who, annotation_id):
        raise NotFound("annotation_unknown")
    return whose


def _people(talk: Talk, change: TalkChange, thread: Row, by_editor: bool) -> list[Nameable]:
    if "@" not in change.body:
        return []
    place = Place(
        thread["project_id"],
        thread["article_id"],
        thread["revision_id"],
        thread["annotation_id"] is not None,
        thread["with_id"],
        thread["by_editor"] or thread["opened_by"] == thread["with_id"],
    )
    return nameable(talk.session, talk.who, place, by_editor)


def _still_named(talk: Talk, comment_id: UUID, people: list[Nameable]) -> list[Nameable]:
    """Whom the comment named before, though they have left or see it no more."""
    gone = talk.held.named_in(comment_id) - {one.id for one in people}
    found = (talk.session.get_one(Reviewer, one) for one in sorted(gone))
    return [Nameable(one.id, one.handle, one.name) for one in found]


def _told(comment: Row) -> dict[str, Any]:
    told = {"body": comment["body"], "version": comment["version"]}
    if comment["deleted_at"] is not None:
        told["deleted_at"] = iso(comment["deleted_at"])
    return told


def _event(
    talk: Talk,
    revision: Shelved,
    action: str,
    entity: str,
    row: object,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> dict[str, Any]:
    return event_row(talk.who, revision.project_id, action, entity, row, before, after, talk.at)
