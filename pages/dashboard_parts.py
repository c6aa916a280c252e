"""What a dashboard is made of: numbers, charts and lists, each told so that page and report show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage
from models.queries.scope import Pick
from pages.dashboard_asked import Asked, reviewers_passages
from pages.dashboard_drawing import Drawing
from pages.mark_choice import Mark


@dataclass(frozen=True, slots=True)
class Way:
    """Where a click leads: a page, and what its address asks for."""

    page: str
    query: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """A headline number with its sentence, and the way to what it counts, if it counts any."""

    label: str
    value: str
    under: str = ""
    way: Way | None = None
    strong: str = ""  # the beginning of what stands under it, where that is to be seen first
    help: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart's place on a dashboard.

    `name` is for its keys and files, and is unlike those of its neighbours. `picks` says what a
    selected mark (the fields of its selection) narrows the page down to; None for a chart in which
    nothing can be selected. `picked` is the mark that is, as the chart names it; `marks` are all in
    words, for whoever selects by the keyboard. `options`: what else the drawing is called with.
    """

    name: str
    title: str
    unit: str
    frame: pd.DataFrame
    table: pd.DataFrame
    drawing: Drawing
    scope: str = ""
    """The unit (what is counted, in a sentence) with what else there is to know on the page."""
    picked: Any = None
    picks: Callable[[Mapping[str, Any]], Pick] | None = None
    marks: Sequence[Mark] = ()
    leads: Callable[[Mapping[str, Any]], Mapping[str, Sequence[str]]] | None = None
    """The address that a selected mark opens, in place of narrowing this page."""
    wide: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's place on a dashboard: rows that lead on, or numbers that need no chart.

    `draw` draws it on the page; `table` is what it says, for the report and the download, and is
    shown without `draw`. `scope` is the unit for the page, with what can be done there.
    """

    name: str
    title: str
    unit: str
    table: pd.DataFrame
    scope: str = ""
    draw: Callable[[], None] | None = None
    aside: str = ""
    """What stands at the right of the title, such as '4 of 23'; `way` is where that leads."""
    way: Way | None = None
    empty: str = ""
    """What is said where the table has no row."""
    wide: bool = False


Part = Panel | Listing


@dataclass(frozen=True, slots=True)
class Slot:
    """A part's place, and how it is made; the slower, the later, whatever its place."""

    name: str
    make: Callable[[Session, Asked], Part]
    slow: int = 0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page of numbers: `name` is that of its address, `page` its file.

    `method` says for the report what the numbers are made of, `left_out` what could not be counted
    and why, `counted` how much was; `meanwhile` gives it numbers that take so long that the page draws
    them itself. `behind`: whether the passages are listed that a narrowed view counts, which
    `passages` finds; `listed` names the list that is asked for though nothing is narrowed.
    `behind_of` says what they are where the numbers at the head count others.
    `unasked` are the filters that mean nothing here.
    """

    name: str
    page: str
    title: str
    method: str
    numbers: Callable[[Session, Asked], Sequence[Number]]
    slots: Sequence[Slot]
    behind: bool = True
    passages: Callable[[Session, Asked], tuple[list[ListedPassage], int]] = reviewers_passages
    behind_of: Callable[[Asked], str] | None = None
    listed: str = ""
    unasked: Sequence[str] = ()
    meanwhile: Callable[[Session, Asked], Sequence[Number]] | None = None
    left_out: Callable[[Session, Asked], str] | None = None
    counted: Callable[[Session, Asked], str] | None = None

    @property
    def state(self) -> tuple[str, ...]:
        """What tells it apart from itself with other switches: the names of its slots tell them."""
        return (self.name, *(slot.name for slot in self.slots))
