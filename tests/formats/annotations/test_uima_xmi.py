import io
import warnings
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_xmi, load_typesystem  # type: ignore[import-untyped]
from cassis.typesystem import TypeSystem, merge_typesystems  # type: ignore[import-untyped]
from hypothesis import given

from formats.annotations import uima_xmi, webanno_tsv
from formats.annotations.dataset import WriteOptions
from formats.annotations.labelled import LabelledArticle
from formats.annotations.uima_layers import NAMED_ENTITY
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import read_back, sample, sources, written
from tests.formats.annotations.round_trips import (
    assert_all_come_back,
    beside,
    damaged,
    everything,
    noted,
    read_all,
    reasons,
)
from tests.formats.annotations.samples import MOMENT

XMI = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmi:version="2.0" '
    'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:x="http:///webanno/custom.ecore">\n'
    '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="A 💩 day."/>\n'
    '<x:Claim xmi:id="2" sofa="1" begin="2" end="8" label="bold" strength="7"/>\n'
    '<cas:View sofa="1" members="2"/>\n</xmi:XMI>'
)
TYPES = (
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>'
    "<typeDescription><name>webanno.custom.Claim</name><supertypeName>{parent}</supertypeName>"
    "<features><featureDescription><name>Governor</name><rangeTypeName>x</rangeTypeName>"
    "</featureDescription><featureDescription><name>{other}</name><rangeTypeName>x"
    "</rangeTypeName></featureDescription></features></typeDescription>"
    "</types></typeSystemDescription>"
)
TRIMMED = {"testAnnotationWithLeadingWhitespace", "testAnnotationWithTrailingWhitespace"}
"""WebAnno TSV cannot say that these begin or end in white space: XMI can, and does."""


def article(text: str, **others: str) -> LabelledArticle:
    source = beside("a.xmi", {"a.xmi": text, **others})
    assert uima_xmi.recognises(source)
    (found,) = uima_xmi.read(source)
    assert isinstance(found, LabelledArticle)
    return found


def real(path: Path) -> list[LabelledArticle]:
    source = FileSource(path.parent, path.name)
    assert uima_xmi.recognises(source)
    return [one for one in uima_xmi.read(source) if isinstance(one, LabelledArticle)]


