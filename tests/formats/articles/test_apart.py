import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from formats.articles.apart import take_apart
from formats.articles.errors import ArticleError
from tests.formats.articles.pdf_maker import At, make_pdf, put_together, stream
from tests.source import ROOT

PDF = make_pdf([At(60, 700, "The board met.")])
RTF = rb"{\rtf1 The board met.}"


def made_to_be_slow() -> bytes:
    """A page that shows a form ten times, which shows another ten times, and so on ten deep."""
    last = 15
    forms = [
        stream(
            b"/X Do " * 10 if number + 1 < last else b"BT /F 10 Tf (a) Tj ET",
            f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {number + 1} 0 R>>"
            f"/Font<</F {last} 0 R>>>>",
        )
        for number in range(5, last)
    ]
    return put_together([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do " * 10),
        *forms,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])  # fmt: skip


def test_a_document_made_to_be_slow_ends_and_the_next_one_is_read() -> None:
    with pytest.raises(ArticleError) as refusal:
        take_apart("pdf", made_to_be_slow(), seconds=1)
    assert str(refusal.value).startswith("Reading it took longer than 1 seconds and was stopped")
    assert take_apart("pdf", PDF).text == "The board met."


def test_a_document_that_fills_the_memory_ends_and_the_next_one_is_read() -> None:
    packer = zlib.compressobj()
    tenth = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    bomb = b"<</Filter/FlateDecode>>stream\n" + tenth * 130 + packer.flush() + b"\nendstream"
    with pytest.raises(ArticleError) as refusal:
        take_apart("pdf", put_together([b"<</Type/Catalog/Pages 2 0 R>>", kids, page, bomb]))
    assert refusal.value.code in {"damaged", "unpacks", "slow", "empty"}
    assert take_apart("rtf", RTF).text == "The board met."


def test_many_threads_get_each_its_own() -> None:
    texts = [f"Number {number}." for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        data = [rb"{\rtf1 " + text.encode() + b"}" for text in texts]
        assert [one.text for one in threads.map(lambda one: take_apart("rtf", one), data)] == texts


def test_a_reader_that_fails_says_so_and_works_on() -> None:
    with pytest.raises(ArticleError) as refusal:
        take_apart("docx", b"PK\x03\x04 no archive")
    assert refusal.value.code == "damaged"
    assert take_apart("rtf", RTF).text == "The board met."


def test_documents_are_read_apart_from_pages_and_database() -> None:
    program = (
        "import sys; from formats.articles.registry import read_article as read\n"
        f"print(read({PDF!r}).text); print([name for name in sys.modules if name.startswith("
        "('pypdfium2', 'streamlit', 'models', 'pages'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split("\n")[:2] == ["The board met.", "[]"]
    assert not ran.stderr
