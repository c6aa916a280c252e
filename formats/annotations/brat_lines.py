"""The lines of a brat .ann file, as they stand: passages, what is said of them, and the rest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from formats.annotations.errors import Fault, fault
from formats.annotations.spans import check_number

NOTE, TAG, CONFIDENCE = "AnnotatorNotes", "Tag", "Confidence"
LEVELS = ("low", "medium", "high")

_BOUND = re.compile(r"(?P<type>\S+) (?P<offsets>\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
_ABOUT = re.compile(r"(?P<type>\S+) (?P<target>\S+)(?: (?P<value>.*))?")
_KINDS = (
    r"T\d+\t\S+ \d+ \d+(;\d+ \d+)*(\t|$)",
    r"R\d+\t\S+ \S+:\S+ \S+:\S+",
    r"E\d+\t\S+:[TE]\d+",
    r"[AM]\d+\t\S+ [TERAM]\d+",
    r"N\d+\t\S+ [TER]\d+ ",
    r"#\d*\t\S+ [TERAMN]\d+",
    r"\*\t\S+ T\d+ T\d+",
)
_ANY_LINE = re.compile("|".join(_KINDS))


@dataclass(slots=True)
class Bound:
    """A text-bound annotation, offsets as written, with the notes and attributes about it."""

    id: str
    tag: str
    start: int
    end: int
    quote: str | None
    line: int
    notes: list[str] = field(default_factory=list)
    confidence: str = ""


@dataclass(slots=True)
class Standoff:
    """What a file says."""

    bounds: dict[str, Bound] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def looks_like(line: str) -> bool:
    """Whether it is a line of brat's and of nobody else's."""
    return _ANY_LINE.match(line) is not None


def read_lines(lines: Iterable[tuple[int, str]]) -> Standoff:
    """All of it; what is said of a passage may stand before it."""
    found = Standoff()
    about: list[tuple[int, str]] = []
    for number, line in lines:
        if line.startswith("T"):
            _bound(found, line, number)
        elif line.startswith(("A", "M", "#")):
            about.append((number, line))
        elif line.startswith(("R", "E", "*")):
            found.dropped["dropped_relations"] += 1
        elif line.startswith("N"):
            found.dropped["dropped_other"] += 1
        elif line.strip():
            found.faults.append(fault("brat_line", number))
    for number, line in about:
        _said_of_a_passage(found, line, number)
    return found


def _bound(found: Standoff, line: str, number: int) -> None:
    ident, _, rest = line.partition("\t")
    middle, tab, quote = rest.partition("\t")
    match = _BOUND.fullmatch(middle)
    if match is None:
        found.faults.append(fault("brat_line", number))
        return
    if ";" in match["offsets"]:
        found.dropped["dropped_discontinuous"] += 1
        return
    start, end = (int(offset) for offset in match["offsets"].split(" "))
    if start == end:
        found.dropped["dropped_zero_length"] += 1
        return
    if ident in found.bounds:
        found.faults.append(fault("brat_twice", number, id=ident))
        return
    check_number(len(found.bounds), number)
    found.bounds[ident] = Bound(ident, match["type"], start, end, quote if tab else None, number)


def _said_of_a_passage(found: Standoff, line: str, number: int) -> None:
    _, _, rest = line.partition("\t")
    head, _, text = rest.partition("\t")
    match = _ABOUT.fullmatch(head)
    if match is None:
        found.faults.append(fault("brat_line", number))
        return
    bound = found.bounds.get(match["target"])
    value = (match["value"] or "").lower()
    if line.startswith("#"):
        if bound is None:
            found.dropped["dropped_other"] += 1
        elif match["type"] == TAG and text:
            bound.tag = text
        else:
            bound.notes.append(text)
    elif bound is not None and match["type"] == CONFIDENCE and value in LEVELS:
        bound.confidence = value
    else:
        found.dropped["dropped_attributes"] += 1
