from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from formats.annotations import w3c
from formats.annotations.labelled import LabelledArticle, LabelledEvidence
from formats.source import MemorySource
from tests.formats.annotations.json_reading import article_of, claims, file_of, quoted, split

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://example.org/1"
QUOTE = {"type": "TextQuoteSelector", "exact": "late", "prefix": "💩 ", "suffix": "."}
POSITION = {"type": "TextPositionSelector", "start": 8, "end": 12}
TAG = {"type": "TextualBody", "purpose": "tagging", "value": "TIME"}


def annotation(*selectors: object, body: object = TAG, **more: object) -> dict[str, Any]:
    target = {"source": PAGE, "selector": list(selectors) or [QUOTE, POSITION]}
    return {
        "@context": CONTEXT,
        "id": "urn:uuid:1",
        "type": "Annotation",
        "body": body,
        "target": target,
        **more,
    }


def read(value: object) -> LabelledArticle:
    return article_of(w3c, value)


def test_a_passage_has_its_page_quote_context_and_positions() -> None:
    article = read(annotation(creator={"name": "Ines Moss", "nickname": "ines"}))
    (passage,) = article.passages
    assert (article.text, article.url) == (None, PAGE)
    assert (passage.start, passage.end, passage.quote) == (8, 12, "late")
    assert (passage.prefix, passage.suffix) == ("💩 ", ".")
    assert (passage.tag, passage.reviewer, passage.id) == ("TIME", "ines", "1")


@pytest.mark.parametrize(
    ("creator", "reviewer"),
    [
        ("https://example.org/ines", "https://example.org/ines"),
        ({"id": "https://example.org/ines"}, "https://example.org/ines"),
        ({"id": "x", "name": "Ines"}, "Ines"),
        ([{"email": "mailto:ines@desk.example", "nickname": "i"}, "tom"], "ines@desk.example"),
        (None, ""),
    ],
)
def test_who_it_was_is_told_as_well_as_it_is_known(creator: object, reviewer: str) -> None:
    assert read(annotation(creator=creator)).passages[0].reviewer == reviewer


@pytest.mark.parametrize(
    ("body", "tags", "note", "evidence"),
    [
        (TAG, ["TIME"], "", []),
        ([TAG, {**TAG, "value": "B"}, TAG], ["TIME", "B"], "", []),
        ({"type": "TextualBody", "value": "Why?"}, ["commenting"], "Why?", []),
        (
            [TAG, {**TAG, "purpose": "commenting", "value": "Why?"}, {"value": "So."}],
            ["TIME"],
            "Why?\n\nSo.",
            [],
        ),
        (
            {**TAG, "purpose": "linking", "value": "The book"},
            ["highlighting"],
            "",
            [LabelledEvidence(citation="The book")],
        ),
        (
            "https://example.org/e",
            ["highlighting"],
            "",
            [LabelledEvidence("https://example.org/e")],
        ),
        (
            {"purpose": "classifying", "source": "https://example.org/tag"},
            ["https://example.org/tag"],
            "",
            [],
        ),
        ({"type": "Choice", "items": [TAG, {**TAG, "value": "B"}]}, ["TIME"], "", []),
        ({"type": "Composite", "items": [TAG, {"type": "List", "items": [TAG]}]}, ["TIME"], "", []),
        (None, ["highlighting"], "", []),
    ],
)
def test_bodies_are_tags_notes_or_evidence_by_their_purpose(
    body: object, tags: list[str], note: str, evidence: list[LabelledEvidence]
) -> None:
    found = read(annotation(body=body)).passages
    assert [one.tag for one in found] == tags
    assert {one.note for one in found} == {note}
    assert list(found[0].evidence) == evidence


@pytest.mark.parametrize(
    ("more", "tag", "note"),
    [
        ({"motivation": "tagging", "body": {"value": "TIME"}}, "TIME", ""),
        (
            {"motivation": "oa:classifying", "body": "https://example.org/t"},
            "https://example.org/t",
            "",
        ),
        ({"motivation": ["questioning"], "bodyValue": "Why?", "body": None}, "questioning", "Why?"),
        ({"motivation": "highlighting", "body": []}, "highlighting", ""),
    ],
)
def test_the_motivation_stands_for_a_purpose(more: dict[str, Any], tag: str, note: str) -> None:
    (passage,) = read(annotation(**more)).passages
    assert (passage.tag, passage.note) == (tag, note)


