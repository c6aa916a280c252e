"""Numbers as a table of the page, as every part of a dashboard shows them."""

import pandas as pd
import streamlit as st

from words import say

TABLE_HEIGHT = 420


def draw_table(table: pd.DataFrame, title: str) -> None:
    """The numbers of the part of this title; a long table scrolls in itself."""
    st.table(
        table,
        border="horizontal",
        hide_index=True,
        height=TABLE_HEIGHT if len(table) > 10 else "content",
        alt=say("dashboard.table_of", title=title),
    )
