"""Every JSON file of other tools that we have goes through the codec that claims it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from formats.annotations import jsonl, label_studio
from formats.annotations.errors import FormatError
from formats.source import FileSource
from tests.formats.annotations.json_reading import (
    CODECS,
    claims,
    file_of,
    quoted,
    split,
)

FOLDERS = ("doccano", "label_studio", "w3c_web_annotation", "hypothesis", "recogito", "prodigy")
NEWS = "prodigy/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl"


@dataclass
class Came:
    """What came out of one file: `verified` passages stand where the file says with its quote."""

    by: str
    articles: int = 0
    texts: int = 0
    passages: int = 0
    verified: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int | None, str]] = field(default_factory=list)


def page(**dropped: int) -> Came:
    return Came("w3c", articles=1, dropped=dropped)


def broken(line: int) -> Came:
    return Came("w3c", faults=[(line, "no valid JSON")])


def no_id(reason: str = "The field id is not text.") -> Came:
    return Came("w3c", faults=[(1, reason)])


WHOLE = page(dropped_whole=1)
ELSEWHERE = page(dropped_selectors=1)
MORE = (1, "The annotations go on in pages")
DOCCANO, STUDIO, W3C = "doccano/data_import", "label_studio", "w3c_web_annotation"
STUDIO_EXAMPLES = f"{STUDIO}/frontend_examples"


def untold(*lines: int) -> Came:
    """Tasks whose answers are about a whole text, in one of several fields."""
    return Came(
        "label-studio", faults=[(line, "which field holds the article's") for line in lines]
    )


EXPECTED: dict[str, Came] = {
    f"{DOCCANO}/intent/example.jsonl": Came(
        "doccano", 4, 4, 2, 0, {"dropped_choices": 2}, [(5, "The field text is missing.")]
    ),
    f"{DOCCANO}/intent_detection/example.jsonl": Came(
        "doccano", 2, 2, 3, 0, {"dropped_choices": 2}
    ),
    f"{DOCCANO}/sequence_labeling/example.jsonl": Came(
        "doccano", 2, 2, 1, 0, {"dropped_details": 2}, [(3, "The field text is missing.")]
    ),
    f"{DOCCANO}/sequence_labeling/example_overlapping.jsonl": Came(
        "doccano", 1, 1, 2, 0, {"dropped_details": 1}
    ),
    f"{STUDIO}/converter_tests/csv_test2.json": untold(2),
    f"{STUDIO}/converter_tests/data_repeater.json": Came(
        "label-studio", 1, dropped={"dropped_regions": 1, "dropped_choices": 1}
    ),
    f"{STUDIO_EXAMPLES}/named_entity/annotations/1.json": Came("label-studio", 1, 1, 1, 1),
    f"{STUDIO_EXAMPLES}/named_entity/tasks.json": Came(
        "label-studio", 1, 1, dropped={"dropped_predictions": 1}
    ),
    # One of its quotes is of other words than its own offsets: whoever imports refuses it.
    f"{STUDIO_EXAMPLES}/rich_text_html/annotations/1.json": Came("label-studio", 1, 1, 4, 3),
    f"{STUDIO_EXAMPLES}/rich_text_html/tasks.json": Came(
        "label-studio", 1, 1, dropped={"dropped_predictions": 1}
    ),
    **{f"{STUDIO_EXAMPLES}/sentiment_analysis/annotations/{n}.json": untold(1) for n in range(4)},
    f"{STUDIO_EXAMPLES}/sentiment_analysis/tasks.json": untold(
        2, *range(35, 676, 16), *range(690, 1603, 16)
    ),
    **{f"{W3C}/correct/anno{n}.json": WHOLE for n in (1, 3, 5, 7, 15, 17, 19, 20, 33, 35, 37, 40)},
    **{f"{W3C}/correct/anno{n}.json": ELSEWHERE for n in (22, 24, 28, 31, 39)},
    f"{W3C}/correct/anno9.json": Came("w3c", 2, dropped={"dropped_whole": 2}),
    f"{W3C}/correct/anno11.json": page(dropped_discontinuous=1),
    f"{W3C}/correct/anno13.json": Came("w3c", 4, dropped={"dropped_whole": 4}),
    f"{W3C}/correct/anno26.json": Came("w3c", 1, passages=1),
    f"{W3C}/correct/example41.json": Came("w3c", faults=[MORE]),
    f"{W3C}/correct/example43.json": Came("w3c", 2, dropped={"dropped_whole": 2}, faults=[MORE]),
    **{
        f"{W3C}/incorrect/anno{n}.json": broken(line)
        for n, line in {10: 7, 12: 8, 14: 11, 16: 11, 18: 12, 21: 8, 23: 12, 25: 10}.items()
    },
    **{f"{W3C}/incorrect/anno{n}.json": no_id() for n in (27, 29, 30, 32, 34, 36, 38)},
    f"{W3C}/incorrect/anno4.json": Came(
        "w3c", faults=[(1, "The field @context is not http://www.w3.org/ns/anno.jsonld.")]
    ),
    f"{W3C}/incorrect/anno6.json": no_id("The field id is not an address."),
    f"{W3C}/incorrect/anno8.json": no_id("The field type is missing."),
    "hypothesis/annotation_2014.json": Came("hypothesis", 1, passages=2),
    "hypothesis/annotatorjs.json": Came("hypothesis", 1, passages=1),
    "hypothesis/reply_2014.json": Came("hypothesis", 1, dropped={"dropped_replies": 1}),
    "hypothesis/flattened_sample.json": Came(
        "hypothesis", 16, passages=86, dropped={"dropped_whole": 5}
    ),
    "recogito/annotations.w3c.json": Came("recogito", 2, passages=5),
    NEWS: Came("jsonl", 373, 373, 303, 94, {"dropped_skipped": 1}),
}

OF_NOBODY = {
    f"{DOCCANO}/seq2seq/example.json",
    f"{DOCCANO}/seq2seq/example.jsonl",
    f"{DOCCANO}/sequence_to_sequence/example.json",
    f"{DOCCANO}/sequence_to_sequence/example.jsonl",
    f"{DOCCANO}/text_classification/example.json",
    f"{DOCCANO}/text_classification/example.jsonl",
    "doccano/label_types/valid_labels.json",
    f"{STUDIO}/converter_tests/label_config_repeater.json",
    f"{STUDIO}/spans_to_conll_cases.json",
    f"{W3C}/incorrect/anno2.json",
}


@pytest.fixture(scope="module")
def peers(corpora: Path) -> Path:
    return corpora / "2_peer_formats"


def came(source: FileSource) -> Came | None:
    names = claims(source)
    assert len(names) < 2, f"{source.name} is claimed by {names}"
    if not names:
        return None
    codec = next(one for one in CODECS if names == [one.NAME])
    try:
        articles, faults = split(codec, source)
    except FormatError as error:
        return Came(codec.NAME, faults=[(error.line, str(error))])
    pairs = [(article.text, one) for article in articles for one in article.passages]
    return Came(
        codec.NAME,
        len(articles),
        sum(article.text is not None for article in articles),
        len(pairs),
        sum(text is not None and text[one.start : one.end] == one.quote for text, one in pairs),
        dict(sum((Counter(article.dropped) for article in articles), Counter[str]())),
        [(fault.line, fault.reason) for fault in faults],
    )


def test_each_file_is_read_by_the_one_codec_that_claims_it(peers: Path) -> None:
    found = {
        path.relative_to(peers).as_posix()
        for folder in FOLDERS
        for path in (peers / folder).rglob("*.json*")
    }
    assert found == EXPECTED.keys() | OF_NOBODY
    for name in sorted(found):
        result, expected = came(FileSource(peers, name)), EXPECTED.get(name)
        if result and expected:
            said = [(line, reason) for line, reason in result.faults]
            result.faults = expected.faults if _are(said, expected.faults) else said
        assert (name, result) == (name, expected)


def _are(said: list[tuple[int | None, str]], expected: list[tuple[int | None, str]]) -> bool:
    return len(said) == len(expected) and all(
        here[0] == there[0] and there[1] in here[1]
        for here, there in zip(said, expected, strict=True)
    )


def test_other_files_of_the_corpora_are_claimed_by_none_or_one(corpora: Path) -> None:
    for path in sorted(corpora.rglob("*")):
        if path.is_file() and path.stat().st_size < 2_000_000:
            assert len(claims(FileSource(corpora, path.relative_to(corpora).as_posix()))) < 2, path


def test_spans_of_prodigy_begin_and_end_with_its_tokens(peers: Path) -> None:
    tasks = [json.loads(line) for line in (peers / NEWS).read_bytes().splitlines()]
    tasks = [task for task in tasks if task["answer"] == "accept"]
    articles, _ = split(jsonl, FileSource(peers, NEWS))
    tagged = [article for article in articles if article.readings]
    assert len(tagged) == len(tasks) == 372
    bounds = [
        (task["tokens"][span["token_start"]]["start"], task["tokens"][span["token_end"]]["end"])
        for task in tasks
        for span in task.get("spans", [])
    ]
    assert [(one.start, one.end) for article in tagged for one in article.passages] == bounds


def test_inclusive_ends_of_label_studio_are_told_by_the_quote(peers: Path) -> None:
    cases = json.loads((peers / STUDIO / "spans_to_conll_cases.json").read_bytes())
    tasks = [
        {
            "data": {"text": case["text"]},
            "annotations": [
                {"result": [{"type": "labels", "value": span} for span in case["spans"]]}
            ],
        }
        for case in cases
    ]
    articles, faults = split(label_studio, file_of(tasks))
    assert not faults
    assert [quoted(article) for article in articles] == [
        [(span["text"], span["labels"][0]) for span in case["spans"]] for case in cases
    ]
    assert sum(len(case["spans"]) for case in cases) == 8
