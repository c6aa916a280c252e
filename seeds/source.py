"""The demo as it is written down: articles as text, readings as quotes out of them.

A reading names its passages by their words. Where they start and end is found when the files are
read, so that an edited article either still fits its readings or says which quote it lost.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from models.article import ArticleDraft
from models.text import clean_text
from words import say

HEADER_FENCE = "+++\n"


class SeedError(ValueError):
    """The demo's files contradict each other or the rules of the workbench: a defect of ours."""


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """One of the demo's people; `key` is what the readings call them."""

    key: str
    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The demo project: its settings, its people, and its articles by the names of their files.

    `settled` are those that the editor settled.
    """

    name: str
    readers_per_article: int
    is_blind: bool
    people: tuple[SeedPerson, ...]
    slugs: tuple[str, ...]
    settled: tuple[str, ...] = ()

    @property
    def editor(self) -> str:
        """The key of whoever settles."""
        return next(person.key for person in self.people if person.role == "editor")


@dataclass(frozen=True, slots=True)
class SeedPassage:
    """One passage of a reading: [start, end) in code points over the article's cleaned text."""

    start: int
    end: int
    quote: str
    tag: str
    note: str | None
    confidence: str | None
    evidence: tuple[dict[str, str], ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SeedReading:
    """One person's work on one article; `submitted_at` is None while it is in progress.

    `skipped` are code points within sentences that the person passed over without clearing them.
    """

    slug: str
    reviewer: str
    passages: tuple[SeedPassage, ...]
    submitted_at: datetime | None
    skipped: tuple[int, ...] = ()

    @property
    def seconds(self) -> int:
        """From the first passage to the submission, at most two hours: nobody reads on through the night."""
        if self.submitted_at is None:
            return 0
        took = self.submitted_at - self.passages[0].at
        return min(int(took.total_seconds()), 7200)


def demo_plan() -> Plan:
    """What the demo project consists of."""
    header = tomllib.loads(_read("demo.toml"))
    people = tuple(SeedPerson(**entry) for entry in header["reviewer"])
    return Plan(
        name=header["name"],
        readers_per_article=header["readers_per_article"],
        is_blind=header["is_blind"],
        people=people,
        slugs=tuple(header["articles"]),
        settled=tuple(header["settled"]),
    )


def seed_article(slug: str) -> ArticleDraft:
    """The article of this file name, its text cleaned as every import is."""
    _, header, text = _read("articles", f"{slug}.md").split(HEADER_FENCE, 2)
    return ArticleDraft(text=clean_text(text.strip("\n")), **tomllib.loads(header))


def seed_readings(slug: str) -> list[SeedReading]:
    """The readings of the article, as many as have been written; SeedError for a lost quote."""
    source = files("seeds").joinpath("readings", f"{slug}.toml")
    if not source.is_file():
        return []
    entries = tomllib.loads(source.read_text("utf-8"))["reading"]
    text = seed_article(slug).text
    return [_reading(slug, text, entry) for entry in entries]


def _reading(slug: str, text: str, entry: dict[str, Any]) -> SeedReading:
    passages = tuple(_passages(slug, text, entry))
    submitted_at = None
    if entry["status"] == "submitted":
        submitted_at = passages[-1].at + timedelta(seconds=entry["submitted_after"])
    reviewer = entry["reviewer"]
    skipped = (_find(slug, text, reviewer, quote, None) for quote in entry.get("skipped", ()))
    return SeedReading(slug, reviewer, passages, submitted_at, tuple(skipped))


def _passages(slug: str, text: str, entry: dict[str, Any]) -> Iterator[SeedPassage]:
    at = entry["started_at"]
    for passage in entry["passage"]:
        at += timedelta(seconds=passage.get("after", entry["seconds_between"]))
        quote = passage["quote"]
        start = _find(slug, text, entry["reviewer"], quote, passage.get("occurrence"))
        yield SeedPassage(
            start=start,
            end=start + len(quote),
            quote=quote,
            tag=passage["tag"],
            note=passage.get("note"),
            confidence=passage.get("confidence"),
            evidence=tuple(passage.get("evidence", ())),
            at=at,
        )


def _find(slug: str, text: str, reviewer: str, quote: str, occurrence: int | None) -> int:
    """Where the quote starts. Without an occurrence (from 1) it must stand in the text just once."""
    found = text.count(quote)
    if found < (occurrence or 1) or (occurrence is None and found > 1):
        raise SeedError(
            say(
                "seeds.quote_missing",
                article=slug,
                reviewer=reviewer,
                found=found,
                occurrence=occurrence or 1,
                quote=quote,
            )
        )
    start = -1
    for _ in range(occurrence or 1):
        start = text.index(quote, start + 1)
    return start


def _read(*path: str) -> str:
    return files("seeds").joinpath(*path).read_text("utf-8")
