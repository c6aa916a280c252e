from typing import Any

import pytest

from formats.annotations import doccano
from tests.formats.annotations.json_reading import (
    article_of,
    claims,
    file_of,
    quoted,
    refusals,
    split,
)

TEXT = "Ferry 💩 late"
SPANS: list[dict[str, Any]] = [
    {"label": [[8, 12, "TIME"]]},
    {"labels": [[8, 12, "TIME"]]},
    {"entities": [[8, 12, "TIME"]]},
    {
        "entities": [{"id": 3, "label": "TIME", "start_offset": 8, "end_offset": 12}],
        "relations": [],
    },
    {"annotations": [{"label": "TIME", "start_offset": 8, "end_offset": 12, "user": 4}]},
]


@pytest.mark.parametrize("spans", SPANS)
@pytest.mark.parametrize("field", ["text", "data"])
def test_every_shape_of_spans_is_read(spans: dict[str, object], field: str) -> None:
    assert quoted(article_of(doccano, {"id": 1, field: TEXT, **spans})) == [("late", "TIME")]


def test_lines_and_an_array_are_the_same() -> None:
    line = {"text": TEXT, **SPANS[0]}
    assert split(doccano, file_of(line, line)) != ([], [])
    assert [quoted(one) for one in split(doccano, file_of([line, line]))[0]] == [
        quoted(one) for one in split(doccano, file_of(line, line))[0]
    ]


def test_numbers_of_old_exports_stand_for_labels_and_users() -> None:
    span = {"label": 7, "start_offset": 8, "end_offset": 12, "user": 4}
    passage = article_of(doccano, {"text": TEXT, "annotations": [span]}).passages[0]
    assert (passage.tag, passage.reviewer) == ("7", "4")


def test_an_article_without_labels_is_one_that_nobody_tagged() -> None:
    assert article_of(doccano, {"text": TEXT, "label": [], "Comments": []}).passages == []


def test_equal_spans_are_two() -> None:
    article = article_of(doccano, {"text": TEXT, "label": [[0, 5, "A"], [0, 5, "A"]]})
    assert quoted(article) == [("Ferry", "A")] * 2


def test_what_is_of_no_use_here_is_counted() -> None:
    article = article_of(
        doccano,
        {
            "text": TEXT,
            **SPANS[3],
            "relations": [{"from_id": 1}],
            "Comments": ["why?", "so."],
            "cats": ["news"],
            "meta": {"page": 1},
            "desk": "B",
        },
    )
    assert article.dropped == {
        "dropped_relations": 1,
        "dropped_comments": 2,
        "dropped_choices": 1,
        "dropped_details": 2,
    }


@pytest.mark.parametrize(
    "value",
    [
        {"text": TEXT, "label": ["positive"]},
        {"text": TEXT, "label": "positive"},
        {"text": TEXT, "entities": []},
        {"text": TEXT, "label": [{"start": 0, "end": 5, "labels": ["A"]}]},
        {"text": TEXT, "label": [["0", "5", "A"]]},
        {"label": [[0, 5, "A"]]},
        {"text": TEXT},
        [],
    ],
)
def test_labels_of_whole_texts_and_others_files_are_not_claimed(value: object) -> None:
    assert claims(file_of(value)) == []


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ([5, 99, "A"], "The passage 5 to 99 lies outside the text, which has 12 characters."),
        ([5, 5, "A"], "The passage at 5 is empty."),
        ([5, 2, "A"], "The passage 5 to 2 lies outside the text, which has 12 characters."),
        ([0, 5, ""], "The passage at 0 has no label."),
        ([0, 5, None], "The passage at 0 has no label."),
        ([0, 5], "The field label is not an object."),
        ({"label": "A", "start_offset": 0}, "The field end_offset is missing."),
    ],
)
def test_a_wrong_label_is_told_and_the_others_are_read(label: object, reason: str) -> None:
    value = {"text": TEXT, "label": [label, [8, 12, "TIME"]]}
    (article,), faults = split(doccano, file_of(value))
    assert [fault.reason for fault in faults] == [reason]
    assert quoted(article) == [("late", "TIME")]


def test_a_line_without_a_text_is_told_by_its_number() -> None:
    source = file_of({"text": TEXT, **SPANS[0]}, SPANS[0])
    (fault,) = split(doccano, source)[1]
    assert (fault.line, fault.reason) == (2, "The field text is missing.")
    assert refusals(doccano, {"text": 1, **SPANS[0]}) == ["The field text is not text."]
