"""The text that somebody has open: it stays when the page runs again, though the article was corrected."""

import streamlit as st

_SHOWN, _BEFORE, _TEXT = "page_shown", "page_shown_before", "text_in_hand"


def note_page(address: str) -> None:
    """Each run says which page it shows: whoever comes back from another one gets the newest text."""
    st.session_state[_BEFORE] = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = address


def text_in_hand(article_id: int, asked: str = "") -> int | None:
    """The revision of the article that this page has open; None where it was not open before this run.

    `asked` is what else the address says: another one opens anew.
    """
    if st.session_state.get(_BEFORE) != st.session_state.get(_SHOWN):
        put_down()
    known: tuple[int, str, int] | None = st.session_state.get(_TEXT)
    return known[2] if known is not None and known[:2] == (article_id, asked) else None


def take_in_hand(article_id: int, revision_id: int, asked: str = "") -> None:
    """From now on this text is open."""
    st.session_state[_TEXT] = (article_id, asked, revision_id)


def put_down() -> None:
    """The next run opens the newest text."""
    st.session_state.pop(_TEXT, None)
