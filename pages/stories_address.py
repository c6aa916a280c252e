"""Which story an address asks for, and which two of its articles beside each other."""

import streamlit as st

from pages.frame import VISITED


def story_in_address() -> int | None:
    """An article of the story; None where the list is asked for."""
    return _number(st.query_params.get("story", ""))


def pair_in_address() -> tuple[int, int] | None:
    """The two articles that stand side by side, if the address says which."""
    first, _, second = st.query_params.get("pair", "").partition("-")
    one, other = _number(first), _number(second)
    return (one, other) if one and other and one != other else None


def open_story(article_id: int, pair: tuple[int, int] | None = None) -> None:
    """Put the story of this article into the address, and in which project it is."""
    asked = {"story": str(article_id), "project": str(st.session_state[VISITED])}
    if pair is not None:
        asked["pair"] = f"{pair[0]}-{pair[1]}"
    st.query_params.from_dict(asked)


def to_the_list() -> None:
    """Leave the story."""
    st.query_params.clear()


def story_href(article_id: int) -> str:
    """The address of a story, as an attribute of a link."""
    return f"stories?story={article_id}&amp;project={st.session_state[VISITED]}"


def place_href(article_id: int, *, passage: object = None, at: int | None = None) -> str:
    """The address of a place in the reader, as an attribute of a link."""
    place = "" if at is None else f"&amp;at={at}"
    return f"annotate?article={article_id}" + (f"&amp;passage={passage}" if passage else place)


def _number(text: str) -> int | None:
    # Larger than any id: the database would refuse the number itself.
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None
