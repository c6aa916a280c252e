"""A person's readings one under the other, each with the way to its article."""

from collections.abc import Sequence

import streamlit as st

from charts.figures import grouped, long_day
from models.queries.reading_speed import TimedReading
from pages.to_the_letter import plain
from words import say

SHOWN = 12


def draw_readings(timed: Sequence[TimedReading]) -> None:
    """The latest of them; all are in the report."""
    with st.container(key="reviewers-speed"):
        for number, one in enumerate(timed[:SHOWN]):
            with st.container(horizontal=True, vertical_alignment="center", key=f"late-{number}"):
                st.page_link(
                    "annotate.py",
                    label=plain(one.article),
                    query_params={"article": str(one.article_id)},
                    width="stretch",
                )
                st.markdown(long_day(one.submitted_at.date()), width=110)
                st.markdown(f"**{grouped(round(one.words_a_minute or 0))}**", width=70)
        if len(timed) > SHOWN:
            st.caption(say("reviewers.more_readings", n=len(timed) - SHOWN))
