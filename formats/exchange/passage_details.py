"""What a passage carries beside its place, brought within the limits of what is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from formats.annotations.labelled import LabelledEvidence, LabelledPassage
from models.annotation import CONFIDENCES, ORIGINS, STANCES
from models.errors import BadInput
from models.json_fields import NOTE_LIMIT
from models.operation_input import EVIDENCE_LIMIT, EvidenceInput, evidence_item
from models.text import refuse_unstorable


@dataclass(frozen=True, slots=True)
class Details:
    """Note, confidence, evidence, origin and times as they are stored."""

    note: str | None
    confidence: str | None
    origin: str
    evidence: Sequence[EvidenceInput]
    created_at: str | None
    updated_at: str | None


def details_of(passage: LabelledPassage, dropped: Counter[str]) -> Details:
    """The passage's details; BadInput for what cannot be stored, `dropped` counts what has no place."""
    confidence = passage.confidence.strip().lower()
    if confidence and confidence not in CONFIDENCES:
        dropped["dropped_confidence"] += 1
    created = moment(passage.created_at)
    return Details(
        note=_note(passage.note),
        confidence=confidence if confidence in CONFIDENCES else None,
        origin=passage.origin if passage.origin in ORIGINS else "import",
        evidence=_evidence(passage.evidence),
        created_at=created,
        updated_at=moment(passage.updated_at) or created,
    )


def moment(given: datetime | None) -> str | None:
    """A moment in UTC as ISO text, one without a zone taken for UTC; None for one out of all time."""
    if given is None:
        return None
    try:
        aware = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return aware.isoformat()


def _note(note: str) -> str | None:
    if not note.strip():
        return None
    if len(note) > NOTE_LIMIT:
        raise BadInput("field_too_long", field="note", limit=f"{NOTE_LIMIT:,}")
    refuse_unstorable(note)
    return note


def _evidence(given: Sequence[LabelledEvidence]) -> list[EvidenceInput]:
    items = [one for one in given if one.url.strip() or one.citation.strip()]
    if len(items) > EVIDENCE_LIMIT:
        raise BadInput("evidence_too_many", limit=EVIDENCE_LIMIT)
    return [evidence_item(_fields(one)) for one in items]


def _fields(one: LabelledEvidence) -> dict[str, str]:
    """What is no web address is a citation."""
    url, citation = one.url.strip(), one.citation.strip()
    if url and not _is_web_address(url):
        url, citation = "", f"{citation} {url}".strip()
    stance = one.stance if one.stance in STANCES else "context"
    return {"url": url, "citation": citation, "quote": one.quote, "stance": stance}


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
