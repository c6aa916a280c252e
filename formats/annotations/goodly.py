"""Public Editor (Goodly Labs): data hunts, adjudicated tags, and the newsfeed's published ones.

Reads: a data hunt's CSV (a row a contributor's highlight or answer), adjudicated tags and triage
(the same places, settled: gold), and `viz_data.csv` of the newsfeed. The text is no part of a
table: it lies beside it (`texts/<sha256>.txt`, `../texts/<sha256>.txt`, `article.txt`) and is used
if its SHA-256 is the table's. A row with start and end 0 (or -1 in the newsfeed) is an answer
without a highlight, and is counted as dropped.

Writes: a zip of one data hunt's CSV with the texts beside it, those without passages too; a tag is
a topic whose one answer bears its name, and each passage a case of its own. Whoever stands in a data
hunt has finished it: readings come back as submitted.

Offsets count code points of the text file as it is, half-open, from 0.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath

from formats.annotations.beside_text import Found, is_file_name, is_sha256, text_beside
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.goodly_hunt import hunt_rows, texts
from formats.annotations.goodly_rows import TABLES, Table, moment, unescaped
from formats.annotations.labelled import LabelledArticle, LabelledPassage, LabelledReading
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.named_rows import Row, column_names, named_rows
from formats.annotations.storable import is_storable
from formats.annotations.zip_stream import Member, stream_zip
from formats.articles.head import Head, read_head
from formats.source import Source

NAME = "goodly"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".csv",)
OFFSETS = "code points"
CARRIES_NOT = (
    "article_details",
    "confidence",
    "evidence",
    "codebook",
    "gold",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

_TITLED = re.compile(r"(?i)(?:title|headline):")


def recognises(source: Source) -> bool:
    """By the columns of the first line."""
    return _table(source) is not None


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """Each run of rows about one article, with the text that lies beside."""
    table = _table(source)
    if table is None:
        raise FormatError("shape", 1, format="Public Editor", reason="other columns")
    article: _Article | None = None
    for line, row in named_rows(source):
        if isinstance(row, Fault):
            yield row
            continue
        if not any(row.values()):
            continue
        if article is None or article.about != _about(row, table):
            if article is not None:
                yield article.closed()
            article = _Article(_about(row, table), line, _text(source, row, table, line))
        article.take(row, line, table)
    if article is not None:
        yield article.closed()


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip of `texts/<sha256>.txt` and the data hunt beside them."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    yield from texts(dataset)
    yield "workbench-DataHunt.csv", delimited(hunt_rows(dataset, options.lost))


def _table(source: Source) -> Table | None:
    names = frozenset(column_names(source))
    return next((table for table in TABLES if table.columns <= names), None)


def _about(row: Row, table: Table) -> tuple[str, str]:
    """What tells articles apart; the last line of a newsfeed's table is empty."""
    return row[table.sha256].strip().lower(), row.get("article_number", "")


def _text(source: Source, row: Row, table: Table, line: int) -> Found:
    sha256, _ = _about(row, table)
    file_name = row.get("article_filename", "")
    names = ["article.txt"]
    if is_file_name(file_name):
        names = [file_name, f"texts/{file_name}", *names]
    if is_sha256(sha256):
        stems = ("texts/", "../texts/", "")
        return text_beside(
            source, [*(f"{stem}{sha256}.txt" for stem in stems), *names], sha256, line
        )
    return Found(fault=fault("sha256", line)) if sha256 else Found()


@dataclass(slots=True)
class _Article:
    """What the rows read so far say about one article."""

    about: tuple[str, str]
    line: int
    found: Found
    file_name: str = ""
    passages: list[LabelledPassage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    readers: dict[str, datetime | None] = field(default_factory=dict)

    def take(self, row: Row, line: int, table: Table) -> None:
        """One more row."""
        self.file_name = self.file_name or row.get("article_filename", "")
        found = table.passage(row, line)
        if isinstance(found, LabelledPassage):
            found = self._placed(found, line)
        if isinstance(found, LabelledPassage):
            self.passages.append(found)
            self.dropped["dropped_questions"] += bool(row.get("question_text"))
            self.dropped["dropped_cases"] += bool(row.get("case_number"))
            self.dropped["dropped_points"] += bool(row.get("Points"))
        elif isinstance(found, Fault):
            self.faults.append(found)
        elif found:
            self.dropped[found] += 1
        self._note_reader(row)

    def closed(self) -> LabelledArticle:
        """The article as it is handed over."""
        text = self.found.text.text if self.found.text else None
        head = _details(text, self.file_name)
        refused = [self.found.fault] if self.found.fault else []
        return LabelledArticle(
            text=text,
            passages=self.passages,
            readings=[LabelledReading(one, submitted_at=at) for one, at in self.readers.items()],
            title=head.title,
            outlet=head.outlet,
            byline=head.byline,
            published_at=head.published_at,
            text_sha256=self.about[0] if text is None and is_sha256(self.about[0]) else "",
            line=self.line,
            faults=[*refused, *self.faults],
            dropped={word: n for word, n in self.dropped.items() if n},
        )

    def _placed(self, passage: LabelledPassage, line: int) -> LabelledPassage | Fault:
        """The passage over the text as it is stored; the one place where offsets are converted."""
        start, end, quote = passage.start or 0, passage.end or 0, passage.quote
        if not is_storable(passage.tag, passage.reviewer, passage.note, passage.id):
            return fault("bad_character", line)
        if not passage.tag.strip():
            return fault("tag_missing", line, start=start)
        text = self.found.text
        if text is None and 0 <= start < end:
            return replace(passage, quote=None if quote is None else unescaped(quote))
        length = len(text.raw) if text else 0
        if text is None or not 0 <= start < end <= length:
            return fault("span_range", line, start=start, end=end, length=length)
        first, last = text.code_point(start), text.code_point(end)
        if first is None or last is None or first >= last:
            return fault("span_between", line, start=start, end=end)
        quote = _quote(quote, text.raw[start:end])
        return replace(passage, start=first, end=last, quote=quote)

    def _note_reader(self, row: Row) -> None:
        reader = row.get("contributor_uuid", "")
        if not reader or not is_storable(reader):
            return
        finished, before = moment(row.get("finish_time", "")), self.readers.get(reader)
        self.readers[reader] = max((at for at in (finished, before) if at), default=None)


def _quote(quote: str | None, stands: str) -> str | None:
    """The quote without escapes, unless it stands there with them, and with LF alone."""
    if quote is None:
        return None
    plain = quote if quote == stands else unescaped(quote)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _details(text: str | None, file_name: str) -> Head:
    """What the text's own first lines say; its file's name where they are silent."""
    if text is not None and _TITLED.match(text):
        return read_head(text)
    return Head(title=PurePosixPath(file_name).stem if is_storable(file_name) else "")
