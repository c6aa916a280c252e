"""The beginning of what would leave, in the very format that is chosen."""

from base64 import b64encode
from html import escape
from typing import Literal

import pandas as pd
import streamlit as st

from formats.annotations.dataset import WriteOptions
from formats.exchange.beginning import Beginning, beginning
from models import database
from models.queries.export_filters import ExportFilters
from pages.frame import Visit
from words import say

MOST_FILES = 4
FIRST = ("quote", "tag")
"""In front, and not pinned there: a pinned quote would leave a phone no room for the others."""
WIDTHS: dict[str, int | Literal["small"]] = {
    "quote": 280,
    "span.text": 280,
    "annotation_id": "small",
    "text_sha256": "small",
    "project": "small",
}


def draw_preview(visit: Visit, name: str, filters: ExportFilters, delimiter: str) -> None:
    """A table, the first lines or a page of it; of an archive also which files it holds."""
    with database.current().read() as session:
        asked = (session, visit.reviewer_id, visit.project_id, name, filters)
        shown = beginning(*asked, WriteOptions(delimiter=delimiter))
    st.html(f'<h2 class="fcw-export-part">{say("exporting.preview")}</h2>')
    with st.container(key="export-preview"):
        if shown is None:
            st.caption(say("exporting.preview_none"))
            return
        _files(shown)
        _draw(shown)
    if shown != Beginning():
        st.caption(say("exporting.preview_caption"))


def _files(shown: Beginning) -> None:
    if not shown.files:
        return
    told = ", ".join(escape(name) for name in shown.files[:MOST_FILES])
    if len(shown.files) > MOST_FILES:
        told += say("exporting.preview_more", n=len(shown.files) - MOST_FILES)
    is_archive = "." in shown.name
    about = say("exporting.preview_files" if is_archive else "exporting.preview_sheets", files=told)
    first = say("exporting.preview_of", name=f"<b>{escape(shown.name)}</b>")
    st.html(f'<p class="fcw-export-files">{about}<br>{first}</p>')


def _draw(shown: Beginning) -> None:
    if shown.opened_with:
        st.caption(say("exporting.preview_opened"))
        st.code(shown.opened_with, language=None, wrap_lines=True)
    if shown.columns:
        columns = [str(name) for name in shown.columns]
        first = [name for name in FIRST if name in columns]
        order = list(dict.fromkeys([*first, *columns]))
        widths = {name: st.column_config.TextColumn(width=WIDTHS.get(name)) for name in columns}
        frame = pd.DataFrame(list(shown.rows), columns=columns, dtype=str)
        st.dataframe(frame, hide_index=True, column_order=order, column_config=widths)
    elif shown.text:
        st.code(shown.text, language=None, wrap_lines=True, height=360)
    elif shown.page:
        # An address of its own kind has no part in this page, whatever the articles say.
        data = b64encode(shown.page.encode()).decode()
        st.iframe(f"data:text/html;charset=utf-8;base64,{data}", height=560)
    elif shown.picture:
        st.image(shown.picture, width=560)
    else:
        st.caption(say("exporting.preview_binary"))
