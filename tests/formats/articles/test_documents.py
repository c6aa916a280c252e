"""Every real document, and what becomes of broken ones."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.articles.draft import ImportedArticle
from formats.articles.errors import ArticleError
from formats.articles.registry import CODECS, read_article
from tests.formats.articles.measure import compare
from tests.formats.articles.pdf_maker import At, make_pdf
from tests.formats.articles.test_docx import made, packed

FOLDERS = ("inception_docs", "pdfminer", "python_docx", "tika_docx", "tika_other", "tika_pdf")
REFUSED = {
    "aes-128.pdf": "encrypted",
    "rc4-40.pdf": "encrypted",
    "simple1.pdf": "damaged",
    "simple3.pdf": "damaged",
    "blk-containing-table.docx": "empty",
    "default.docx": "empty",
    "doc-default.docx": "empty",
    "testWORD_truncated.docx": "damaged",
    "testODTEncrypted.odt": "encrypted",
}
PHRASES = {
    "testPDF.pdf": (
        "various documents using existing parser libraries.\n\nApache Tika is an effort undergoing "
        "incubation at The Apache Software Foundation (ASF), sponsored by",
        "Latest News\n\nMarch 22nd, 2007",
    ),
    "testPDF_rotated.pdf": ("Content Analysis Toolkit\n\nApache Tika is a toolkit for detecting",),
    "testExtraSpaces.pdf": ("Here is some formatted text",),
    "testOptionalHyphen.pdf": ("optionalhyphen",),
    "testPDF_no_extract_no_accessibility_owner_empty.pdf": ("Hello World",),
    "testPDF_bookmarks.pdf": ("about France\n\nThis is a page about Denmark",),
    "simple5.pdf": ("Heading\n\nLink to heading", "Some “more text”"),
    "jo.pdf": ("わたくしといふ現象は\n假定された有機交流電燈の\nひとつの青い照明です", "宮澤賢治"),
    "PDFBOX-3110-poems-beads.pdf": (
        "il me fit bien dormir. Dix, quinze, seize,",
        "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;",
        "In seinen Armen das Kind war tot.\n\n\"Plus, du vingt-sixième",
    ),
    "testWORD.docx": ("Sample Word Document Title\n\n", "BOLD and ITALIC", "| Nested table |"),
    "footnotes.docx": ("prostoy[1] text", "[1] snoska"),
    "testWORD_numbered_list.docx": ("1) This\n  a) Is\n    i) A multi", "a little text box", "II. bar"),
    "testWORD_text_box.docx": ("in the body of the document.\n\nThis text is inside of a text box",),
    "testExternalRefs.docx": ("Testing INCLUDETEXT: [Text placeholder]",),
    "par-hyperlinks.docx": ("Three hyperlinks: the first one here, the second one, and the third.",),
    "blk-paras-and-tables.docx": ("Text before\n\nTable\n\nBetween",),
    "testODFwithOOo3.odt": ("rather[1] difficult", "1. First item\n2. Second item", "A rectangle"),
    "testRTF.rtf": ("Test d’indexation Word",),
    "testRTF-ms932.rtf": ("Hello\n\nこんにちは\n\nTest\n\nテスト",),
    "testRTFInvalidUnicode.rtf": ("Unpaired hi \ufffd here", "Mismatched pair \ufffd\ufffd here"),
    "testRFC822_multipart_attachments.eml": ("This is test email for EML1",),
    "A_KAE.mhtml": ("(1) Konzessionsabgaben im Sinne der Konzessionsabgabenanordnung",),
}  # fmt: skip


def documents(corpora: Path) -> list[Path]:
    folders = [corpora / "3_web_and_documents" / folder for folder in FOLDERS]
    return [
        path for folder in folders for path in sorted(folder.iterdir()) if path.suffix != ".txt"
    ]


def test_every_real_document_is_read_or_refused_whatever_its_name(corpora: Path) -> None:
    for path in documents(corpora):
        data = path.read_bytes()
        if path.name in REFUSED:
            with pytest.raises(ArticleError) as refusal:
                read_article(data, name="article.html")
            assert refusal.value.code == REFUSED[path.name], path.name
            continue
        article = read_article(data, name="article.html")
        assert article.title
        for phrase in PHRASES.get(path.name, ()):
            assert phrase in article.text, path.name


def test_no_hostile_file_does_more_than_be_read_or_refused(corpora: Path) -> None:
    hostile = [path for path in sorted((corpora / "4_hostile").rglob("*")) if path.is_file()]
    assert len(hostile) > 20
    for path in hostile:
        for name in (path.name, "article.docx", "article.eml"):
            with suppress(ArticleError):
                assert read_article(path.read_bytes(), name=name).text.strip()
    assert not Path("/tmp/evil.txt").exists()


def test_details_of_real_documents(corpora: Path) -> None:
    read = {path.name: path for path in documents(corpora)}

    def details(name: str) -> ImportedArticle:
        return read_article(read[name].read_bytes())

    tika = details("testPDF_rotated.pdf")
    assert (tika.title, tika.byline) == ("Tika - Content Analysis Toolkit", "Bertrand Delacrétaz")
    assert tika.url == "http://incubator.apache.org/tika/"
    assert details("testWORD.docx").byline == "Keith Bennett"
    assert details("testODFwithOOo3.odt").title == "Apache Tika Test Document"
    assert details("testRTF-ms932.rtf").title == "タイトル"
    assert details("testRFC822_multipart_attachments.eml").told_left_out() == [
        "2 attachments were left out."
    ]
    page = details("A_KAE.mhtml")
    assert page.url == "https://www.gesetze-im-internet.de/kaeaano/BJNR507500943.html"
    assert page.encoding == "windows-1252"


def test_a_real_web_archive_gives_what_its_page_says(corpora: Path) -> None:
    folder = corpora / "3_web_and_documents" / "inception_docs"
    expected = (folder / "A_KAE.txt").read_text("utf-8")
    text = read_article((folder / "A_KAE.mhtml").read_bytes()).text
    assert compare("mhtml", "A_KAE", expected, text).recall > 0.85


def test_every_codec_has_a_name_of_its_own_and_suffixes() -> None:
    names = [codec.NAME for codec in CODECS]
    assert len(set(names)) == len(names)
    assert {"pdf", "docx", "odt", "rtf", "eml", "mhtml", "html", "md", "txt"} <= set(names)
    assert all(suffix.startswith(".") for codec in CODECS for suffix in codec.SUFFIXES)


SAMPLES = (
    make_pdf([At(60, 700, "The board met."), At(60, 680, "It was late.")], info="/Title(Quay)"),
    made(lambda document: document.add_paragraph("The board met.", style="List Bullet")),
    packed("<w:p><w:r><w:t>The board met.</w:t></w:r></w:p>"),
    rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 A;}}{\info{\title a}}a\'82\'a0\u-10179?\par{\footnote b}}",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--\r\n",
    b"Content-Location: a\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>a</p>",
)


@settings(max_examples=150)
@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 8)), max_size=6
    ),
    cut=st.floats(0.5, 1),
)
def test_a_broken_document_is_read_or_refused(
    sample: bytes, changes: list[tuple[float, bytes, int]], cut: float
) -> None:
    data = bytearray(sample)
    for where, put, taken in changes:
        at = int(where * len(data))
        data[at : at + taken] = put
    with suppress(ArticleError):
        text = read_article(bytes(data[: int(cut * len(data)) + 1])).text
        assert text.strip()
        text.encode()


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.eml", "a.mhtml"])
def test_a_text_with_the_name_of_a_document_is_a_text(name: str) -> None:
    assert read_article(b"The board met.\n\nIt was late.", name=name).text == (
        "The board met.\n\nIt was late."
    )
