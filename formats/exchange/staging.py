"""What was read and checked, kept in a temporary file until it is stored all at once.

Reading and checking take long and lock nothing; storing locks the database and is short. A file
that is refused leaves no trace here. Memory does not grow with what is kept.
"""

import json
import os
import sqlite3
from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.bulk_articles import PreparedArticle
from models.queries.import_matches import MetRevision
from models.segmentation import Segment

_TABLES = """
CREATE TABLE article (no INTEGER PRIMARY KEY, sha TEXT UNIQUE, article_id INTEGER,
    revision_id INTEGER, title TEXT, details TEXT, counts TEXT, text TEXT, segments BLOB,
    length INTEGER, path TEXT, format TEXT, url TEXT);
CREATE INDEX article_url ON article (url);
CREATE TABLE sentence (article INTEGER, position INTEGER, "start" INTEGER, "end" INTEGER,
    paragraph INTEGER, PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE TABLE passage (no INTEGER PRIMARY KEY, id BLOB UNIQUE, article INTEGER, label INTEGER,
    person INTEGER, "start" INTEGER, "end" INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
    sentence INTEGER, paragraph INTEGER, note TEXT, confidence TEXT, origin TEXT,
    created_at TEXT, updated_at TEXT, guideline INTEGER);
CREATE TABLE evidence (no INTEGER PRIMARY KEY, passage BLOB, position INTEGER, url TEXT,
    citation TEXT, quote TEXT, stance TEXT);
CREATE TABLE reading (article INTEGER, person INTEGER, rank INTEGER, submitted_at TEXT,
    PRIMARY KEY (article, person));
CREATE TABLE cleared (article INTEGER, person INTEGER, position INTEGER,
    PRIMARY KEY (article, person, position)) WITHOUT ROWID;
"""
TABLES = ("article", "passage", "evidence", "reading", "cleared")
_PASSAGE = f"INSERT OR IGNORE INTO passage VALUES ({', '.join('?' * 18)})"
_INDEXES = """CREATE INDEX IF NOT EXISTS article_path ON article (path);
CREATE INDEX IF NOT EXISTS passage_article ON passage (article);"""
_UNUSED = """SELECT no, sha, text FROM article WHERE path = ? AND revision_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.article = article.no)
    AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.article = article.no)
    AND NOT EXISTS (SELECT 1 FROM cleared WHERE cleared.article = article.no)"""


@dataclass(frozen=True, slots=True)
class Staged:
    """An article that is kept: new where `revision_id` is None."""

    no: int
    revision_id: int | None
    title: str
    segments: Sequence[Segment]


