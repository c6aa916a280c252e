"""From the staging into the database: in one transaction, so that a half import never exists."""

import json
import os
import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from formats.exchange.choices import NewProject
from formats.exchange.desk import Desk
from formats.exchange.passage_intake import RANKS
from formats.exchange.plan import Plan
from formats.exchange.staging import TABLES, Staging, unpacked
from formats.exchange.storing_people import store_people
from formats.exchange.storing_tags import new_project, store_tags
from models.base import now
from models.bulk_articles import PreparedArticle, StoredArticle, store_articles
from models.bulk_passages import (
    freeze_imported,
    record_imports,
    store_cleared,
    store_evidence,
    store_passages,
    store_readings,
)
from models.database import stored_moment

ARTICLES, ROWS = 100, 2_000
"""So many at a time."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that is stored now (`id` and `revision_id` are None on a dry run)."""

    id: int | None
    revision_id: int | None
    title: str
    path: str


class Storing:
    """One import while it is stored. `step` hears how many rows of all are, and may raise to end it."""

    def __init__(
        self,
        session: Session,
        desk: Desk,
        staging: Staging,
        plan: Plan,
        step: Callable[[int, int], None],
    ) -> None:
        self.articles: list[Imported] = []
        self.passages = 0
        self._session = session
        self._desk = desk
        self._staging = staging
        self._plan = plan
        self._step = step
        self._at = now()
        self._moment = stored_moment(self._at.isoformat())
        self._total = sum(staging.count(table) for table in TABLES) or 1
        self._done = 0
        # By the number of an article in the staging; a slot is 8 bytes.
        size = staging.last("article") + 1
        self._article_ids = array("q", bytes(8 * size))
        self._revision_ids = array("q", bytes(8 * size))
        self._lengths = array("q", bytes(8 * size))
        self._is_new = bytearray(size)

    def run(self) -> int:
        """Store everything; the project's id."""
        desk, session = self._desk, self._session
        if isinstance(desk.project, NewProject):
            self._project_id = new_project(session, desk, desk.project, self._plan)
        else:
            self._project_id = desk.project
        self._tags = store_tags(session, desk, self._project_id, self._plan)
        self._people = store_people(session, desk, self._project_id, self._plan)
        self._store_rows()
        freeze_imported(session, desk.asker, self._project_id)
        self._record()
        return self._project_id

    def _store_rows(self) -> None:
        self._store_articles()
        self._store_passages()
        self._store_evidence()
        self._store_readings()
        self._store_cleared()

    def _store_articles(self) -> None:
        statement = (
            "SELECT no, article_id, revision_id, title, details, counts, text, segments, length,"
            " path, sha FROM article ORDER BY no"
        )
        for rows in self._staging.rows(statement, ARTICLES):
            new = [row for row in rows if row[2] is None]
            stored = store_articles(
                self._session,
                self._desk.asker,
                self._project_id,
                [self._prepared(row) for row in new],
            )
            for row, one in zip(new, stored, strict=True):
                self._place(row, one)
                if one.is_new:
                    # The articles of a file share one text for its path.
                    path = sys.intern(os.fsdecode(row[9]))
                    self.articles.append(Imported(one.id, one.revision_id, row[3], path))
            for row in rows:
                if row[2] is not None:
                    self._place(row, StoredArticle(row[1], row[2], False))
            self._tell(len(rows))

    def _prepared(self, row: tuple[Any, ...]) -> PreparedArticle:
        revision = {**json.loads(row[5]), "text": row[6], "text_sha256": row[10]}
        return PreparedArticle(json.loads(row[4]), revision, unpacked(row[7]))

    def _place(self, row: tuple[Any, ...], stored: StoredArticle) -> None:
        number = row[0]
        self._article_ids[number] = stored.id
        self._revision_ids[number] = stored.revision_id
        self._lengths[number] = row[8]
        self._is_new[number] = stored.is_new

    def _store_passages(self) -> None:
        statement = (
            'SELECT id, article, label, person, "start", "end", quote, prefix, suffix, sentence,'
            " paragraph, note, confidence, origin, created_at, updated_at,"
            " guideline FROM passage ORDER BY no"
        )
        for rows in self._staging.rows(statement, ROWS):
            self.passages += store_passages(
                self._session,
                self._desk.asker,
                self._project_id,
                [self._passage(row) for row in rows],
            )
            self._tell(len(rows))

    def _passage(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        article = row[1]
        return (
            UUID(bytes=row[0]),
            self._revision_ids[article],
            self._lengths[article],
            self._people[row[3]],
            self._tags[row[2]],
            *row[4:14],
            self._time(row[14]),
            self._time(row[15]),
            row[16],
        )

    def _store_evidence(self) -> None:
        statement = (
            "SELECT passage, position, url, citation, quote, stance FROM evidence ORDER BY no"
        )
        for rows in self._staging.rows(statement, ROWS):
            made = [(UUID(bytes=row[0]), *row[1:]) for row in rows]
            store_evidence(self._session, self._desk.asker, self._project_id, made)
            self._tell(len(rows))

    def _store_readings(self) -> None:
        statement = "SELECT article, person, rank, submitted_at FROM reading"
        for rows in self._staging.rows(statement, ROWS):
            made = [self._reading(row) for row in rows]
            store_readings(self._session, self._desk.asker, self._project_id, made)
            self._tell(len(rows))

    def _reading(self, row: tuple[Any, ...]) -> dict[str, Any]:
        article, person, rank, submitted_at = row
        is_submitted = RANKS[rank] == "submitted"
        at = self._time(submitted_at)
        return {
            "article_id": self._article_ids[article],
            "reviewer_id": self._people[person],
            "status": RANKS[rank],
            "assigned_at": at,
            "started_at": at if rank else None,
            "submitted_at": at if is_submitted else None,
            "submitted_revision_id": self._revision_ids[article] if is_submitted else None,
            "active_seconds": 0,
        }

    def _store_cleared(self) -> None:
        for rows in self._staging.rows("SELECT article, person, position FROM cleared", ROWS):
            made = [
                (self._revision_ids[article], self._people[person], position, self._at)
                for article, person, position in rows
            ]
            store_cleared(self._session, self._desk.asker, self._project_id, made)
            self._tell(len(rows))

    def _record(self) -> None:
        statement = (
            "SELECT article.no, title, sha, path, format, count(passage.no) FROM article"
            " LEFT JOIN passage ON passage.article = article.no GROUP BY article.no"
        )
        for rows in self._staging.rows(statement, ROWS):
            told = [self._event(row) for row in rows if self._is_new[row[0]] or row[5]]
            record_imports(self._session, self._desk.asker, self._project_id, self._at, told)

    def _event(self, row: tuple[Any, ...]) -> tuple[str, int, dict[str, Any]]:
        number, title, digest, path, source_format, passages = row
        name = os.fsdecode(path).encode("utf-8", "replace").decode()
        after = {
            "title": title,
            "revision": self._revision_ids[number],
            "text_sha256": digest,
            "source": name,
            "format": source_format,
            "passages": passages,
        }
        return "create" if self._is_new[number] else "import", self._article_ids[number], after

    def _time(self, told: str | None) -> datetime:
        return datetime.fromisoformat(told) if told else self._at

    def _tell(self, rows: int) -> None:
        self._done += rows
        self._step(self._done, self._total)
