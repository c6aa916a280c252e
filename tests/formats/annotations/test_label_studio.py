import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from formats.annotations import label_studio
from tests.formats.annotations.contract import sample, written
from tests.formats.annotations.json_reading import article_of, file_of, quoted, split

TEXT = "Ferry 💩 late"


def region(start: object, end: object, words: str | None = None, **more: object) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": ["TIME"]}
    value |= {} if words is None else {"text": words}
    return {"id": "r1", "type": "labels", "to_name": "text", "value": value, **more}


def task(*results: Mapping[str, Any], text: str = TEXT, **more: object) -> dict[str, Any]:
    annotation = {"completed_by": 3, "result": list(results), **more}
    return {"id": 1, "data": {"text": text}, "annotations": [annotation]}


@pytest.mark.parametrize(
    "words_at",
    [(8, 12, "late"), (9, 13, "late"), (8, 11, "late"), (9, 12, "late"), (8, 12, None)],
    ids=["code points", "UTF-16", "inclusive", "UTF-16, inclusive", "no quote"],
)
def test_the_quote_tells_how_a_version_counted(words_at: tuple[int, int, str | None]) -> None:
    assert quoted(article_of(label_studio, task(region(*words_at)))) == [("late", "TIME")]


def test_a_quote_that_fits_nowhere_goes_on_with_the_offsets() -> None:
    passage = article_of(label_studio, task(region(0, 5, "ferry"))).passages[0]
    assert (passage.start, passage.end, passage.quote) == (0, 5, "ferry")


def test_a_line_end_counts_two_where_the_text_has_two() -> None:
    article = article_of(label_studio, task(region(5, 8, "Two"), text="One\r\nTwo"))
    assert quoted(article) == [("Two", "TIME")]
    article = article_of(label_studio, task(region(0, 7, "One\\nTwo"), text="One\nTwo"))
    assert quoted(article) == [("One\nTwo", "TIME")]


def test_every_annotator_is_a_reading_of_their_own() -> None:
    one = {"completed_by": {"id": 3, "email": "ines@desk.example"}, "result": [region(8, 12)]}
    two = {"completed_by": 4, "result": [], "updated_at": "2026-04-11T09:30:00.5Z"}
    article = article_of(label_studio, {"data": {"text": TEXT}, "annotations": [one, two]})
    assert [passage.reviewer for passage in article.passages] == ["ines@desk.example"]
    assert [(one.reviewer, one.submitted_at) for one in article.readings] == [
        ("ines@desk.example", None),
        ("4", datetime(2026, 4, 11, 9, 30, 0, 500000, tzinfo=UTC)),
    ]


def test_ground_truth_is_gold() -> None:
    assert article_of(label_studio, task(region(8, 12), ground_truth=True)).passages[0].is_gold


def test_what_was_skipped_drafted_or_predicted_is_counted_and_not_read() -> None:
    skipped = {"was_cancelled": True, "result": [region(8, 12)]}
    done = {"result": [region(0, 5)], "reviews": [{"accepted": True}]}
    article = article_of(
        label_studio,
        {
            "data": {"text": TEXT},
            "annotations": [skipped, done],
            "predictions": [{"result": [region(0, 5)]}, {"result": []}],
            "drafts": [{"result": []}],
        },
    )
    assert quoted(article) == [("Ferry", "TIME")]
    assert len(article.readings) == 1
    assert article.dropped == {
        "dropped_predictions": 2,
        "dropped_drafts": 1,
        "dropped_skipped": 1,
        "dropped_reviews": 1,
    }


def test_answers_relations_and_other_things_are_counted() -> None:
    results = [
        region(8, 12),
        {"id": "c", "type": "choices", "value": {"choices": ["Yes"]}},
        {"id": "r1", "type": "choices", "value": {"start": 8, "end": 12, "choices": ["Sure"]}},
        {"type": "relation", "from_id": "r1", "to_id": "r1"},
        {"id": "i", "type": "rectanglelabels", "value": {"x": 1.5, "rectanglelabels": ["A"]}},
        {"id": "s", "type": "labels", "value": {"start": 0.5, "end": 2.5, "labels": ["A"]}},
    ]
    article = article_of(label_studio, task(*results))
    assert quoted(article) == [("late", "TIME")]
    assert article.dropped == {
        "dropped_choices": 1,
        "dropped_attributes": 1,
        "dropped_relations": 1,
        "dropped_regions": 2,
    }


def test_what_was_written_about_a_region_is_its_note() -> None:
    written_below = {"id": "r1", "type": "textarea", "value": {"start": 8, "text": ["So late?"]}}
    results = [region(8, 12, meta={"text": ["Check"]}), written_below]
    assert article_of(label_studio, task(*results)).passages[0].note == "Check\nSo late?"


def test_several_labels_of_a_region_are_several_passages() -> None:
    held = region(8, 12)
    held["value"]["labels"] = ["A", "B"]
    article = article_of(label_studio, task(held))
    assert quoted(article) == [("late", "A"), ("late", "B")]
    assert [passage.id for passage in article.passages] == ["r1#A", "r1#B"]


@pytest.mark.parametrize(
    "data",
    [
        {"url": "https://example.org/1", "body": TEXT, "n": 7},
        {"note": "Late.", "body": TEXT},
    ],
)
def test_the_regions_tell_which_field_holds_the_text(data: dict[str, object]) -> None:
    value = {"data": data, "annotations": [{"result": [region(8, 12, "late")]}]}
    assert quoted(article_of(label_studio, value)) == [("late", "TIME")]


