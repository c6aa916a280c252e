"""Operations as they arrive: unknown JSON, turned into a change or refused with a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from models.annotation import CONFIDENCES, STANCES
from models.errors import BadInput
from models.foreign_fields import foreign_fields, refuse_unknown
from models.gold_input import SettlingChange, settling_change
from models.json_fields import integer, mapping_of, needed, note, one_of, string, uuid_of
from models.reading_input import ReadingChange, reading_change
from models.talk_input import TalkChange, talk_change
from models.text import is_blank

Kind = Literal["create", "update", "delete", "restore"]
_KNOWN = frozenset({
    "id", "revision_id", "start", "end", "tag", "quote", "note", "confidence", "evidence", "version",
})  # fmt: skip
_OF_EVIDENCE = frozenset({"url", "citation", "quote", "stance"})
QUOTE_LIMIT = 20_000
ADDRESS_LIMIT = 4_000
EVIDENCE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """An evidence item as sent: an http or https address or a citation, a quote, a stance."""

    url: str
    citation: str
    quote: str
    stance: str


@dataclass(frozen=True, slots=True)
class Change:
    """A well-formed operation. Fields that `given` does not name were absent and stay as they are.

    `foreign` are those that are not the sender's to give.
    """

    id: UUID
    kind: Kind
    annotation_id: UUID
    given: frozenset[str]
    revision_id: int | None = None
    start: int | None = None
    end: int | None = None
    tag: str | None = None
    quote: str | None = None
    note: str | None = None
    confidence: str | None = None
    evidence: tuple[EvidenceInput, ...] = ()
    version: int | None = None
    foreign: Mapping[str, Any] = field(default_factory=dict)


def parse_operation(raw: object) -> Change | ReadingChange | TalkChange | SettlingChange:
    """The change that `raw` (decoded JSON) asks for; BadInput says what is wrong with it."""
    operation = mapping_of(raw, "operation")
    match operation.get("kind"):
        case "clear" | "unclear" as kind:
            return reading_change(operation, kind)
        case "create" | "update" | "delete" | "restore" as kind:
            return _annotation_change(operation, kind)
        case (
            "comment_create"
            | "comment_update"
            | "comment_delete"
            | "comment_restore"
            | "thread_resolve"
            | "thread_reopen" as kind
        ):
            return talk_change(operation, kind)
        case str() as kind:
            return settling_change(operation, kind)
        case _:
            raise BadInput("operation_kind")


def _annotation_change(operation: Mapping[str, Any], kind: Kind) -> Change:
    fields = mapping_of(operation.get("annotation"), "annotation")
    if kind == "create":
        needed(fields, "revision_id", "start", "end", "tag")
    else:
        needed(fields, "version")
    return Change(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        annotation_id=uuid_of(fields.get("id"), "annotation.id"),
        given=frozenset(str(name) for name in fields),
        revision_id=integer(fields, "revision_id"),
        start=integer(fields, "start"),
        end=integer(fields, "end"),
        tag=string(fields, "tag", 200),
        quote=string(fields, "quote", 2**31),
        note=note(fields),
        confidence=one_of(fields, "confidence", CONFIDENCES),
        evidence=_evidence(fields.get("evidence")),
        version=integer(fields, "version"),
        foreign=foreign_fields(operation, "annotation", _KNOWN),
    )


def operation_uuid(raw: object) -> UUID | None:
    """The operation's id, where it is one: known even where the rest of it is malformed."""
    try:
        return uuid_of(operation_id(raw), "id")
    except BadInput:
        return None


def operation_id(raw: object) -> str | int | None:
    """The operation's id as it was sent, to be named in its answer; None for what is no id at all."""
    sent = raw.get("id") if isinstance(raw, Mapping) else None
    return sent if isinstance(sent, str | int) else None


def _evidence(value: object) -> tuple[EvidenceInput, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput("field_type", field="evidence", wanted="list")
    if len(value) > EVIDENCE_LIMIT:
        raise BadInput("evidence_too_many", limit=EVIDENCE_LIMIT)
    items = [mapping_of(item, "evidence") for item in value]
    for item in items:
        refuse_unknown(item, _OF_EVIDENCE)
    return tuple(evidence_item(item) for item in items)


def evidence_item(fields: Mapping[str, Any]) -> EvidenceInput:
    """An evidence item out of its fields; BadInput says what is wrong with it."""
    url = (string(fields, "url", ADDRESS_LIMIT) or "").strip()
    citation = (string(fields, "citation", ADDRESS_LIMIT) or "").strip()
    if not url and is_blank(citation):
        raise BadInput("evidence_blank")
    if url:
        _refuse_address(url)
    stance = one_of(fields, "stance", STANCES) or "context"
    return EvidenceInput(url, citation, string(fields, "quote", QUOTE_LIMIT) or "", stance)


def _refuse_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        # Asking for the port is what finds one that is no number.
        port_fits = parts.port is None or parts.port > 0
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and port_fits
        has_secret = "@" in parts.netloc
    except ValueError:
        fine = has_secret = False
    # A blank would end the address in the CSV, where several stand separated by blanks.
    if not fine or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise BadInput("evidence_url")
    if has_secret:
        raise BadInput("evidence_url_secret")
