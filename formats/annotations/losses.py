"""Counting what an article has and a format cannot carry, by the names of CARRIES_NOT."""

from collections import Counter
from collections.abc import Collection

from formats.annotations.documents import Document

BESIDE_PASSAGES = ("cleared", "decisions", "threads", "deleted", "history")
"""What stands beside a project's passages, and the archive alone carries."""

SAID = frozenset({"notes", "confidence", "evidence", "gold", "untagged_articles"})
"""What people said beside place and tag; formats of bare spans count these alone as they write."""


def count_lost(document: Document, lost: Counter[str], names: Collection[str]) -> None:
    """Counts what this article has of the things that a format cannot carry."""
    rows = document.annotations
    items = [item for found in document.evidence.values() for item in found]
    details_lost = ("title", "outlet", "byline", "published_at", "language")
    counts = {
        "notes": sum(bool(row.note) for row in rows),
        "confidence": sum(bool(row.confidence) for row in rows),
        "evidence": len(items),
        "evidence_details": sum(bool(item.quote) or item.stance != "context" for item in items),
        "gold": sum(row.is_gold for row in rows),
        "times": len(rows),
        "reading_states": len({row.reviewer for row in rows if row.status}),
        "article_details": int(any(getattr(document.article, name) for name in details_lost)),
        "untagged_articles": int(not rows),
    }
    for name in names:
        if counts.get(name):
            lost[name] += counts[name]
