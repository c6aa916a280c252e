from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from formats.annotations import spacy_docbin
from formats.annotations.dataset import WriteOptions
from formats.annotations.docbin_parts import gathering
from formats.annotations.rows import EvidenceRow
from formats.annotations.spacy_strings import SYMBOLS, Strings
from tests.formats.annotations.contract import TEXTS, Span, sample, written
from tests.formats.annotations.samples import MOMENT, Sample

Read = Callable[[Sample], list[Any]]


@pytest.fixture(scope="module")
def read() -> Read:
    """What spaCy itself reads of the file."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    from spacy.tokens import DocBin

    vocab = spacy.blank("xx").vocab

    def docs(dataset: Sample) -> list[Any]:
        data = written(spacy_docbin, dataset)
        return list(DocBin().from_bytes(data).get_docs(vocab))

    return docs


def found(doc: Any) -> list[Span]:
    group = doc.spans["sc"]
    people = group.attrs["reviewers"]
    spans = zip(group, people, strict=True)
    return sorted((one.start_char, one.end_char, one.label_, who) for one, who in spans)


@pytest.mark.parametrize("name", TEXTS)
def test_spacy_reads_the_same_text(read: Read, name: str) -> None:
    (doc,) = read(sample([(TEXTS[name], [])]))
    assert doc.text == TEXTS[name]
    assert not doc.has_unknown_spaces


def marked(text: str, *passages: tuple[str, str, str]) -> list[Span]:
    """The spans of these words with tag and reviewer."""
    places = ((text.index(words), words, tag, who) for words, tag, who in passages)
    return sorted((at, at + len(words), tag, who) for at, words, tag, who in places)


@pytest.mark.parametrize(
    ("name", "passages"),
    [
        (
            "plain",
            [
                ("The council", "sourced", "ines"),
                ("The council", "sourced", "bo"),  # equal
                ("council", "filler", "bo"),  # nested
                ("council met on Monday", "disputed", "ines"),  # overlapping
                (".", "PERSON", "ines"),
                ("long.\n\nA second", "sourced", "bo"),
            ],
        ),
        (
            "astral",
            [("💩", "sourced", "ines"), ("👨🏻‍🚒", "WORK_OF_ART", "bo"), ("💩💩", "x", "bo")],
        ),
        ("right to left", [("قال", "sourced", "ines"), ("עולם, אמר", "disputed", "ines")]),
        ("chinese", [("部长", "sourced", "ines"), ("长说，这个", "sourced", "ines")]),
        ("one letter", [("x", "case", "ines")]),
    ],
)
def test_spacy_reads_the_same_spans(
    read: Read, name: str, passages: list[tuple[str, str, str]]
) -> None:
    text = TEXTS[name]
    spans = marked(text, *passages)
    dataset = sample([(text, spans)])
    (doc,) = read(dataset)
    assert found(doc) == spans
    assert all(one.text == text[one.start_char : one.end_char] for one in doc.spans["sc"])
    # The preview tells of it what spaCy does.
    in_spacy = [(one.label_, one.text, doc.user_data["title"]) for one in doc.spans["sc"]]
    assert list(spacy_docbin.opened(dataset)) == in_spacy


def test_an_annotation_is_found_by_its_identifier(read: Read) -> None:
    dataset = sample([(TEXTS["plain"], [(0, 3, "sourced", "ines")])])
    row = replace(next(dataset.annotations()), is_gold=True)
    (doc,) = read(replace(dataset, annotation_rows=[row]))
    (span,) = doc.spans["sc"]
    assert span.id_ == row.annotation_id
    assert doc.spans["sc"].attrs["is_gold"] == [True]


def test_entities_are_the_passages_that_do_not_overlap(read: Read) -> None:
    text = TEXTS["plain"]
    words = ("The", "a"), ("The council", "b"), ("council met", "c"), ("It", "d")
    spans = marked(text, *((passage, tag, "ines") for passage, tag in words))
    (doc,) = read(sample([(text, spans)]))
    assert [(one.text, one.label_) for one in doc.ents] == [("The council", "b"), ("It", "d")]
    assert len(doc.spans["sc"]) == 4


def test_it_says_which_article_it_is(read: Read) -> None:
    first, second = read(sample([("one", [(0, 3, "a", "ines")]), ("two", [])]))
    assert (first.user_data["article_id"], second.user_data["article_id"]) == (1, 2)
    assert first.user_data["title"] == "Article 1"
    assert "sc" not in second.spans


def test_a_passage_that_ends_inside_a_word_is_left_out_and_counted() -> None:
    options = WriteOptions(made_at=MOMENT)
    spans = [(0, 2, "a", "ines"), (5, 11, "a", "ines"), (3, 4, "a", "ines"), (0, 3, "a", "bo")]
    written(spacy_docbin, sample([(TEXTS["plain"], spans)]), options)
    assert options.lost == {"sub_token": 3}


def test_blanks_at_the_ends_are_left_out_and_counted(read: Read) -> None:
    dataset = sample([(TEXTS["plain"], [(3, 12, "a", "ines")])])
    options = WriteOptions(made_at=MOMENT)
    written(spacy_docbin, dataset, options)
    assert options.lost == {"blank_ends": 1}
    assert found(read(dataset)[0]) == [(4, 11, "a", "ines")]


def test_what_else_is_lost_is_counted() -> None:
    dataset = sample([(TEXTS["plain"], [(0, 3, "a", "ines")])])
    row = replace(next(dataset.annotations()), note="n", confidence="low")
    item = EvidenceRow(row.annotation_id, 0, "https://example.org", "", "", "context", None)
    options = WriteOptions(made_at=MOMENT)
    written(spacy_docbin, replace(dataset, annotation_rows=[row], evidence_rows=[item]), options)
    assert options.lost == {"notes": 1, "confidence": 1, "evidence": 1}


def test_rows_that_fit_no_text_do_not_bring_it_down() -> None:
    options = WriteOptions(made_at=MOMENT)
    dataset = sample([("short", [(0, 5, "a", "ines")])])
    far = replace(next(dataset.annotations()), start=900, end=950)
    assert written(spacy_docbin, replace(dataset, annotation_rows=[far]), options)
    assert options.lost == {"sub_token": 1}


def test_every_reserved_word_of_spacy_can_stand_in_a_text(read: Read) -> None:
    symbols = pytest.importorskip("spacy.symbols", reason="spaCy is not installed")
    assert {name: number for name, number in symbols.IDS.items() if name} == SYMBOLS
    text = " ".join(SYMBOLS)
    tags = [(0, 8, name, "ines") for name in SYMBOLS]
    (doc,) = read(sample([(text, tags)]))
    assert doc.text == text
    assert {one.label_ for one in doc.spans["sc"]} == set(SYMBOLS)


@pytest.mark.parametrize("string", ["", "a", "eight888", "nine99999", "💩 部长 é", "x" * 1000])
def test_numbers_are_those_of_spacy(string: str) -> None:
    strings = pytest.importorskip("spacy.strings", reason="spaCy is not installed")
    assert Strings().number(string) == strings.StringStore().add(string)


def test_texts_wait_in_files_that_are_gone_afterwards() -> None:
    with gathering() as parts:
        file = parts.tokens
    assert file.closed


def test_an_empty_project_is_a_file_that_spacy_reads(read: Read) -> None:
    assert read(Sample(annotation_rows=[], article_rows=[], evidence_rows=[])) == []
