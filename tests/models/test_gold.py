"""Gold: made, changed, deleted and restored by operations, and it remembers what it came from."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from models.assignment import Assignment, reopen_reading
from models.event import Event
from models.gold import GoldSource
from models.membership import Role
from models.operations import Answer
from models.queries.settling_readings import settling_readings
from models.settling import GroupsOpen, SettledMeanwhile, settle_text, unsettle_text
from models.tag import tags_of
from models.tag_editing import retire_tag
from tests.builders import BuiltArticle, Desk, build_desk, operation, settling_operation


def read(desk: Desk) -> tuple[BuiltArticle, str, str]:
    """An article with a passage of Ruth's and one of Omar's over the same words, submitted."""
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs")
    omar = desk.tag("Omar", article, "40 jobs lost", "disputed")
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    return article, ruth, omar


def create(article: BuiltArticle, quote: str, *sources: str, **other: object) -> dict[str, Any]:
    start, end = article.span(quote)
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    return settling_operation(
        "gold_create", **(wanted | {"tag": "sourced", "sources": list(sources)} | other)
    )


def told(desk: Desk, article: BuiltArticle) -> dict[str, Any]:
    with desk.database.read() as session:
        return settling_readings(session, desk.editor, article.revision_id)


def apply(desk: Desk, *raw: object, person: str = "Edith") -> Sequence[Answer]:
    return desk.apply(person, *raw)


def test_where_gold_came_from_is_said_by_the_server(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    twin_article = desk.article()
    twins = [desk.tag(person, twin_article, "40 jobs") for person in ("Ruth", "Omar")]
    for person in ("Ruth", "Omar"):
        desk.submit(person, twin_article)
    answers = apply(
        desk,
        create(article, "40 jobs", ruth),
        create(article, "40 jobs", omar, ruth, tag="disputed"),
        create(article, "March"),
        create(twin_article, "40 jobs", *twins),
    )
    gold = [answer.told()["gold"] for answer in answers]
    assert [one["origin"] for one in gold] == ["accepted", "changed", "own", "agreed"]
    assert [one["sources"] for one in gold] == [[ruth], sorted([ruth, omar]), [], sorted(twins)]
    assert (gold[0]["quote"], gold[0]["by"], gold[0]["version"]) == ("40 jobs", "Edith", 1)
    assert {answer.annotation for answer in answers} == {None}
    assert told(desk, twin_article)["gold"] == [gold[3]]
    assert told(desk, twin_article)["groups"][0]["agreed"] is True
    assert told(desk, article)["groups"][0]["agreed"] is False


def test_gold_is_changed_deleted_and_restored_by_version(desk: Desk) -> None:
    article, ruth, _ = read(desk)
    made = create(article, "40 jobs", ruth)
    place = {"id": made["gold"]["id"], "revision_id": article.revision_id}
    start, end = article.span("40 jobs lost")
    answers = apply(
        desk,
        made,
        settling_operation("gold_update", **place, version=1, end=end, note="Counted."),
        settling_operation("gold_update", **place, version=1, tag="filler"),
        settling_operation("gold_delete", **place, version=2),
        settling_operation("gold_restore", **place, version=3),
        settling_operation("gold_update", **place, version=4, sources=[]),
    )
    assert [one.status for one in answers] == ["saved", "saved", "conflict", *(["saved"] * 3)]
    assert answers[1].gold is not None
    assert answers[1].gold["origin"] == "changed"
    assert answers[2].gold == answers[1].gold
    assert answers[3].gold is not None
    assert "deleted_at" in answers[3].gold
    (now,) = told(desk, article)["gold"]
    assert now == answers[5].gold
    assert (now["start"], now["end"], now["note"]) == (start, end, "Counted.")
    assert (now["origin"], now["sources"], now["version"]) == ("own", [], 5)
    with desk.database.read() as session:
        trail = session.scalars(select(Event).where(Event.entity == "gold").order_by(Event.id))
        assert [one.action for one in trail] == ["create", "update", "delete", "restore", "update"]


def test_an_operation_sent_again_is_answered_as_the_first_time(desk: Desk) -> None:
    article, ruth, _ = read(desk)
    made = create(article, "40 jobs", ruth)
    (first,) = apply(desk, made)
    assert apply(desk, made) == [first]
    assert apply(desk, made | {"id": str(uuid4())})[0].status == "conflict"
    assert len(told(desk, article)["gold"]) == 1


def test_gold_keeps_its_sources_as_they_were(desk: Desk) -> None:
    article, ruth, _ = read(desk)
    gold = desk.gold(article, "40 jobs", "sourced", ruth)
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Ruth"), article.id)
    assert told(desk, article)["reopened_sources"] == {ruth: "Ruth"}
    desk.apply("Ruth", operation("update", id=ruth, version=1, tag="filler", end=60))
    (answer,) = apply(desk, create(article, "40 jobs", ruth))
    assert (answer.status, "reopened" in str(answer.message)) == ("rejected", True)
    (kept,) = apply(
        desk,
        settling_operation(
            "gold_update", id=gold, revision_id=article.revision_id, version=1, sources=[ruth]
        ),
    )
    assert kept.gold is not None
    assert kept.gold["origin"] == "accepted"
    with desk.database.read() as session:
        (source,) = session.scalars(select(GoldSource))
        assert (source.start, source.end) == article.span("40 jobs")
        assert (source.version, source.reviewer_id) == (1, desk.reviewer("Ruth"))
    desk.submit("Ruth", article)
    assert apply(desk, create(article, "40 jobs", ruth))[0].told()["gold"]["origin"] == "changed"


def test_settling_makes_nobody_a_reader(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    desk.gold(article, "40 jobs", "sourced", ruth)
    desk.reject(article, omar, "wrong_extent", "Two words too many.")
    with desk.database.read() as session:
        assert desk.editor not in set(session.scalars(select(Assignment.reviewer_id)))


def test_a_rejection_is_a_state_and_shows_with_the_passage(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    desk.reject(article, ruth, "missed")
    desk.reject(article, ruth, "wrong_tag", "No source.")
    desk.reject(article, omar, "guideline_unclear")
    place = {"annotation_id": omar, "revision_id": article.revision_id}
    answers = apply(
        desk, settling_operation("unreject", **place), settling_operation("unreject", **place)
    )
    assert [(one.status, one.told()["gold"]) for one in answers] == [("saved", None)] * 2
    rejected = {
        one["id"]: one["rejection"]
        for reading in told(desk, article)["readings"]
        for one in reading["annotations"]
    }
    assert rejected == {ruth: {"reason": "wrong_tag", "note": "No source."}, omar: None}
    with desk.database.read() as session:
        events = session.scalars(
            select(Event).where(Event.entity == "rejection").order_by(Event.id)
        )
        assert [one.action for one in events] == ["reject", "reject", "reject", "unreject"]


def test_of_two_decisions_about_a_passage_the_second_meets_the_first(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    desk.reviewer("Ivo", Role.EDITOR)
    text = {"revision_id": article.revision_id}

    def rejects(passage: str, reason: str, **seen: object) -> dict[str, Any]:
        return settling_operation("reject", annotation_id=passage, reason=reason, **text, **seen)

    (made,) = apply(desk, create(article, "40 jobs", ruth))
    gold = made.gold or {}
    answers = apply(
        desk,
        create(article, "40 jobs", ruth, tag="filler", undecided=True),
        rejects(ruth, "missed", seen=None),
        rejects(omar, "missed", seen=None),
        create(article, "40 jobs lost", omar, undecided=True),
        rejects(omar, "wrong_tag", seen=None),
        rejects(omar, "missed", seen=None),
        rejects(omar, "wrong_tag", seen={"reason": "missed", "note": None}),
        settling_operation("unreject", annotation_id=omar, seen=None, **text),
        settling_operation(
            "unreject", annotation_id=omar, seen={"reason": "wrong_tag", "note": None}, **text
        ),
        create(article, "40 jobs lost", omar, undecided=True),
        person="Ivo",
    )
    assert [one.status for one in answers] == [
        *("conflict", "conflict", "saved", "conflict", "conflict", "saved", "saved", "conflict"),
        *("saved", "saved"),
    ]
    assert [one.gold and one.gold["id"] for one in answers[:2]] == [gold["id"]] * 2
    missed = {"annotation_id": omar, "reason": "missed", "note": None}
    assert [one.told()["rejection"] for one in answers[3:5]] == [missed] * 2
    # Gold that was taken back does not come back over what was decided since.
    apply(desk, settling_operation("gold_delete", id=gold["id"], version=1, **text))
    apply(desk, create(article, "40 jobs", ruth), person="Ivo")
    back = settling_operation("gold_restore", id=gold["id"], version=2, undecided=True, **text)
    assert apply(desk, back)[0].status == "conflict"


def test_an_unclear_place_is_flagged_and_taken_back(desk: Desk) -> None:
    article, *_ = read(desk)
    start, end = article.span("dazzling")
    place = {"id": str(uuid4()), "revision_id": article.revision_id}
    flag = settling_operation("flag_unclear", **place, start=start, end=end, note="Praise?")
    assert apply(desk, flag)[0].status == "saved"
    (shown,) = told(desk, article)["unclear"]
    assert shown == {
        "id": place["id"],
        "start": start,
        "end": end,
        "note": "Praise?",
        "by": "Edith",
    }
    beyond = settling_operation("flag_unclear", **place, start=0, end=10_000)
    assert apply(desk, beyond)[0].status == "rejected"
    apply(desk, *(settling_operation("unflag_unclear", **place) for _ in range(2)))
    assert told(desk, article)["unclear"] == []


def test_the_readings_stand_side_by_side_in_the_order_of_names(desk: Desk) -> None:
    article, ruth, omar = read(desk)
    desk.tag("Zoe", article, "March", "filler")
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Omar"), article.id)
    desk.clear("Omar", article, 0, 2, 3)
    desk.submit("Omar", article)
    found = told(desk, article)
    assert [
        (one["reviewer"]["name"], [two["id"] for two in one["annotations"]], one["cleared"])
        for one in found["readings"]
    ] == [("Omar", [omar], [[0, 0], [2, 3]]), ("Ruth", [ruth], [])]
    (group,) = found["groups"]
    assert (group["annotations"], group["agreed"]) == ([omar, ruth], False)
    assert (group["start"], group["end"]) == article.span("40 jobs lost")
    assert (found["state"], found["version"], found["settled_by"]) == ("open", 0, None)


def test_what_is_open_is_counted_before_an_article_is_settled(desk: Desk) -> None:
    article, ruth, omar = read(desk)

    def settle(**how: Any) -> int:
        with desk.database.begin() as session:
            return settle_text(session, desk.editor, article.revision_id, **how).version

    desk.gold(article, "March")
    with pytest.raises(GroupsOpen) as waiting:
        settle()
    assert waiting.value.open == 1
    desk.reject(article, ruth, "missed")
    desk.reject(article, omar, "wrong_tag")
    with pytest.raises(SettledMeanwhile):
        settle(version=1)
    assert settle(version=0) == settle() == 1
    found = told(desk, article)
    assert (found["state"], found["settled_by"]) == ("settled", "Edith")
    assert found["settled_at"].endswith("Z")
    answers = apply(
        desk,
        create(article, "March"),
        settling_operation("unreject", annotation_id=omar, revision_id=article.revision_id),
        settling_operation(
            "flag_unclear", id=str(uuid4()), revision_id=article.revision_id, start=0, end=2
        ),
    )
    assert {one.status for one in answers} == {"rejected"}
    assert {"reopen it" in str(one.message) for one in answers} == {True}
    with desk.database.begin() as session:
        for _ in range(2):
            opened = unsettle_text(session, desk.editor, article.revision_id)
            assert opened is not None
            assert (opened.version, opened.settled_at) == (2, None)
    assert apply(desk, create(article, "March"))[0].status == "saved"
    with desk.database.read() as session:
        events = session.scalars(
            select(Event).where(Event.entity == "adjudication").order_by(Event.id)
        )
        assert [one.action for one in events] == ["settle", "unsettle"]


def test_who_may_not_settle_is_refused_each_operation(desk: Desk) -> None:
    article, ruth, _ = read(desk)
    raw = [
        create(article, "40 jobs", ruth),
        settling_operation(
            "reject", annotation_id=ruth, revision_id=article.revision_id, reason="missed"
        ),
        settling_operation(
            "flag_unclear", id=str(uuid4()), revision_id=article.revision_id, start=0, end=2
        ),
    ]
    desk.reviewer("Vera", Role.VIEWER)
    outside = build_desk(desk.database, "Elsewhere")
    for person in ("Ruth", "Vera"):
        for answer in desk.apply(person, *raw):
            assert (answer.status, answer.told()["gold"]) == ("rejected", None)
            assert "editor" in str(answer.message)
    assert {one.message for one in outside.apply("Edith", *raw)} == {
        "There is no such text, or you are not a member of its project."
    }
    desk.blind()
    desk.tag("Edith", article, "March")
    assert all("blind" in str(one.message) for one in apply(desk, *raw))
    desk.submit("Edith", article)
    assert {one.status for one in apply(desk, *raw)} == {"saved"}


def test_what_is_wrong_is_answered_with_its_sentence_and_changes_nothing(desk: Desk) -> None:
    article, ruth, _ = read(desk)
    other = desk.article()
    unsubmitted = desk.tag("Ruth", other, "40 jobs")
    elsewhere = desk.gold(article, "March")
    admin = desk.reviewer("Ada", Role.ADMIN)
    with desk.database.begin() as session:
        filler = next(tag for tag in tags_of(session, desk.project_id) if tag.name == "filler")
    before = told(desk, article)
    wrong = [
        (create(article, "40 jobs", unsubmitted), "submitted reading"),
        (create(article, "40 jobs", str(uuid4())), "submitted reading"),
        (create(article, "40 jobs", tag="nonsense"), "no tag called"),
        (create(article, "40 jobs", end=10_000), "does not lie within"),
        (create(article, "40 jobs", sources="x"), "must be of type list"),
        (create(article, "40 jobs", sources=["x"]), "must be of type UUID"),
        (create(article, "40 jobs", reviewer="ruth"), "somebody else"),
        (create(article, "40 jobs", origin="agreed"), "not yours to give"),
        (create(article, "40 jobs", id=ruth), "id is taken"),
        (create(other, "40 jobs", id=elsewhere), "id is taken"),
        (create(article, "40 jobs", revision_id=10**9), "no such text"),
        ({"id": str(uuid4()), "kind": "gold_create"}, "must be of type object"),
        (
            settling_operation(
                "gold_update", id=elsewhere, revision_id=other.revision_id, version=1
            ),
            "no such gold",
        ),
        (
            settling_operation(
                "gold_delete", id=str(uuid4()), revision_id=article.revision_id, version=1
            ),
            "no such gold",
        ),
        (
            settling_operation(
                "reject", annotation_id=ruth, revision_id=article.revision_id, reason="bad"
            ),
            "must be one of wrong_tag",
        ),
        (
            settling_operation("reject", annotation_id=ruth, revision_id=article.revision_id),
            "reason is missing",
        ),
        (
            settling_operation(
                "reject", annotation_id=ruth, revision_id=other.revision_id, reason="missed"
            ),
            "submitted reading",
        ),
    ]
    for raw, sentence in wrong:
        (answer,) = apply(desk, raw)
        assert (answer.status, answer.told()["gold"]) == ("rejected", None), raw
        assert sentence in str(answer.message), raw
    assert told(desk, article) == before
    with desk.database.begin() as session:
        retire_tag(session, admin, desk.project_id, filler.id)
    (answer,) = apply(desk, create(article, "40 jobs", tag="filler"))
    assert "retired" in str(answer.message)
