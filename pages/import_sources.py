"""Where an article comes from: pasted, from files, or from a web address."""

import streamlit as st

from formats.articles.errors import ArticleError
from models.errors import WorkbenchError
from pages.import_batch import current_batch
from pages.import_candidate import Candidate, fill_details, forget, read_candidate
from pages.import_front import Front, size_in_words
from pages.import_origins import largest_upload
from pages.import_transfer import begin_transfer
from pages.import_uploads import apart, is_transfer
from pages.import_web import draw_address, fetched, forget_page, show_reading
from pages.to_the_letter import plain
from words import say

PASTED = "import-paste"


def front(source: str) -> Front:
    """What the person looks at on the tab `source`."""
    return {"paste": _pasted, "files": _filed, "web": fetched}[source]()


def draw_source(source: str, shown: Front) -> None:
    """The way in: always for pasting and addresses, for files while none waits."""
    if source == "paste":
        st.text_area(
            say("importing.paste_label"),
            key="import_text",
            height=160 if shown.candidate else 320,
            placeholder=say("importing.paste_placeholder"),
            persist_state="session",
            on_change=current_batch().begin_anew,
        )
    elif source == "web":
        draw_address(shown)
    else:
        _draw_uploaders(shown)
    if shown.failure:
        st.error(plain(shown.failure))


def replace_front(source: str, candidate: Candidate) -> None:
    """Let the article in front, from files or an address, be this reading of the same bytes."""
    if source == "files":
        current_batch().front = candidate
    else:
        show_reading(candidate)


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
        forget_page()


def _draw_uploaders(shown: Front) -> None:
    """The uploader that the files came through, showing only what the browser turned away, and
    a fresh one while no file waits."""
    batch = current_batch()
    with st.container(key="import-uploads"):
        if batch.taken is not None:
            _draw_uploader(batch.taken, taken=True)
        if shown.candidate is None:
            _draw_uploader(batch.round, taken=False)


def _draw_uploader(number: int, *, taken: bool) -> None:
    # Any kind may be dropped here: what is no article is refused with a reason, not passed over.
    st.file_uploader(
        say(
            "importing.files_turned_away" if taken else "importing.files_label",
            limit=largest_upload(),
        ),
        accept_multiple_files=True,
        key=f"import-upload-{number}",
        on_change=_take_files,
        args=(number,),
        disabled=taken,
    )


def _take_files(number: int) -> None:
    """Move the uploaded files into the batch, which outlives this page's widgets."""
    uploaded = st.session_state.get(f"import-upload-{number}") or []
    files = apart((file.name, file.getvalue()) for file in uploaded)
    if is_transfer(files):
        begin_transfer(files)
        current_batch().clear()
    elif uploaded:
        batch = current_batch()
        batch.add([(file.name, file.getvalue()) for file in uploaded])
        batch.taken = number


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
