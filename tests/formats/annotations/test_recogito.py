from typing import Any

import pytest

from formats.annotations import recogito
from formats.source import MemorySource
from tests.formats.annotations.json_reading import article_of, file_of, quoted, split

PAGE = "https://example.org/1"
SELECTORS = [
    {"type": "TextQuoteSelector", "exact": "late", "prefix": "💩 ", "suffix": "."},
    {"type": "TextPositionSelector", "start": 9, "end": 13},
]
BODIES = [
    {"id": "b1", "annotation": "a1", "purpose": "tagging", "value": "TIME"},
    {"id": "b2", "annotation": "a1", "purpose": "commenting", "value": "Why?"},
    {"id": "b3", "annotation": "a1", "purpose": "highlighting", "value": "#ff0000"},
]


def w3c_flavour(**more: object) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "a1",
        "type": "Annotation",
        "body": BODIES,
        "creator": {"id": "u1", "name": "ines"},
        "target": [{"annotation": "a1", "source": PAGE, "selector": SELECTORS}],
        **more,
    }


def own_model(**more: object) -> dict[str, Any]:
    return {
        "id": "a1",
        "bodies": BODIES,
        "target": {
            "annotation": "a1",
            "selector": [{"quote": "late", "start": 9, "end": 13}],
            "creator": {"id": "u1", "name": "ines"},
            "created": "2024-01-05T13:19:14.716Z",
        },
        **more,
    }


@pytest.mark.parametrize("value", [w3c_flavour(), own_model(), [w3c_flavour()], [own_model()]])
def test_both_flavours_say_the_same(value: object) -> None:
    article = article_of(recogito, value)
    (passage,) = article.passages
    assert (passage.tag, passage.note, passage.reviewer) == ("TIME", "Why?", "ines")
    assert (passage.start, passage.end, passage.quote) == (9, 13, "late")
    assert article.dropped == {"dropped_bodies": 1}


def test_an_annotation_without_bodies_is_a_highlight() -> None:
    assert quoted(article_of(recogito, own_model(bodies=[]))) == [("late", "highlighting")]


def test_several_pieces_are_passages_of_their_own() -> None:
    pieces = [{"quote": "late", "start": 9, "end": 13}, {"quote": "💩", "start": 6, "end": 8}]
    article = article_of(recogito, own_model(target={"selector": pieces}))
    assert quoted(article) == [("late", "TIME"), ("💩", "TIME")]
    assert [one.id for one in article.passages] == ["a1#1", "a1#2"]


def test_positions_count_over_the_text_beside_it() -> None:
    held = {"texts/a.txt": "Ferry 💩 late.".encode()}
    source = MemorySource("a.json", file_of([w3c_flavour(), own_model()]).data, held)
    articles, faults = split(recogito, source)
    assert not faults
    assert [quoted(one) for one in articles] == [[("late", "TIME")]] * 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (own_model(target={"selector": [7]}), "The field selector is not an object."),
        (
            own_model(target={"selector": [{"quote": "late", "start": 9}]}),
            "The field end is missing.",
        ),
        (
            own_model(target={"selector": [{"start": 9, "end": 13}]}),
            "The passage 9 to 13 has no quote",
        ),
        (own_model(bodies=[7]), "The field body is not an object."),
        (own_model(id=[]), "The field id is not text."),
        (w3c_flavour(created="now"), "The field created is not a time."),
    ],
)
def test_a_wrong_annotation_is_told_and_the_others_are_read(value: object, reason: str) -> None:
    (article,), (fault,) = split(recogito, file_of([own_model(), value]))
    assert fault.reason.startswith(reason)
    assert quoted(article) == [("late", "TIME")]


def test_an_area_of_an_image_is_counted() -> None:
    area = {"type": "RECTANGLE", "geometry": {"x": 1}}
    article = article_of(recogito, own_model(target={"selector": area}))
    assert article.dropped["dropped_selectors"] == 1
