"""The desk's filters: the panel to set them, and the sentence that says which are set."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from charts.figures import long_day
from models.queries.desk_choices import DeskChoices
from models.queries.desk_scope import DeskFilters
from pages.desk_address import STATUSES, write_address
from pages.strip import isolated
from pages.to_the_letter import plain
from words import say


def filter_panel(filters: DeskFilters, choices: DeskChoices) -> None:
    """A button that opens the filters; each change goes into the address at once."""
    # The address is the one place where filters are kept; the widgets only show it.
    st.session_state.update(
        desk_articles=list(filters.articles),
        desk_reviewers=list(filters.reviewers),
        desk_tags=list(filters.tags),
        desk_statuses=list(filters.statuses),
        desk_since=filters.since,
        desk_until=filters.until,
    )
    changed = partial(_keep, filters)
    with st.popover(say("dashboard.filters"), icon=":material/filter_list:", key="desk-filters"):
        for name, options, called in (
            ("articles", list(choices.articles), choices.articles.__getitem__),
            ("reviewers", list(choices.reviewers), choices.reviewers.__getitem__),
            ("tags", choices.tags, str),
            ("statuses", list(STATUSES), status_in_words),
        ):
            st.multiselect(
                say(f"dashboard.filter_{name}"),
                options,
                format_func=called,
                placeholder=say("dashboard.filter_any"),
                key=f"desk_{name}",
                on_change=changed,
            )
        for side, column in zip(("since", "until"), st.columns(2), strict=True):
            column.date_input(
                say(f"dashboard.filter_{side}"),
                value=None,
                format="YYYY-MM-DD",
                key=f"desk_{side}",
                on_change=changed,
            )


def active_filters(filters: DeskFilters, choices: DeskChoices) -> None:
    """What the numbers are narrowed down to, and the way back to everything; nothing if nothing."""
    parts = say("dashboard.part_joined").join(map(isolated, _parts(filters, choices)))
    # Its place is kept when empty: what follows would else move into it while a rerun is under way.
    with st.container(horizontal=True, vertical_alignment="center", key="desk-active"):
        if not filters.is_narrow:
            return
        st.markdown(plain(say("dashboard.only", parts=parts)), width="content")
        st.button(
            say("dashboard.show_everything"),
            icon=":material/close:",
            on_click=write_address,
            args=(DeskFilters(),),
            key="desk-everything",
        )


def view_in_words(scope: str, filters: DeskFilters, choices: DeskChoices) -> str:
    """What a chart is of, for its pictures: project and days, and what it is narrowed down to."""
    return say("dashboard.part_joined").join([scope, *_parts(filters, choices)])


def status_in_words(status: str) -> str:
    """A reading's state as people say it."""
    return say(f"dashboard.status_{status}")


def _keep(filters: DeskFilters) -> None:
    state = st.session_state
    write_address(
        replace(
            filters,
            articles=state["desk_articles"],
            reviewers=state["desk_reviewers"],
            tags=state["desk_tags"],
            statuses=state["desk_statuses"],
            since=state["desk_since"],
            until=state["desk_until"],
        )
    )


def _parts(filters: DeskFilters, choices: DeskChoices) -> Iterator[str]:
    pick = filters.pick
    among = say("dashboard.part_among")
    if pick.article is not None:
        yield choices.articles.get(pick.article, say("dashboard.part_article", number=pick.article))
    if pick.reviewer is not None:
        yield choices.reviewers[pick.reviewer]
    if pick.tag is not None:
        yield pick.tag
    if pick.day is not None:
        yield long_day(pick.day)
    for names in (
        [choices.articles[number] for number in filters.articles],
        [choices.reviewers[number] for number in filters.reviewers],
        filters.tags,
        [status_in_words(status) for status in filters.statuses],
    ):
        if names:
            yield among.join(names)
    if filters.since:
        yield say("dashboard.part_since", day=long_day(filters.since))
    if filters.until:
        yield say("dashboard.part_until", day=long_day(filters.until))