@pytest.mark.parametrize(
    ("selectors", "found"),
    [
        ([QUOTE], (None, None, "late")),
        ([POSITION], (8, 12, None)),
        ([{"type": "FragmentSelector", "value": "char=8,12"}], (8, 12, None)),
        ([{"type": "FragmentSelector", "value": "p1", "refinedBy": QUOTE}], (None, None, "late")),
        ([{**POSITION, "refinedBy": {**POSITION, "start": 1, "end": 3}}], (9, 11, None)),
        ([{**QUOTE, "refinedBy": {**POSITION, "start": 1, "end": 3}}], (None, None, "at")),
        ([{"type": "CssSelector", "value": "p"}, QUOTE], (None, None, "late")),
        ([{**QUOTE, "type": "oa:TextQuoteSelector"}], (None, None, "late")),
    ],
)
def test_selectors_say_the_same_or_refine_one_another(
    selectors: list[object], found: tuple[int | None, int | None, str | None]
) -> None:
    (passage,) = read(annotation(*selectors)).passages
    assert (passage.start, passage.end, passage.quote) == found


def test_a_quote_inside_a_quote_has_the_context_around_it() -> None:
    inner = {**POSITION, "start": 1, "end": 3}
    (passage,) = read(annotation({**QUOTE, "refinedBy": inner})).passages
    assert (passage.prefix, passage.quote, passage.suffix) == ("💩 l", "at", "e.")


@pytest.mark.parametrize(
    ("target", "dropped"),
    [
        (PAGE, "dropped_whole"),
        ({"id": PAGE, "type": "Image"}, "dropped_whole"),
        (
            {"source": PAGE, "selector": {"type": "SvgSelector", "value": "<svg/>"}},
            "dropped_selectors",
        ),
        ({"source": PAGE, "selector": "https://example.org/s"}, "dropped_selectors"),
        ({"type": "Composite", "items": [PAGE, PAGE]}, "dropped_discontinuous"),
    ],
)
def test_what_is_no_passage_is_counted(target: object, dropped: str) -> None:
    article = read(annotation(target=target))
    assert (article.passages, article.dropped) == ([], {dropped: 1})


def test_several_targets_are_passages_of_their_own() -> None:
    one = {"source": PAGE, "selector": QUOTE}
    other = {"source": "https://example.org/2", "selector": QUOTE}
    articles, faults = split(w3c, file_of(annotation(target=[one, one, other])))
    assert not faults
    assert [article.url for article in articles] == [PAGE, other["source"]]
    assert [one.id for one in articles[0].passages] == ["1#1", "1#2"]


def test_annotations_of_one_page_come_as_one_article() -> None:
    article = read([annotation(), annotation(id="urn:uuid:2")])
    assert [passage.id for passage in article.passages] == ["1", "2"]


def page(*found: Mapping[str, Any], **more: object) -> dict[str, Any]:
    bare = [{name: held for name, held in one.items() if name != "@context"} for one in found]
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": bare, **more}


@pytest.mark.parametrize(
    "value",
    [
        [annotation()],
        page(annotation()),
        {"@context": CONTEXT, "type": "AnnotationCollection", "first": page(annotation())},
        {"@context": [CONTEXT, {"a": "b"}], "@graph": [annotation()]},
    ],
)
def test_pages_collections_and_arrays_are_read(value: object) -> None:
    assert quoted(read(value)) == [("late", "TIME")]


