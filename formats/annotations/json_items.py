"""JSON that is longer than memory, entry by entry: lines, an array, or a list inside an object.

Other readers of JSON streams tell no line, take the last of two equal keys and let NaN through;
here every entry has its line, and what is ambiguous is refused.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.json_tape import LIMIT, MARK, Tape
from formats.annotations.labelled import LabelledArticle
from formats.annotations.strict_json import Strict, broken
from formats.source import Source
from words import say

SAMPLED = 20
"""So many entries tell the format."""

_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a file, the line it begins on, and what stood before it in the object around."""

    value: dict[str, Any]
    line: int
    around: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubtful(Fault):
    """An object that is refused for what stands in it, and still tells which format it is of."""

    value: Mapping[str, Any]


def items(source: Source, lists: Collection[str] = ()) -> Iterator[Item | Fault]:
    """Each object of a file; `lists` names the keys of an outer object that hold them.

    A line that cannot be read is a Fault and the others go on; an array or object that breaks off
    raises FormatError where it does.
    """
    head = source.head().decode("utf-8", "ignore").lstrip(MARK + _SPACE)
    if head[:1] not in ("{", "["):
        raise FormatError("not_json", 1, reason=say("labelled.json_begins"))
    with source.open() as file:
        if head[0] == "{" and _is_lines(head, lists):
            yield from _lines(file)
        else:
            yield from _values(Tape(file), lists)


def first_items(source: Source, lists: Collection[str] = ()) -> list[Item]:
    """The first objects of a file as far as they can be read: enough to tell the format."""
    found: list[Item] = []
    try:
        for one in islice(items(source, lists), SAMPLED):
            if isinstance(one, Item):
                found.append(one)
            elif isinstance(one, Doubtful):
                found.append(Item(dict(one.value), one.line or 0))
    except FormatError:
        pass
    return found


def articles(
    found: Iterable[Item | Fault], build: Callable[[Item], LabelledArticle]
) -> Iterator[LabelledArticle | Fault]:
    """What `build` makes of each object; one that it refuses is a Fault."""
    for one in found:
        if isinstance(one, Fault):
            yield one
            continue
        try:
            yield build(one)
        except FormatError as error:
            yield Fault(error.line or one.line, str(error))


def _is_lines(head: str, lists: Collection[str]) -> bool:
    """Whether each line is an object of its own; a broken first one does not hide the others."""
    names = "|".join(re.escape(name) for name in lists)
    if names and re.search(rf'"(?:{names})"\s*:\s*\[', head):
        return False
    first, *others = [line for line in head.split("\n") if line.strip()]
    if not others or _is_whole(first):
        return True
    follows = first.rstrip().endswith(("[", ",", ":"))
    return others[0].lstrip().startswith("{") and not follows


def _is_whole(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(file: BinaryIO) -> Iterator[Item | Fault]:
    number = 0
    parse = Strict()
    while line := file.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            raise FormatError("json_entry_large", number, limit=LIMIT // 1024 // 1024)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise FormatError("encoding", number) from None
        text = text.lstrip(MARK if number == 1 else "").rstrip(_SPACE)
        if text.lstrip(_SPACE):
            yield _of_line(parse, text, number)


def _of_line(parse: Strict, text: str, number: int) -> Item | Fault:
    try:
        value = parse.whole(text)
    except json.JSONDecodeError as error:
        return Fault(number, str(broken(text, error.pos, number, error.colno)))
    except RecursionError:
        return fault("too_deep", number)
    return _entry(value, parse.complaints, number, {})


def _values(tape: Tape, lists: Collection[str]) -> Iterator[Item | Fault]:
    while opening := tape.peek():
        if opening == "[":
            yield from _elements(tape, {})
        elif opening == "{":
            yield from _object(tape, lists)
        else:
            tape.refuse()


def _elements(tape: Tape, around: Mapping[str, Any]) -> Iterator[Item | Fault]:
    tape.take("[")
    if tape.peek() == "]":
        tape.take("]")
        return
    while True:
        tape.peek()
        line = tape.line
        yield _entry(tape.value(), tape.parse.complaints, line, around)
        if tape.peek() != ",":
            break
        tape.take(",")
    tape.take("]")


def _object(tape: Tape, lists: Collection[str]) -> Iterator[Item | Fault]:
    """One object: the entries of its list, or, where it has none of the named ones, itself."""
    line, begun = tape.line, tape.passed
    held: dict[str, Any] = {}
    complaints: list[str] = []
    is_around = False
    tape.take("{")
    while tape.peek() != "}":
        if held or is_around:
            tape.take(",")
        key = tape.key()
        if key in held:
            complaints.append(say("labelled.json_name_twice", name=key))
        if key in lists and tape.peek() == "[":
            is_around = True
            yield from _elements(tape, held)
            begun = tape.passed
            continue
        held[key] = tape.value()
        complaints += tape.parse.complaints
        if tape.passed - begun > LIMIT:
            raise FormatError("json_entry_large", line, limit=LIMIT // 1024 // 1024)
    tape.take("}")
    if not is_around:
        yield _entry(held, complaints, line, {})


def _entry(
    value: object, complaints: Sequence[str], line: int, around: Mapping[str, Any]
) -> Item | Fault:
    if complaints:
        found = fault("not_json", line, reason=complaints[0])
        return Doubtful(line, found.reason, value) if isinstance(value, dict) else found
    if not isinstance(value, dict):
        return fault("json_entry", line)
    return Item(value, line, around)
