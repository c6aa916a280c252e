"""Clearing sentences: set like a state, saved like annotations, refused where those are."""

import json
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from models.article import latest_revision
from models.membership import Role
from models.operations import Answer, Request
from models.queries.passages import passages
from models.queries.reading_states import cleared_sentences
from models.revision import store_revision
from models.writer import Writer
from tests.builders import BuiltArticle, Desk, build_desk, operation, reading_operation

FIVE = "One here. Two here. Three here. Four here. Five here."
LAST = 4
WRONG: list[object] = [
    None, True, False, -1, LAST + 1, 2**31, 2**63, 10**400, 1.0, "1", "", [], {}, [0], float("nan"),
]  # fmt: skip


def clear(article: BuiltArticle, *sentences: object) -> dict[str, Any]:
    return reading_operation("clear", article.revision_id, *sentences)


def unclear(article: BuiltArticle, *sentences: object) -> dict[str, Any]:
    return reading_operation("unclear", article.revision_id, *sentences)


def tagged(article: BuiltArticle) -> dict[str, Any]:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": 0, "end": 3}
    return operation("create", **wanted, tag="sourced")


def cleared(desk: Desk, article: BuiltArticle, person: str = "Ruth") -> list[int]:
    with desk.database.read() as session:
        return cleared_sentences(session, desk.reviewer(person), article.revision_id)


def events(desk: Desk) -> list[tuple[str, Any, Any]]:
    with desk.database.read() as session:
        rows = session.execute(
            text("SELECT action, before, after FROM event WHERE entity = 'cleared_sentence'")
        )
        told = [(row.action, row.before, row.after) for row in rows]
    return [
        (action, *(json.loads(one) if isinstance(one, str) else one for one in states))
        for action, *states in told
    ]


def refused(desk: Desk, article: BuiltArticle, raw: object, person: str = "Ruth") -> str:
    """The sentence `raw` is refused with, between two operations that are saved all the same."""
    first, answer, last = desk.apply(person, clear(article, 0), raw, unclear(article, 0))
    assert (first.status, answer.status, last.status) == ("saved", "rejected", "saved")
    assert answer.annotation is None
    json.dumps(answer.told())
    return str(answer.message)


def test_what_is_cleared_is_the_reviewer_s_own_and_answered_without_a_passage(desk: Desk) -> None:
    article = desk.article(FIVE)
    raw = clear(article, 3, 1, 3)
    assert desk.apply("Ruth", raw) == [Answer(raw["id"], "saved", None, None)]
    assert cleared(desk, article) == [1, 3]
    assert cleared(desk, article, "Omar") == []
    assert events(desk) == [("clear", {"cleared": []}, {"cleared": [1, 3]})]


