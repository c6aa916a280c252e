"""Outlets: what each prints, by tag, with intervals and whoever read it, and some side by side."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.queries.behind import ListedPassage
from models.queries.counted_behind import listed_counted
from pages.dashboard_address import read_address
from pages.dashboard_asked import Asked
from pages.dashboard_counted import choices_for
from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard, Slot
from pages.frame import empty_state, open_page
from pages.kept_views import revision_now
from pages.outlet_choice import OutletChoice, chosen_now, draw_switches
from pages.outlet_numbers import basis_in_words, outlet_numbers
from pages.outlet_panels import counted_list, figures_of, of_tag
from words import say


def board(chosen: OutletChoice, tags: list[str]) -> Dashboard:
    """The dashboard with its switches as they are: a chart a tag, then the lists."""
    return Dashboard(
        name="outlets",
        page="outlets.py",
        title=say("outlets.title"),
        method=say("outlets.method"),
        numbers=partial(outlet_numbers, chosen=chosen),
        slots=(
            *(
                Slot(f"{tag}-{chosen.key}", partial(of_tag, tag_name=tag, chosen=chosen), slow=1)
                for tag in tags
            ),
            Slot(f"counted-{chosen.key}", partial(counted_list, chosen=chosen), slow=2),
        ),
        passages=partial(_behind, chosen=chosen),
        counted=partial(basis_in_words, chosen=chosen),
        unasked=("statuses",),
    )


def outlets_page() -> None:
    """Draw the page."""
    visit = open_page()
    chosen = chosen_now()
    choices = choices_for(visit, revision_now())
    tags = list(read_address(choices).tags) or choices.tags
    asked = open_dashboard(board(chosen, tags), visit)
    draw_switches(choices)
    if asked.filters.statuses:
        st.caption(say("composition.readings_unasked"))
    with database.current().read() as session:
        counts, figures = figures_of(session, asked, chosen)
    if counts.read.empty:
        empty_state(say("outlets.none_read_title"), say("outlets.none_read_sentence"))
        return
    # Without an outlet to show the charts would be as many empty places.
    fill_dashboard(board(chosen, tags if figures.enough or chosen.side else []), asked)


def _behind(
    session: Session, asked: Asked, *, chosen: OutletChoice
) -> tuple[list[ListedPassage], int]:
    return listed_counted(session, *asked.of, asked.filters, chosen.basis, skip=asked.skip)


outlets_page()
