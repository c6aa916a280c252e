"""The reader: a Streamlit component in which a reviewer reads an article and tags its passages.

The text and its annotations never pass through Streamlit: the component is given addresses and a
token, fetches and saves by itself, and only signals that something on the page is out of date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

_NAME = "workbench_reader"


@dataclass(frozen=True)
class ReaderSignals:
    """Which signals of the reader caused this run of the page."""

    stale: bool
    """Passages were saved: numbers about this reading on the page are old."""
    token: bool
    """The server refused the token: the next `data` must carry a new one."""
    newest: bool
    """The article was corrected, and its new text is wanted."""
    submitted: bool
    """The reading was submitted or reopened, and the server has answered."""


def highlighter(data: Mapping[str, object], *, key: str) -> ReaderSignals:
    """Show the reader for one article; `data` is `ReaderData` of frontend/src/core/types.ts.

    Offsets in `data` (the revision's length) are Unicode code points. The same `key` keeps the
    reader as it is while `data` brings a new token or status.
    """
    result = _component()(
        key=key,
        data=dict(data),
        on_stale_change=_heard,
        on_token_change=_heard,
        on_submitted_change=_heard,
        on_newest_change=_heard,
    )
    return ReaderSignals(
        stale=result.get("stale") is not None,
        token=result.get("token") is not None,
        newest=result.get("newest") is not None,
        submitted=result.get("submitted") is not None,
    )


def settling(data: Mapping[str, object], *, key: str) -> ReaderSignals:
    """Show all readings of one article, to be settled; `data` is the reader's, for the same article.

    The signals mean here: decisions were saved, a new token is needed, the article was settled or
    reopened.
    """
    return highlighter({**data, "kind": "settle"}, key=key)


def unsent_work(data: Mapping[str, object], *, key: str) -> bool:
    """Send what the reader has not yet saved, and say so in one line; shows nothing otherwise.

    `data` has `instance`, `reviewer` (with `id`), `api`, `token` and `words` as the reader's has.
    It rests while a reader is open on the same page. True: the server refused the token, and the
    next `data` must carry a new one.
    """
    result = _component()(key=key, data={**data, "kind": "outbox"}, on_token_change=_heard)
    return result.get("token") is not None


def _heard() -> None:
    """Streamlit tells triggers only to components with a callback; the result says the rest."""


@cache
def _component() -> Any:  # Streamlit keeps the type of what `component` returns to itself
    bundle = files(__package__) / "bundle"
    return st.components.v2.component(
        _NAME,
        js=(bundle / "reader.js").read_text("utf-8"),
        css=(bundle / "reader.css").read_text("utf-8"),
        isolate_styles=False,
    )
