import json
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_json  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import uima_json
from formats.annotations.labelled import LabelledArticle
from formats.annotations.uima_layers import NAMED_ENTITY
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import sources, written
from tests.formats.annotations.round_trips import (
    assert_all_come_back,
    damaged,
    everything,
    read_all,
    reasons,
)

CAS: dict[str, Any] = {
    "%TYPES": {
        "x.Claim": {"%SUPER_TYPE": "uima.tcas.Annotation", "id": {"%RANGE": "uima.cas.Integer"}}
    },
    "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "A 💩 day."},
        {"%ID": 2, "%TYPE": "x.Claim", "@sofa": 1, "begin": 2, "end": 8, "label": "bold", "id": 7},
    ],
    "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}},
}
TEXT = json.dumps(CAS)


def source(text: str) -> MemorySource:
    return MemorySource("a.json", text.encode("utf-8", "surrogatepass"))


def real(corpora: Path, name: str, file: str = "data.json") -> FileSource:
    return FileSource(corpora / "2_peer_formats" / "uima_cas" / "json" / name, file)


def test_what_goes_out_comes_in_again() -> None:
    assert_all_come_back(uima_json)


def test_the_reference_library_reads_the_same_spans() -> None:
    found = []
    for file in sources(uima_json, written(uima_json, everything())):
        cas = load_cas_from_json(file.open())
        reviewer = file.name.split("/")[-2]
        found += [
            (cas.sofa_string, one.begin, one.end, one.value, reviewer)
            for one in cas.select_all_annotations()
            if one.type.name == NAMED_ENTITY
        ]
    texts = {row.article_id: row.text for row in everything().article_rows}
    assert sorted(found) == sorted(
        (texts[row.article_id], row.start, row.end, row.tag, row.reviewer)
        for row in everything().annotation_rows
    )


@pytest.mark.parametrize(
    ("name", "text", "passages"),
    [
        ("casWithText", "This is a test.", []),
        ("casExtendingDocumentAnnotation", "This is a test .", []),
        ("casWithBadSofaFsOrder", "This is a test .", []),
        (
            "casWithTraditionalChineseTextAndAnnotations",
            "這是一個測試",
            [(0, 1), (1, 2), (2, 4), (4, 6)],
        ),
    ],
)
def test_real_files(corpora: Path, name: str, text: str, passages: list[tuple[int, int]]) -> None:
    assert uima_json.recognises(real(corpora, name))
    (found,) = uima_json.read(real(corpora, name))
    assert isinstance(found, LabelledArticle)
    assert (found.text, found.faults, found.dropped) == (text, [], {})
    assert [(one.start, one.end) for one in found.passages] == passages


def test_a_cas_without_a_text_is_refused(corpora: Path) -> None:
    for name in ("emptyCas", "casWithSofaDataArray", "casWithFloatingPointSpecialValues"):
        assert uima_json.recognises(real(corpora, name))
        ((_, reason),) = reasons(uima_json, real(corpora, name))
        assert "text is not in the file" in reason


def test_offsets_are_utf16_units() -> None:
    (found,) = uima_json.read(source(TEXT))
    assert isinstance(found, LabelledArticle)
    assert [(one.tag, one.start, one.end) for one in found.passages] == [("bold", 2, 7)]
    assert found.dropped == {"dropped_attributes": 1}


def test_structures_under_their_ids_are_read_as_well() -> None:
    listed = CAS["%FEATURE_STRUCTURES"]
    (found,) = uima_json.read(
        source(json.dumps(CAS | {"%FEATURE_STRUCTURES": {str(one["%ID"]): one for one in listed}}))
    )
    assert isinstance(found, LabelledArticle)
    assert len(found.passages) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "no UIMA CAS"),
        ("{", "no valid JSON"),
        ('{"%FEATURE_STRUCTURES": 3}', "no UIMA CAS"),
        ('{"%FEATURE_STRUCTURES": [3]}', "no UIMA CAS"),
        ('{"%VIEWS": NaN}', "NaN is no number"),
        ('{"%VIEWS": {}, "%VIEWS": {}}', "stands twice"),
        ('{"%VIEWS": ' + "[" * 100_000, "nested too deeply"),
        ('{"%VIEWS": ' + "1" * 5000 + "}", "has 5000 digits"),
        (TEXT.replace('"begin": 2', '"begin": "2"'), "no whole number"),
        (TEXT.replace('"begin": 2', '"begin": true'), "no whole number"),
        (TEXT.replace('"begin": 2', '"begin": -2'), "outside the text"),
        (TEXT.replace('"begin": 2', '"begin": 3'), "inside a character"),
        (TEXT.replace('"begin": 2', '"begin": 1' + "0" * 40), "has 41 digits"),
        (TEXT.replace('"@sofa": 1', '"@sofa": [1]'), "lies on no text"),
        ("{\ud800", "not UTF-8"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    ((_, reason),) = reasons(uima_json, source(text))
    assert says in reason


@given(damaged([TEXT.encode()]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(uima_json, MemorySource("a.json", data))


KEYS = st.sampled_from(
    ["%ID", "%TYPE", "@sofa", "begin", "end", "value", "sofaString", "%SOFA", "%MEMBERS", "x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TYPES = st.sampled_from(["uima.cas.Sofa", "x.Claim"])


@given(st.lists(st.dictionaries(KEYS, VALUES | TYPES), max_size=4), VALUES, VALUES)
def test_nor_is_any_other_value_in_its_place(structures: list[Any], views: Any, types: Any) -> None:
    cas = {"%FEATURE_STRUCTURES": structures, "%VIEWS": {"a": views}, "%TYPES": types}
    read_all(uima_json, source(json.dumps(cas)))
