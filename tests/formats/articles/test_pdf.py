import io
from typing import Any

import pytest
from fpdf import FPDF

from formats.articles.errors import ArticleError
from formats.articles.pdf_document import PAGES
from formats.articles.registry import read_article
from tests.formats.articles.pdf_maker import At, make_pdf, set_lines

FIRST = (
    "The harbour board met for four hours on Tuesday and put off its decision on the new quay "
    "until the autumn, as two of its members had asked it to do some weeks before the meeting."
)
SECOND = (
    "The town pays for the study either way. A second hearing is planned for September, and the "
    "fishermen of the eastern basin want to be heard there before anything is built or torn down."
)


def test_lines_become_paragraphs_again() -> None:
    lines = [At(60, 740, "Quay decision put off", 18), *set_lines(FIRST, y=700)]
    lines += set_lines(SECOND, y=lines[-1].y - 26)
    article = read_article(make_pdf(lines), name="quay.txt")
    assert article.text == f"Quay decision put off\n\n{FIRST}\n\n{SECOND}"
    assert (article.title, article.found["title"]) == ("Quay decision put off", "heading")
    assert (article.language, article.encoding) == ("en", "PDF")


def test_paragraphs_without_white_space_between_them_are_told_by_their_last_lines() -> None:
    lines = set_lines(FIRST)
    lines += set_lines(SECOND, y=lines[-1].y - 13)
    assert read_article(make_pdf(lines)).text == f"{FIRST}\n\n{SECOND}"


def test_paragraphs_are_told_by_their_indent() -> None:
    full = " ".join(["harbour"] * 30)
    lines = set_lines(full)
    more = set_lines(full, y=lines[-1].y - 13)
    more[0] = At(75, more[0].y, more[0].text)
    assert read_article(make_pdf([*lines, *more])).text == f"{full}\n\n{full}"


def test_a_paragraph_goes_on_over_the_page_and_running_lines_do_not_stand_in_it() -> None:
    lines = set_lines(" ".join([FIRST, SECOND] * 3))
    pages = []
    for number in range(3):
        page = [At(60, 770, "Harbour Ledger", 8)]
        page += [At(60, 700 - 13 * at, lines[3 * number + at].text) for at in range(3)]
        page += [At(300, 30, f"{number + 1}", 8), At(60, 30, f"Page {number + 1} of 3", 8)]
        pages.append(page)
    assert read_article(make_pdf(*pages)).text == " ".join(line.text for line in lines[:9])


def test_the_same_text_on_every_page_is_no_running_line() -> None:
    assert read_article(make_pdf(*[set_lines(FIRST)] * 3)).text == f"{FIRST}\n\n{FIRST}\n\n{FIRST}"


def test_words_broken_at_a_hyphen_are_whole_again() -> None:
    lines = [
        "The commis-", "sion of the Rhein-", "Main area has a well-", "known chair, and the well-known",
        "chair said that no harm was done by the storm of last winter at all.",
    ]  # fmt: skip
    page = [At(60, 700 - 13 * number, line) for number, line in enumerate(lines)]
    wide = [At(line.x, line.y, line.text) for line in page]
    text = " ".join(read_article(make_pdf(wide)).text.split())
    assert "The commission of the Rhein-Main area has a well-known chair" in text


def test_lists_and_verses_keep_their_lines() -> None:
    items = ["• A study of the tides", "• A second hearing", "• A vote in the council"]
    verses = ["The sea is calm tonight,", "The tide is full,", "The moon lies fair", "Upon it;"]
    page = [At(60, 700 - 13 * number, line) for number, line in enumerate(items)]
    page += [At(60, 600 - 13 * number, line) for number, line in enumerate(verses)]
    page += set_lines(SECOND, y=500)
    blocks = read_article(make_pdf(page)).text.split("\n\n")
    assert blocks[0] == "- A study of the tides\n- A second hearing\n- A vote in the council"
    assert blocks[1] == "\n".join(verses)
    assert blocks[2] == SECOND


@pytest.mark.parametrize(
    ("logical", "as_seen"),
    [
        ("ראש העיר אמר אתמול כי הרציף ייסגר", "רגסיי ףיצרה יכ לומתא רמא ריעה שאר"),
        ("נפתח ב-25 במאי (שוב) עם Google Maps", "Google Maps םע (בוש) יאמב 25-ב חתפנ"),
        ("قال المتحدث إن 3 مكاتب ستفتح", "حتفتس بتاكم 3 نإ ثدحتملا لاق"),
    ],
)
def test_right_to_left_lines_read_as_they_are_spoken(logical: str, as_seen: str) -> None:
    assert read_article(make_pdf([At(200, 700, as_seen)])).text == logical


