from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import spans as spans_module
from formats.annotations import webanno_tsv
from formats.annotations.labelled import LabelledArticle
from formats.annotations.webanno_escapes import escape_value, split, unescape_value
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import read_back, sample, spans, written
from tests.formats.annotations.round_trips import (
    assert_all_come_back,
    damaged,
    members,
    read_all,
    reasons,
)

HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value|note\n\n\n"
ROWS = "#Text=I like 😊 .\n1-1\t0-1\tI\t_\t_\t\n1-2\t2-6\tlike\tA[1]\t*[1]\t\n"
GOOD = f"{HEAD}{ROWS}1-3\t7-9\t😊\tA[1]\tsee[1]\t\n1-4\t10-11\t.\t_\t_\t\n"
OLD = " # webanno.custom.Span | value # webanno.custom.Rel | kind | AttachTo=webanno.custom.Span\n"


def source(text: str, name: str = "a.tsv") -> MemorySource:
    return MemorySource(name, text.encode())


def article(text: str, name: str = "a.tsv") -> LabelledArticle:
    assert webanno_tsv.recognises(source(text, name))
    (found,) = webanno_tsv.read(source(text, name))
    assert isinstance(found, LabelledArticle)
    assert not found.faults, found.faults
    return found


def real(path: Path) -> LabelledArticle:
    found = FileSource(path.parent, path.name)
    assert webanno_tsv.recognises(found)
    (one,) = webanno_tsv.read(found)
    assert isinstance(one, LabelledArticle)
    return one


def test_what_goes_out_comes_in_again() -> None:
    assert_all_come_back(webanno_tsv)


