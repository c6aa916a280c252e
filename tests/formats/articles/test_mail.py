from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article

TEXT = "The harbour board met for four hours on Tuesday. It decided nothing. 💩 שלום 港口"
PARAGRAPH = "The harbour board met for four hours on Tuesday and put off its decision on the quay. "
PAGE = f"<html><body><h1>Quay put off</h1><p>{PARAGRAPH * 3}</p></body></html>"


def letter(subject: str = "Quay decision") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Petra Olsen <petra@ledger.example>"
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime(2026, 6, 7, 8, 9, 10, tzinfo=UTC))
    message["MIME-Version"] = "1.0"
    return message


def with_parts(*parts: str, kind: str = "related", head: str = "") -> bytes:
    body = "".join(f"--x\r\n{part}\r\n" for part in parts)
    return (
        f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="x"\r\n\r\n'
        f"{body}--x--\r\n"
    ).encode()


def test_the_plain_text_is_read_with_the_details_of_its_head() -> None:
    message = letter("Quay decision 🚢")
    message.set_content(TEXT)
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    article = read_article(message.as_bytes(), name="article.txt")
    assert article.text.strip() == TEXT
    assert (article.title, article.byline) == ("Quay decision 🚢", "Petra Olsen")
    assert article.published_at == "2026-06-07T08:09:10Z"
    assert {article.found[name] for name in ("title", "byline", "published_at")} == {
        "subject", "sender", "sent",
    }  # fmt: skip
    assert article.told_left_out() == ["1 attachment was left out."]


def test_the_page_is_read_where_the_plain_text_is_empty() -> None:
    message = letter()
    message.set_content(" \n")
    message.add_alternative(PAGE, subtype="html")
    article = read_article(message.as_bytes())
    assert PARAGRAPH.strip() in article.text
    assert "<p>" not in article.text
    assert article.title == "Quay decision"


def test_a_text_in_another_charset_is_read_by_its_own_word() -> None:
    message = letter()
    message.set_content("Größe und Straße", charset="iso-8859-15", cte="8bit")
    assert read_article(message.as_bytes()).text.strip() == "Größe und Straße"
    head = b"Message-ID: <a@b>\r\nSubject: a\r\n\r\n"
    article = read_article(
        head + "Привет, мир! Как дела сегодня?".encode("koi8-r"), encoding="koi8-r"
    )
    assert article.text == "Привет, мир! Как дела сегодня?"
    assert article.found["encoding"] == "detected"


@pytest.mark.parametrize(
    ("kind", "sent", "text"),
    [
        (
            "; format=flowed",
            "The board met \r\nfor four hours.\r\n\r\n>> so it \r\n>> is said\r\n> again\r\n-- \r\nPetra",
            "The board met for four hours.\n\n>> so it is said\n> again\n-- \nPetra",
        ),
        (
            "",
            "The harbour board met for four hours on Tuesday and put off its decision\r\n"
            "on the new quay until the autumn.\r\n- a study of the tides\r\n- a second hearing",
            "The harbour board met for four hours on Tuesday and put off its decision "
            "on the new quay until the autumn.\n- a study of the tides\n- a second hearing",
        ),
        ("", "short lines\r\nstay as\r\nthey are", "short lines\nstay as\nthey are"),
    ],
)
def test_lines_that_a_program_broke_are_whole_again(kind: str, sent: str, text: str) -> None:
    data = f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8{kind}\r\n\r\n{sent}"
    assert read_article(data.encode()).text.replace("\r\n", "\n") == text


def test_a_mail_of_attachments_alone_says_so() -> None:
    message = letter()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("a,b", subtype="csv", filename="b.csv")
    assert str(_refusal(message.as_bytes())) == (
        "This e-mail has no text, only 2 attachments: save them, and import those files."
    )


def test_an_encrypted_mail_is_refused() -> None:
    assert (
        _refusal(with_parts("Content-Type: text/plain\r\n\r\nno", kind="encrypted")).code
        == "encrypted"
    )


def test_parts_within_parts_beyond_all_measure_are_refused() -> None:
    deep = "MIME-Version: 1.0\r\n" + "".join(
        f'Content-Type: multipart/mixed; boundary="b{depth}"\r\n\r\n--b{depth}\r\n'
        for depth in range(500)
    )
    assert _refusal(deep.encode()).code == "too_deep"


@pytest.mark.parametrize(
    "text",
    [
        "From: the mayor\nSubject: the quay\n\nThe board met.",
        "Note: what follows is no mail\n\nThe board met.",
        "Title: The quay\nAuthor: Ann Other\n\nThe board met.",
    ],
)
def test_a_text_that_begins_like_a_letter_is_a_text(text: str) -> None:
    assert read_article(text.encode(), name="a.txt").text == text


def test_one_mail_out_of_a_box_is_a_mail_and_a_box_of_many_is_none() -> None:
    one = b"From a@b Sun Jun  7 08:09:10 2026\n" + with_parts("\r\nThe board met.", kind="mixed")
    assert read_article(one).text.strip() == "The board met."
    assert read_article(one + b"\n\n" + one).text.startswith("From a@b")


SNAPSHOT = "Snapshot-Content-Location: https://ledger.example/quay\r\nSubject: Quay\r\n"


def test_a_web_archive_gives_the_page_under_its_address() -> None:
    page = PAGE.replace("harbour", "h=C3=A4fen")
    other = "Content-Type: text/html\r\nContent-ID: <frame>\r\n\r\n<p>an advertisement</p>"
    root = (
        "Content-Type: text/html; charset=utf-8\r\nContent-ID: <root>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://ledger.example/quay\r\n\r\n{page}"
    )
    data = with_parts(other, root, head=SNAPSHOT).replace(b"related;", b'related; start="<root>";')
    article = read_article(data, name="page.txt")
    assert "The häfen board met" in article.text
    assert "advertisement" not in article.text
    assert (article.url, article.found["url"]) == ("https://ledger.example/quay", "page_data")
    assert (article.title, article.encoding) == ("Quay put off", "UTF-8")


def test_a_web_archive_without_a_page_is_refused() -> None:
    assert (
        _refusal(with_parts("Content-Type: image/png\r\n\r\nno", head=SNAPSHOT)).code
        == "no_article"
    )


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "cid:a"]
)
def test_only_an_address_of_the_web_is_taken_over(address: str) -> None:
    part = f"Content-Type: text/html\r\nContent-Location: {address}\r\n\r\n{PAGE}"
    assert read_article(with_parts(part, head="From: <Saved by Blink>\r\n")).url == ""


def _refusal(data: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.eml")
    return refusal.value