def test_a_text_that_lies_at_an_address_is_not_in_the_file() -> None:
    value = task(region(8, 12, "late"), text="https://example.org/1.txt")
    article = article_of(label_studio, value)
    assert (article.text, article.url) == (None, "https://example.org/1.txt")
    assert quoted(article) == [("late", "TIME")]


HTML = "<div><p><b>Ines</b>: late&nbsp;💩</p>\n<p>again<br>and again</p><script>x</script></div>"


def path(words: str, start: int | None = None, end: int | None = None) -> dict[str, Any]:
    value: dict[str, Any] = {"start": "/p[1]/text()[1]", "end": "/p[1]", "text": words}
    value |= {} if start is None else {"globalOffsets": {"start": start, "end": end}}
    return {"id": words, "type": "hypertextlabels", "value": {**value, "hypertextlabels": ["A"]}}


def test_hypertext_is_read_as_its_words() -> None:
    article = article_of(label_studio, task(path("Ines", 0, 4), text=HTML))
    assert article.text == "Ines: late\u00a0💩\n\nagain\nand again"


@pytest.mark.parametrize(
    ("words", "start", "end", "found"),
    [
        ("Ines", 0, 4, "Ines"),
        ("again", 13, 18, "again"),
        ("and again", 19, 28, "and again"),
        ("again\nand", 13, 22, "again\nand"),
        ("late\u00a0💩\n \nagain", 6, 18, "late\u00a0💩\n\nagain"),
    ],
)
def test_offsets_over_text_nodes_are_found_between_blocks(
    words: str, start: int, end: int, found: str
) -> None:
    article = article_of(label_studio, task(path(words, start, end), text=HTML))
    assert quoted(article) == [(found, "A")]


def test_a_path_without_offsets_leaves_the_quote() -> None:
    passage = article_of(label_studio, task(path("late"), text=HTML)).passages[0]
    assert (passage.start, passage.quote) == (None, "late")


def test_the_short_export_is_read() -> None:
    held = {"start": 8, "end": 12, "text": "late", "labels": ["TIME"]}
    value = {
        "id": 1,
        "text": TEXT,
        "title": "Ferry",
        "label": [held],
        "annotator": 3,
        "annotation_id": 9,
        "created_at": "2026-04-11T09:30:00Z",
        "updated_at": "2026-04-11T09:30:00Z",
        "lead_time": 4.2,
    }
    article = article_of(label_studio, [value])
    assert quoted(article) == [("late", "TIME")]
    assert (article.title, article.passages[0].reviewer) == ("Ferry", "3")


def test_completions_of_old_exports_and_single_annotations_are_read() -> None:
    old = {"data": {"text": TEXT}, "completions": [{"result": [region(8, 12, "late")]}]}
    alone = {"id": 4, "result": [region(8, 12, "late")], "task": {"id": 1, "data": {"text": TEXT}}}
    for value in (old, alone):
        assert quoted(article_of(label_studio, value)) == [("late", "TIME")]


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (region(0, 99), "The passage 0 to 99 lies outside the text, which has 12 characters."),
        (region(None, 5), "The field start is missing."),
        ({"type": "labels", "value": {"start": 0, "end": 5}}, "The passage at 0 has no label."),
        ({"type": "labels", "value": 7}, "The field value is not an object."),
        (region(0, 5, "a\ud800"), "The field text has a character that no text can have"),
        (path(""), "The field start is missing."),
    ],
)
def test_a_wrong_region_is_told_and_the_others_are_read(
    result: dict[str, Any], reason: str
) -> None:
    (article,), (fault,) = split(label_studio, file_of(task(result, region(8, 12))))
    assert fault.reason.startswith(reason)
    assert fault.line == 1
    assert ("late", "TIME") in quoted(article)


def test_what_is_written_is_what_label_studio_imports() -> None:
    dataset = sample([(TEXT, [(8, 12, "when", "ines@desk.example"), (0, 5, "who", "tom")])])
    (held,) = json.loads(written(label_studio, dataset))
    assert [one["completed_by"] for one in held["annotations"]] == [
        {"email": "tom"},
        {"email": "ines@desk.example"},
    ]
    value = held["annotations"][1]["result"][0]
    assert (value["from_name"], value["to_name"], value["type"]) == ("label", "text", "labels")
    assert value["value"] == {"start": 8, "end": 12, "text": "late", "labels": ["when"]}


@pytest.mark.parametrize(
    "text", ["<View>\n  <Text/>\n</View>\n", "<p>How to write</p> a paragraph."]
)
def test_a_text_about_markup_that_we_wrote_comes_back_as_it_was(text: str) -> None:
    dataset = sample([(text, [])])
    source = file_of(*json.loads(written(label_studio, dataset)))
    articles, faults = split(label_studio, source)
    assert ([one.text for one in articles], faults) == ([text], [])


def test_a_task_whose_text_nothing_tells_says_which_fields_it_has() -> None:
    told = {"data": {"review": "It is so thin.", "summary": "Not for me", "asin": "B0"}}
    articles, faults = split(label_studio, file_of(told, {**told, "predictions": []}))
    assert articles == []
    assert [one.line for one in faults] == [1, 2]
    assert "review, summary" in faults[0].reason