@given(
    st.text(
        st.sampled_from(" \n\tab.💩é\u0301部\u00a0\u2028\\_|*\x01\x0b\x0c\x1f"),
        min_size=1,
        max_size=30,
    ),
    st.data(),
)
def test_so_does_every_text_with_every_span(text: str, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    drawn = data.draw(st.lists(bounds, max_size=5))
    marked = sorted((a, b, "t[1]|x", "ines") for a, b in drawn if a < b)
    (found,) = read_back(webanno_tsv, written(webanno_tsv, sample([(text, marked)])))
    assert found.text == text
    assert spans(found) == marked


def test_what_is_written_is_what_inception_reads() -> None:
    files = members(webanno_tsv, sample([("On 💩 day.", [(3, 7, "a_b", "ines")])]))
    assert files["reviewers/ines/article-1-r1.tsv"].decode() == (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n"
        "#Text=On 💩 day.\n"
        "1-1\t0-2\tOn\t_\t\n1-2\t3-5\t💩\ta\\_b[1]\t\n1-3\t6-9\tday\t_\t\n"
        "1-3.1\t6-8\tda\ta\\_b[1]\t\n1-4\t9-10\t.\t_\t\n"
    )


def test_offsets_are_utf16_units_and_a_feature_called_note_is_the_note() -> None:
    found = article(GOOD)
    assert found.text == "I like 😊 ."
    assert [(one.tag, one.quote, one.note) for one in found.passages] == [("A", "like 😊", "see")]


def test_every_case_of_the_suite_is_read(corpora: Path) -> None:
    cases = sorted((corpora / "2_peer_formats" / "webanno_tsv3").glob("*/reference.tsv"))
    assert len(cases) == 38
    for case in cases:
        found = real(case)
        assert not found.faults
        rows = [line.split("\t") for line in case.read_text("utf-8").split("\n") if "\t" in line]
        assert all(row[2] in (found.text or "") for row in rows)


@pytest.mark.parametrize(
    ("case", "expected", "dropped"),
    [
        ("testSubMultiTokenSpanWithoutFeatureValue3", [(1, 6), (6, 12)], {}),
        ("testCrossSentenceSpanWithoutFeatureValue", [(0, 34)], {}),
        ("testMultiTokenStackedSpanWithFeatureValue", [(0, 16), (0, 16)], {}),
        ("testZeroLengthSpansWithFeatureValues", [], {"dropped_zero_length": 2}),
        ("testSimpleChain", [], {"dropped_relations": 3}),
        ("testMultiTokenSlotFeature", [(0, 4), (5, 9), (10, 16)], {"dropped_relations": 2}),
        ("testElevatedType", [], {"dropped_other": 1}),
        (
            "testStackedNonMultiTokenRelationWithMultipleFeatureValues",
            [(0, 7), (8, 14)],
            {"dropped_relations": 2},
        ),
    ],
)
def test_cases_of_the_suite(
    corpora: Path, case: str, expected: list[tuple[int, int]], dropped: dict[str, int]
) -> None:
    found = real(corpora / "2_peer_formats" / "webanno_tsv3" / case / "reference.tsv")
    assert [(one.start, one.end) for one in found.passages] == expected
    assert found.dropped == dropped


def test_special_symbols_of_the_suite_are_unescaped(corpora: Path) -> None:
    case = "testTokenBoundedSpanWithSpecialSymbolsValue"
    found = real(corpora / "2_peer_formats" / "webanno_tsv3" / case / "reference.tsv")
    assert {one.tag for one in found.passages} == {"#*'\"`´\t:;{}|[ ]()\\§$%?=&_"}


def test_annotators_of_one_article_agree_upon_its_text(corpora: Path) -> None:
    cases = sorted((corpora / "2_peer_formats" / "inception_curation").iterdir())
    assert len(cases) == 8
    for case in cases:
        texts = {real(path).text for path in case.iterdir()}
        assert len(texts) == 1
    tags = {
        path.stem: [one.tag for one in real(path).passages]
        for path in (cases[0].parent / "multipleStackedAnnotationsAreNotMergedTest").iterdir()
    }
    assert tags == {"curator": [], "user1": ["ORG", "ORGpart"], "user2": ["ORG", "ORG", "ORGpart"]}


def test_older_files_are_read(corpora: Path) -> None:
    old = corpora / "2_peer_formats" / "webanno_tsv_old"
    second, third = real(old / "tsv2_example2.tsv"), real(old / "tsv3_example2.tsv")
    assert (len(second.passages), len(third.passages)) == (11, 9)
    assert second.text is not None
    assert third.text is not None
    assert second.text.split() == third.text.split()
    assert [one.quote for one in second.passages][:3] == [
        "Ms. Haag",
        "Elianti",
        "Rolls-Royce Motor",
    ]
    assert third.passages[2].quote == "Rolls-Royce Motor"
    assert third.dropped["dropped_relations"] == second.dropped["dropped_relations"] == 86
    for path in (corpora / "2_peer_formats" / "inception_agreement").iterdir():
        assert real(path).dropped == {"dropped_other": 9, "dropped_relations": 9}


def test_whose_it_is_and_what_is_gold_tells_the_path() -> None:
    assert article(GOOD, "x/annotation/a.txt/ines.tsv").passages[0].reviewer == "ines"
    curated = article(GOOD, "curation/a.txt/CURATION_USER.tsv")
    assert (curated.title, curated.passages[0].is_gold) == ("a.txt", True)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("#FORMAT=WebAnno TSV 4.0\n", 1, "no WebAnno TSV of version 2 or 3"),
        (f"{GOOD}1-5\tx\n", 10, "with 5 cells"),
        (GOOD.replace("0-1", "0-x"), 6, "with 5 cells"),
        (
            GOOD.replace("0-1\tI", "0-2\tI").replace("_\t_\t\n1-2", "A\t_\t\n1-2"),
            6,
            "stands other text",
        ),
        (GOOD.replace("7-9", "7-8"), 7, "inside a character"),
        (GOOD.replace("7-9", "7-99"), 7, "lies outside the text"),
        (
            f"{GOOD}\n#Text=B\n2-1\t99999999999-99999999999\tB\t_\t_\t\n",
            12,
            "begins at 99999999999",
        ),
        (f"{GOOD}\n#Text=B\n2-1\t3-4\tB\t_\t_\t\n", 12, "begins at 3"),
        (f"{OLD}#id=1\n#text=A b\n1-1\tA\tB-X\t_\t_\t\n1-2\tc\tO\t_\t_\t\n", 5, "does not follow"),
        (f"{OLD}#id=1\n#text=A b\n1-1\tA\n", 4, "with 5 cells"),
        (" # x.Coref | referenceType | referenceRelation\n#id=1\n#text=A\n", 1, "holds chains"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, says: str) -> None:
    ((at, reason),) = reasons(webanno_tsv, source(text))
    assert says in reason
    assert at == line


def test_more_annotations_than_anybody_makes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans_module, "MOST", 3)
    rows = f"#Text=A b\n1-1\t0-1\tA\tx|x\t_\t\n1-2\t2-3\tb\t{'x|' * 9}x\t_\t\n"
    ((line, reason),) = reasons(webanno_tsv, source(HEAD + rows))
    assert (line, "more than 3 annotations" in reason) == (7, True)


def test_blanks_fill_what_lies_between_sentences() -> None:
    found = article(f"{GOOD}\n#Text=B\n2-1\t14-15\tB\tX\t_\t\n")
    assert found.text == "I like 😊 .\n  B"
    assert found.passages[-1].quote == "B"


@given(st.text(), st.text(st.sampled_from("\\|;[]_->*\t\na")))
def test_values_survive_their_escapes(one: str, other: str) -> None:
    cell = f"{escape_value(one)}|{escape_value(other)}"
    assert [unescape_value(part) for part in split(cell, "|")] == [one, other]


@given(damaged([GOOD.encode(), f"{OLD}#id=1\n#text=A b\n1-1\tA\tB-X|I-Y\tr\t1-2\t\n".encode()]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(webanno_tsv, MemorySource("a.tsv", data))


def test_tags_are_counted_where_a_layer_has_more_to_say() -> None:
    head = "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Two|f1|f2\n\n\n"
    found = article(f"{head}#Text=A b\n1-1\t0-1\tA\tx\ty\t\n1-2\t2-3\tb\t*\ty\t\n")
    assert Counter(one.tag for one in found.passages) == {"x": 1, "Two": 1}
    assert found.dropped == {"dropped_attributes": 2}
