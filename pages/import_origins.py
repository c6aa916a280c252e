"""Where somebody comes from, and what to bring along from there."""

from html import escape

import streamlit as st

from words import say

ORIGINS = (
    "articles", "table", "feed", "workbench", "label_studio", "doccano", "prodigy", "inception",
    "brat", "hypothesis", "recogito", "public_editor", "corpus",
)  # fmt: skip


def draw_origins() -> None:
    """A choice, and the one sentence that says which files to put in below."""
    origin = st.selectbox(
        say("importing.origin"),
        ORIGINS,
        format_func=lambda name: say(f"importing.origin_{name}"),
        key="import-origin",
        width=440,
        persist_state="session",
    )
    st.html(f'<p class="fcw-import-origin">{escape(say(f"importing.origin_{origin}_how"))}</p>')