def test_columns_of_a_right_to_left_page_begin_on_the_right() -> None:
    right = ["ךוראו ןושאר רוט הז", "ןושאר רוט ךשמה"]
    left = ["ךוראו ינש רוט הז", "ינש רוט ךשמה"]
    page = [At(350, 700 - 13 * number, line) for number, line in enumerate(right)]
    page += [At(60, 700 - 13 * number, line) for number, line in enumerate(left)]
    text = read_article(make_pdf(page)).text
    assert text.index("ראשון") < text.index("שני")


def test_chinese_lines_get_no_blanks_and_emoji_arrive() -> None:
    lines = ["港口委员会星期二开了四个小时的会并将新码头的", "决定推迟到秋天。😀"]
    page = [At(60, 700 - 13 * number, line) for number, line in enumerate(lines)]
    assert read_article(make_pdf(page)).text == "".join(lines)


def test_details_come_from_properties_and_the_head_of_the_text() -> None:
    info = "/Title(Quay decision)/Author(Petra Olsen)/CreationDate(D:20260607080910+02'00')"
    article = read_article(make_pdf(set_lines(FIRST), info=info))
    assert (article.title, article.byline) == ("Quay decision", "Petra Olsen")
    assert article.published_at == "2026-06-07T06:09:10Z"
    assert set(article.found.values()) == {"properties", "detected"}
    page = [At(60, 740, "By Ann Lee | June 5, 2026"), *set_lines(FIRST)]
    article = read_article(make_pdf(page, info=info))
    assert (article.byline, article.published_at) == ("Ann Lee", "2026-06-05")
    assert article.found["byline"] == "author_line"


@pytest.mark.parametrize(
    "info",
    [
        "/Title(Microsoft Word - draft_3.doc)/Author(Admin)",
        "/Title(untitled)/Author(desk@ledger.example)",
        "/Title(quay.indd)/Author()/CreationDate(yesterday)",
        "/CreationDate(D:20260607080910Z)/Producer(Skia/PDF m120)",
    ],
)
def test_properties_that_tell_of_the_software_are_passed_over(info: str) -> None:
    article = read_article(make_pdf([At(60, 740, "Quay put off"), *set_lines(FIRST)], info=info))
    assert (article.title, article.byline, article.published_at) == ("Quay put off", "", "")


def test_the_address_that_a_browser_prints_is_kept_as_a_detail() -> None:
    page = [At(30, 785, "https://ledger.example/quay 1/1", 7), *set_lines(FIRST)]
    article = read_article(make_pdf(page))
    assert article.text == FIRST
    assert (article.url, article.found["url"]) == ("https://ledger.example/quay", "page_edge")


def test_a_scan_is_told_apart() -> None:
    assert _refusal(make_pdf([], [], images=(0, 1))).code == "scanned"
    assert "OCR" in str(_refusal(make_pdf([], images=(0,))))
    assert _refusal(make_pdf([])).code == "empty"
    half = read_article(make_pdf(set_lines(FIRST), [], images=(1,)))
    assert half.told_left_out() == ["1 page is a picture, and its words could not be read."]


def test_too_many_pages_are_refused() -> None:
    assert _refusal(make_pdf(*[[At(60, 700, "a")]] * (PAGES + 1))).code == "pages"


def test_a_pdf_that_is_cut_short_is_refused() -> None:
    data = make_pdf(set_lines(FIRST))
    assert _refusal(data[:-40]).code == "damaged"
    assert _refusal(b"%PDF-1.7\n%...").code == "damaged"
    assert _refusal(b"%PDF-1.7\nstartxref\n9\n%%EOF").code == "damaged"


@pytest.mark.parametrize(("user", "code"), [("", ""), ("secret", "encrypted")])
def test_an_encrypted_pdf_is_read_where_nobody_needs_a_password(user: str, code: str) -> None:
    data = _typeset(lambda page: page.set_encryption(owner_password="owner", user_password=user))
    if code:
        assert _refusal(data).code == code
    else:
        assert FIRST in read_article(data).text


def test_a_pdf_of_another_program_reads_well() -> None:
    article = read_article(_typeset())
    assert article.text.split("\n\n")[:3] == ["Quay decision put off", FIRST, SECOND]
    assert "Harbour Ledger" not in article.text
    assert article.text.count(FIRST) == 30
    assert "Page 1" not in article.text


def _typeset(prepare: Any = lambda _page: None) -> bytes:
    class Page(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=8)
            self.cell(0, 10, "Harbour Ledger", align="C")
            self.ln(15)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 10, f"Page {self.page_no()}", align="C")

    page = Page()
    prepare(page)
    page.set_title("Quay decision put off")
    page.add_page()
    page.set_font("Helvetica", size=20)
    page.multi_cell(0, 12, "Quay decision put off")
    page.ln(4)
    page.set_font("Times", size=11)
    for _ in range(30):
        for paragraph in (FIRST, SECOND):
            page.multi_cell(0, 5, paragraph, align="J", new_x="LMARGIN", new_y="NEXT")
            page.ln(3)
    file = io.BytesIO()
    page.output(file)
    return file.getvalue()


def _refusal(data: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.txt")
    return refusal.value
