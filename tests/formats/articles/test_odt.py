import io
import zipfile
from typing import Any

import pytest
from odfdo import Annotation, Document, Header, List, Paragraph, Table

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article

TEXTS = ("Grüße 💩 👨🏻‍🚒 🇩🇪", "ראש העיר אמר", "قال المتحدث", "港口委员会", "a\u00a0b", "e\u0301")
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def made(*elements: Any, title: str = "", creator: str = "") -> bytes:
    document = Document("text")
    document.body.clear()
    for one in elements:
        document.body.append(one)
    document.meta.title = title
    document.meta.creator = creator
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(text: str, styles: str = "", head: str = "", **parts: str) -> bytes:
    content = (
        f"{head}<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.text"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(f"{name}.xml" if name != "manifest" else "META-INF/manifest.xml", part)
    return file.getvalue()


def test_paragraphs_arrive_as_they_were_written() -> None:
    article = read_article(made(*map(Paragraph, TEXTS)), name="article.txt")
    assert article.text.split("\n\n") == list(TEXTS)
    assert article.encoding == "OpenDocument (ODT)"


def test_headings_lists_tables_and_notes() -> None:
    table = Table("costs", width=2, height=2)
    for row, cells in enumerate((("Year", "Cost"), ("2026", "3 million"))):
        table.set_row_values(row, list(cells))
    noted = Paragraph("The pier is shut.")
    noted.insert_note(after="pier", note_id="n1", citation="1", body="Since May.")
    article = read_article(
        made(Header(1, "Quay put off"), noted, List(["A study", "A hearing"]), table)
    )
    assert article.text.split("\n\n") == [
        "Quay put off",
        "The pier[1] is shut.",
        "- A study\n- A hearing",
        "Year | Cost\n2026 | 3 million",
        "[1] Since May.",
    ]
    assert (article.title, article.found["title"]) == ("Quay put off", "heading")


def test_details_come_from_the_properties() -> None:
    data = made(
        Paragraph("The board met. It was late."), title="Quay decision", creator="Petra Olsen"
    )
    article = read_article(data)
    assert (article.title, article.byline) == ("Quay decision", "Petra Olsen")
    assert len(article.published_at) >= 10


def test_blanks_boxes_and_marks() -> None:
    text = """<text:p>two<text:s text:c="2"/>blanks<text:tab/>and
      a <text:span>line</text:span><text:line-break/>more<text:soft-page-break/></text:p>
    <text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>Beside
      <draw:rect><svg:title>no</svg:title><text:p>In a shape</text:p></draw:rect></text:p>
    <text:p><draw:frame><draw:image/></draw:frame>After<office:annotation><text:p>no</text:p></office:annotation></text:p>
    <text:tracked-changes><text:changed-region><text:deletion><text:p>no</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:list text:style-name="L"><text:list-item><text:p>one</text:p>
      <text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item>
      <text:list-item><text:p>two</text:p></text:list-item></text:list>"""
    styles = """<text:list-style style:name="L">
      <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
      <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
      </text:list-style>"""
    article = read_article(packed(text, styles))
    assert article.text.split("\n\n") == [
        "two  blanks\tand a line\nmore",
        "Beside",
        "In a box",
        "In a shape",
        "After",
        "1. one\n  (a) deeper\n2. two",
    ]
    assert article.left_out == {"pictures": 1, "comments": 1, "deletions": 1}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("<text:p>a</text:p>", manifest="<a><manifest:encryption-data/></a>"), "encrypted"),
        (packed("<text:p>&a;</text:p>", head='<!DOCTYPE a [<!ENTITY a "b">]>'), "entities"),
        (packed("<text:section>" * 300 + "</text:section>" * 300), "too_deep"),
        (packed(""), "empty"),
        (packed("<text:p>"), "damaged"),
        (packed("<text:p>" + " " * 50_000_000 + "</text:p>"), "unpacks"),
        (packed("<text:p>a</text:p>")[:-30], "damaged"),
        (
            packed("<text:p>a</text:p>").replace(b"opendocument.text", b"opendocument.spre"),
            "office",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.odt")
    assert refusal.value.code == code


def test_a_note_of_the_maker_is_no_comment() -> None:
    paragraph = Paragraph("The board met.")
    paragraph.append(Annotation("is this so?", creator="Ann"))
    article = read_article(made(paragraph, Paragraph("It was late.")))
    assert article.text == "The board met.\n\nIt was late."
    assert article.told_left_out() == ["1 comment was left out."]
