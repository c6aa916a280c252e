"""What an operation may not: refused with a sentence, recorded once a minute, and nothing changed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from models.annotation import Annotation
from models.event import Event
from models.membership import Role
from models.queries.passages import passages
from models.tag import tags_of
from models.tag_editing import retire_tag
from tests.builders import BuiltArticle, Desk, build_desk, operation, reading_operation

NOON = datetime(2026, 4, 11, 12, 0, tzinfo=UTC)


def create(article: BuiltArticle, **fields: Any) -> dict[str, object]:
    span = {"revision_id": article.revision_id, "start": 0, "end": 3, "tag": "sourced"}
    return operation("create", id=str(uuid4()), **{**span, **fields})


def refusals(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.read() as session:
        found = session.scalars(select(Event).where(Event.action == "refused").order_by(Event.id))
        return [((one.after or {})["kind"], (one.after or {})["what"]) for one in found]


def count(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.scalar(select(func.count()).select_from(Annotation)) or 0


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"reviewer": "edith"}, "for_somebody_else"),
        ({"reviewer_id": 1}, "for_somebody_else"),
        ({"project_id": 1}, "field_foreign"),
        ({"guideline_version": 9}, "field_foreign"),
        ({"is_gold": True}, "field_foreign"),
        ({"origin": "import"}, "field_foreign"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "field_foreign"),
        ({"deleted_at": "2020-01-01T00:00:00Z"}, "field_foreign"),
        ({"others_seen": True}, "field_foreign"),
        ({"is_admin": True}, "field_unknown"),
        ({"evidence": [{"citation": "so", "stance": "context", "id": 1}]}, "field_unknown"),
    ],
)
def test_nobody_gives_a_field_that_is_not_theirs(
    desk: Desk, fields: dict[str, object], kind: str
) -> None:
    (answer,) = desk.apply("Ruth", create(desk.article(), **fields))
    assert answer.status == "rejected"
    assert (answer.message or "").endswith(".")
    assert refusals(desk) == [(kind, "operation create")]
    assert count(desk) == 0


def test_who_sends_back_what_they_were_told_is_fine(desk: Desk) -> None:
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill")
    with desk.database.read() as session:
        (told,) = passages(session, desk.people["Ruth"], article.revision_id)
    (answer,) = desk.apply("Ruth", operation("update", **{**told, "note": "so"}))
    assert answer.status == "saved", answer.message
    (answer,) = desk.apply(
        "Ruth", operation("update", **{**told, "version": 2, "origin": "import"})
    )
    assert answer.status == "rejected"
    own = create(article, reviewer="ruth@desk.example", origin="human")
    assert desk.apply("Ruth", own)[0].status == "saved"
    clear = reading_operation("clear", article.revision_id, 0)
    clear["reading"] = {**clear["reading"], "reviewer": "edith"}  # type: ignore[dict-item]
    assert desk.apply("Ruth", clear)[0].status == "rejected"
    assert passage


def test_a_viewer_a_retired_tag_and_anothers_passage_are_recorded(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    desk.reviewer("Vera", Role.VIEWER)
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill")
    with desk.database.begin() as session:
        retire_tag(session, admin, desk.project_id, tags_of(session, desk.project_id)[3].id)
    desk.apply("Vera", create(article))
    desk.apply("Ruth", create(article, tag="disputed"))
    desk.apply("Edith", operation("delete", id=passage, version=1))
    assert [kind for kind, _ in refusals(desk)] == [
        "role_too_small",
        "tag_retired",
        "not_your_passage",
    ]
    assert count(desk) == 1


def test_a_stranger_learns_nothing_of_a_passage(desk: Desk) -> None:
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill")
    other = build_desk(desk.database, "Elsewhere")
    foreign = other.article()
    answers = other.apply(
        "Stella",
        operation("delete", id=passage, version=1),
        operation("delete", id=str(uuid4()), version=1),
        operation("delete", id=passage, version=1, revision_id=foreign.revision_id),
    )
    assert {(one.status, one.message) for one in answers} == {
        ("rejected", "There is no such passage.")
    }
    assert count(desk) == 1


def test_a_flood_is_one_event_a_minute(desk: Desk) -> None:
    desk.reviewer("Vera", Role.VIEWER)
    article = desk.article()
    for minute in range(3):
        for second in range(5):
            at = NOON + timedelta(minutes=minute, seconds=second)
            desk.apply("Vera", *(create(article) for _ in range(20)), at=at)
    assert refusals(desk) == [("role_too_small", "operation create")] * 3


def test_a_field_that_nothing_is_called_is_named(desk: Desk) -> None:
    article = desk.article()
    asked = create(article)
    clear = reading_operation("clear", article.revision_id, 0)
    clear["reading"]["cleared"] = True  # type: ignore[index]
    for sent, field in (({**asked, "project": 7}, "project"), ({**asked, "sudo": 1}, "sudo")):
        (answer,) = desk.apply("Ruth", sent)
        assert (answer.status, field in (answer.message or "")) == ("rejected", True)
    (answer,) = desk.apply("Ruth", clear)
    assert answer.message == "There is no field cleared here; leave it out."
    assert count(desk) == 0
    (answer,) = desk.apply("Ruth", {**asked, "after": [str(uuid4())]})
    assert answer.status == "saved", answer.message


def test_an_echo_of_an_earlier_version_is_a_conflict(desk: Desk) -> None:
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill")
    with desk.database.read() as session:
        (told,) = passages(session, desk.people["Ruth"], article.revision_id)
    desk.apply("Ruth", operation("update", id=passage, version=1, note="first"))
    (answer,) = desk.apply("Ruth", operation("update", **{**told, "note": "second"}))
    assert (answer.status, (answer.annotation or {})["note"]) == ("conflict", "first")


def test_the_trail_tells_which_rows_were_asked_for(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    theirs = [desk.tag("Ruth", article, quote) for quote in ("March", "40 jobs", "Critics")]
    at = {"at": NOON}
    desk.apply("Omar", *(operation("delete", id=one, version=1) for one in theirs[:2]), **at)
    desk.apply("Omar", operation("delete", id=theirs[0], version=1), **at)
    desk.apply("Omar", operation("delete", id=theirs[2], version=1), **at)
    desk.reviewer("Vera", Role.VIEWER)
    desk.apply("Vera", create(other), **at)
    with desk.database.read() as session:
        refused = select(Event.after).where(Event.action == "refused").order_by(Event.id)
        found = session.scalars(refused).all()
    assert [(one or {}).get("asked") for one in found] == [
        [f"annotation {one}" for one in theirs[:2]],
        [f"annotation {theirs[2]}"],
        [f"revision {other.revision_id}"],
    ]
