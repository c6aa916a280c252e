"""The desk's filters in the page's address, so that a view can be shared and comes back."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from models.queries.desk_choices import DeskChoices
from models.queries.desk_scope import UNASSIGNED, DeskFilters, DeskPick
from pages.frame import VISITED

STATUSES = ("submitted", "in_progress", "assigned", UNASSIGNED)


def read_address(choices: DeskChoices) -> DeskFilters:
    """The filters that the address asks for; what the project does not have is passed over."""
    reviewer = [number for number in _numbers("pick-reviewer") if number in choices.reviewers]
    return DeskFilters(
        articles=[number for number in _numbers("article") if number in choices.articles],
        reviewers=[number for number in _numbers("reviewer") if number in choices.reviewers],
        tags=_among("tag", choices.tags),
        statuses=_among("status", STATUSES),
        since=_day("since"),
        until=_day("until"),
        pick=DeskPick(
            article=next((n for n in _numbers("pick-article") if n in choices.articles), None),
            reviewer=next(iter(reviewer), None),
            tag=next(iter(_among("pick-tag", choices.tags)), None),
            day=_day("pick-day"),
        ),
    )


def write_address(filters: DeskFilters) -> None:
    """Put the filters in the address, in place of those that are there, and whose they are."""
    pick = filters.pick
    said = {
        "article": [str(number) for number in filters.articles],
        "reviewer": [str(number) for number in filters.reviewers],
        "tag": list(filters.tags),
        "status": list(filters.statuses),
        "since": _iso(filters.since),
        "until": _iso(filters.until),
        "pick-article": [] if pick.article is None else [str(pick.article)],
        "pick-reviewer": [] if pick.reviewer is None else [str(pick.reviewer)],
        "pick-tag": [] if pick.tag is None else [pick.tag],
        "pick-day": _iso(pick.day),
    }
    asked = {name: values for name, values in said.items() if values}
    project = {"project": [str(st.session_state[VISITED])]} if asked else {}
    st.query_params.from_dict(asked | project)


def _numbers(name: str) -> list[int]:
    written = st.query_params.get_all(name)
    # Larger than any id: PostgreSQL would refuse the number itself.
    return [int(text) for text in written if text.isascii() and text.isdigit() and len(text) < 10]


def _among(name: str, known: Sequence[str]) -> list[str]:
    return [text for text in st.query_params.get_all(name) if text in known]


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None


def _iso(day: date | None) -> list[str]:
    return [day.isoformat()] if day else []