@pytest.mark.parametrize(
    "value",
    [
        page(annotation(), next="https://example.org/p2"),
        {"@context": CONTEXT, "type": "AnnotationCollection", "first": "https://example.org/p1"},
        {"@context": CONTEXT, "type": "AnnotationCollection", "total": 3},
    ],
)
def test_pages_that_are_not_in_the_file_are_missed(value: object) -> None:
    (fault,) = split(w3c, file_of(value))[1]
    assert fault.reason.startswith("The annotations go on in pages that are not in this file")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": "not a uri"}, "The field id is not an address."),
        ({"id": ["urn:1", "urn:2"]}, "The field id is not text."),
        ({"type": None}, "The field type is missing."),
        ({"type": "Note"}, "The field type is not Annotation."),
        ({"target": None}, "The field target is missing."),
        ({"target": 7}, "The field target is not an object."),
        ({"created": "an hour ago"}, "The field created is not a time."),
        ({"modified": ["2015-01-28T12:00:00Z"]}, "The field modified is not a time."),
        ({"body": "this is not a uri"}, "The field body is not an address."),
        ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "The field value is not text."),
        ({"bodyValue": 23}, "The field bodyValue is not text."),
        ({"creator": 5}, "The field creator is not text."),
        ({"motivation": 5}, "The field motivation is not text."),
    ],
)
def test_what_is_no_annotation_is_told_and_the_others_are_read(
    more: dict[str, Any], reason: str
) -> None:
    articles, (fault,) = split(w3c, file_of(annotation(**more), annotation()))
    assert (fault.line, fault.reason) == (1, reason)
    assert quoted(articles[0]) == [("late", "TIME")]


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ({**POSITION, "start": 12}, "The passage at 12 is empty."),
        ({**POSITION, "start": "8"}, "The field start is not a whole number."),
        ({"type": "TextPositionSelector", "start": 1}, "The field end is missing."),
        ({"type": "TextQuoteSelector", "exact": ""}, "The field exact is missing."),
        ({"type": "TextQuoteSelector", "exact": 5}, "The field exact is not text."),
        ({"type": "FragmentSelector"}, "The field value is not text."),
    ],
)
def test_a_wrong_selector_is_told(selector: object, reason: str) -> None:
    (fault,) = split(w3c, file_of(annotation(selector)))[1]
    assert fault.reason.startswith(reason)


def test_positions_count_over_the_text_beside_it_as_the_quote_tells() -> None:
    text = "Ferry 💩 late."
    units = annotation(QUOTE, {**POSITION, "start": 9, "end": 13})
    held = {"texts/a.txt": text.encode()}
    source = MemorySource("a.json", file_of(annotation(), units).data, held)
    (article,), faults = split(w3c, source)
    assert not faults
    assert article.text == text
    assert quoted(article) == [("late", "TIME")] * 2


def test_a_text_beside_it_that_is_no_text_is_refused() -> None:
    source = MemorySource("a.json", file_of(annotation()).data, {"texts/a.txt": b"\xff"})
    with pytest.raises(ValueError, match="not UTF-8"):
        split(w3c, source)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"type": "Annotation"},
        {"@context": "https://schema.org", "@type": "ClaimReview"},
    ],
)
def test_other_json_is_not_claimed(value: object) -> None:
    assert claims(file_of(value)) == []


def test_an_annotation_in_a_wrong_context_is_told_which_is_right() -> None:
    source = file_of({"@context": "fish", "type": "Annotation", "target": PAGE})
    assert claims(source) == ["w3c"]
    assert [one.reason for one in split(w3c, source)[1]] == [
        "The field @context is not http://www.w3.org/ns/anno.jsonld."
    ]


def test_a_broken_file_is_claimed_so_that_it_is_said_what_is_wrong() -> None:
    source = MemorySource("a.json", f'{{"@context": "{CONTEXT}",\n}}'.encode())
    assert claims(source) == ["w3c"]
    with pytest.raises(ValueError, match="no valid JSON"):
        split(w3c, source)


def test_one_annotation_does_not_become_a_million_passages() -> None:
    tags = [{**TAG, "value": str(n)} for n in range(200)]
    target = [{"source": f"https://example.org/{n % 7}", "selector": QUOTE} for n in range(200)]
    (fault,) = split(w3c, file_of(annotation(body=tags, target=target)))[1]
    assert fault.reason == "One annotation stands for 40000 passages: that is no work of people."


def test_times_are_read() -> None:
    made = annotation(created="2015-01-28T12:00:00Z", modified="2015-01-29T09:00:00+01:00")
    (passage,) = read(made).passages
    assert passage.created_at == datetime(2015, 1, 28, 12, tzinfo=UTC)
    assert passage.updated_at == datetime(2015, 1, 29, 8, tzinfo=UTC)
