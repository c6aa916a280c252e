"""Passages as the API tells them, and the immutable texts they are cut from."""

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import iso
from models.revision import Revision, Sentence
from models.text import context


@dataclass(frozen=True, slots=True)
class Shelved:
    """A revision's text with where its sentences start and in which paragraph each stands."""

    id: int
    article_id: int
    project_id: int
    sha256: str
    text: str
    starts: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def place(self, start: int) -> tuple[int, int]:
        """Sentence and paragraph (from 0) that hold the code point at `start`."""
        sentence = max(0, bisect_right(self.starts, start) - 1)
        return sentence, self.paragraphs[sentence] if self.paragraphs else 0

    def cut(self, start: int, end: int) -> dict[str, object]:
        """What an annotation stores of its passage: quote, context and place."""
        prefix, suffix = context(self.text, start, end)
        sentence, paragraph = self.place(start)
        return {
            "start": start,
            "end": end,
            "quote": self.text[start:end],
            "prefix": prefix,
            "suffix": suffix,
            "sentence": sentence,
            "paragraph": paragraph,
        }


class Shelf:
    """The most recently read texts. A revision never changes, but another database may be put in its
    place (a restored backup): each is taken only while its SHA-256 is the stored one.

    Holds at most `limit` code points, and always the last one asked for.
    """

    def __init__(self, limit: int = 20_000_000) -> None:
        self._limit = limit
        self._texts: OrderedDict[int, Shelved] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, session: Session, revision_id: int, stored: tuple[int, int, str]
    ) -> Shelved | None:
        """The revision's text; None where there is no such revision.

        `stored` is what the database says of it now: its article, its project and its SHA-256.
        """
        with self._lock:
            found = self._texts.get(revision_id)
            if found is not None and (found.article_id, found.project_id, found.sha256) == stored:
                self._texts.move_to_end(revision_id)
                return found
        found = _shelved(session, revision_id)
        if found is not None:
            with self._lock:
                self._texts[revision_id] = found
                self._shrink()
        return found

    def _shrink(self) -> None:
        held = sum(len(one.text) for one in self._texts.values())
        while held > self._limit and len(self._texts) > 1:
            _, dropped = self._texts.popitem(last=False)
            held -= len(dropped.text)


def _shelved(session: Session, revision_id: int) -> Shelved | None:
    row = session.execute(
        select(Revision.article_id, Revision.project_id, Revision.text_sha256, Revision.text).where(
            Revision.id == revision_id
        )
    ).one_or_none()
    if row is None:
        return None
    places = session.execute(
        select(Sentence.start, Sentence.paragraph)
        .where(Sentence.revision_id == revision_id)
        .order_by(Sentence.position)
    ).all()
    return Shelved(
        revision_id,
        row.article_id,
        row.project_id,
        row.text_sha256,
        row.text,
        tuple(place.start for place in places),
        tuple(place.paragraph for place in places),
    )


def passage_json(
    row: Mapping[str, Any], tag: str, handle: str, name: str, evidence: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """An annotation as the API tells it. `row` holds the annotation's columns by name."""
    told: dict[str, Any] = {
        "id": str(row["id"]),
        "revision_id": row["revision_id"],
        "start": row["start"],
        "end": row["end"],
        "tag": tag,
        "quote": row["quote"],
        "note": row["note"],
        "confidence": row["confidence"],
        "evidence": [
            {"url": item["url"], "quote": item["quote"], "stance": item["stance"]}
            | ({"citation": item["citation"]} if item["citation"] else {})
            for item in evidence
        ],
        "reviewer": handle,
        "reviewer_name": name,
        "origin": row["origin"],
        "version": row["version"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }
    for mark in ("after_submission", "others_seen"):
        if row[mark]:
            told[mark] = True
    # Only a conflict ever tells of a deleted one: the client must know that it is.
    if row["deleted_at"] is not None:
        told["deleted_at"] = iso(row["deleted_at"])
    return told
