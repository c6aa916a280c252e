"""What goes out as JSON comes in again, span for span, whoever tagged it and however it overlaps."""

from collections import Counter
from dataclasses import replace
from types import ModuleType

import pytest

from formats.annotations import doccano, hypothesis_api, jsonl, label_studio, recogito, w3c
from formats.annotations.dataset import WriteOptions
from formats.annotations.labelled import LabelledArticle
from formats.annotations.rows import EvidenceRow
from formats.source import MemorySource
from tests.formats.annotations.contract import (
    TEXTS,
    Span,
    read_back,
    sample,
    sources,
    spans,
    written,
)
from tests.formats.annotations.samples import MOMENT, Sample

CODECS = [jsonl, doccano, label_studio, w3c, hypothesis_api, recogito]
BESIDE = [w3c, hypothesis_api, recogito]

every_codec = pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.NAME)


def by_text(found: list[LabelledArticle]) -> dict[str, list[Span]]:
    """The spans of every text, whatever number of articles it came as."""
    held: dict[str, list[Span]] = {}
    for article in found:
        assert article.text is not None
        held.setdefault(article.text, []).extend(spans(article))
    return {text: sorted(all_of) for text, all_of in held.items()}


def marked(text: str) -> list[Span]:
    """Spans that overlap, nest, touch and are equal, by two people, as far as the text has room."""
    n = len(text)
    wished = [
        (0, n, "whole", "ines"),
        (0, (n + 1) // 2, "half", "ines"),
        ((n + 1) // 2, n, "half", "ines"),
        (n // 3, n // 3 + 1, "one", "tom@desk.example"),
        (n // 4, max(n // 4 + 1, 3 * n // 4), "overlap", "ines"),
        (0, n, "whole", "tom@desk.example"),
        (0, n, "again", "tom@desk.example"),
    ]
    return sorted({span for span in wished if span[0] < span[1]})


@every_codec
@pytest.mark.parametrize("name", TEXTS)
def test_every_span_of_every_text_comes_back(codec: ModuleType, name: str) -> None:
    text = TEXTS[name]
    data = written(codec, sample([(text, marked(text))]))
    assert by_text(read_back(codec, data)) == {text: marked(text)}


@every_codec
def test_articles_without_passages_come_back_or_are_counted(codec: ModuleType) -> None:
    options = WriteOptions(made_at=MOMENT)
    data = written(codec, sample([("One.", []), ("Two.", [(0, 3, "a", "ines")])]), options)
    found = by_text(read_back(codec, data))
    lost: dict[str, list[Span]] = {"One.": []} if options.lost["untagged_articles"] else {}
    assert {**lost, **found} == {"One.": [], "Two.": [(0, 3, "a", "ines")]}
    assert bool(lost) == ("untagged_articles" in codec.CARRIES_NOT)


@every_codec
def test_a_project_of_nothing_is_a_file_that_can_be_read(codec: ModuleType) -> None:
    assert read_back(codec, written(codec, sample([]))) == []


@every_codec
def test_exactly_one_codec_claims_what_a_codec_wrote(codec: ModuleType) -> None:
    data = written(codec, sample([("The 9 o'clock.", [(0, 3, "a", "ines")]), ("Two.", [])]))
    for source in sources(codec, data):
        claims = [one.NAME for one in CODECS if one.recognises(source)]
        assert claims == ([] if source.name.endswith(".txt") else [codec.NAME])


@every_codec
def test_addresses_names_and_ids_come_back(codec: ModuleType) -> None:
    dataset = sample([("The 9 o'clock.", [(4, 5, "a", "ines")])])
    article = read_back(codec, written(codec, dataset))[0]
    assert article.url == "https://example.org/1"
    ids = [row.annotation_id for row in dataset.annotations()]
    assert [one.id for one in article.passages] == ([""] if codec is doccano else ids)
    assert article.title == ("" if codec in (w3c, recogito) else "Article 1")


@every_codec
def test_what_a_format_does_not_carry_is_counted_and_the_rest_comes_back(
    codec: ModuleType,
) -> None:
    options = WriteOptions(made_at=MOMENT)
    dataset = rich()
    passage = read_back(codec, written(codec, dataset, options))[0].passages[0]
    row = next(dataset.annotations())
    kept = {
        "notes": passage.note == row.note,
        "confidence": passage.confidence == "high",
        "evidence": [one.url for one in passage.evidence] == ["https://example.org/a"],
        "evidence_details": [(one.quote, one.stance) for one in passage.evidence]
        in ([], [("At nine", "supports")]),
        "gold": passage.is_gold,
        "times": passage.created_at == MOMENT.replace(microsecond=0),
    }
    for name, is_kept in kept.items():
        assert is_kept or options.lost[name], name
        assert not (is_kept and options.lost[name]), name
    assert options.lost.keys() <= set(codec.CARRIES_NOT)


def rich() -> Sample:
    dataset = sample([("The 9 o'clock.", [(4, 5, "a", "ines")])])
    row = next(dataset.annotations())
    row = replace(row, note="Who says so?\n“Nobody”", confidence="high", is_gold=True)
    found = EvidenceRow(
        row.annotation_id, 0, "https://example.org/a", "", "At nine", "supports", MOMENT
    )
    return replace(dataset, annotation_rows=[row], evidence_rows=[found])


@pytest.mark.parametrize("codec", BESIDE, ids=lambda codec: codec.NAME)
def test_without_the_text_beside_it_quote_and_context_go_on(codec: ModuleType) -> None:
    text = "One 💩. The 9 o'clock."
    data = written(codec, sample([(text, [(10, 13, "a", "ines")])]))
    (alone,) = (one for one in sources(codec, data) if not one.name.endswith(".txt"))
    (article,) = codec.read(MemorySource(alone.name, alone.open().read()))
    (passage,) = article.passages
    assert (article.text, article.url) == (None, "https://example.org/1")
    assert passage.quote == text[10:13]
    assert text.endswith(passage.suffix)
    expected = 10 if codec is w3c else 11
    assert passage.start == expected


@every_codec
def test_lines_are_never_split_by_a_sign_of_the_text(codec: ModuleType) -> None:
    text = "a\u2028b\u2029c\u0085d\x0be"
    data = written(codec, sample([(text, [(0, 9, "a", "ines")])]))
    for source in sources(codec, data):
        if not source.name.endswith(".txt"):
            held = source.open().read().decode()
            assert held.splitlines() == held.rstrip("\n").split("\n")
    assert by_text(read_back(codec, data)) == {text: [(0, 9, "a", "ines")]}


def test_counting_lost_things_adds_nothing_where_nothing_is_lost() -> None:
    options = WriteOptions(made_at=MOMENT)
    written(jsonl, rich(), options)
    assert options.lost == Counter()
