"""The head of a WebAnno TSV 3 file: its version, its layers and what each column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SPAN, CHAIN, RELATION = "#T_SP=", "#T_CH=", "#T_RL="
LAYERS = (SPAN, CHAIN, RELATION)

_FORMAT = re.compile(r"\ufeff?#FORMAT=WebAnno TSV (?P<major>\d+)(?:\.(?P<minor>\d+))?\s*")
_SLOT, _BASE = "ROLE_", "BT_"


class Holds(Enum):
    """What a column's cells say of the annotations in their row."""

    VALUE = "a feature's value"
    NOTHING = "that there is one: its layer has no feature"
    LINKS = "the roles of linked annotations"
    TARGETS = "where linked annotations are"


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the token's three."""

    holds: Holds
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer and its columns; `kind` is the mark that its line begins with."""

    kind: str
    type_name: str
    first: int
    columns: Sequence[Column]


def version(line: str) -> tuple[int, int] | None:
    """The version that a first line names, None if it names none."""
    match = _FORMAT.fullmatch(line)
    return (int(match["major"]), int(match["minor"] or 0)) if match else None


def layer(line: str, first: int) -> Layer:
    """The layer that a line declares, its columns beginning with number `first`."""
    kind = line[: len(SPAN)]
    type_name, *declared = [part for part in line[len(SPAN) :].split("|") if part] or [""]
    columns: list[Column] = []
    for name in declared:
        if name.startswith((_SLOT, _BASE)):
            columns.append(Column(Holds.LINKS))
        elif columns and columns[-1].holds is Holds.LINKS and "." in name:
            columns.append(Column(Holds.TARGETS))
        else:
            columns.append(Column(Holds.VALUE, name))
    return Layer(kind, type_name, first, columns or [Column(Holds.NOTHING)])
