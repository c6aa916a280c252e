from typing import Any

import pytest

from formats.annotations import hypothesis_api
from formats.annotations.labelled import LabelledArticle
from formats.source import MemorySource
from tests.formats.annotations.json_reading import article_of, claims, file_of, quoted, split

PAGE = "https://example.org/1"
QUOTE = {"type": "TextQuoteSelector", "exact": "late", "prefix": "💩 ", "suffix": "."}
POSITION = {"type": "TextPositionSelector", "start": 9, "end": 13}
RANGE = {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 9}


def annotation(*selectors: object, **more: object) -> dict[str, Any]:
    target = {"source": PAGE, "selector": list(selectors) or [RANGE, POSITION, QUOTE]}
    return {
        "id": "Gk_T",
        "created": "2014-09-18T21:32:13.492351+00:00",
        "user": "acct:ines@hypothes.is",
        "uri": PAGE,
        "text": "",
        "tags": ["TIME"],
        "target": [target],
        "document": {"title": ["The ferry"]},
        **more,
    }


def read(value: object) -> LabelledArticle:
    return article_of(hypothesis_api, value)


@pytest.mark.parametrize(
    "value",
    [
        annotation(),
        [annotation()],
        {"total": 1, "rows": [annotation()]},
        {"export_date": "2026-04-11", "client_version": "1", "annotations": [annotation()]},
    ],
)
def test_every_way_out_of_hypothesis_is_a_way_in(value: object) -> None:
    article = read(value)
    assert (article.text, article.url, article.title) == (None, PAGE, "The ferry")
    (passage,) = article.passages
    assert (passage.start, passage.end, passage.quote) == (9, 13, "late")
    assert (passage.tag, passage.reviewer) == ("TIME", "ines@hypothes.is")


def test_each_tag_is_a_passage() -> None:
    article = read(annotation(tags=["A", "B", "A"], text="Why?"))
    found = [(one.tag, one.note, one.id) for one in article.passages]
    assert found == [("A", "Why?", "Gk_T#A"), ("B", "Why?", "Gk_T#B")]


@pytest.mark.parametrize(("text", "tag"), [("Why?", "annotation"), ("", "highlight")])
def test_without_tags_the_tag_is_the_word_of_the_tool(text: str, tag: str) -> None:
    assert [one.tag for one in read(annotation(tags=[], text=text)).passages] == [tag]


@pytest.mark.parametrize(
    ("value", "dropped"),
    [
        (annotation(references=["a"], target=[{"source": PAGE}]), "dropped_replies"),
        (annotation(target=[{"source": PAGE}]), "dropped_whole"),
        (annotation(RANGE), "dropped_selectors"),
    ],
)
def test_what_is_no_passage_is_counted(value: dict[str, Any], dropped: str) -> None:
    article = read(value)
    assert (article.passages, article.dropped) == ([], {dropped: 1})


def test_annotator_js_and_flattened_annotations_are_their_quotes() -> None:
    annotator = {"id": "3", "quote": "late", "uri": PAGE, "text": "", "ranges": [{"start": "/p"}]}
    flat = {"annotation": "late", "uri": PAGE, "user": "ines", "tags": ["A"], "title": "T"}
    assert quoted(read(annotator)) == [("late", "highlight")]
    assert quoted(read(flat)) == [("late", "A")]
    assert read(flat).title == "T"


def test_positions_count_over_the_text_beside_it() -> None:
    data = file_of({"total": 1, "rows": [annotation(), annotation(POSITION)]}).data
    source = MemorySource("a.json", data, {"texts/a.txt": "Ferry 💩 late.".encode()})
    (article,), faults = split(hypothesis_api, source)
    assert not faults
    assert quoted(article) == [("late", "TIME")] * 2
    assert {one.start for one in article.passages} == {8}


def test_positions_without_a_quote_or_a_text_say_nothing() -> None:
    (fault,) = split(hypothesis_api, file_of(annotation(POSITION)))[1]
    assert fault.reason.startswith("The passage 9 to 13 has no quote, and its text")


def test_articles_follow_the_pages() -> None:
    other = annotation(uri="urn:x-pdf:1")
    articles, _ = split(hypothesis_api, file_of([annotation(), annotation(), other]))
    assert [(one.url, len(one.passages)) for one in articles] == [(PAGE, 2), ("", 1)]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"tags": "A"}, "The field tags is not a list."),
        ({"tags": [1]}, "The field tags is not text."),
        ({"text": 1}, "The field text is not text."),
        ({"user": {}}, "The field user is not text."),
        ({"target": {}}, "The field target is not a list."),
        ({"id": "\0"}, "The field id has a character that no text can have"),
    ],
)
def test_a_wrong_annotation_is_told_and_the_others_are_read(
    more: dict[str, Any], reason: str
) -> None:
    source = file_of([annotation(), annotation(**more)])
    (article,), (fault,) = split(hypothesis_api, source)
    assert fault.reason.startswith(reason)
    assert quoted(article) == [("late", "TIME")]


@pytest.mark.parametrize(
    "value",
    [{"uri": PAGE}, {"rows": []}, {"annotations": []}, {"rows": [{"uri": PAGE}]}],
)
def test_other_json_is_not_claimed(value: object) -> None:
    assert claims(file_of(value)) == []
