"""Where an article comes from: pasted, from files, or from a web address."""

from dataclasses import dataclass

import streamlit as st

from formats.articles.errors import ArticleError
from formats.articles.fetch import fetch_article
from models.errors import WorkbenchError
from pages.frame import plain
from pages.import_batch import current_batch
from pages.import_candidate import Candidate, fill_details, forget, read_candidate
from settings import UPLOAD_MEGABYTES, settings
from words import say

PASTED, FETCHED = "import-paste", "import-web"


@dataclass(frozen=True)
class Front:
    """The article in front, or the sentence why there is none, and the line that says which."""

    candidate: Candidate | None = None
    line: str = ""
    failure: str = ""


def front(source: str) -> Front:
    """What the person looks at on the tab `source`."""
    return {"paste": _pasted, "files": _filed, "web": _fetched}[source]()


def draw_source(source: str, shown: Front) -> None:
    """The way in: always for pasting and addresses, for files while none waits."""
    if source == "paste":
        st.text_area(
            say("importing.paste_label"),
            key="import_text",
            height=160 if shown.candidate else 320,
            placeholder=say("importing.paste_placeholder"),
            persist_state="session",
        )
    elif source == "web":
        with st.form("import-address", border=False):
            st.text_input(say("importing.web_label"), key="import_address", placeholder="https://")
            st.form_submit_button(say("importing.web_button"), on_click=_fetch)
    elif shown.candidate is None:
        _draw_uploader()
    if shown.failure:
        st.error(plain(shown.failure))


def leave(source: str) -> None:
    """Turn away from the article in front, imported or not."""
    candidate = front(source).candidate
    if candidate is not None:
        forget(candidate)
    if source == "files":
        current_batch().advance()
    elif source == "paste":
        st.session_state["import_text"] = ""
        st.session_state.pop(PASTED, None)
    else:
        st.session_state.pop(FETCHED, None)


def _draw_uploader() -> None:
    batch = current_batch()
    # Any kind may be dropped here: what is no article is refused with a reason, not passed over.
    st.file_uploader(
        say("importing.files_label"),
        accept_multiple_files=True,
        max_upload_size=UPLOAD_MEGABYTES,
        key=f"import-upload-{batch.round}",
        on_change=_take_files,
    )


def _take_files() -> None:
    """Move the uploaded files into the batch, which outlives this page's widgets."""
    batch = current_batch()
    uploaded = st.session_state.get(f"import-upload-{batch.round}") or []
    if uploaded:
        batch.add([(file.name, file.getvalue()) for file in uploaded])


def _filed() -> Front:
    batch = current_batch()
    candidate = batch.candidate()
    if candidate is None:
        return Front()
    name = batch.files[batch.at][0]
    parts = [name, f"{size_in_words(candidate.size)}, {candidate.article.encoding}"]
    if len(batch.files) > 1:
        parts.insert(0, say("importing.position", at=batch.at + 1, total=len(batch.files)))
    return Front(candidate, " · ".join(parts))


def _pasted() -> Front:
    text = st.session_state.get("import_text") or ""
    if not text.strip():
        return Front()
    kept: tuple[str, Candidate] | None = st.session_state.get(PASTED)
    if kept is None or kept[0] != text:
        try:
            candidate = read_candidate(PASTED, text.encode("utf-8", "replace"))
        except (ArticleError, WorkbenchError) as error:
            return Front(failure=str(error))
        fill_details(candidate, kept[1] if kept else None)
        kept = (text, candidate)
        st.session_state[PASTED] = kept
    return Front(kept[1], f"{say('importing.pasted')} · {size_in_words(kept[1].size)}")


def _fetch() -> None:
    address = str(st.session_state.get("import_address") or "").strip()
    before = st.session_state.pop(FETCHED, None)
    if before is not None and before.candidate is not None:
        forget(before.candidate)
    try:
        page = fetch_article(address, settings().fetch_allow)
        candidate = read_candidate(FETCHED, page.data, url=page.url, content_type=page.content_type)
    except (ArticleError, WorkbenchError) as error:
        st.session_state[FETCHED] = Front(failure=str(error))
        return
    fill_details(candidate)
    parts = [page.url, f"{size_in_words(candidate.size)}, {candidate.article.encoding}"]
    st.session_state[FETCHED] = Front(candidate, " · ".join(parts))


def _fetched() -> Front:
    shown: Front = st.session_state.get(FETCHED, Front())
    if shown.candidate is not None:
        fill_details(shown.candidate)
    return shown


def size_in_words(size: int) -> str:
    """'44 kB' for a number of bytes."""
    if size < 1000:
        return say("importing.size_bytes", n=size)
    if size < 1_000_000:
        return say("importing.size_kilo", n=round(size / 1000))
    return say("importing.size_mega", n=round(size / 1_000_000, 1))
