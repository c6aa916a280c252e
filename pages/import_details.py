"""An article's details before it is stored: each with where it was found, each to be put right."""

from html import escape

import streamlit as st

from formats.articles.dates import find_date
from models import database
from models.article import ArticleDraft, same_text
from models.errors import BadInput
from models.text import sha256
from pages.frame import Visit
from pages.import_candidate import FIELDS, Candidate, shown_detail
from pages.to_the_letter import plain
from words import say, section

_LABELS = {"published_at": "published", "url": "address"}
_PREFIX = "language_"


def draw_details(visit: Visit, candidate: Candidate) -> None:
    """The fields, and the note on what is kept and whether the project has it already."""
    st.html(f'<div class="fcw-import-part"><h2>{say("importing.details")}</h2></div>')
    _text(candidate, "title")
    left, right = st.columns(2)
    with left:
        _text(candidate, "outlet")
        _text(candidate, "published_at")
    with right:
        _text(candidate, "byline")
        _language(candidate)
    _text(candidate, "url")
    try:
        draft(candidate)
    except BadInput as error:
        st.html(f'<p class="fcw-import-wrong">{escape(str(error))}</p>')
    _note(visit, candidate)


def draft(candidate: Candidate) -> ArticleDraft:
    """What would be stored: the details as they stand in their fields, the text as cut.

    BadInput where the day of publication is none.
    """
    stated = {name: _stated(candidate, name) for name in FIELDS}
    stated["published_at"] = _published(candidate, stated["published_at"])
    return ArticleDraft(text=candidate.text(), **stated)


def same_article(visit: Visit, candidate: Candidate) -> tuple[int, str] | None:
    """Number and title of the project's article that has this very text; None without one."""
    with database.current().read() as session:
        same = same_text(session, visit.reviewer_id, visit.project_id, candidate.text())
        return (same.id, same.title) if same is not None else None


def _text(candidate: Candidate, name: str) -> None:
    st.text_input(_label(candidate, name), key=candidate.field(name), persist_state="session")


def _language(candidate: Candidate) -> None:
    names = {
        key.removeprefix(_PREFIX): str(name)
        for key, name in section("importing").items()
        if key.startswith(_PREFIX)
    }
    held = _stated(candidate, "language")
    st.selectbox(
        _label(candidate, "language"),
        ["", *sorted({*names, *([held] if held else [])}, key=lambda code: names.get(code, code))],
        format_func=lambda code: names.get(code, code) or say("importing.no_language"),
        key=candidate.field("language"),
        persist_state="session",
    )


def _label(candidate: Candidate, name: str) -> str:
    """The field's name, and where its value was found as long as it is that value."""
    label = say(f"importing.field_{_LABELS.get(name, name)}")
    origin = candidate.article.found.get(name)
    if origin and _stated(candidate, name) == shown_detail(candidate, name):
        return f"{label} :gray[· {say(f'formats.found_{origin}')}]"
    return label


def _stated(candidate: Candidate, name: str) -> str:
    return str(st.session_state.get(candidate.field(name), shown_detail(candidate, name)))


def _published(candidate: Candidate, stated: str) -> str:
    if stated == shown_detail(candidate, "published_at"):
        return candidate.article.published_at
    found = find_date(stated)
    if found is None and stated.strip():
        raise BadInput("published_at", value=stated.strip()[:60])
    return found[0] if found else ""


def _note(visit: Visit, candidate: Candidate) -> None:
    text = candidate.text()
    if not text.strip():
        st.html(f'<p class="fcw-import-wrong">{say("importing.nothing_left")}</p>')
        return
    digest = sha256(text)
    sha = f"<code>{digest[:4]} {digest[4:8]}</code>"
    same = same_article(visit, candidate)
    damaged = candidate.article.text.count("\ufffd") if "text" in candidate.article.found else 0
    warning = f"<p>{escape(say('formats.found_damaged', n=damaged))}</p>" if damaged else ""
    warning += "".join(f"<p>{escape(one)}</p>" for one in candidate.article.told_left_out())
    told = say("importing.hash" if same is None else "importing.hash_same", sha=sha)
    st.html(f'<div class="fcw-import-note">{warning}<p>{told}</p></div>')
    if same is not None:
        article_id, title = same
        st.page_link("annotate.py", label=plain(title), query_params={"article": str(article_id)})