def by_cassis(path: Path, types: Any) -> Any:
    """What the reference library loads, None where it cannot."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_cas_from_xmi(io.BytesIO(path.read_bytes()), types, lenient=True)
        except Exception:  # noqa: BLE001 it raises what it meets
            return None


def test_what_goes_out_comes_in_again() -> None:
    assert_all_come_back(uima_xmi)


def test_the_reference_library_reads_the_same_spans() -> None:
    files = {one.name: one for one in sources(uima_xmi, written(uima_xmi, everything()))}
    types = load_typesystem(files["reviewers/ines/TypeSystem.xml"].open())
    found = []
    for name, file in files.items():
        if name.endswith(".xmi"):
            cas = load_cas_from_xmi(file.open(), types)
            reviewer = name.split("/")[1]
            found += [
                (cas.sofa_string, one.begin, one.end, one.value, reviewer)
                for one in cas.select(NAMED_ENTITY)
            ]
    texts = {row.article_id: row.text for row in everything().article_rows}
    assert sorted(found) == sorted(
        (texts[row.article_id], row.start, row.end, row.tag, row.reviewer)
        for row in everything().annotation_rows
    )


def test_notes_and_confidence_come_back() -> None:
    (found,) = read_back(uima_xmi, written(uima_xmi, noted("One\ntwo <&> 💩", "low")))
    assert (found.passages[0].note, found.passages[0].confidence) == ("One\ntwo <&> 💩", "low")


def test_characters_that_xml_has_no_place_for_are_replaced_and_counted() -> None:
    options = WriteOptions(made_at=MOMENT)
    data = sample([("A\x01b\x0c c\uffff.", [(2, 3, "t", "ines")])])
    (found,) = read_back(uima_xmi, written(uima_xmi, data, options))
    assert found.text == "A\ufffdb\ufffd c\ufffd."
    assert [(one.start, one.end) for one in found.passages] == [(2, 3)]
    assert options.lost == {"control_characters": 3}


def test_all_37_cases_of_the_suite_hold_the_spans_that_their_tsv_holds(corpora: Path) -> None:
    cases = sorted((corpora / "2_peer_formats" / "webanno_tsv3").glob("*/reference.xmi"))
    assert len(cases) == 37
    for case in cases:
        (xmi,) = real(case)
        (tsv,) = webanno_tsv.read(FileSource(case.parent, "reference.tsv"))
        assert isinstance(tsv, LabelledArticle)
        mine = sorted((one.start, one.end) for one in xmi.passages)
        theirs = sorted((one.start, one.end) for one in tsv.passages)
        assert not xmi.faults
        if case.parent.name in TRIMMED:
            assert mine != theirs
        else:
            assert mine == theirs, case
        assert (xmi.text or "").rstrip() == tsv.text


def test_the_reference_library_sees_the_same_in_the_30_that_it_loads(corpora: Path) -> None:
    folder = corpora / "2_peer_formats"
    types = merge_typesystems(
        load_typesystem((folder / "webanno_tsv3" / "webannoTestTypes.xml").open("rb")),
        load_typesystem((folder / "uima_cas/typesystems/important_dkpro_types.xml").open("rb")),
        TypeSystem(),
    )
    loaded = tokens = 0
    for case in sorted((folder / "webanno_tsv3").glob("*/reference.xmi")):
        cas = by_cassis(case, types)
        if cas is None:
            continue
        loaded += 1
        (mine,) = real(case)
        rows = (case.parent / "reference.tsv").read_text("utf-8").split("\n")
        words = [
            row.split("\t")[2] for row in rows if "\t" in row and "." not in row.split("\t")[0]
        ]
        found = [
            one for one in cas.select_all_annotations() if one.type.name.endswith("type.Token")
        ]
        assert [one.get_covered_text() for one in found] == words
        tokens += len(words)
        entities = [one for one in cas.select_all_annotations() if one.type.name == NAMED_ENTITY]
        theirs = {(one.begin, one.end) for one in entities if one.begin < one.end}
        assert theirs <= {(one.start, one.end) for one in mine.passages}
    assert (loaded, tokens) == (30, 146)


@pytest.mark.parametrize(
    ("name", "passages", "dropped"),
    [
        ("cas_has_fs_with_no_namespace", [[(0, 9, "TypeWithNoNameSpace")]], {}),
        ("cas_with_collections", [[]], {"dropped_zero_length": 3}),
        ("cas_with_floating_point_special_values", [[]], {}),
        ("cas_with_nonindexed_fs", [[]], {"dropped_other": 1}),
        ("cas_with_reserved_names", [[]], {"dropped_zero_length": 1}),
        ("cas_with_two_sofas", [[], []], {}),
        ("lenient_cas", [[(27, 47, "NotInTypesystem")]], {"dropped_attributes": 1}),
    ],
)
def test_real_files(
    corpora: Path,
    name: str,
    passages: list[list[tuple[int, int, str]]],
    dropped: dict[str, int],
) -> None:
    found = real(corpora / "2_peer_formats" / "uima_cas" / "xmi" / f"{name}.xmi")
    assert [[(p.start, p.end, p.tag) for p in one.passages] for one in found] == passages
    assert found[0].dropped == dropped


def test_a_cas_without_a_text_is_refused(corpora: Path) -> None:
    folder = corpora / "2_peer_formats" / "uima_cas"
    without = [folder / "xmi" / "cas_with_list_features.xmi"]
    names = ("emptyCas", "casWithSofaDataArray", "casWithFloatingPointSpecialValues")
    without += [folder / "json" / name / "debug.xmi" for name in names]
    for path in without:
        ((_, reason),) = reasons(uima_xmi, FileSource(path.parent, path.name))
        assert "text is not in the file" in reason


def test_a_page_s_own_structure_is_no_passage(corpora: Path) -> None:
    for name in ("test-with-head.xmi", "test-with-head-and-doctype.xmi"):
        (found,) = real(corpora / "2_peer_formats" / "inception_html" / name)
        assert (found.title, found.language) == (name.replace(".xmi", ".html"), "en")
        assert found.passages == []
        assert found.dropped == {"dropped_other": 24}


def test_offsets_are_utf16_units_and_numbers_may_be_references() -> None:
    found = article(XMI)
    assert [(one.tag, one.start, one.end, one.line) for one in found.passages] == [
        ("bold", 2, 7, 4)
    ]
    assert found.dropped == {"dropped_attributes": 1}


def test_a_type_system_beside_tells_what_a_type_is() -> None:
    relation = TYPES.format(parent="uima.tcas.Annotation", other="Dependent")
    token = TYPES.format(parent="my.own.Token", other="id")
    assert article(XMI, **{"TypeSystem.xml": relation}).dropped == {"dropped_relations": 1}
    found = article(XMI, **{"TypeSystem.xml": token})
    assert (found.passages, found.dropped) == ([], {})


def test_an_annotation_that_no_view_holds_was_deleted() -> None:
    found = article(XMI.replace('members="2"', 'members=""'))
    assert (found.passages, found.dropped) == ([], {"dropped_other": 1})


@pytest.mark.parametrize(
    ("xmi", "line", "says"),
    [
        (XMI.replace('begin="2"', 'begin="3"'), 4, "inside a character"),
        (XMI.replace('end="8"', 'end="80"'), 4, "lies outside the text"),
        (XMI.replace('end="8"', 'end="-8"'), 4, "no whole number"),
        (XMI.replace('end="8"', f'end="{"8" * 5000}"'), 4, "no whole number"),
        (XMI.replace('sofa="1" begin', 'sofa="9" begin'), 4, "lies on no text"),
        (XMI.replace("</xmi:XMI>", ""), 6, "no well-formed XML"),
        (XMI.replace("💩", "&lol;"), None, "no well-formed XML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(xmi: str, line: int | None, says: str) -> None:
    ((at, reason),) = reasons(uima_xmi, MemorySource("a.xmi", xmi.encode()))
    assert says in reason
    assert at == line


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    bad = XMI.replace("<xmi:XMI", f"{doctype}<xmi:XMI", 1).replace("💩", "&e;&b;")
    ((_, reason),) = reasons(uima_xmi, MemorySource("a.xmi", bad.encode()))
    assert "document type" in reason or "no well-formed XML" in reason
    assert "root:" not in reason


def test_hostile_xml_is_refused(corpora: Path) -> None:
    for path in sorted((corpora / "4_hostile" / "xml").rglob("*")):
        if path.is_file():
            assert not read_all(uima_xmi, FileSource(path.parent, path.name))


def test_deep_xml_is_refused() -> None:
    deep = XMI.replace("<x:Claim", "<x:Claim>" * 250 + "<x:Claim", 1)
    assert reasons(uima_xmi, MemorySource("a.xmi", deep.encode()))


@given(damaged([XMI.encode()]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(uima_xmi, MemorySource("a.xmi", data))


@given(damaged([TYPES.encode()]))
def test_nor_is_damage_to_the_type_system(data: bytes) -> None:
    read_all(uima_xmi, beside("a.xmi", {"a.xmi": XMI, "TypeSystem.xml": data}))
