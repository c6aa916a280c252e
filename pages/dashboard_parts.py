"""What a dashboard is made of: numbers, charts and lists, each told so that page and report show it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage, passages_behind
from models.queries.choices import Choices
from models.queries.scope import Filters, Pick
from pages.dashboard_drawing import Drawing
from pages.frame import Visit
from pages.mark_choice import Mark


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a dashboard, of which project, and what it is narrowed down to."""

    visit: Visit
    filters: Filters
    choices: Choices
    at: Hashable
    """The state of the data that is asked about."""
    skip: int = 0
    """How many passages stand on earlier pages of the list behind it."""

    @property
    def of(self) -> tuple[int, int]:
        """Asker and project, as queries take them."""
        return self.visit.reviewer_id, self.visit.project_id


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
    strong: str = ""
    """The beginning of what stands under it, where that is to be seen first."""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart's place on a dashboard.

    `name` is for its keys and files, and is unlike those of its neighbours. `picks` says what a
    selected mark (the fields of its selection) narrows the page down to; None for a chart in which
    nothing can be selected. `picked` is the mark that is, as the chart names it.
    """

    name: str
    title: str
    unit: str
    """What is counted, in a sentence."""
    frame: pd.DataFrame
    table: pd.DataFrame
    drawing: Drawing
    scope: str = ""
    """The same for the page, with what else there is to know there."""
    picked: Any = None
    picks: Callable[[Mapping[str, Any]], Pick] | None = None
    marks: Sequence[Mark] = ()
    """The marks that can be selected, in words: for whoever selects by the keyboard."""
    leads: Callable[[Mapping[str, Any]], Mapping[str, Sequence[str]]] | None = None
    """For marks of elsewhere: the address that a selected mark opens, in place of narrowing this."""
    wide: bool = False
    """Across the page, and not half of it."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What else the drawing is called with."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's place on a dashboard: rows that lead on, or numbers that need no chart.

    `draw` draws it on the page; `table` is what it says, for the report and the download. Without
    `draw` the table itself is shown.
    """

    name: str
    title: str
    unit: str
    """What is listed, in a few words."""
    table: pd.DataFrame
    scope: str = ""
    """The same for the page, with what can be done there."""
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


def reviewers_passages(session: Session, asked: Asked) -> tuple[list[ListedPassage], int]:
    """The reviewers' passages that the filters let through."""
    return passages_behind(session, *asked.of, asked.filters, skip=asked.skip)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page of numbers: `name` is that of its address, `page` its file.

    `method` says in a few sentences what they are made of, for the report; `behind`: whether the
    passages are listed that a narrowed view counts, and `passages` finds them and how many there
    are; `listed` names the list that is asked for though nothing is narrowed. `unasked` are the filters that mean nothing here. `meanwhile` gives the numbers that take so
    long that the page draws them itself, as far as they are there, and `left_out` says what could
    not be counted and why, and `counted` how much was: all three are asked for by the report.
    """

    name: str
    page: str
    title: str
    method: str
    numbers: Callable[[Session, Asked], Sequence[Number]]
    slots: Sequence[Slot]
    behind: bool = True
    passages: Callable[[Session, Asked], tuple[list[ListedPassage], int]] = reviewers_passages
    listed: str = ""
    unasked: Sequence[str] = ()
    meanwhile: Callable[[Session, Asked], Sequence[Number]] | None = None
    left_out: Callable[[Session, Asked], str] | None = None
    counted: Callable[[Session, Asked], str] | None = None

    @property
    def state(self) -> tuple[str, ...]:
        """What tells it apart from itself with other switches: the names of its slots tell them."""
        return (self.name, *(slot.name for slot in self.slots))
