"""Where somebody comes from, and what to bring along from there."""

from html import escape
from shlex import quote

import streamlit as st

from words import say

ORIGINS = (
    "articles", "table", "feed", "workbench", "label_studio", "doccano", "prodigy", "inception",
    "brat", "hypothesis", "recogito", "public_editor", "corpus",
)  # fmt: skip


def draw_origins() -> str:
    """A choice, and the one sentence that says which files to put in below; what was chosen."""
    origin = st.selectbox(
        say("importing.origin"),
        ORIGINS,
        format_func=lambda name: say(f"importing.origin_{name}"),
        key="import-origin",
        width=440,
        persist_state="session",
    )
    st.html(f'<p class="fcw-import-origin">{escape(say(f"importing.origin_{origin}_how"))}</p>')
    return origin


def largest_upload() -> int:
    """How many megabytes a file may have that comes through the browser."""
    return int(st.get_option("server.maxUploadSize"))


def draw_larger(project: str, origin: str) -> None:
    """The command for a file that is too large to be uploaded."""
    word = "importing.larger_whole" if origin == "workbench" else "importing.larger_command"
    with st.container(key="import-larger", gap=None):
        told = say("importing.larger", limit=largest_upload())
        st.html(f'<p class="fcw-import-origin">{told}</p>')
        st.code(say(word, project=quote(project)), language=None, wrap_lines=True)
