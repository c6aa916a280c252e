"""Correct the text: an editor brings an article in anew, sees what changed, and stores it."""

from dataclasses import dataclass

import streamlit as st

from models import database
from models.article import Article
from models.correcting import check_correction, correct_article
from models.errors import WorkbenchError
from models.membership import Role
from models.queries.texts import stored_text
from models.queries.versions import TextVersion, text_versions
from pages.address_article import article_in_address
from pages.changes_shown import draw_changes
from pages.correction_source import corrected_candidate, forget_correction
from pages.frame import Visit, heading, open_page, telling_errors
from pages.import_candidate import Candidate
from pages.text_diff import pieces
from pages.to_the_letter import plain
from words import say


@dataclass(frozen=True, slots=True)
class _Beside:
    """The newest text; from which one the editor began, and which was the newest when last drawn."""

    newest: TextVersion
    text: str
    began: int
    seen: int


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR, writes=True)
    article = article_in_address(visit)
    if article is None:
        return
    heading(article.title, say("corrections.correct_sentence"))
    candidate = corrected_candidate(article)
    if candidate is None:
        return
    cuts = candidate.cuts()
    label = say("corrections.cut", n=len(cuts))
    cut = bool(cuts) and st.checkbox(label, value=True, key=f"correction-{article.id}-cut")
    _look(visit, article, candidate.text() if cut else _whole(candidate))


def _whole(candidate: Candidate) -> str:
    return candidate.article.text


def _look(visit: Visit, article: Article, given: str) -> None:
    """What would change, and the button that stores it."""
    beside = _beside(visit, article)
    try:
        with database.current().read() as session:
            text = check_correction(session, visit.reviewer_id, article.id, given)
    except WorkbenchError as error:
        st.error(plain(str(error)))
        return
    label = say("corrections.store", number=beside.newest.number + 1)
    if st.button(label, type="primary", key=f"store-{article.id}"):
        with telling_errors():
            with database.current().begin() as session:
                mine = (session, visit.reviewer_id, article.id)
                correct_article(*mine, text, seen=beside.seen)
            forget_correction(article)
            st.switch_page("article_versions.py", query_params={"article": str(article.id)})
    st.caption(say("corrections.what_happens"))
    if beside.began != beside.newest.revision_id:
        _tell_other(visit, article, beside)
    draw_changes(pieces(beside.text, text), f"correct-{article.id}-{beside.newest.number}")


def _beside(visit: Visit, article: Article) -> _Beside:
    with database.current().read() as session:
        newest = text_versions(session, visit.reviewer_id, article.id)[0]
        text = stored_text(session, visit.reviewer_id, newest.revision_id)[1]
    key = f"correction-{article.id}"
    began = st.session_state.setdefault(f"{key}-began", newest.revision_id)
    seen = st.session_state.get(f"{key}-seen", newest.revision_id)
    # What this run draws has been seen: storing again is a decision.
    st.session_state[f"{key}-seen"] = newest.revision_id
    return _Beside(newest, text, began, seen)


def _tell_other(visit: Visit, article: Article, beside: _Beside) -> None:
    """What somebody else stored meanwhile, over what the editor's own text would make of it."""
    number, by = beside.newest.number, beside.newest.by
    st.warning(plain(say("corrections.other_stored", number=number, by=by)))
    with database.current().read() as session:
        began = stored_text(session, visit.reviewer_id, beside.began)[1]
    st.html(f'<h2 class="fcw-part">{say("corrections.other_changed", number=number)}</h2>')
    draw_changes(pieces(began, beside.text), f"other-{article.id}-{number}")
    st.html(f'<h2 class="fcw-part">{say("corrections.yours_changes", number=number)}</h2>')


page()
