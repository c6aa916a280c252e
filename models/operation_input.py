"""Operations as they arrive: unknown JSON, turned into a change or refused with a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from models.annotation import CONFIDENCES, STANCES
from models.errors import BadInput
from models.text import refuse_unstorable

Kind = Literal["create", "update", "delete", "restore"]
NOTE_LIMIT = 50_000
QUOTE_LIMIT = 20_000
ADDRESS_LIMIT = 4_000
EVIDENCE_LIMIT = 100
# Ids and versions are 32-bit integers in the database.
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """An evidence item as sent: an http or https address or a citation, a quote, a stance."""

    url: str
    citation: str
    quote: str
    stance: str


@dataclass(frozen=True, slots=True)
class Change:
    """A well-formed operation. Fields that `given` does not name were absent and stay as they are."""

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


def parse_operation(raw: object) -> Change:
    """The change that `raw` (decoded JSON) asks for; BadInput says what is wrong with it."""
    operation = _mapping(raw, "operation")
    kind = operation.get("kind")
    if kind not in ("create", "update", "delete", "restore"):
        raise BadInput("operation_kind")
    fields = _mapping(operation.get("annotation"), "annotation")
    given = frozenset(str(name) for name in fields)
    needed = {"create": ("revision_id", "start", "end", "tag"), "update": ("version",)}.get(
        kind, ("version",)
    )
    for name in needed:
        if fields.get(name) is None:
            raise BadInput("field_missing", field=name)
    return Change(
        id=_uuid(operation.get("id"), "id"),
        kind=kind,
        annotation_id=_uuid(fields.get("id"), "annotation.id"),
        given=given,
        revision_id=_integer(fields, "revision_id"),
        start=_integer(fields, "start"),
        end=_integer(fields, "end"),
        tag=_text(fields, "tag", 200),
        quote=_text(fields, "quote", 2**31),
        note=_note(fields),
        confidence=_one_of(fields, "confidence", CONFIDENCES),
        evidence=_evidence(fields.get("evidence")),
        version=_integer(fields, "version"),
    )


def operation_uuid(raw: object) -> UUID | None:
    """The operation's id, where it is one: known even where the rest of it is malformed."""
    try:
        return _uuid(operation_id(raw), "id")
    except BadInput:
        return None


def operation_id(raw: object) -> str | int | None:
    """The operation's id as it was sent, to be named in its answer; None for what is no id at all."""
    sent = raw.get("id") if isinstance(raw, Mapping) else None
    return sent if isinstance(sent, str | int) else None


def _mapping(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput("field_type", field=field, wanted="object")
    return value


def _uuid(value: object, field: str) -> UUID:
    if isinstance(value, str) and re.fullmatch(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value
    ):
        return UUID(value)
    raise BadInput("field_type", field=field, wanted="UUID")


def _integer(fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not -1 <= value <= _LARGEST:
        raise BadInput("field_type", field=name, wanted="integer")
    return value


def _text(fields: Mapping[str, Any], name: str, limit: int) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput("field_type", field=name, wanted="string")
    refuse_unstorable(value)
    if len(value) > limit:
        raise BadInput("field_too_long", field=name, limit=f"{limit:,}")
    return value


def _note(fields: Mapping[str, Any]) -> str | None:
    note = _text(fields, "note", NOTE_LIMIT)
    return note if note and note.strip() else None


def _one_of(fields: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str | None:
    value = _text(fields, name, 100)
    if value is not None and value not in allowed:
        raise BadInput("field_choice", field=name, allowed=", ".join(allowed))
    return value


def _evidence(value: object) -> tuple[EvidenceInput, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput("field_type", field="evidence", wanted="list")
    if len(value) > EVIDENCE_LIMIT:
        raise BadInput("evidence_too_many", limit=EVIDENCE_LIMIT)
    return tuple(_evidence_item(_mapping(item, "evidence")) for item in value)


def _evidence_item(fields: Mapping[str, Any]) -> EvidenceInput:
    url = (_text(fields, "url", ADDRESS_LIMIT) or "").strip()
    citation = (_text(fields, "citation", ADDRESS_LIMIT) or "").strip()
    if not url and not citation:
        raise BadInput("evidence_blank")
    if url:
        _refuse_address(url)
    stance = _one_of(fields, "stance", STANCES) or "context"
    return EvidenceInput(url, citation, _text(fields, "quote", QUOTE_LIMIT) or "", stance)


def _refuse_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        # Asking for the port is what finds one that is no number.
        port_fits = parts.port is None or parts.port > 0
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and port_fits
    except ValueError:
        fine = False
    # A blank would end the address in the CSV, where several stand separated by blanks.
    if not fine or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise BadInput("evidence_url")
