"""Putting back: what a passage was, it can be again; by whom, and that this can be undone too."""

from uuid import UUID

import pytest
from sqlalchemy import select

from models.annotation import Annotation
from models.errors import BadInput, NotAllowed, NotFound, WorkbenchError
from models.event import Event
from models.members import remove_member
from models.membership import Role
from models.putting_back import PutBack, put_back
from models.queries.passages import passages
from models.tag import tags_of
from models.tag_editing import change_tag
from tests.builders import TAGS, BuiltArticle, Desk, operation

EVIDENCE = [{"url": "https://example.org/register", "quote": "40", "stance": "supports"}]


def events(desk: Desk, passage: str) -> list[Event]:
    with desk.database.read() as session:
        found = select(Event).where(Event.entity == "annotation", Event.row == passage)
        return list(session.scalars(found.order_by(Event.id)))


def again(desk: Desk, asker: int, passage: str, event: Event, seen: int) -> PutBack | None:
    with desk.database.begin() as session:
        return put_back(session, asker, UUID(passage), event.id, seen)


def now_in(desk: Desk, article: BuiltArticle, passage: str) -> dict[str, object] | None:
    with desk.database.read() as session:
        found = passages(session, desk.editor, article.revision_id)
        return next((dict(one) for one in found if str(one["id"]) == passage), None)


def changed(desk: Desk, article: BuiltArticle) -> str:
    """Ruth's passage: made with evidence, changed in every field, deleted."""
    passage = desk.tag("Ruth", article, "40 jobs", note="Count them.", evidence=EVIDENCE)
    start, end = article.span("40 jobs lost")
    changes = {"start": start, "end": end, "tag": "disputed", "note": None, "evidence": []}
    desk.apply("Ruth", operation("update", id=passage, version=1, confidence="low", **changes))
    desk.apply("Ruth", operation("delete", id=passage, version=2))
    return passage


def test_a_deleted_passage_and_an_earlier_state_of_it_come_back_and_it_can_be_undone(
    desk: Desk,
) -> None:
    article = desk.article()
    passage = changed(desk, article)
    ruth = desk.people["Ruth"]
    _, update, deletion = events(desk, passage)
    assert again(desk, ruth, passage, deletion, 3) is not None
    here = now_in(desk, article, passage)
    assert here is not None
    assert (here["tag"], here["quote"], here["version"]) == ("disputed", "40 jobs lost", 4)
    undo = again(desk, ruth, passage, update, 4)
    here = now_in(desk, article, passage)
    assert here is not None
    assert undo is not None
    assert (here["tag"], here["quote"], here["note"]) == ("sourced", "40 jobs", "Count them.")
    assert (here["evidence"], here["confidence"], here["version"]) == (EVIDENCE, None, 5)
    kinds = [event.action for event in events(desk, passage)]
    assert kinds == ["create", "update", "delete", "restore", "update"]
    with desk.database.begin() as session:
        undone = put_back(session, ruth, UUID(passage), undo.event_id, undo.version)
    here = now_in(desk, article, passage)
    assert here is not None
    assert (here["tag"], here["version"], undone is not None) == ("disputed", 6, True)
    # It is so already: nothing happens.
    assert again(desk, ruth, passage, deletion, 6) is None
    assert again(desk, ruth, passage, events(desk, passage)[3], 6) is not None
    assert now_in(desk, article, passage) is None


def test_a_tag_that_was_renamed_since_is_the_same_tag(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    admin, article = desk.reviewer("Ada", Role.ADMIN), desk.article()
    passage = desk.tag("Ruth", article, "40 jobs")
    desk.apply("Ruth", operation("delete", id=passage, version=1))
    with desk.database.begin() as session:
        tag = tags_of(session, desk.project_id)[0]
        fields = {name: getattr(TAGS[0], name) for name in TAGS[0].__slots__}
        draft = type(TAGS[0])(**{**fields, "name": "attributed"})
        change_tag(session, admin, desk.project_id, tag.id, draft)
    again(desk, desk.people["Ruth"], passage, events(desk, passage)[-1], 2)
    here = now_in(desk, article, passage)
    assert here is not None
    assert (here["tag"], here["version"]) == ("attributed", 3)


def test_an_editor_puts_back_anothers_and_the_trail_says_who_did(desk: Desk) -> None:
    article = desk.article()
    passage = changed(desk, article)
    undo = again(desk, desk.editor, passage, events(desk, passage)[-1], 3)
    restored = events(desk, passage)[-1]
    assert (restored.action, restored.actor_id) == ("restore", desk.editor)
    with desk.database.read() as session:
        assert session.get_one(Annotation, UUID(passage)).reviewer_id == desk.people["Ruth"]
    assert undo is not None
    with desk.database.begin() as session:
        put_back(session, desk.editor, UUID(passage), undo.event_id, undo.version)
    assert now_in(desk, article, passage) is None


def test_who_may_not_and_what_cannot_be(desk: Desk) -> None:
    article = desk.article()
    passage = changed(desk, article)
    ruth, omar, viewer = (
        desk.people["Ruth"],
        desk.reviewer("Omar"),
        desk.reviewer("Vera", Role.VIEWER),
    )
    create, _, deletion = events(desk, passage)
    refused: list[tuple[int, Event, int, type[WorkbenchError], str]] = [
        (omar, deletion, 3, NotAllowed, "takes the role editor"),
        (viewer, deletion, 3, NotAllowed, "takes the role"),
        (ruth, deletion, 2, BadInput, "changed meanwhile"),
        (ruth, create, 3, NotFound, "nothing that it could be put back to"),
    ]
    for asker, event, seen, error, says in refused:
        with pytest.raises(error, match=says):
            again(desk, asker, passage, event, seen)
    desk.submit("Ruth", article)
    for asker in (ruth, desk.editor):
        with pytest.raises(WorkbenchError, match="reopen it"):
            again(desk, asker, passage, deletion, 3)
    assert len(events(desk, passage)) == 3
    admin = desk.reviewer("Ada", Role.ADMIN)
    with desk.database.begin() as session:
        remove_member(session, admin, desk.project_id, ruth)
    with pytest.raises(BadInput, match="Ruth does not read"):
        again(desk, desk.editor, passage, deletion, 3)


def test_an_editor_who_reads_blind_puts_back_nothing_of_others(desk: Desk) -> None:
    article = desk.article()
    desk.blind()
    passage = changed(desk, article)
    deletion = events(desk, passage)[-1]
    desk.tag("Edith", article, "The mill")
    with pytest.raises(NotFound):
        again(desk, desk.editor, passage, deletion, 3)
    desk.submit("Edith", article)
    again(desk, desk.editor, passage, deletion, 3)
    assert events(desk, passage)[-1].actor_id == desk.editor
