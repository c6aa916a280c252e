"""The encoding of an article's bytes, for the person to put right where it had to be guessed."""

import streamlit as st

from formats.articles.decoding import likely_encodings
from formats.articles.errors import ArticleError
from models.errors import WorkbenchError
from pages.import_candidate import Candidate, read_again
from pages.import_sources import replace_front
from words import say


def draw_encoding(source: str, candidate: Candidate) -> None:
    """A select among the likely encodings, where only the look of the text told this one."""
    if "encoding" not in candidate.article.found:
        return
    key = candidate.field("encoding")
    names = list(dict.fromkeys([candidate.article.encoding, *likely_encodings(candidate.data)]))
    st.selectbox(
        say("importing.encoding"),
        sorted(names),
        index=sorted(names).index(candidate.article.encoding),
        key=key,
        help=say("importing.encoding_help"),
        on_change=_read_in,
        args=(source, candidate, key),
    )


def _read_in(source: str, candidate: Candidate, key: str) -> None:
    try:
        replace_front(source, read_again(candidate, str(st.session_state[key])))
    except (ArticleError, WorkbenchError) as error:
        st.session_state["import_failure"] = str(error)
