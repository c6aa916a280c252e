import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from formats.articles.collections.registry import recognised
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, articles, read

PAGE = (
    '<!doctype html><html lang="en"><head><title>Quay put off</title>'
    '<meta property="article:published_time" content="2026-04-07T09:30:00+02:00"></head>'
    f"<body><nav><a href='/'>Home</a></nav><article><h1>Quay put off</h1><p>{BODY}</p>"
    f"<p>Größer. {BODY}</p></article></body></html>"
)

Record = tuple[str, str, list[tuple[str, str]], bytes]


def archive(*records: Record, packed: bool = False, kind: str = "response") -> bytes:
    """A web archive as the reference library writes it."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for address, status, headers, body in records:
        answer = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, kind, payload=io.BytesIO(body), http_headers=answer
        )
        writer.write_record(record)
    return file.getvalue()


def page(
    address: str = "https://l.example/quay", body: bytes = PAGE.encode(), **headers: str
) -> Record:
    names = {"content_type": "text/html; charset=utf-8", **headers}
    return (
        address,
        "200 OK",
        [(name.replace("_", "-"), value) for name, value in names.items()],
        body,
    )


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_web_archive_are_articles(packed: bool) -> None:
    data = archive(
        page(),
        ("https://l.example/a.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG"),
        ("https://l.example/old", "301 Moved", [("Content-Type", "text/html")], PAGE.encode()),
        ("https://l.example/gone", "404 Not Found", [("Content-Type", "text/html")], PAGE.encode()),
        page("https://l.example/second", PAGE.replace("Quay", "Pier").encode()),
        packed=packed,
    )
    assert recognised(MemorySource("x", data)) == "warc"
    first, second = articles(data)
    assert first.path == first.article.url == "https://l.example/quay"
    assert first.article.title == "Quay put off"
    assert BODY in first.article.text
    assert "Home" not in first.article.text
    assert first.article.published_at == "2026-04-07T07:30:00Z"
    assert (second.path, second.article.title) == ("https://l.example/second", "Pier put off")


def in_chunks(body: bytes) -> bytes:
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_a_page_is_unpacked_as_it_was_sent() -> None:
    packed = gzip.compress(PAGE.encode())
    found = articles(
        archive(
            page(body=packed, content_encoding="gzip"),
            page(body=in_chunks(PAGE.encode()), transfer_encoding="chunked"),
            page(body=in_chunks(packed), transfer_encoding="chunked", content_encoding="gzip"),
            page(body=PAGE.encode(), transfer_encoding="chunked", content_encoding="gzip"),
            page(
                body=PAGE.replace("Größer", "GröÃŸer").encode("cp1252"),
                content_type="text/html; charset=windows-1252",
            ),
        )
    )
    assert len(found) == 5
    assert all("Größer" in one.article.text for one in found[:4])


def test_a_page_that_gives_no_article_is_refused_by_its_address() -> None:
    bomb = gzip.compress(b"<html>" + b" " * 60_000_000)
    found, refused = read(
        archive(
            page("https://l.example/empty", b""),
            page("https://l.example/bomb", bomb, content_encoding="gzip"),
            page("https://l.example/br", b"\x0b\x02", content_encoding="br"),
            page("https://l.example/broken", b"\x1f\x8bxx", content_encoding="gzip"),
            page(),
        )
    )
    assert [one.path for one in found] == ["https://l.example/quay"]
    assert [one.path.rpartition("/")[2] for one in refused] == ["empty", "bomb", "br", "broken"]


def test_an_archive_that_breaks_off_gives_what_stands_before() -> None:
    data = archive(page(), page("https://l.example/2"))
    for broken in (data[:-60], data[:-500], data.rstrip() + b"\r\n\r\nno record\r\n"):
        found, refused = read(broken)
        assert [one.path for one in found][:1] == ["https://l.example/quay"]
        assert ["" for _ in refused] == [one.path for one in refused] == [""]
    found, refused = read(b"WARC/1.0\r\n" + b"x" * 10_000_000)
    assert found == []
    assert len(refused) == 1


def test_an_archive_without_pages_says_so() -> None:
    found, refused = read(archive())
    assert found == []
    assert "no web page" in refused[0].reason


@given(st.integers(0, 3_000), st.binary(max_size=40), st.integers(0, 60), st.booleans())
def test_any_damage_is_read_or_refused(place: int, damage: bytes, gone: int, packed: bool) -> None:
    body = b"<html><body><p>The pier is closed. The mayor said so.</p></body></html>"
    data = archive(page(body=body), page(body=in_chunks(body), transfer_encoding="chunked"))
    hurt = data[:place] + damage + data[place + gone :]
    read(gzip.compress(hurt) if packed else hurt)
