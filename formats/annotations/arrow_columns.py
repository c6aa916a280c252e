"""The columns of a kind of row with the types that Arrow has for them."""

from collections.abc import Sequence
from datetime import datetime
from types import UnionType
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from words import say

MOMENT = pa.timestamp("us", tz="UTC")
_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    datetime: MOMENT,
}


def fields_of(kind: type[Any], names: Sequence[str]) -> list[pa.Field]:
    """These columns; what they mean is in each field's metadata."""
    hints = get_type_hints(kind)
    return [_field(name, hints[name]) for name in names]


def _field(name: str, hint: Any) -> pa.Field:
    nullable = isinstance(hint, UnionType)
    plain = next(one for one in get_args(hint) if one is not type(None)) if nullable else hint
    meaning = {"description": say(f"exporting.column_{name}")}
    return pa.field(name, _TYPES[plain], nullable=nullable, metadata=meaning)
