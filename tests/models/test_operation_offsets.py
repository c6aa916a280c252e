"""Offsets are code points over the stored text, whatever script or emoji stands before them."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from models.operations import Answer
from tests.builders import BuiltArticle, Desk, operation

HARD = (
    "💩 fell. 👨🏻‍🚒 came 🇩🇪🇫🇷 with cafe\u0301 and naïve words.\n\n"
    "שלום עולם. مرحبا بالعالم. 他来了。\u2028\u00a0\u00a0two  blanks\tand e\u0301e\u0301."
)


def mark(desk: Desk, article: BuiltArticle, start: int, end: int, **fields: object) -> Answer:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "tag": "sourced"}
    raw = operation("create", **wanted | {"start": start, "end": end} | fields)
    (answer,) = desk.apply("Ruth", raw)
    return answer


def saved(answer: Answer) -> dict[str, Any]:
    assert answer.status == "saved", answer.message
    assert answer.annotation is not None
    return answer.annotation


@pytest.mark.parametrize(
    "quote",
    ["💩", "👨🏻‍🚒", "🇩🇪", "🇫🇷", "cafe\u0301", "שלום עולם", "مرحبا", "他来了。", "\u00a0\u00a0two  blanks\tand", "\u2028"],
)  # fmt: skip
def test_a_quote_is_what_stands_at_its_code_points(desk: Desk, quote: str) -> None:
    article = desk.article(HARD)
    start = HARD.index(quote)
    told = saved(mark(desk, article, start, start + len(quote), quote=quote))
    assert told["quote"] == quote
    with desk.database.read() as session:
        row = session.execute(
            sql('SELECT quote, prefix, suffix, "start", "end" FROM annotation')
        ).one()
    assert row.quote == HARD[row.start : row.end] == quote
    assert HARD[: row.start].endswith(row.prefix)
    assert HARD[row.end :].startswith(row.suffix)


def test_every_span_of_a_hard_text_is_kept_exactly(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(HARD)

    @given(st.tuples(*[st.integers(0, len(HARD))] * 2).map(sorted))
    def check(span: list[int]) -> None:
        start, end = span
        answer = mark(sqlite_desk, article, start, end)
        if start == end:
            assert answer.status == "rejected"
        else:
            told = saved(answer)
            assert (told["start"], told["end"], told["quote"]) == (start, end, HARD[start:end])

    check()


def test_a_span_inside_a_grapheme_or_of_white_space_is_stored_as_sent(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(HARD)
    joined = HARD.index("👨🏻‍🚒")
    assert saved(mark(sqlite_desk, article, joined + 1, joined + 2))["quote"] == "🏻"
    blanks = HARD.index("\u00a0\u00a0")
    assert saved(mark(sqlite_desk, article, blanks, blanks + 2))["quote"] == "\u00a0\u00a0"
    breaks = HARD.index("\n\n")
    assert saved(mark(sqlite_desk, article, breaks, breaks + 2))["quote"] == "\n\n"


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 0), (5, 5), (5, 4), (-1, 5), (0, None), (None, 5), (0, 10_000), (9_999, 10_000)],
)
def test_what_is_not_within_the_text_is_refused(
    sqlite_desk: Desk, start: int | None, end: int | None
) -> None:
    wanted = {"id": str(uuid4()), "tag": "sourced", "start": start, "end": end}
    article = sqlite_desk.article(HARD)
    (answer,) = sqlite_desk.apply(
        "Ruth", operation("create", **wanted, revision_id=article.revision_id)
    )
    assert (answer.status, answer.annotation) == ("rejected", None)
    assert answer.message


def test_the_last_code_point_can_be_tagged_and_not_the_one_after(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article("one 💩")
    assert saved(mark(sqlite_desk, article, 4, 5))["quote"] == "💩"
    assert mark(sqlite_desk, article, 4, 6).status == "rejected"  # UTF-16 units would be 6


def test_a_quote_that_differs_is_refused_and_says_so(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(HARD)
    start = HARD.index("two  blanks")
    answer = mark(sqlite_desk, article, start, start + 11, quote="two blanks")
    assert answer.status == "rejected"
    assert "not what the text says there" in (answer.message or "")
    decomposed = HARD.index("cafe\u0301")
    composed = mark(sqlite_desk, article, decomposed, decomposed + 5, quote="café")
    assert composed.status == "rejected"


def test_an_update_cuts_the_quote_anew(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(HARD)
    first = saved(mark(sqlite_desk, article, 0, 1))
    start = HARD.index("他来了")
    (answer,) = sqlite_desk.apply(
        "Ruth", operation("update", id=first["id"], version=1, end=start + 3, start=start)
    )
    assert saved(answer)["quote"] == "他来了"
    (wrong,) = sqlite_desk.apply(
        "Ruth", operation("update", id=first["id"], version=2, start=start + 3)
    )
    assert wrong.status == "rejected"
    with sqlite_desk.database.read() as session:
        row = session.execute(sql('SELECT quote, "start", version FROM annotation')).one()
    assert tuple(row) == ("他来了", start, 2)


def test_sentence_and_paragraph_are_those_of_the_start(sqlite_desk: Desk) -> None:
    text = "One here. Two here.\n\nThree here. Four here."
    article = sqlite_desk.article(text)
    for quote in ("One", "here. Two", "Three here. Four", "Four", "\n\n"):
        start = text.index(quote)
        saved(mark(sqlite_desk, article, start, start + len(quote)))
    with sqlite_desk.database.read() as session:
        rows = session.execute(
            sql('SELECT quote, sentence, paragraph FROM annotation ORDER BY "start"')
        )
        places = {row.quote: (row.sentence, row.paragraph) for row in rows}
    assert places == {
        "One": (0, 0),
        "here. Two": (0, 0),
        "\n\n": (1, 0),
        "Three here. Four": (2, 1),
        "Four": (3, 1),
    }
