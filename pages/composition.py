"""Composition: what the passages are made of, how tags meet, what repeats, and what is cited."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from pages.composition_behind import composition_behind, of_what
from pages.composition_beside import choose_projects, chosen_projects
from pages.composition_listed import Listed, listed_now
from pages.composition_lists import named_list, repeated_list, sources_list
from pages.composition_numbers import composition_numbers
from pages.composition_panels import composed, meetings, rates
from pages.composition_projects import composed_beside, rates_beside
from pages.composition_switches import Choice, chosen_now, draw_switches
from pages.dashboard_asked import Asked
from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard, Slot
from pages.frame import open_page
from pages.tag_panels import shares_of_articles, tags_of_reviewers
from words import say

Made = TypeVar("Made")


def board(chosen: Choice, others: tuple[int, ...], listed: Listed) -> Dashboard:
    """The dashboard with its switches as they are; a slot's name tells which of them it hangs on."""
    return Dashboard(
        name="composition",
        page="composition.py",
        title=say("composition.title"),
        method=say("composition.method"),
        numbers=_whole(composition_numbers),
        slots=(
            *_rows(chosen, others),
            Slot(f"meetings-{chosen.whose}", partial(meetings, whose=chosen.whose), slow=5),
            Slot("by_reviewer", _whole(tags_of_reviewers), slow=1),
            Slot("sources", _whole(sources_list), slow=3),
            Slot("named", _whole(named_list), slow=3),
            Slot("repeated", _whole(repeated_list), slow=6),
            Slot("tagged_share", _whole(shares_of_articles), slow=4),
        ),
        passages=partial(composition_behind, chosen=chosen, listed=listed),
        listed=listed,
        behind_of=partial(of_what, chosen=chosen),
    )


def _rows(chosen: Choice, others: tuple[int, ...]) -> tuple[Slot, Slot]:
    """What the rows are made of, and the rates: of this project, or of several side by side."""
    if not others:
        return (
            Slot(f"composed-{chosen.by}", _whole(partial(composed, by=chosen.by)), slow=1),
            Slot(f"rates-{chosen.basis}", _whole(partial(rates, basis=chosen.basis)), slow=2),
        )
    beside = partial(composed_beside, others=others, basis=chosen.basis)
    rated = partial(rates_beside, others=others, basis=chosen.basis)
    key = f"{chosen.basis}-{'-'.join(map(str, others))}"
    return Slot(f"beside-{key}", beside, slow=1), Slot(f"beside-rates-{key}", rated, slow=2)


def _whole(make: Callable[[Session, Asked], Made]) -> Callable[[Session, Asked], Made]:
    """A part that two tags which meet do not narrow: it would be of the first of them alone."""

    def made(session: Session, asked: Asked) -> Made:
        if asked.filters.pick.other is not None:
            asked = replace(asked, filters=asked.filters.unpicked())
        return make(session, asked)

    return made


def composition_page() -> None:
    """Draw the page."""
    visit = open_page()
    chosen, listed = chosen_now(), listed_now()
    others = chosen_projects(visit) if chosen.by == "project" else ()
    composition = board(chosen, others, listed)
    asked = open_dashboard(composition, visit)
    draw_switches()
    if chosen.by == "project":
        choose_projects(visit)
    fill_dashboard(composition, asked)


composition_page()