def test_the_last_word_counts_within_a_call_and_across_calls(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.apply("Ruth", clear(article, 0, 1, 2), unclear(article, 1), clear(article, 1))
    assert cleared(desk, article) == [0, 1, 2]
    desk.apply("Ruth", unclear(article, 0, 4), clear(article, 4), unclear(article, 4))
    assert cleared(desk, article) == [1, 2]


def test_the_same_operation_twice_is_once(desk: Desk) -> None:
    article = desk.article(FIVE)
    raw = clear(article, 2)
    desk.apply("Ruth", raw, raw)
    desk.apply("Ruth", unclear(article, 2))
    assert desk.apply("Ruth", raw) == [Answer(raw["id"], "saved", None, None)]
    assert cleared(desk, article) == []
    assert len(events(desk)) == 2


def test_what_changes_nothing_leaves_no_trail(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.apply("Ruth", unclear(article, 1), clear(article, 1), clear(article, 1))
    assert [action for action, *_ in events(desk)] == ["clear"]


@pytest.mark.parametrize("kind", ["clear", "unclear"])
def test_no_number_fails_its_neighbours(sqlite_desk: Desk, kind: str) -> None:
    article = sqlite_desk.article(FIVE)
    for value in WRONG:
        raw = reading_operation(kind, article.revision_id, 1, value)
        assert refused(sqlite_desk, article, raw).endswith(".")
    for sentences in (None, [], 1, "1", {"0": 1}, [0] * 10_001):
        raw = {"id": str(uuid4()), "kind": kind}
        raw["reading"] = {"revision_id": article.revision_id, "sentences": sentences}
        assert "sentences" in refused(sqlite_desk, article, raw)
    assert cleared(sqlite_desk, article) == []


def test_a_sentence_beyond_the_last_is_named_with_the_last(desk: Desk) -> None:
    article = desk.article(FIVE)
    sentence = refused(desk, article, clear(article, 2, 7))
    assert "no sentence 7" in sentence
    assert "from 0 to 4" in sentence


@pytest.mark.parametrize("reading", [None, [], "x", {}, {"revision_id": 1}, {"sentences": [0]}])
def test_half_a_reading_is_refused(sqlite_desk: Desk, reading: object) -> None:
    article = sqlite_desk.article(FIVE)
    refused(sqlite_desk, article, {"id": str(uuid4()), "kind": "clear", "reading": reading})


@pytest.mark.parametrize("revision", [0, -1, 2**31 - 1, 2**31, 10**30, True, "1", 1.5, []])
def test_no_other_revision_is_touched(sqlite_desk: Desk, revision: Any) -> None:
    article = sqlite_desk.article(FIVE)
    refused(sqlite_desk, article, reading_operation("clear", revision, 0))


def test_another_project_s_text_is_unknown(desk: Desk) -> None:
    article = desk.article(FIVE)
    theirs = build_desk(desk.database, "Elsewhere").article(FIVE)
    assert "no such text" in refused(desk, article, clear(theirs, 0))


def test_who_only_looks_clears_nothing(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.reviewer("Vera", Role.VIEWER)
    (answer,) = desk.apply("Vera", clear(article, 0))
    assert (answer.status, answer.annotation) == ("rejected", None)
    assert "takes the role reviewer" in str(answer.message)
    assert cleared(desk, article, "Vera") == []


def test_clearing_begins_the_reading_and_a_submitted_one_refuses_it(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Ruth", article, 0)
    with desk.database.read() as session:
        assert session.execute(text("SELECT status FROM assignment")).scalar_one() == "in_progress"
    desk.submit("Ruth", article)
    for raw in (clear(article, 1), unclear(article, 0)):
        (answer,) = desk.apply("Ruth", raw)
        assert "is submitted" in str(answer.message)
    assert cleared(desk, article) == [0]


def test_a_passage_and_its_sentence_do_not_know_of_each_other(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Ruth", article, 0)
    passage = tagged(article)
    desk.apply("Ruth", passage, clear(article, 1))
    desk.apply("Ruth", operation("delete", id=passage["annotation"]["id"], version=1))
    assert cleared(desk, article) == [0, 1]


def test_an_id_that_was_used_is_answered_as_the_first_time_whatever_the_kind(desk: Desk) -> None:
    article = desk.article(FIVE)
    passage = tagged(article)
    (first,) = desk.apply("Ruth", passage)
    assert desk.apply("Ruth", clear(article, 0) | {"id": passage["id"]}) == [first]
    assert cleared(desk, article) == []
    reading = clear(article, 1)
    (second,) = desk.apply("Ruth", reading)
    assert desk.apply("Ruth", tagged(article) | {"id": reading["id"]}) == [second]
    with desk.database.read() as session:
        assert len(passages(session, desk.reviewer("Ruth"), article.revision_id)) == 1


def test_what_is_cleared_stays_with_its_revision(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Ruth", article, 0, 4)
    with desk.database.begin() as session:
        newer = store_revision(
            session, article.id, desk.project_id, 2, FIVE + " Six here.", "en", desk.editor
        )
        assert latest_revision(session, article.id).id == newer.id
        assert cleared_sentences(session, desk.reviewer("Ruth"), newer.id) == []
    assert cleared(desk, article) == [0, 4]


def test_a_whole_long_article_is_cleared_at_once(desk: Desk) -> None:
    article = desk.article(" ".join(f"Number {number} stands here." for number in range(3_000)))
    desk.clear("Ruth", article, *range(3_000))
    assert cleared(desk, article) == list(range(3_000))
    desk.apply("Ruth", unclear(article, *range(3_000)))
    assert cleared(desk, article) == []


def test_two_processes_that_set_the_same_state_at_once_both_do(desk: Desk) -> None:
    article = desk.article(FIVE)
    ruth = desk.reviewer("Ruth")
    writers = [Writer(desk.database), Writer(desk.database)]
    answered = [
        writer.submit(Request(ruth, [raw(article, *range(5))]))
        for raw in (clear, unclear, clear) * 5
        for writer in writers
    ]
    assert {answer.status for one in answered for answer in one.result()} == {"saved"}
    for writer in writers:
        writer.close()
    assert cleared(desk, article) in ([0, 1, 2, 3, 4], [])


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["clear", "unclear"]),
        st.lists(st.integers(0, LAST), min_size=1, max_size=4),
        st.booleans(),
    ),
    max_size=12,
)


@given(steps=STEPS)
def test_whatever_order_and_calls_the_state_is_what_was_last_set(
    sqlite_desk: Desk, steps: list[tuple[str, list[int], bool]]
) -> None:
    article = sqlite_desk.article(f"{FIVE} {uuid4()}")
    wanted: set[int] = set()
    call: list[object] = []
    for kind, sentences, ends_call in steps:
        call.append(reading_operation(kind, article.revision_id, *sentences))
        wanted = wanted | set(sentences) if kind == "clear" else wanted - set(sentences)
        if ends_call:
            sqlite_desk.apply("Ruth", *call)
            sqlite_desk.apply("Ruth", *call[-1:])
            call = []
    sqlite_desk.apply("Ruth", *call)
    assert cleared(sqlite_desk, article) == sorted(wanted)
