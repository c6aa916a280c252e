"""A small format of labelled data, so that the road it takes is tested apart from any real one.

A line is a JSON object: {"tiny": 1, "text"?, "title"?, "url"?, "sha"?, "readings"?: [[reviewer,
status]], "spans": [[start, end, label, {...}?]]} with the fields of a LabelledPassage at the end.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import (
    LabelledArticle,
    LabelledEvidence,
    LabelledPassage,
    LabelledReading,
)
from formats.source import Source

NAME = "tiny"
SUFFIXES = (".tiny",)
COMPANIONS = ("*.conf",)
OFFSETS = "code points"


def recognises(source: Source) -> bool:
    """By how it begins."""
    return source.head().startswith(b'{"tiny"')


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """A line an article."""
    with source.open() as file:
        for number, line in enumerate(file, start=1):
            try:
                yield _article(json.loads(line), number)
            except ValueError as error:
                if number == 1:
                    raise FormatError("not_json", 1, reason="no JSON") from error
                yield Fault(number, "This line is no JSON.")


def _article(told: dict[str, Any], number: int) -> LabelledArticle:
    readings = [
        LabelledReading(who, status, cleared=[tuple(one) for one in cleared])
        for who, status, *rest in told.get("readings", [])
        for cleared in [rest[0] if rest else []]
    ]
    return LabelledArticle(
        text=told.get("text"),
        title=told.get("title", ""),
        url=told.get("url", ""),
        language=told.get("language", "en"),
        text_sha256=told.get("sha", ""),
        published_at=told.get("published_at", ""),
        passages=[_passage(span, number) for span in told["spans"]],
        readings=readings,
        line=number,
        dropped=told.get("dropped", {}),
    )


def _passage(span: list[Any], number: int) -> LabelledPassage:
    start, end, label, *rest = span
    more = dict(rest[0]) if rest else {}
    more["evidence"] = [LabelledEvidence(**one) for one in more.get("evidence", [])]
    for name in ("created_at", "updated_at"):
        if name in more:
            more[name] = datetime.fromisoformat(more[name])
    return LabelledPassage(label, start, end, line=number, **more)