class Staging:
    """A private database of SQLite's: at `path`, else a temporary one, gone when it is closed.

    With a path it can lie beside an SQLite database while it is stored; sentences are rows then.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._db = sqlite3.connect("" if path is None else path, isolation_level=None)
        self._db.execute("PRAGMA cache_size = -16000")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA journal_mode = PERSIST")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def begin(self) -> None:
        """From here on a file can be taken back."""
        self._db.execute("BEGIN")

    def end(self, keep: bool) -> None:
        """Keep what came since `begin`, or take it back."""
        self._db.execute("COMMIT" if keep else "ROLLBACK")

    def article(self, digest: str) -> Staged | None:
        """The article with this text, if it is kept already."""
        row = self._db.execute(
            "SELECT no, revision_id, title, segments FROM article WHERE sha = ?", (digest,)
        ).fetchone()
        return None if row is None else Staged(row[0], row[1], row[2], unpacked(row[3]))

    def add_new(self, one: PreparedArticle, path: str, source_format: str) -> Staged:
        """Keep an article that the project does not have."""
        values = dict(one.revision)
        text, digest = values.pop("text"), values.pop("text_sha256")
        title, url = one.details["title"], bare_address(one.details["url"])
        made = self._db.execute(
            f"INSERT INTO article VALUES ({', '.join('?' * 13)})",
            (None, digest, None, None, title, json.dumps(one.details), json.dumps(values), text,
             _packed(one.sentences), len(text), os.fsencode(path), source_format, url),
        )  # fmt: skip
        number = made.lastrowid or 0
        if self.path is not None:
            self._db.executemany(
                "INSERT INTO sentence VALUES (?, ?, ?, ?, ?)",
                [
                    (number, position, cut.start, cut.end, cut.paragraph)
                    for position, cut in enumerate(one.sentences)
                ],
            )
        return Staged(number, None, title, one.sentences)

    def add_met(self, met: MetRevision, path: str, source_format: str, length: int) -> Staged:
        """Remember an article that the project has."""
        made = self._db.execute(
            f"INSERT INTO article VALUES ({', '.join('?' * 13)})",
            (None, met.text_sha256, met.article_id, met.id, met.title, None, None, None,
             _packed(met.sentences), length, os.fsencode(path), source_format, None),
        )  # fmt: skip
        return Staged(made.lastrowid or 0, met.id, met.title, met.sentences)

    def withdraw(self, path: str, wanted: Set[str]) -> str | None:
        """Take back the new article of this file, and return its text.

        None where there is none, where passages or a reading are kept of it, or where its SHA-256
        is among the `wanted` ones.
        """
        self._db.executescript(_INDEXES)
        row = self._db.execute(_UNUSED, (os.fsencode(path),)).fetchone()
        if row is None or row[1] in wanted:
            return None
        for table, column in (("article", "no"), ("sentence", "article")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", row[:1])
        return str(row[2])

    def add_passage(self, values: Sequence[Any]) -> bool:
        """Keep a passage by its columns after `no`; False where its id is kept already."""
        return self._db.execute(_PASSAGE, (None, *values)).rowcount == 1

    def same_passage(self, passage_id: bytes, values: Sequence[Any]) -> bool:
        """Whether the passage that has this id is this one."""
        row = self._db.execute(
            'SELECT article, label, person, "start", "end" FROM passage WHERE id = ?', (passage_id,)
        ).fetchone()
        return row is not None and tuple(row) == tuple(values)

    def add_evidence(self, rows: Sequence[Sequence[Any]]) -> None:
        """Keep the evidence of a passage."""
        self._db.executemany("INSERT INTO evidence VALUES (NULL, ?, ?, ?, ?, ?, ?)", rows)

    def add_reading(self, article: int, person: int, rank: int, submitted_at: str | None) -> bool:
        """Keep the furthest state of a person's reading of an article; whether it is the first."""
        made = self._db.execute(
            "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?)",
            (article, person, rank, submitted_at),
        )
        if made.rowcount:
            return True
        self._db.execute(
            "UPDATE reading SET rank = ?, submitted_at = ? "
            "WHERE article = ? AND person = ? AND rank < ?",
            (rank, submitted_at, article, person, rank),
        )
        return False

    def add_cleared(self, article: int, person: int, positions: Sequence[int]) -> None:
        """Keep which sentences a person cleared."""
        self._db.executemany(
            "INSERT OR IGNORE INTO cleared VALUES (?, ?, ?)",
            [(article, person, position) for position in positions],
        )

    def count(self, table: str) -> int:
        """How many rows of one of TABLES are kept."""
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def last(self, table: str) -> int:
        """The largest number of a row of `article`, `passage` or `evidence`."""
        found = self._db.execute(f"SELECT coalesce(max(no), 0) FROM {table}").fetchone()
        return int(found[0])

    def rows(self, statement: str, size: int) -> Iterator[list[Any]]:
        """What a statement finds, so many rows at a time."""
        found = self._db.execute(statement)
        while some := found.fetchmany(size):
            yield some

    def texts(self, condition: str, value: str) -> Iterator[str]:
        """The new texts that the condition on `article` finds."""
        statement = f"SELECT text FROM article WHERE text IS NOT NULL AND {condition}"
        for row in self._db.execute(statement, (value,)):
            yield row[0]


def bare_address(url: str) -> str | None:
    """An address without its scheme, fragment and last slash; None for a blank one."""
    rest = url.partition("://")[2].partition("#")[0].rstrip("/").lower()
    return rest or None


def _packed(segments: Sequence[Segment]) -> bytes:
    flat = (number for one in segments for number in (one.start, one.end, one.paragraph))
    return array("q", flat).tobytes()


def unpacked(data: bytes) -> Sequence[Segment]:
    """Sentences as they were kept."""
    flat = array("q", data)
    return [Segment(*flat[at : at + 3]) for at in range(0, len(flat), 3)]
