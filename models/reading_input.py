"""Operations upon a reading as they arrive: which sentences are cleared, or no longer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from models.errors import BadInput
from models.foreign_fields import foreign_fields
from models.json_fields import integer, is_whole, mapping_of, needed, uuid_of

ReadingKind = Literal["clear", "unclear"]
SENTENCES_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A well-formed operation upon a reading: it sets the state of sentences, counted from 0.

    `foreign` are fields that are not the sender's to give.
    """

    id: UUID
    kind: ReadingKind
    revision_id: int
    sentences: frozenset[int]
    foreign: Mapping[str, Any] = field(default_factory=dict)


def reading_change(operation: Mapping[str, Any], kind: ReadingKind) -> ReadingChange:
    """The change that the operation asks for; BadInput says what is wrong with it."""
    fields = mapping_of(operation.get("reading"), "reading")
    needed(fields, "revision_id", "sentences")
    return ReadingChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        revision_id=integer(fields, "revision_id") or 0,
        sentences=_sentences(fields["sentences"]),
        foreign=foreign_fields(operation, "reading", frozenset({"revision_id", "sentences"})),
    )


def _sentences(value: object) -> frozenset[int]:
    if (
        not isinstance(value, list)
        or not 1 <= len(value) <= SENTENCES_LIMIT
        or not all(is_whole(number) and number >= 0 for number in value)
    ):
        raise BadInput("sentences_missing", limit=f"{SENTENCES_LIMIT:,}")
    return frozenset(value)
