from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import brat
from formats.annotations.labelled import LabelledArticle
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import read_back, sample, written
from tests.formats.annotations.round_trips import (
    assert_all_come_back,
    beside,
    damaged,
    members,
    noted,
    read_all,
    reasons,
)

TEXT = "The mayor of Hulm\r\nresigned 💩 on Monday."
ANN = "T1\tPerson 4 17\tmayor of Hulm\n"


def pair(ann: str | bytes, text: str | bytes = TEXT) -> MemorySource:
    return beside("a.ann", {"a.ann": ann, "a.txt": text})


def article(ann: str, text: str = TEXT) -> LabelledArticle:
    (found,) = brat.read(pair(ann, text))
    assert isinstance(found, LabelledArticle)
    return found


def test_what_goes_out_comes_in_again() -> None:
    assert_all_come_back(brat)


@pytest.mark.parametrize("note", ["Plain.", "Two\nlines", "\nblank before", "a\ttab", "💩 #1 T1"])
def test_notes_and_confidence_come_back(note: str) -> None:
    (found,) = read_back(brat, written(brat, noted(note, "medium")))
    assert (found.passages[0].note, found.passages[0].confidence) == (note, "medium")


def test_tags_get_names_that_brat_takes_and_keep_their_own() -> None:
    data = written(brat, sample([("One two three.", [(0, 3, "needs source", "ines")])]))
    (found,) = read_back(brat, data)
    assert found.passages[0].tag == "needs source"
    files = members(brat, sample([("One two three.", [(0, 3, "needs source", "ines")])]))
    assert files["reviewers/ines/article-1-r1.ann"] == (
        b"T1\tneeds_source 0 3\tOne\n#1\tTag T1\tneeds source\n"
    )
    assert files["reviewers/ines/annotation.conf"].startswith(b"[entities]\nneeds_source\n")


@pytest.mark.parametrize(
    ("folder", "articles", "verified", "dropped"),
    [
        ("conll2002_es", 10, 540, {}),
        ("ncbi_disease", 8, 115, {"dropped_attributes": 115}),
        (
            "tutorial_news",
            5,
            11,
            {"dropped_relations": 3, "dropped_attributes": 5, "dropped_other": 1},
        ),
    ],
)
def test_every_real_file_is_read_and_every_quote_stands(
    corpora: Path, folder: str, articles: int, verified: int, dropped: dict[str, int]
) -> None:
    root = corpora / "2_peer_formats" / "brat" / folder
    found = [
        one
        for path in sorted(root.iterdir())
        if brat.recognises(source := FileSource(root, path.name))
        for one in brat.read(source)
    ]
    read = [one for one in found if isinstance(one, LabelledArticle)]
    assert len(read) == len(found) == articles
    stands = [
        one.text is not None and p.quote == one.text[p.start : p.end]
        for one in read
        for p in one.passages
    ]
    assert stands == [True] * verified
    assert sum((Counter(one.dropped) for one in read), Counter()) == dropped
    assert not any(one.faults for one in read)


def test_the_note_of_the_tutorial_is_its_passage_s(corpora: Path) -> None:
    root = corpora / "2_peer_formats" / "brat" / "tutorial_news"
    (found,) = brat.read(FileSource(root, "000-introduction.ann"))
    assert isinstance(found, LabelledArticle)
    assert [one.note for one in found.passages if one.quote == "$100 million"] == ["100000000 USD"]


def test_both_characters_of_a_crlf_and_astral_ones_are_counted_as_brat_counts() -> None:
    found = article("T1\tX 13 27\tHulm\r resigned\nT2\tX 28 29\t💩\n")
    assert [(one.quote, one.start) for one in found.passages] == [
        ("Hulm\nresigned", 13),
        ("💩", 27),
    ]
    assert found.text == TEXT.replace("\r\n", "\n")


def test_a_byte_order_mark_is_counted() -> None:
    found = article("T1\tX 1 4\tThe\n", "\ufeffThe mayor")
    assert [(one.start, one.end, one.quote) for one in found.passages] == [(0, 3, "The")]


def test_a_quote_that_differs_is_handed_on_to_be_compared() -> None:
    assert article("T1\tX 0 3\tthe\n").passages[0].quote == "the"


def test_what_has_no_place_is_counted() -> None:
    found = article(
        ANN + "T2\tX 0 3;4 9\tThe mayor\nT3\tX 5 5\t\nR1\tOf Arg1:T1 Arg2:T2\nE1\tX:T1\n"
        "*\tEquiv T1 T2\nN1\tReference T1 W:1\tx\nA1\tNegated T1\n#1\tAnnotatorNotes R1\tno\n"
        "A2\tConfidence T1 High\n"
    )
    assert len(found.passages) == 1
    assert found.passages[0].confidence == "high"
    assert found.dropped == {
        "dropped_discontinuous": 1,
        "dropped_zero_length": 1,
        "dropped_relations": 3,
        "dropped_other": 2,
        "dropped_attributes": 1,
    }


@pytest.mark.parametrize(
    ("ann", "line", "says"),
    [
        (ANN + "T2\tX 5\tfoo", 2, "no line of brat"),
        ("nothing of brat's", 1, "no line of brat"),
        (ANN + "T2\tX 0 400", 2, "lies outside the text"),
        (ANN + "T2\tX 9999999999 99999999999", 2, "lies outside the text"),
        (ANN + "T2\tX 5 3", 2, "lies outside the text"),
        (ANN + "T2\tX 0 18", 2, "inside a character"),
        (ANN + ANN, 2, "A second passage has the id T1"),
        (ANN + "#1", 2, "no line of brat"),
        ("T1\tX 0 3\t\udcff".encode("utf-8", "surrogateescape"), 1, "not UTF-8 text from line 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(ann: str | bytes, line: int, says: str) -> None:
    ((at, reason),) = reasons(brat, pair(ann))
    assert at == line
    assert says in reason


def test_without_its_text_it_is_refused() -> None:
    ((_, reason),) = reasons(brat, beside("a.ann", {"a.ann": ANN}))
    assert "import the article first" in reason


@pytest.mark.parametrize(
    "other", ["#FORMAT=WebAnno TSV 3.3\n", "EU B-ORG\n", "12\tSmears\t0\t4\n", "The mayor.\n", ""]
)
def test_other_formats_are_left_to_others(other: str) -> None:
    assert not brat.recognises(MemorySource("a.ann", other.encode()))


@given(damaged([ANN.encode() + b"A1\tConfidence T1 High\n#1\tAnnotatorNotes T1\tx\n"]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(brat, pair(data))


@given(st.binary(max_size=200), st.binary(max_size=60))
def test_neither_is_anything_else(data: bytes, text: bytes) -> None:
    read_all(brat, pair(data, text))
