"""Operations of whoever settles an article as they arrive: gold, rejections, unclear places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from models.errors import BadInput
from models.foreign_fields import foreign_fields
from models.json_fields import integer, mapping_of, needed, note, one_of, string, uuid_of
from models.rejection import REASONS

GoldKind = Literal["gold_create", "gold_update", "gold_delete", "gold_restore"]
RejectionKind = Literal["reject", "unreject"]
FlagKind = Literal["flag_unclear", "unflag_unclear"]
SETTLING_KINDS = (
    *("gold_create", "gold_update", "gold_delete", "gold_restore"),
    *("reject", "unreject", "flag_unclear", "unflag_unclear"),
)
SOURCES_LIMIT = 200
_OF_GOLD = frozenset(
    {"id", "revision_id", "start", "end", "tag", "note", "sources", "version", "undecided", "over"}
)
_OF_REJECTION = frozenset({"annotation_id", "revision_id", "reason", "note", "seen"})
_OF_FLAG = frozenset({"id", "revision_id", "start", "end", "note"})


@dataclass(frozen=True, slots=True)
class GoldChange:
    """A well-formed operation upon gold. Fields that `given` does not name stay as they are.

    `undecided`: the client saw its sources in no other gold, and not rejected; programs need not say it.
    `over`: all live gold that the client saw where this is to lie; None where it does not say so.
    """

    id: UUID
    kind: GoldKind
    gold_id: UUID
    revision_id: int
    given: frozenset[str]
    start: int | None = None
    end: int | None = None
    tag: str | None = None
    note: str | None = None
    sources: tuple[UUID, ...] = ()
    version: int | None = None
    undecided: bool = False
    over: tuple[UUID, ...] | None = None
    foreign: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RejectionChange:
    """A well-formed operation upon a reviewer's passage: it is rejected for a reason, or no longer.

    `seen` is the reason and the note that the client saw, None where there was no rejection; it counts
    only where `says_seen`, since programs need not say it.
    """

    id: UUID
    kind: RejectionKind
    annotation_id: UUID
    revision_id: int
    reason: str | None
    note: str | None
    seen: tuple[str | None, str | None] | None = None
    says_seen: bool = False
    foreign: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FlagChange:
    """A well-formed operation upon a place where the guidelines are unclear, or no longer."""

    id: UUID
    kind: FlagKind
    flag_id: UUID
    revision_id: int
    start: int
    end: int
    note: str | None
    foreign: Mapping[str, Any] = field(default_factory=dict)


SettlingChange = GoldChange | RejectionChange | FlagChange


def settles(raw: object) -> bool:
    """Whether the operation, well-formed or not, is of a kind by which articles are settled."""
    return isinstance(raw, Mapping) and raw.get("kind") in SETTLING_KINDS


def settling_change(operation: Mapping[str, Any], kind: str) -> SettlingChange:
    """The change that the operation asks for; BadInput says what is wrong with it."""
    match kind:
        case "gold_create" | "gold_update" | "gold_delete" | "gold_restore" as wanted:
            return _gold_change(operation, wanted)
        case "reject" | "unreject" as wanted:
            return _rejection_change(operation, wanted)
        case "flag_unclear" | "unflag_unclear" as wanted:
            return _flag_change(operation, wanted)
    raise BadInput("operation_kind")


def _gold_change(operation: Mapping[str, Any], kind: GoldKind) -> GoldChange:
    fields = mapping_of(operation.get("gold"), "gold")
    if kind == "gold_create":
        needed(fields, "revision_id", "start", "end", "tag")
    else:
        needed(fields, "revision_id", "version")
    return GoldChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        gold_id=uuid_of(fields.get("id"), "gold.id"),
        revision_id=integer(fields, "revision_id") or 0,
        given=frozenset(str(name) for name in fields),
        start=integer(fields, "start"),
        end=integer(fields, "end"),
        tag=string(fields, "tag", 200),
        note=note(fields),
        sources=_ids(fields.get("sources"), "sources"),
        version=integer(fields, "version"),
        undecided=fields.get("undecided") is True,
        over=None if fields.get("over") is None else _ids(fields["over"], "over"),
        foreign=foreign_fields(operation, "gold", _OF_GOLD),
    )


def _rejection_change(operation: Mapping[str, Any], kind: RejectionKind) -> RejectionChange:
    fields = mapping_of(operation.get("rejection"), "rejection")
    needed(fields, "annotation_id", "revision_id")
    if kind == "reject":
        needed(fields, "reason")
    seen = fields.get("seen")
    before = None if seen is None else mapping_of(seen, "rejection.seen")
    return RejectionChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        annotation_id=uuid_of(fields.get("annotation_id"), "rejection.annotation_id"),
        revision_id=integer(fields, "revision_id") or 0,
        reason=one_of(fields, "reason", REASONS),
        note=note(fields),
        seen=None if before is None else (one_of(before, "reason", REASONS), note(before)),
        says_seen="seen" in fields,
        foreign=foreign_fields(operation, "rejection", _OF_REJECTION),
    )


def _flag_change(operation: Mapping[str, Any], kind: FlagKind) -> FlagChange:
    fields = mapping_of(operation.get("unclear"), "unclear")
    needed(fields, "revision_id")
    if kind == "flag_unclear":
        needed(fields, "start", "end")
    return FlagChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        flag_id=uuid_of(fields.get("id"), "unclear.id"),
        revision_id=integer(fields, "revision_id") or 0,
        start=integer(fields, "start") or 0,
        end=integer(fields, "end") or 0,
        note=note(fields),
        foreign=foreign_fields(operation, "unclear", _OF_FLAG),
    )


def _ids(value: object, name: str) -> tuple[UUID, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput("field_type", field=name, wanted="list")
    if len(value) > SOURCES_LIMIT:
        raise BadInput("sources_too_many", limit=SOURCES_LIMIT)
    # Each once, in the order in which they were named.
    return tuple(dict.fromkeys(uuid_of(one, name) for one in value))
