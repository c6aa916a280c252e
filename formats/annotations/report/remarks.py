"""What the margin says of a passage beside its tag: whose it is, how sure, where it came from."""

from collections.abc import Iterator

from formats.annotations.report.passages import Passage
from formats.annotations.report.survey import SUBMITTED
from formats.annotations.rows import AnnotationRow
from words import say

CIRCLES = {"low": "●○○", "medium": "●●○", "high": "●●●"}
_STATUSES = ("assigned", "in_progress")
_ORIGINS = ("import", "suggestion_accepted", "suggestion_edited")


def circles(row: AnnotationRow) -> str:
    """The confidence as three circles; blank where the reviewer did not say."""
    return CIRCLES.get(row.confidence, "")


def confidence(row: AnnotationRow) -> str:
    """The confidence in words."""
    return say(f"report.confidence_{row.confidence}") if row.confidence in CIRCLES else ""


def standing(row: AnnotationRow) -> Iterator[str]:
    """What sets the passage apart from one that a person made in a reading they submitted."""
    if row.is_gold:
        yield say("report.gold")
    if row.status != SUBMITTED:
        known = row.status if row.status in _STATUSES else "none"
        yield say(f"report.status_{known}")
    if row.origin in _ORIGINS:
        yield say(f"report.origin_{row.origin}")


def evidence_numbers(passage: Passage) -> Iterator[tuple[int, str]]:
    """The numbers of its evidence, each with its words."""
    for proof in passage.proofs:
        yield proof.number, say("report.evidence_number", number=proof.number)


def stance(word: str) -> str:
    """What the evidence does to the claim."""
    known = word if word in ("supports", "contradicts") else "context"
    return say(f"report.stance_{known}")


def name_of(handle: str) -> str:
    """A reviewer as readers are told of them: an e-mail address is nobody's to publish."""
    return handle.partition("@")[0] or handle
