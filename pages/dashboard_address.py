"""A dashboard's filters in the page's address, so that a view can be shared and comes back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from models.queries.choices import Choices
from models.queries.scope import UNASSIGNED, Filters, Pick
from pages.address_values import Address, AddressValues
from pages.frame import VISITED

STATUSES = ("submitted", "in_progress", "assigned", UNASSIGNED)
CHOSEN = ("articles", "outlets", "reviewers", "tags", "statuses", "versions")
"""The filters of which several values may be chosen, in the order in which they are offered."""
KEPT = ("basis", "by", "beside", "whose", "measure", "order", "side")
"""What else stands in an address, and is no filter: it stays whatever is narrowed down."""


def read_address(choices: Choices, address: Address | None = None) -> Filters:
    """The filters that the address asks for; what the project does not have is passed over."""
    here = AddressValues(_here() if address is None else address, choices.known_as)
    return Filters(
        articles=here.articles("article", choices.articles),
        outlets=here.among("outlet", choices.outlets),
        reviewers=here.numbers("reviewer", choices.reviewers),
        tags=here.among("tag", choices.tags),
        statuses=here.among("status", STATUSES),
        versions=here.numbers("version", choices.versions),
        since=here.day("since"),
        until=here.day("until"),
        pick=Pick(
            article=_first(here.articles("pick-article", choices.articles)),
            outlet=_first(here.among("pick-outlet", [*choices.outlets, ""])),
            author=_first(here.values.get("pick-author", ())),
            reviewers=here.numbers("pick-reviewer", choices.reviewers),
            tag=_first(here.among("pick-tag", [*choices.tags, ""])),
            other=_first(here.among("pick-other", [*choices.tags, ""])),
            version=_first(here.numbers("pick-version", [*choices.versions, 0])),
            since=here.day("pick-since"),
            until=here.day("pick-until"),
            sentences=here.stretch("pick-sentence"),
        ),
    )


def written(filters: Filters) -> dict[str, list[str]]:
    """The filters as the names and values of an address."""
    pick = filters.pick
    said = {
        "article": [str(number) for number in filters.articles],
        "outlet": list(filters.outlets),
        "reviewer": [str(number) for number in filters.reviewers],
        "tag": list(filters.tags),
        "status": list(filters.statuses),
        "version": [str(number) for number in filters.versions],
        "since": _said(filters.since),
        "until": _said(filters.until),
        "pick-article": _said(pick.article),
        "pick-outlet": _said(pick.outlet),
        "pick-author": _said(pick.author),
        "pick-reviewer": [str(number) for number in pick.reviewers],
        "pick-tag": _said(pick.tag),
        "pick-other": _said(pick.other),
        "pick-version": _said(pick.version),
        "pick-since": _said(pick.since),
        "pick-until": _said(pick.until),
        "pick-sentence": [str(number) for number in pick.sentences or ()],
    }
    return {name: values for name, values in said.items() if values}


def beside(address: Address | None = None) -> dict[str, list[str]]:
    """What stands in the address and is no filter."""
    here = _here() if address is None else address
    return {name: list(here[name]) for name in KEPT if name in here}


def choice(name: str, known: Sequence[str]) -> str:
    """Which of the known values the address has beside the filters; the first where it has none."""
    return next((one for one in beside().get(name, ()) if one in known), known[0])


def choose(name: str, values: Sequence[str]) -> None:
    """Put this into the address, and leave the filters as they are."""
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)
    st.query_params["project"] = str(st.session_state[VISITED])


def write_address(filters: Filters, kept: Address | None = None) -> None:
    """Put the filters in the address, in place of those that are there, and whose they are.

    What is no filter stays, or is what is `kept` in an address that is opened.
    """
    asked = written(filters) | beside(kept)
    project = {"project": [str(st.session_state[VISITED])]} if asked else {}
    st.query_params.from_dict(asked | project)


def _here() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _first(values: Sequence[Any]) -> Any:
    return next(iter(values), None)


def _said(value: object) -> list[str]:
    if value is None:
        return []
    return [value.isoformat() if isinstance(value, date) else str(value)]
