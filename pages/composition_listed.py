"""What a headline number of the composition counts, listed under the charts as its address asks."""

from collections.abc import Sequence
from typing import Literal, cast

import streamlit as st

from pages.dashboard_address import beside, written
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Way

Listed = Literal["", "passages", "evidence"]
LISTED = "listed"
KNOWN: Sequence[Listed] = ("passages", "evidence")


def listed_now() -> Listed:
    """Which list the address asks for; it goes as soon as something else is narrowed down."""
    asked = st.query_params.get(LISTED, "")
    return cast(Listed, asked) if asked in KNOWN else ""


def way_to(listed: Listed, asked: Asked) -> Way:
    """To the list of what a number counts, of the same view."""
    project = {"project": str(asked.visit.project_id)}
    query = {**written(asked.filters), **beside(), **project, LISTED: listed}
    return Way("composition.py", query)
