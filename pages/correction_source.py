"""Where a corrected text comes from: pasted, from a file, or from the article's address."""

import streamlit as st

from formats.articles.errors import ArticleError
from formats.articles.fetch import fetch_article
from models.article import Article
from models.errors import WorkbenchError
from pages.import_candidate import Candidate, read_candidate
from pages.import_origins import largest_upload
from pages.to_the_letter import plain
from settings import settings
from words import say

SOURCES = ("paste", "file", "web")


def corrected_candidate(article: Article) -> Candidate | None:
    """The article as it is now, once the editor gave it; says why what they gave is none."""
    key = f"correction-{article.id}"
    source = st.segmented_control(
        say("corrections.source"),
        SOURCES,
        format_func=lambda one: say(f"corrections.source_{one}"),
        default="paste",
        required=True,
        key=f"{key}-source",
        label_visibility="collapsed",
    )
    try:
        return {"paste": _pasted, "file": _uploaded, "web": _fetched}[source or "paste"](
            article, key
        )
    except (ArticleError, WorkbenchError) as error:
        st.error(plain(str(error)))
        return None


def forget_correction(article: Article) -> None:
    """Drop what was given: it is stored."""
    for name in [
        one for one in st.session_state if str(one).startswith(f"correction-{article.id}")
    ]:
        del st.session_state[name]


def _pasted(article: Article, key: str) -> Candidate | None:
    text = st.text_area(say("corrections.paste_label"), key=f"{key}-text", height=240)
    return read_candidate(key, text.encode("utf-8", "replace")) if text.strip() else None


def _uploaded(article: Article, key: str) -> Candidate | None:
    given = st.file_uploader(
        say("corrections.file_label"), key=f"{key}-file", max_upload_size=largest_upload()
    )
    return None if given is None else read_candidate(key, given.getvalue(), name=given.name)


def _fetched(article: Article, key: str) -> Candidate | None:
    address = st.text_input(say("corrections.web_label"), value=article.url, key=f"{key}-web")
    if st.button(say("corrections.web_button"), key=f"{key}-fetch"):
        st.session_state.pop(f"{key}-page", None)
        st.session_state[f"{key}-page"] = fetch_article(address, settings().fetch_allow)
    page = st.session_state.get(f"{key}-page")
    if page is None:
        return None
    return read_candidate(key, page.data, url=page.url, content_type=page.content_type)
