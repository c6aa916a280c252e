"""What a history is of and narrowed down to, in the page's address."""

from datetime import date
from uuid import UUID

import streamlit as st

from models.queries.history_scope import KINDS, HistoryFilter
from pages.frame import VISITED


def read_address() -> HistoryFilter:
    """What the address asks for; what is no day, number or kind is passed over."""
    return HistoryFilter(
        passage=_passage(),
        article_id=_number("article"),
        person_id=_number("person"),
        kinds=tuple(one for one in st.query_params.get_all("kind") if one in KINDS),
        by=_number("by"),
        since=_day("since"),
        until=_day("until"),
        before=_number("before", digits=18),
    )


def narrow(wanted: HistoryFilter) -> None:
    """Put it in the address, in place of what is there, and in which project it is."""
    told = {
        "passage": wanted.passage,
        "article": wanted.article_id,
        "person": wanted.person_id,
        "by": wanted.by,
        "since": wanted.since,
        "until": wanted.until,
        "before": wanted.before,
    }
    asked: dict[str, str | list[str]] = {
        name: str(value) for name, value in told.items() if value is not None
    }
    if wanted.kinds:
        asked["kind"] = list(wanted.kinds)
    if asked:
        asked["project"] = str(st.session_state[VISITED])
    st.query_params.from_dict(asked)


def history_href(**of: object) -> str:
    """The address of a history as an attribute of a link: of this article, passage or person."""
    return "history?" + "&amp;".join(f"{name}={value}" for name, value in of.items())


def _passage() -> UUID | None:
    try:
        return UUID(st.query_params.get("passage", ""))
    except ValueError:
        return None


def _number(name: str, digits: int = 9) -> int | None:
    # Larger than any id: the database would refuse the number itself.
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None
