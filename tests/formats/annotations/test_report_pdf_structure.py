"""The structure of the PDF, as a screen reader finds it."""

import re
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from tests.formats.annotations.contract import Span, sample
from tests.formats.annotations.pdf_reading import read
from tests.formats.annotations.samples import EVIDENCE


def parts(element: Any) -> list[Any]:
    """The elements in it, in their order."""
    kids = [kid.get_object() for kid in element.get_object()["/K"] if not isinstance(kid, int)]
    return [kid for kid in kids if kid.get("/Type") == "/StructElem"]


def roles(element: Any) -> list[str]:
    return [str(one["/S"])[1:] for one in parts(element)]


def marks_of(element: Any) -> list[tuple[Any, int]]:
    """The pages and numbers of what is drawn for it."""
    found = element.get_object()
    return [
        (found.raw_get("/Pg"), kid) if isinstance(kid, int) else (kid.raw_get("/Pg"), kid["/MCID"])
        for kid in found["/K"]
        if isinstance(kid, int) or "/MCID" in kid.get_object()
    ]


def said(reader: PdfReader, element: Any) -> str:
    """What a screen reader finds in it, in the order of the tree."""
    found: list[str] = []
    for kid in element.get_object()["/K"]:
        held = kid if isinstance(kid, int) else kid.get_object()
        if isinstance(held, int):
            found.append(drawn(reader, element.get_object()["/Pg"], held))
        elif held.get("/Type") == "/StructElem":
            found.append(said(reader, held))
    return " ".join(found)


def drawn(reader: PdfReader, page: Any, number: int) -> str:
    """The letters of one mark."""
    at: list[int | None] = []
    letters: list[str] = []

    def before(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            held = operands[1] if operator == b"BDC" else {}
            at.append(held.get("/MCID") if isinstance(held, dict) else None)
        elif operator == b"EMC":
            at.pop()

    def text(told: str, *_: Any) -> None:
        if number in at:
            letters.append(told)

    found = next(one for one in reader.pages if one.indirect_reference == page.indirect_reference)
    found.extract_text(visitor_operand_before=before, visitor_text=text)
    return "".join(letters)


def test_it_is_tagged_and_read_in_the_order_of_its_sense() -> None:
    dataset = sample(
        [
            ("One two three.\n\nAnother paragraph.", [(0, 3, "sourced", "ines")]),
            ("Two.", [(0, 3, "sourced", "tove")]),
        ]
    )
    dataset.article_rows = [replace(row, language="de") for row in dataset.article_rows]
    dataset.evidence_rows = [
        replace(EVIDENCE, annotation_id=next(iter(dataset.annotation_rows)).annotation_id)
    ]

    reader = read(dataset)

    (document,) = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    assert dict(reader.root_object["/MarkInfo"])["/Marked"]  # type: ignore[call-overload]
    assert roles(document)[:2] == ["P", "H1"]
    assert [roles(one) for one in parts(document) if one["/S"] == "/Art"] == [
        ["H2", "P", "P", "Note", "P", "Sect", "P"],
        ["H2", "P", "P", "Note", "P"],
    ]
    first = next(one for one in parts(document) if one["/S"] == "/Art")
    told = [" ".join(said(reader, one).split()) for one in parts(first)]
    assert told[0] == "Article 1"
    assert told[2] == "One S1 two three."
    assert told[3].startswith("S1 sourced")
    assert parts(first)[0]["/Lang"] == parts(first)[2]["/Lang"] == "de"


def test_every_mark_and_every_link_belongs_to_its_element() -> None:
    spans: list[Span] = [(0, 3, "sourced", "ines"), (4, 7, "sourced", "ines")]
    reader = read(sample([("One two three. " * 300, spans), ("Two three.", spans)]))

    tree = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    of_key = dict(zip(tree[::2], tree[1::2], strict=True))
    for page in reader.pages:
        marks = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())  # type: ignore[union-attr]
        parents = of_key[page["/StructParents"]]
        assert list(map(int, marks)) == list(range(len(parents)))
        for number, parent in enumerate(parents):
            assert (page.indirect_reference, number) in marks_of(parent)
        for link in page.get("/Annots", []):
            kids = of_key[link.get_object()["/StructParent"]].get_object()["/K"]
            assert link in [
                kid.get_object().raw_get("/Obj") for kid in kids if not isinstance(kid, int)
            ]
