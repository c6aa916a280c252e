"""Counting what a passage has and a format cannot carry, by the names of CARRIES_NOT."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from formats.annotations.documents import Document
from formats.annotations.rows import AnnotationRow

_HAS: Mapping[str, Callable[[AnnotationRow], bool]] = {
    "notes": lambda row: bool(row.note),
    "confidence": lambda row: bool(row.confidence),
    "gold": lambda row: row.is_gold,
}


def count_losses(document: Document, carries_not: Sequence[str], lost: Counter[str]) -> None:
    """Adds what this article's passages would have had to say under these names."""
    counts = Counter({name: sum(map(_HAS[name], document.annotations)) for name in _HAS})
    counts["evidence"] = sum(map(len, document.evidence.values()))
    counts["untagged_articles"] = int(not document.annotations)
    lost.update({name: n for name, n in counts.items() if n and name in carries_not})
