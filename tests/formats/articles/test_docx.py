import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import nsdecls

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article

TEXTS = (
    "Grüße 💩 👨🏻‍🚒 🇩🇪",
    "ראש העיר אמר",
    "قال المتحدث",
    "港口委员会",
    "two  blanks\u00a0kept",
    "e\u0301",
)


def made(prepare: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    prepare(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(body: str, **parts: str) -> bytes:
    """A Word document of this body, and of other parts by their names without `.xml`."""
    main = f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", main)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def test_paragraphs_arrive_as_they_were_written() -> None:
    data = made(lambda document: [document.add_paragraph(text) for text in TEXTS])
    article = read_article(data, name="article.txt")
    assert article.text.split("\n\n") == list(TEXTS)
    assert article.encoding == "Word (DOCX)"


def test_headings_lists_and_tables() -> None:
    def prepare(document: Any) -> None:
        document.add_heading("Quay decision put off", 0)
        document.add_paragraph("The board met.").add_run(" It was late.").bold = True
        document.add_heading("What comes next", 1)
        for text in ("A study", "A hearing"):
            document.add_paragraph(text, style="List Bullet")
        for text in ("First", "Second"):
            document.add_paragraph(text, style="List Number")
        table = document.add_table(2, 2)
        for place, text in enumerate(("Year", "Cost", "2026", "3 million")):
            table.cell(place // 2, place % 2).text = text
        document.add_paragraph("One line").add_run().add_break(WD_BREAK.LINE)

    article = read_article(made(prepare))
    assert article.text.split("\n\n") == [
        "Quay decision put off",
        "The board met. It was late.",
        "What comes next",
        "- A study\n- A hearing\n1. First\n2. Second",
        "Year | Cost\n2026 | 3 million",
        "One line",
    ]
    assert (article.title, article.found["title"]) == ("Quay decision put off", "heading")


def test_details_come_from_the_properties() -> None:
    def prepare(document: Any) -> None:
        document.add_paragraph("The board met for four hours. It decided nothing.")
        document.core_properties.title = "Quay decision"
        document.core_properties.author = "Petra Olsen"
        document.core_properties.created = datetime(2026, 6, 7, 8, 9, 10, tzinfo=UTC)

    article = read_article(made(prepare))
    assert (article.title, article.byline) == ("Quay decision", "Petra Olsen")
    assert article.published_at == "2026-06-07T08:09:10Z"
    assert article.found["byline"] == "properties"


def test_a_template_of_a_program_states_nothing() -> None:
    article = read_article(made(lambda document: document.add_paragraph("The board met again")))
    assert (article.byline, article.published_at) == ("", "")


def test_what_the_head_of_the_text_says_goes_before_who_typed_it() -> None:
    def prepare(document: Any) -> None:
        for text in ("Quay put off", "By Ann Lee | June 5, 2026", "The board met. It was late."):
            document.add_paragraph(text)
        document.core_properties.author = "Petra Olsen"

    article = read_article(made(prepare))
    assert (article.byline, article.published_at) == ("Ann Lee", "2026-06-05")


def test_notes_stand_below_the_text_under_their_numbers() -> None:
    body = (
        "<w:p><w:r><w:t>The pier</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r>"
        "<w:r><w:t> is shut</w:t></w:r><w:r><w:endnoteReference w:id='7'/></w:r></w:p>"
    )
    note = (
        f"<w:{{0}}s {nsdecls('w')}><w:{{0}} w:id='7'><w:p><w:r><w:t>{{1}}</w:t></w:r></w:p>"
        "</w:{0}></w:{0}s>"
    )
    data = packed(
        body,
        footnotes=note.format("footnote", "Since May."),
        endnotes=note.format("endnote", "So it is said."),
    )
    assert read_article(data).text == "The pier[1] is shut[2]\n\n[1] Since May.\n[2] So it is said."


def test_text_boxes_are_read_once_and_the_rest_is_counted() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    body = f"""
    <w:p><w:r><w:t>Before</w:t></w:r><w:r>
      <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
        <mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>
      </mc:AlternateContent></w:r></w:p>
    <w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
      <w:r><w:commentReference w:id="1"/></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>
    <w:p><w:r><w:t>soft</w:t><w:noBreakHyphen/><w:t>ly</w:t><w:tab/><w:t>there</w:t></w:r></w:p>"""
    article = read_article(packed(body))
    assert article.text == "Before\n\nIn a box\n\ninserted\n\nsoft\u2011ly\tthere"
    assert article.left_out == {"deletions": 1, "hidden": 1, "comments": 1}
    assert "1 comment was left out." in article.told_left_out()


def test_running_heads_are_left_out_and_told() -> None:
    def prepare(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Harbour Ledger"
        document.add_paragraph("The board met.")

    article = read_article(made(prepare))
    assert article.text == "The board met."
    assert article.told_left_out() == ["1 running head or foot was left out."]


def test_items_count_as_word_counts_them() -> None:
    numbering = f"""<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="3">
      <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
    </w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""
    item = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{0}'/><w:numId w:val='5'/></w:numPr></w:pPr>"
        "<w:r><w:t>{1}</w:t></w:r></w:p>"
    )
    body = "".join(item.format(*one) for one in ((0, "a"), (1, "b"), (1, "c"), (0, "d"), (1, "e")))
    text = read_article(packed(body, numbering=numbering)).text
    assert text == "III. a\n  IIIa) b\n  IIIb) c\nIV. d\n  IVa) e"


def test_an_empty_document_says_so() -> None:
    assert _refusal(made(lambda _document: None)).code == "empty"


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_defines_entities_is_refused(head: str, encoding: str) -> None:
    body = f"{head}<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    data = _replaced(packed(""), "word/document.xml", body.encode(encoding))
    assert _refusal(data).code == "entities"


def test_entities_in_any_part_are_refused() -> None:
    data = packed("<w:p/>", styles=f"{LAUGHS}<w:styles {nsdecls('w')}>&b;</w:styles>")
    assert _refusal(data).code == "entities"


def test_what_unpacks_beyond_all_measure_is_refused_before_it_does() -> None:
    bomb = b"<a>" + b" " * 60_000_000 + b"</a>"
    assert _refusal(_replaced(packed("<w:p/>"), "word/document.xml", bomb)).code == "unpacks"
    many = {f"part{number}": "" for number in range(5001)}
    assert _refusal(packed("<w:p/>", **many)).code == "unpacks"


def test_a_document_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(_replaced(packed("<w:p/>"), "word/document.xml", b" " * 60_000_000))
    size = (60_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (2000).to_bytes(4, "little")
    assert _refusal(bytes(data)).code in {"unpacks", "damaged"}


@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_document_nested_beyond_all_measure_is_refused(depth: int) -> None:
    data = packed("<w:sdt>" * depth + "</w:sdt>" * depth)
    assert _refusal(data).code in {"too_deep", "damaged"}


def test_a_damaged_document_is_refused() -> None:
    data = made(lambda document: document.add_paragraph("The board met."))
    for broken in (data[:-200], data[: len(data) // 2], data[:1500]):
        assert _refusal(broken).code == "damaged"
    assert _refusal(_replaced(data, "word/document.xml", b"<w:document")).code == "damaged"
    assert _refusal(_replaced(data, "word/document.xml", b"<a/>")).code == "damaged"


def test_a_document_with_a_password_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert _refusal(ole + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"
    assert _refusal(ole + "WordDocument".encode("utf-16-le")).code == "office"


def test_other_office_files_and_archives_stay_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert _refusal(file.getvalue()).code == "office"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/notes.txt", "a folder called word")
    assert _refusal(file.getvalue()).code == "zip"


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return file.getvalue()


def _refusal(data: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.docx")
    return refusal.value
