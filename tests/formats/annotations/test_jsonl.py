import json
from datetime import UTC, datetime

import pytest

from formats.annotations import jsonl
from tests.formats.annotations.contract import sample, written
from tests.formats.annotations.json_reading import article_of, file_of, quoted, refusals, split

TASK = {
    "text": "Ferry 💩 late",
    "spans": [{"start": 8, "end": 12, "label": "TIME"}],
    "_annotator_id": "desk-ines",
    "_timestamp": 1700000000,
    "answer": "accept",
}


def test_a_task_is_an_article_with_its_reading() -> None:
    article = article_of(jsonl, TASK)
    assert quoted(article) == [("late", "TIME")]
    (reading,) = article.readings
    assert (reading.reviewer, reading.status) == ("desk-ines", "submitted")
    assert reading.submitted_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_rejected_or_ignored_is_no_passage_and_is_counted(answer: str) -> None:
    article = article_of(jsonl, {**TASK, "answer": answer})
    assert (article.text, article.passages, article.readings) == (TASK["text"], [], ())
    assert article.dropped == {"dropped_skipped": 1}


def test_a_plain_task_of_text_and_spans_is_enough() -> None:
    article = article_of(jsonl, {"text": "One", "spans": [{"start": 0, "end": 3, "label": "A"}]})
    assert quoted(article) == [("One", "A")]
    assert article.readings == ()


def test_a_session_stands_for_the_annotator_where_none_is_named() -> None:
    task = {**TASK, "_annotator_id": None, "_session_id": "desk-tom"}
    assert article_of(jsonl, task).passages[0].reviewer == "desk-tom"


def test_a_crlf_counts_two_and_a_byte_order_mark_one() -> None:
    span = {"start": 6, "end": 9, "label": "A", "text": "Two"}
    article = article_of(jsonl, {"text": "\ufeffOne\r\nTwo", "spans": [span]})
    assert article.text == "One\nTwo"
    assert quoted(article) == [("Two", "A")]


def test_a_quote_where_the_offsets_do_not_fit_goes_on_with_them() -> None:
    span = {"start": 60, "end": 63, "label": "A", "text": "Two"}
    passage = article_of(jsonl, {"text": "One Two", "spans": [span]}).passages[0]
    assert (passage.start, passage.end, passage.quote) == (60, 63, "Two")


def test_what_is_of_no_use_here_is_counted() -> None:
    more = {"relations": [{"head": 0}], "accept": ["x", "y"], "meta": {"score": 1, "title": "T"}}
    article = article_of(jsonl, {**TASK, **more})
    assert article.title == "T"
    assert article.dropped == {
        "dropped_relations": 1,
        "dropped_choices": 2,
        "dropped_details": 1,
    }


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        ({"start": 8, "end": 99, "label": "A"}, "The passage 8 to 99 lies outside the text, which"),
        ({"start": 3, "end": 3, "label": "A"}, "The passage at 3 is empty."),
        ({"start": -1, "end": 3, "label": "A"}, "lies outside the text"),
        ({"start": "0", "end": 3, "label": "A"}, "The field start is not a whole number."),
        ({"start": 0.0, "end": 3, "label": "A"}, "The field start is not a whole number."),
        ({"start": True, "end": 3, "label": "A"}, "The field start is not a whole number."),
        ({"start": 0, "label": "A"}, "The field end is missing."),
        ({"start": 0, "end": 3}, "The passage at 0 has no label."),
        ({"start": 0, "end": 3, "label": []}, "The field label is not text."),
        ({"start": 0, "end": 3, "label": "\ud800"}, "The field label has a character that no text"),
        ({"start": 0, "end": 3, "label": "A", "evidence": [1]}, "evidence is not an object"),
        ([0, 3, "A"], "The field spans is not an object."),
    ],
)
def test_a_wrong_span_is_told_and_the_others_are_read(span: object, reason: str) -> None:
    source = file_of({"text": "x", "spans": []}, {**TASK, "spans": [span, *TASK["spans"]]})  # type: ignore[misc]
    articles, (fault,) = split(jsonl, source)
    assert reason in fault.reason
    assert fault.line == 2
    assert quoted(articles[1]) == [("late", "TIME")]


def test_a_position_inside_a_line_end_is_no_place() -> None:
    task = {"text": "One\r\nTwo", "spans": [{"start": 4, "end": 8, "label": "A"}]}
    assert refusals(jsonl, task) == ["The passage 4 to 8 begins or ends inside a character."]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ({"spans": []}, "The field text is missing."),
        ({"text": 7, "spans": []}, "The field text is not text."),
        ({"text": "a\0", "spans": []}, "The field text has a character that no text can have"),
        ({"text": "a", "spans": {}}, "The field spans is not a list."),
        ({"text": "a", "meta": []}, "The field meta is not an object."),
    ],
)
def test_a_wrong_task_is_told(task: object, reason: str) -> None:
    assert refusals(jsonl, task)[0].startswith(reason)


def test_spacy_finds_the_same_passages() -> None:
    spacy = pytest.importorskip("spacy", reason="needs spaCy")
    text = "The ferry 💩 was late again."
    data = written(jsonl, sample([(text, [(0, 9, "who", "ines"), (16, 20, "when", "ines")])]))
    (task,) = (json.loads(line) for line in data.splitlines())
    document = spacy.blank("en")(task["text"])
    found = [document.char_span(one["start"], one["end"], one["label"]) for one in task["spans"]]
    assert [(one.text, one.label_) for one in found] == [("The ferry", "who"), ("late", "when")]
