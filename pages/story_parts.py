"""A part of a story's page: its title, what it counts, its table and CSV, and what it shows."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from charts import export
from words import say


def part(name: str, draw: Callable[[], None], table: pd.DataFrame | None = None) -> None:
    """The part of this name; `table` says the same in rows."""
    title = say(f"stories.{name}_title")
    with st.container(key=f"board-panel-wide-story-{name}"):
        with st.container(horizontal=True, key=f"board-title-story-{name}"):
            unit = f"<p>{escape(say(f'stories.{name}_unit'))}</p>"
            st.html(f"<h2>{escape(title)}</h2>{unit}")
            if table is not None and not table.empty:
                _table(name, title, table)
        draw()


def _table(name: str, title: str, table: pd.DataFrame) -> None:
    with st.popover(
        say("stories.table"),
        icon=":material/table_rows:",
        type="tertiary",
        key=f"board-table-story-{name}",
    ):
        st.table(
            table,
            border="horizontal",
            hide_index=True,
            height=420 if len(table) > 6 else "content",
            alt=say("stories.table_of", title=title),
        )
        st.download_button(
            say("stories.csv"),
            lambda: export.csv(table),
            file_name=f"story-{name}.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
            key=f"story-csv-{name}",
        )
