"""What stands in an object of JSON, checked: a wrong type is a sentence, never a crash later."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from formats.annotations.errors import Fault, FormatError
from words import say

Built = TypeVar("Built")

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def text(held: Mapping[str, Any], name: str) -> str:
    """The text under a name. Raises FormatError where there is none."""
    if held.get(name) is None:
        raise FormatError("field_missing", field=name)
    return words(held, name)


def words(held: Mapping[str, Any], name: str) -> str:
    """The text under a name, blank where there is none. Raises FormatError for anything else."""
    return checked(held.get(name), name)


def checked(value: object, name: str) -> str:
    """A value that must be text that can be stored, or None. Raises FormatError."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FormatError("field_type", field=name, wanted=say("labelled.json_text"))
    if _UNSTORABLE.search(value):
        raise FormatError("json_unstorable", field=name)
    return value


def name_of(value: object, name: str) -> str:
    """A name or a number that serves as one: an id, a user. Raises FormatError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return checked(value, name)


def whole(held: Mapping[str, Any], name: str) -> int:
    """The whole number under a name. Raises FormatError."""
    if held.get(name) is None:
        raise FormatError("field_missing", field=name)
    value = held[name]
    if not is_whole(value):
        raise FormatError("field_type", field=name, wanted=say("labelled.json_whole"))
    return int(value)


def is_whole(value: object) -> bool:
    """Whether it is a whole number; `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def a_list(held: Mapping[str, Any], name: str) -> list[Any]:
    """The list under a name, empty where there is none. Raises FormatError for anything else."""
    value = held.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FormatError("field_type", field=name, wanted=say("labelled.json_list"))
    return value


def an_object(value: object, name: str) -> dict[str, Any]:
    """A value that must be an object; None is an empty one. Raises FormatError."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FormatError("field_type", field=name, wanted=say("labelled.json_object"))
    return value


def one_or_more(value: object) -> list[Any]:
    """A value that may stand alone or in a list, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_address(value: object) -> bool:
    """Whether it is the address of a page, and nothing else."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value.strip()) is not None


def moment(value: object) -> datetime | None:
    """A time as ISO 8601 or in seconds since 1970; None for what is neither. No zone means UTC."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value.strip())
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def gathered(
    entries: Iterable[object], build: Callable[[Any], Iterable[Built]], line: int
) -> tuple[list[Built], list[Fault]]:
    """What `build` makes of every entry, and a Fault for each that it refuses."""
    built: list[Built] = []
    faults: list[Fault] = []
    for entry in entries:
        try:
            built.extend(build(entry))
        except FormatError as error:
            faults.append(Fault(error.line or line, str(error)))
    return built, faults


def present(**values: object) -> Iterator[tuple[str, object]]:
    """The values that are not blank, by name."""
    return ((name, value) for name, value in values.items() if value not in (None, "", [], {}))
