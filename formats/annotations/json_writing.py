"""Rows as JSON text: compact, one line each, unharmed by programs that split lines at any sign."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.json_fields import present
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow

DETAILS = ("title", "outlet", "byline", "url", "published_at", "language")
"""What is known of an article beside its text, by the names of the rows' fields."""


def compact(value: object) -> str:
    """JSON on one line; the signs that Python's and other line splitters break at are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085")
    )


def details(article: ArticleRow) -> dict[str, str]:
    """What is known of the article, without what is blank."""
    return {name: held for name in DETAILS if (held := getattr(article, name))}


def by_reviewer(rows: Iterable[AnnotationRow]) -> Mapping[str, list[AnnotationRow]]:
    """Each reviewer's rows, in their order."""
    found: dict[str, list[AnnotationRow]] = {}
    for row in rows:
        found.setdefault(row.reviewer, []).append(row)
    return found


def by_hand(rows: Sequence[AnnotationRow]) -> list[tuple[str, list[AnnotationRow]]]:
    """Each reviewer's rows, then the gold by who settled it: nobody's reading and gold are mixed."""
    return [
        one
        for is_gold in (False, True)
        for one in by_reviewer(row for row in rows if row.is_gold == is_gold).items()
    ]


def evidence(items: Sequence[EvidenceRow]) -> list[dict[str, Any]]:
    """A passage's evidence, each without what is blank."""
    return [
        dict(
            present(
                url=item.url,
                citation=item.citation,
                quote=item.quote,
                stance=item.stance,
                accessed_at=utc(item.accessed_at) if item.accessed_at else "",
            )
        )
        for item in items
    ]
