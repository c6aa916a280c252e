"""The article that an address names, for pages that are about one article."""

import streamlit as st

from models import database
from models.article import Article, article_for
from models.companion import home_of
from models.errors import WorkbenchError
from pages.frame import Visit, work_in
from pages.refusal_notes import note_refusal
from pages.to_the_letter import plain
from words import say


def article_in_address(visit: Visit) -> Article | None:
    """The article in the address, in whose project the visitor then works; None says why not."""
    asked = st.query_params.get("article", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    try:
        with database.current().read() as session:
            article = article_for(session, visit.reviewer_id, number)
            desk_id = home_of(session, article.project_id)
    except WorkbenchError as error:
        if asked:
            note_refusal(error)
        st.error(plain(str(error)))
        st.page_link("library.py", label=say("annotate.to_library"))
        return None
    if desk_id != visit.project_id:
        st.query_params.pop("project", None)
        work_in(visit.reviewer_id, desk_id)
        st.rerun()
    return article
