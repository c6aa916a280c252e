"""Fields of decoded JSON: taken with their types, or refused with a sentence that names them."""

import math
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.errors import BadInput
from models.text import is_blank, refuse_unstorable

# Ids and versions are 32-bit integers in the database.
LARGEST = 2**31 - 1
NOTE_LIMIT = 50_000


def mapping_of(value: object, field: str) -> Mapping[str, Any]:
    """The object that `value` is."""
    if not isinstance(value, Mapping):
        raise BadInput("field_type", field=field, wanted="object")
    return value


def uuid_of(value: object, field: str) -> UUID:
    """The UUID that `value` writes with its hyphens."""
    if isinstance(value, str) and re.fullmatch(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value
    ):
        return UUID(value)
    raise BadInput("field_type", field=field, wanted="UUID")


def is_whole(value: object) -> bool:
    """Whether `value` is a whole number that the database could hold; True and 1.0 are none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def integer(fields: Mapping[str, Any], name: str) -> int | None:
    """The whole number under `name`, from -1; None where there is none."""
    value = fields.get(name)
    if value is None:
        return None
    if not is_whole(value) or value < -1:
        raise BadInput("field_type", field=name, wanted="integer")
    return int(value)


def string(fields: Mapping[str, Any], name: str, limit: int) -> str | None:
    """The text under `name`, of at most `limit` code points; None where there is none."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput("field_type", field=name, wanted="string")
    refuse_unstorable(value)
    if len(value) > limit:
        raise BadInput("field_too_long", field=name, limit=f"{limit:,}")
    return value


def note(fields: Mapping[str, Any]) -> str | None:
    """The note, Markdown; None where nothing of it is seen."""
    found = string(fields, "note", NOTE_LIMIT)
    return None if found is None or is_blank(found) else found


def one_of(fields: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str | None:
    """The text under `name`, one of `allowed`; None where there is none."""
    value = string(fields, name, 100)
    if value is not None and value not in allowed:
        raise BadInput("field_choice", field=name, allowed=", ".join(allowed))
    return value


def needed(fields: Mapping[str, Any], *names: str) -> None:
    """BadInput where one of `names` is absent or null."""
    for name in names:
        if fields.get(name) is None:
            raise BadInput("field_missing", field=name)


def refuse_unstorable_state(value: object) -> None:
    """BadInput for JSON that no database stores: NUL, half characters, what is no number."""
    if isinstance(value, str):
        refuse_unstorable(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadInput("field_type", field="event", wanted="JSON")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            refuse_unstorable(name)
            refuse_unstorable_state(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_unstorable_state(inner)
