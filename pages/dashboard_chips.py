"""What a dashboard is narrowed down to: a chip for each filter that is set, to take it off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from charts.figures import long_day
from models.queries.choices import Choices
from models.queries.scope import Filters, Pick
from pages.dashboard_address import CHOSEN, write_address
from pages.strip import isolated
from pages.to_the_letter import plain
from words import say

MOST_CHIPS = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set, in words, and what is left without it."""

    said: str
    without: Filters


def active_filters(filters: Filters, choices: Choices, unasked: Sequence[str] = ()) -> None:
    """A chip for each filter that is set, which takes it off, and the way back to everything.

    `unasked` are filters that say nothing here, or are chosen elsewhere: they have no chip.
    """
    left_out: dict[str, Any] = dict.fromkeys(unasked, ())
    # Its place is kept when empty: what follows would else move into it while a rerun is under way.
    with st.container(horizontal=True, vertical_alignment="center", key="board-active"):
        if not filters.is_narrow:
            return
        chips = [
            Chip(chip.said, _with(chip.without, filters, unasked))
            for chip in chips_of(replace(filters, **left_out), choices)
        ]
        for number, chip in enumerate(chips[:MOST_CHIPS]):
            st.button(
                plain(isolated(chip.said)),
                icon=":material/close:",
                icon_position="right",
                help=say("dashboard.take_off"),
                on_click=write_address,
                args=(chip.without,),
                key=f"board-chip-{number}",
            )
        if len(chips) > MOST_CHIPS:
            st.markdown(say("dashboard.more_filters", n=len(chips) - MOST_CHIPS), width="content")
        if len(chips) > 1:
            st.button(
                say("dashboard.show_everything"),
                type="tertiary",
                on_click=write_address,
                args=(_with(Filters(), filters, unasked),),
                key="board-everything",
            )


def _with(left: Filters, filters: Filters, parts: Sequence[str]) -> Filters:
    kept: dict[str, Any] = {part: getattr(filters, part) for part in parts}
    return replace(left, **kept)


def view_in_words(scope: str, filters: Filters, choices: Choices) -> str:
    """What a chart is of, for its pictures: project and days, and what it is narrowed down to."""
    said = (chip.said for chip in chips_of(filters, choices))
    return say("dashboard.part_joined").join([scope, *said])


def chips_of(filters: Filters, choices: Choices) -> Iterator[Chip]:
    """What is set, the picked mark first, and then value by value."""
    if filters.pick != Pick():
        said = say("dashboard.part_joined").join(_picked(filters.pick, choices))
        yield Chip(said, filters.unpicked())
    for part in CHOSEN:
        values: Sequence[Any] = getattr(filters, part)
        for value in values:
            left: dict[str, Any] = {part: [one for one in values if one != value]}
            yield Chip(called(part, choices, value), replace(filters, **left))
    if filters.since:
        said = say("dashboard.part_since", day=long_day(filters.since))
        yield Chip(said, replace(filters, since=None))
    if filters.until:
        said = say("dashboard.part_until", day=long_day(filters.until))
        yield Chip(said, replace(filters, until=None))


def called(part: str, choices: Choices, value: Any) -> str:
    """A value of a part as people call it."""
    if part == "articles":
        return choices.articles.get(value, say("dashboard.part_article", number=value))
    if part == "reviewers":
        return choices.reviewers[value]
    if part == "statuses":
        return say(f"dashboard.status_{value}")
    if part == "versions":
        return say("dashboard.part_version", number=value)
    return str(value)


def _picked(pick: Pick, choices: Choices) -> Iterator[str]:
    if pick.article is not None:
        yield called("articles", choices, pick.article)
    if pick.outlet is not None:
        yield pick.outlet or say("dashboard.part_no_outlet")
    if pick.author is not None:
        yield pick.author or say("dashboard.part_no_author")
    for reviewer in pick.reviewers:
        yield choices.reviewers[reviewer]
    if pick.tag is not None:
        yield pick.tag or say("dashboard.part_no_tag")
    if pick.other is not None and pick.other != pick.tag:
        yield pick.other or say("dashboard.part_no_tag")
    if pick.version is not None:
        yield say("dashboard.part_version", number=pick.version)
    if pick.sentences is not None:
        first, last = (number + 1 for number in pick.sentences)
        yield say("dashboard.part_sentences", n=last - first + 1, first=first, last=last)
    days = [long_day(day) for day in dict.fromkeys((pick.since, pick.until)) if day]
    if days:
        yield say("dashboard.part_days").join(days)
