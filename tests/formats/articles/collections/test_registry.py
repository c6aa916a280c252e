import gzip
import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.archive import open_archive
from formats.articles.collections.collected import Collected, Refused
from formats.articles.collections.registry import CODECS, read_collection, recognised
from formats.source import HEAD, FileSource, MemorySource
from tests.formats.articles.collections.reading import BODY, articles, read
from tests.formats.articles.collections.test_feed import RSS
from tests.formats.articles.collections.test_web_archive import archive, page
from tests.formats.articles.collections.test_workbook import HEADER, workbook


def packed(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return file.getvalue()


def test_an_archive_gives_what_each_of_its_files_gives() -> None:
    table = f'title,text\nOne,"{BODY}"\nTwo,\n'
    data = packed(
        {
            "a/quay.txt": f"Quay put off\n\n{BODY}",
            "a/page.html": f"<html><body><h1>Page</h1><p>{BODY}</p></body></html>",
            "table.csv": table,
            "table.csv.gz": gzip.compress(table.replace("One", "Three").encode()),
            "sheet.xlsx": workbook([HEADER, ["Sheet", BODY]], [HEADER, ["Second", BODY]]),
            "feed.xml": RSS,
            "crawl.warc.gz": gzip.compress(archive(page())),
            "inside.zip": packed({"b.txt": f"Deep\n\n{BODY}", "c.zip": packed({"d.txt": BODY})}),
            "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00",
            "../evil.txt": "evil",
            "__MACOSX/._quay.txt": b"\x00\x05",
        }
    )
    assert recognised(MemorySource("x", data)) == "zip"
    found, refused = read(data)
    assert [(one.path, one.line, one.article.title) for one in found] == [
        ("a/quay.txt", None, "Quay put off"),
        ("a/page.html", None, "Page"),
        ("table.csv", 2, "One"),
        ("table.csv.gz", 2, "Three"),
        ("sheet.xlsx/Sheet 1", 2, "Sheet"),
        ("sheet.xlsx/Sheet 2", 2, "Second"),
        ("feed.xml", 8, "Quay & pier: put off"),
        ("feed.xml", 15, "Pier"),
        ("crawl.warc.gz/https://l.example/quay", None, "Quay put off"),
        ("inside.zip/b.txt", None, "Deep"),
    ]
    assert [(one.path, one.line) for one in refused] == [
        ("table.csv", 3),
        ("table.csv.gz", 3),
        ("feed.xml", 18),
        ("inside.zip/c.zip", None),
        ("picture.png", None),
        ("../evil.txt", None),
    ]


def test_a_gzipped_table_is_a_table() -> None:
    data = gzip.compress(f'title,text\nOne,"{BODY}"\n'.encode())
    (one,) = articles(data, "a.csv.gz")
    assert one.article.title == "One"


def test_the_kind_is_told_by_the_content_alone() -> None:
    kinds = {
        "zip": packed({"a.txt": BODY}),
        "xlsx": workbook([HEADER]),
        "warc": archive(page()),
        "feed": RSS.encode(),
        "jsonl": b'{"text": "a"}\n{"text": "b"}\n',
        "json": b'[{"text": "a"}]',
        "csv": f"title;text\nA;{BODY}\n".encode(),
    }
    assert {name: recognised(MemorySource("file", data)) for name, data in kinds.items()} == {
        name: name for name in kinds
    }
    assert {codec.NAME for codec in CODECS} == {*kinds, "mbox"}
    for data in (
        BODY.encode(),
        b"",
        b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7 x",
        b"# Title\n\nText.",
    ):
        assert recognised(MemorySource("file", data)) == ""


def test_a_file_that_is_none_of_them_is_one_refusal() -> None:
    found, refused = read(BODY, "a.txt")
    assert found == []
    assert len(refused) == 1
    assert "zip, xlsx" in read(BODY, format_name="docx")[1][0].reason
    assert [one.article.text for one in articles(f"text\n{BODY}\n", format_name="csv")] == [BODY]


@pytest.mark.parametrize(
    "data",
    [
        packed({"a.txt": BODY})[:-9],
        packed({}),
        gzip.compress(b"a" * 99, mtime=0)[:-9],
        b"PK\x03\x04",
    ],
)
def test_a_broken_archive_is_one_refusal(data: bytes) -> None:
    assert recognised(MemorySource("a", data)) in {"zip", ""}
    found, refused = read(data)
    assert found == []
    assert len(refused) == 1


def test_the_hostile_archives_are_refused_in_a_sentence(corpora: Path) -> None:
    folder = corpora / "4_hostile" / "archives"
    tracemalloc.start()
    bomb = list(read_collection(FileSource(folder, "bomb_100MB_in_100kB.zip")))
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
    assert [type(one) for one in bomb] == [Refused]
    found = list(read_collection(FileSource(folder, "zip_traversal.zip")))
    assert [type(one) for one in found] == [Collected, Refused, Refused]
    whole = list(
        read_collection(
            MemorySource(
                "b.zip", packed({"b.zip": (folder / "bomb_100MB_in_100kB.zip").read_bytes()})
            )
        )
    )
    assert [(type(one), one.path) for one in whole] == [(Refused, "b.zip/article.txt")]


def test_every_hostile_file_is_read_or_refused(corpora: Path) -> None:
    files = [path for path in sorted((corpora / "4_hostile").rglob("*")) if path.is_file()]
    data = packed({str(path.relative_to(corpora)): path.read_bytes() for path in files})
    found = list(read_collection(MemorySource("all.zip", data)))
    assert {
        one.path.split("/article.txt")[0].split(".zip/")[0].removesuffix(".zip") for one in found
    } == {str(path.relative_to(corpora)).removesuffix(".zip") for path in files}
    assert not any("root:x:" in one.article.text for one in found if isinstance(one, Collected))


class Long(io.RawIOBase):
    """A file as long as it is told to be, made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        while self._held == b"":
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = piece
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        return count


class LongSource:
    """A source of `rows` pieces of the same kind between a beginning and an end."""

    size = 10**9

    def __init__(self, begin: bytes, piece: bytes, end: bytes, rows: int) -> None:
        self.name = "long"
        self._parts = (begin, piece, end)
        self._rows = rows

    def open(self) -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(Long(self._pieces())))

    def head(self) -> bytes:
        with self.open() as file:
            return file.read(HEAD)

    def beside(self, name: str) -> None:
        return None

    def _pieces(self) -> Iterator[bytes]:
        begin, piece, end = self._parts
        yield begin
        for number in range(self._rows):
            yield piece.replace(b"#", b"%d" % number)
        yield end


TEXT = ("word " * 12_000).encode()
LONG = {
    "csv": (b"title,text\n", b'T #,"# ' + TEXT + b'"\n', b""),
    "jsonl": (b"", b'{"title": "T #", "text": "# ' + TEXT + b'"}\n', b""),
    "json": (b'[{"text": "first"}', b', {"title": "T #", "text": "# ' + TEXT + b'"}\n', b"]"),
    "feed": (b"<rss><channel>", b"<item><title>T #</title><description># " + TEXT + b"</description></item>", b"</channel></rss>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_a_long_file_is_read_in_little_memory(kind: str) -> None:
    source = LongSource(*LONG[kind], 300)
    assert recognised(source) == kind
    found = read_collection(source)
    next(found)
    tracemalloc.start()
    count = sum(isinstance(one, Collected) for one in found)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count in {299, 300}
    assert peak < 6_000_000, "eighteen megabytes of text went through"


def test_a_long_workbook_and_a_long_web_archive_are_read_in_little_memory() -> None:
    words = [f"w{random.Random(number).random()}" for number in range(100)]
    rows: list[list[object]] = [
        ["T", " ".join(random.Random(row).choices(words, k=300))] for row in range(700)
    ]
    book = workbook([HEADER[:2], *rows])
    body = b"<html><body><p>The pier is closed. The mayor said so.</p>" + b"<!-- %s -->" % TEXT
    pages = archive(*[page(body=body)] * 100)
    for data, least in ((book, 700), (pages, 100)):
        found = read_collection(MemorySource("a", data))
        next(found)
        tracemalloc.start()
        assert sum(isinstance(one, Collected) for one in found) == least - 1
        assert tracemalloc.get_traced_memory()[1] < 9_000_000
        tracemalloc.stop()


class Watched(LongSource):
    """Remembers what it opened."""

    def __init__(self, begin: bytes, piece: bytes, end: bytes, rows: int) -> None:
        super().__init__(begin, piece, end, rows)
        self.opened: list[BinaryIO] = []

    def open(self) -> BinaryIO:
        self.opened.append(super().open())
        return self.opened[-1]


def test_whoever_reads_may_stop_between_two_articles() -> None:
    for kind, parts in LONG.items():
        source = Watched(*parts, 100)
        found = read_collection(source)
        assert len(list(islice(found, 3))) == 3
        found.close()
        assert all(file.closed for file in source.opened), kind
    data = packed({f"{number}.txt": f"{number} {BODY}" for number in range(9)})
    found = read_collection(MemorySource("a.zip", data))
    assert len(list(islice(found, 3))) == 3
    found.close()


def test_rows_and_json_survive_every_naughty_string(corpora: Path) -> None:
    strings = json.loads((corpora / "4_hostile/blns/blns.json").read_text("utf-8"))
    kept = [one for one in strings if one.strip("\ufeff \t\r\n").strip() and "\x00" not in one]
    data = "".join(json.dumps({"text": one, "title": one}) + "\n" for one in kept)
    found, refused = read(data, "a.jsonl")
    assert [one.article.text for one in found] == kept
    assert refused == []
    with open_archive(MemorySource("a.zip", packed({"a": data}))) as inside:
        assert len(list(inside)) == 1


@given(st.binary(max_size=200), st.sampled_from([codec.NAME for codec in CODECS]))
def test_any_bytes_read_as_any_kind_are_read_or_refused(data: bytes, name: str) -> None:
    beginnings = (
        b"",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
        b"<rss>",
        b"[{",
        b"\x1f\x8b\x08",
        b"\xff\xfe",
        b"\x00",
    )
    for begin in beginnings:
        found, refused = read(begin + data, format_name=name)
        assert all(isinstance(one, Collected) for one in found)
        assert all(one.reason for one in refused)
