"""Whatever arrives as an operation is answered; what makes no sense is refused for itself alone."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from models.operations import Answer
from tests.builders import BuiltArticle, Desk, operation

HOSTILE: list[object] = [
    None, True, False, 0, -1, 1.5, 3.0, 2**31, 2**63, 10**400, float("nan"), float("inf"), "", " ", "1",
    "\x00", "a\x00b", "\ud800", "💩\udfff", "x" * 100_000, [], {}, [[]], {"id": {}}, "Sourced", "null",
]  # fmt: skip
FIELDS = ["id", "revision_id", "start", "end", "tag", "note", "confidence", "evidence", "quote"]
JSON = st.recursive(
    st.sampled_from(HOSTILE) | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


def fine(article: BuiltArticle) -> dict[str, Any]:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": 0, "end": 8}
    return operation("create", **wanted, tag="sourced")


def between(desk: Desk, article: BuiltArticle, raw: object) -> Answer:
    """The answer to `raw`, sent between two good operations, which are saved in any case."""
    first, answer, last = desk.apply("Ruth", fine(article), raw, fine(article))
    assert (first.status, last.status) == ("saved", "saved")
    json.dumps(answer.told())
    return answer


@pytest.fixture
def article(sqlite_desk: Desk) -> BuiltArticle:
    return sqlite_desk.article()


@pytest.mark.parametrize("field", FIELDS)
def test_no_value_of_a_field_fails_its_neighbours(
    sqlite_desk: Desk, article: BuiltArticle, field: str
) -> None:
    harmless: dict[str, list[object]] = {
        "note": ["", " ", "1", "Sourced", "null", None],
        "evidence": [None, []],
    }
    harmless |= {"quote": [None], "confidence": [None], "start": [0]}
    for value in HOSTILE:
        raw = fine(article)
        raw["annotation"][field] = value
        answer = between(sqlite_desk, article, raw)
        fits = any(value is kept or (type(value) is type(kept) and value == kept) for kept in harmless.get(field, ()))  # fmt: skip
        assert answer.status == ("saved" if fits else "rejected"), (field, value)
        assert fits or answer.message


@pytest.mark.parametrize("field", ["id", "kind", "annotation"])
def test_no_value_around_the_annotation_fails_its_neighbours(
    sqlite_desk: Desk, article: BuiltArticle, field: str
) -> None:
    for value in HOSTILE:
        answer = between(sqlite_desk, article, fine(article) | {field: value})
        assert answer.status == "rejected", value
        assert answer.message


@pytest.mark.parametrize("raw", HOSTILE, ids=lambda raw: repr(raw)[:20])
def test_what_is_no_operation_at_all_is_answered(
    sqlite_desk: Desk, article: BuiltArticle, raw: object
) -> None:
    answer = between(sqlite_desk, article, raw)
    assert (answer.status, answer.annotation) == ("rejected", None)
    assert answer.message


def test_any_json_is_answered_and_stores_nothing_by_chance(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article()

    @given(JSON, st.sampled_from([*FIELDS, "version", "kind"]))
    def check(value: object, field: str) -> None:
        raw = fine(article)
        if field == "kind":
            raw["annotation"] = value
        else:
            raw["annotation"][field] = value
        between(sqlite_desk, article, raw)
        between(sqlite_desk, article, value)

    check()
    with sqlite_desk.database.read() as session:
        rows = session.execute(text('SELECT quote, "start", "end" FROM annotation')).all()
    assert all(article.text[row.start : row.end] == row.quote for row in rows)


@pytest.mark.parametrize("version", [None, "1", True, 1.0, -5, 2**40])
def test_a_change_needs_the_version_it_saw(
    sqlite_desk: Desk, article: BuiltArticle, version: object
) -> None:
    taken = sqlite_desk.tag("Ruth", article, "40 jobs")
    for kind in ("update", "delete", "restore"):
        answer = between(sqlite_desk, article, operation(kind, id=taken, version=version))
        assert answer.status == "rejected"
        assert "version" in (answer.message or "")


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"url": "javascript:alert(1)"}, "http"),
        ({"url": "https://a b.example"}, "no blanks"),
        ({"url": "https://a.example/\u2028x"}, "no blanks"),
        ({"url": "https://"}, "http"),
        ({"url": "http://[::1"}, "http"),
        ({"url": "http://user:pw@ex.org/"}, "no name and password"),
        ({"url": "https://user@ex.org"}, "no name and password"),
        ({"url": " "}, "needs an address"),
        ({}, "needs an address"),
        ({"url": "https://a.example", "stance": "maybe"}, "supports, contradicts, context"),
        ({"url": "https://a.example", "quote": "\ud800"}, "half a character"),
        ({"url": "https://a.example", "quote": 5}, "string"),
        ({"url": "https://a.example/" + "a" * 5_000}, "more than 4,000"),
        ("https://a.example", "object"),
        (None, "object"),
    ],
)
def test_evidence_that_cannot_be_kept_is_refused(
    sqlite_desk: Desk, article: BuiltArticle, item: object, says: str
) -> None:
    raw = fine(article)
    raw["annotation"]["evidence"] = [{"url": "https://good.example"}, item]
    answer = between(sqlite_desk, article, raw)
    assert answer.status == "rejected"
    assert says in (answer.message or "")
    with sqlite_desk.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM evidence")).scalar_one() == 0


def test_what_postgresql_alone_would_refuse_is_refused_everywhere(desk: Desk) -> None:
    article = desk.article()

    def hostile() -> Iterator[dict[str, Any]]:
        for field, value in (("note", "a\x00"), ("note", "\ud800"), ("tag", "\x00"), ("revision_id", 2**31 - 1), ("end", 2**31 - 1), ("revision_id", 2**70)):  # fmt: skip
            raw = fine(article)
            raw["annotation"][field] = value
            yield raw

    answers = desk.apply("Ruth", *hostile(), fine(article))
    assert [answer.status for answer in answers] == ["rejected"] * 6 + ["saved"]


def test_a_quote_in_braces_or_percents_is_told_as_it_is(
    sqlite_desk: Desk, article: BuiltArticle
) -> None:
    raw = fine(article)
    raw["annotation"]["tag"] = "{0.__class__} %s {known}"
    assert "“{0.__class__} %s {known}”" in (between(sqlite_desk, article, raw).message or "")


def test_ids_in_capitals_are_the_same_ids(sqlite_desk: Desk, article: BuiltArticle) -> None:
    raw = fine(article)
    first, again = sqlite_desk.apply("Ruth", raw, raw | {"id": raw["id"].upper()})
    assert (again.status, again.annotation) == ("saved", first.annotation)
    assert again.id == raw["id"].upper()
