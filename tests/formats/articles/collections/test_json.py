import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.articles.collections import json_records
from formats.articles.collections.collected import Collected
from formats.articles.collections.registry import columns_of, recognised
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, articles, lines, read

RECORDS = [
    {
        "headline": f"Quay \U0001f6a2 {number}",
        "articleBody": f"{number}. {BODY}\r\n\r\nMore \u2028 of it.",
        "author": [{"@type": "Person", "name": "Petra Olsen"}, {"name": "Ann Other"}],
        "publisher": {"name": "Harbour Ledger", "logo": {"url": "https://l.example/logo"}},
        "datePublished": "2026-04-07T09:30:00+02:00",
        "url": f"https://l.example/{number}",
        "inLanguage": "en-GB",
        "words": 40 + number,
    }
    for number in range(3)
]


def as_lines(records: list[Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


@pytest.mark.parametrize(
    "data",
    [
        as_lines(RECORDS),
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2),
        json.dumps({"status": "ok", "n": [1], "articles": RECORDS}),
        json.dumps({"response": {"status": "ok", "results": RECORDS}}, indent=1),
        json.dumps({f"article-{number}": one for number, one in enumerate(RECORDS)}),
    ],
    ids=["lines", "array", "pretty", "around", "twice around", "by name"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_objects_are_articles(data: str, encoding: str) -> None:
    found = articles(data.encode(encoding))
    assert [one.article.text for one in found] == [one["articleBody"] for one in RECORDS]
    article = found[1].article
    assert article.title == "Quay \U0001f6a2 1"
    assert article.byline == "Petra Olsen, Ann Other"
    assert article.outlet == "Harbour Ledger"
    assert article.published_at == "2026-04-07T07:30:00Z"
    assert (article.url, article.language) == ("https://l.example/1", "en")


def test_each_article_has_its_line() -> None:
    assert [one.line for one in articles("\n" + as_lines(RECORDS))] == [2, 3, 4]
    pretty = json.dumps(RECORDS, indent=2)
    starts = [number for number, line in enumerate(pretty.split("\n"), 1) if line == "  {"]
    assert [one.line for one in articles(pretty)] == starts


def test_one_object_is_one_article() -> None:
    (one,) = articles(json.dumps({"title": "A", "text": BODY, "images": ["x"]}, indent=1), "a.json")
    assert (one.article.title, one.article.text) == ("A", BODY)
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Ledger",
            "items": [{"id": "1", "title": "A", "content_html": f"<p>{BODY}</p><p>B</p>"}]}  # fmt: skip
    (one,) = articles(json.dumps(feed))
    assert one.article.text == f"{BODY}\n\nB"


def test_fields_of_objects_inside_may_be_mapped() -> None:
    data = as_lines([{"id": 1, "data": {"words": BODY, "about": {"head": "H"}}}] * 2)
    (one, _) = articles(data, columns={"text": "data.words", "title": "data.about.head"})
    assert (one.article.title, one.article.text) == ("H", BODY)
    names = [column.name for column in columns_of(MemorySource("a", data.encode()))]
    assert names == ["id", "data.words", "data.about.head"]


def test_a_line_that_is_no_article_is_refused_by_its_number() -> None:
    good = json.dumps({"title": "A", "text": BODY})
    data = [
        good,
        "{broken",
        "[1, 2]",
        '{"text": "a", "text": "b"}',
        '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"text": "half \\ud83d"}',
        '{"text": "nul \\u0000"}',
        '{"text": null}',
        '{"title": "no text"}',
        '{"text": ' + "9" * 5_000 + "}",
        '{"text": NaN}',
        '{"text": "x", "n": 1e999}',
        good,
    ]
    found, refused = read("\n".join(data), "a.jsonl")
    assert [one.line for one in found] == [1, 10, 12, 13]
    assert lines(refused) == [2, 3, 4, 5, 6, 7, 8, 9, 11]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ('[{"text": "a b"},\n {"text": "c"', 2),
        ('[{"text": "a b"},\n {"text" "c"}]', 2),
        ('[{"text": "a b"}\n {"text": "c"}]', 2),
        ('[{"text": "a b"},\n\n {"text": ' + "[" * 200_000, 3),
        ('[{"text": "a b"},\n {"text": "c", "text": "d"}]', 2),
    ],
)
def test_an_array_that_breaks_gives_what_stands_before(data: str, line: int) -> None:
    found, refused = read(data)
    assert [one.article.text for one in found] == ["a b"]
    assert lines(refused) == [line]


def test_an_object_of_endless_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "LONGEST_ROW", 200_000)
    found, refused = read('[{"text": "a b"}, {"text": "' + "x" * 500_000 + '"}]')
    assert len(found) == 1
    assert "million" in refused[0].reason


def test_an_array_is_read_across_the_pieces_it_is_read_in() -> None:
    records = [{"text": f"{number} " + 'é\U0001f600\\"x' * (number * 977)} for number in range(60)]
    found = articles(json.dumps(records, ensure_ascii=False))
    assert [one.article.text for one in found] == [one["text"] for one in records]


def test_texts_that_look_like_json_are_none() -> None:
    for text in ("[1] A footnote.", "{curly} words", "[a] {b}", '"quoted"', "[]"):
        assert recognised(MemorySource("a.txt", text.encode())) == ""


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)  # fmt: skip
_FIELD = st.sampled_from(["text", "title", "author", "date", "url", "lang", "source"])


@given(
    st.lists(st.dictionaries(_FIELD, _JSON, max_size=5), min_size=1, max_size=4),
    st.binary(max_size=40),
    st.integers(0, 400),
)
def test_any_json_and_any_damage_is_read_or_refused(
    records: list[dict[str, Any]], damage: bytes, place: int
) -> None:
    for whole in (as_lines(records), json.dumps(records), json.dumps({"items": records})):
        data = whole.encode("utf-8", "surrogatepass")
        for attempt in (data, data[:place] + damage + data[place:], data[:place]):
            for name in ("a.jsonl", "a.json"):
                found, refused = read(attempt, name)
                assert all(isinstance(one, Collected) for one in found)
                assert all(one.article.text.encode() for one in found)
                assert all(one.reason.encode() for one in refused)
