import pytest

from formats.articles.draft import ImportedArticle
from formats.articles.errors import ArticleError
from formats.articles.registry import read_article

FONTS = (
    r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 Mincho;}"
    r"{\f3\fcharset2 Symbol;}{\f4\fcharset177 David;}}"
)


def read(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> ImportedArticle:
    return read_article(rf"{{\rtf1{head}{FONTS}{body}}}".encode("latin-1"), name="article.txt")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Gr\'fc\'dfe\par an alle", "Grüße\n\nan alle"),
        (r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2} {\f2\'82\'b1\'82\'f1} {\f4\'f9\'ec\'e5\'ed}", "Привет こん שלום"),
        (r"{\f2\'83e\'83X}", "テス"),  # the second byte of a sign may stand as a letter
        (r"\u128169?\u-10179?\u-8704?", "\uf4a9😀"),
        (r"{\uc2 caf\u233\'82\'a0!}", "café!"),
        (r"\uc0 a\u8212 b", "a—b"),
        (r"\ldblquote so\rdblquote  it\rquote s\~here\emdash\_\{x\}", "“so” it’s\u00a0here—\u2011{x}"),
        (r"one\line two\tab three", "one\ntwo\tthree"),
        (r"shown{\v hidden} {\deleted gone}still", "shown still"),
        (r"{\header Ledger}text{\footer 3}", "text"),
        (r'see {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt the pier}} now', "see the pier now"),
        (r"a{\pict\pngblip 89504e470d0a}b{\*\unknown secret}c", "abc"),
        ("a{\\pict\\bin4 }}}{}b", "ab"),
        (r"pier{\super\chftn}{\footnote\chftn  Since May.} shut", "pier[1] shut\n\n[1] Since May."),
        (r"{\pntext\f3\'b7\tab}one\par{\pntext 2.\tab}two\par\pard three", "- one\n2. two\n\nthree"),
        (
            r"\trowd\intbl Year\cell Cost\cell\row\intbl 2026\cell 3\cell\row\pard After",
            "Year | Cost\n2026 | 3\n\nAfter",
        ),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box\par}}}Beside", "In a box\n\nBeside"),
        (r"{\upr{no}{\*\ud yes}}", "yes"),
    ],
)  # fmt: skip
def test_text_reads_as_its_page_shows_it(body: str, text: str) -> None:
    assert read(body).text == text


def test_the_documents_code_page_holds_for_its_own_fonts() -> None:
    data = rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Arial;}}\'cf\'f0\'e8\'e2\'e5\'f2}"
    assert read_article(data).text == "Привет"
    assert read_article(rb"{\rtf1\mac caf\'8e}").text == "café"


def test_details_come_from_the_properties() -> None:
    info = (
        r"{\info{\title Quay decision}{\author Petra Olsen}{\creatim\yr2026\mo6\dy7\hr8}"
        r"{\revtim\yr2027\mo1\dy1}}"
    )
    article = read(info + r"The board met. It was late.\par")
    assert (article.title, article.byline) == ("Quay decision", "Petra Olsen")
    assert (article.published_at, article.encoding) == ("2026-06-07", "RTF")


def test_what_is_left_out_is_counted() -> None:
    article = read(r"{\header Ledger}a{\pict 00}{\*\annotation why?}{\v no}b")
    assert article.left_out == {"pictures": 1, "comments": 1, "hidden": 1, "headers": 1}


def test_unpaired_surrogates_are_told() -> None:
    article = read(r"a\u-10240?b")
    assert article.text == "a\ufffdb"
    assert article.found["text"] == "damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rb"{\rtf1 cut short", "damaged"),
        (rb"{\rtf1 }", "empty"),
        (rb"{\rtf1" + b"{" * 100_000, "too_deep"),
        (rb"{\rtf1{\pict " + b"00" * 100_000 + b"}}", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.rtf")
    assert refusal.value.code == code
