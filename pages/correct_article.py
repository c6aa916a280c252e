"""Correct the text: an editor brings an article in anew, sees what changed, and stores it."""

import streamlit as st

from models import database
from models.article import Article, latest_revision
from models.correcting import check_correction, correct_article
from models.errors import WorkbenchError
from models.membership import Role
from models.queries.texts import stored_text
from pages.address_article import article_in_address
from pages.changes_shown import draw_changes
from pages.correction_source import corrected_candidate, forget_correction
from pages.frame import Visit, heading, open_page, telling_errors
from pages.import_candidate import Candidate
from pages.text_diff import pieces
from pages.to_the_letter import plain
from words import say


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
    try:
        with database.current().read() as session:
            text = check_correction(session, visit.reviewer_id, article.id, given)
            newest = latest_revision(session, article.id)
            number, old = newest.number, stored_text(session, visit.reviewer_id, newest.id)[1]
    except WorkbenchError as error:
        st.error(plain(str(error)))
        return
    label = say("corrections.store", number=number + 1)
    if st.button(label, type="primary", key=f"store-{article.id}"):
        with telling_errors():
            with database.current().begin() as session:
                correct_article(session, visit.reviewer_id, article.id, text)
            forget_correction(article)
            st.switch_page("article_versions.py", query_params={"article": str(article.id)})
    st.caption(say("corrections.what_happens"))
    draw_changes(pieces(old, text), f"correct-{article.id}-{number}")


page()
