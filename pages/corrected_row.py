"""What a list's row says of an article's corrections, and the quiet link that leads there."""

import streamlit as st

from models.membership import Role
from pages.frame import Visit
from words import say


def version_link(visit: Visit, article_id: int, number: int) -> None:
    """To the versions of a corrected article; for editors, to the page that corrects any other."""
    if number < 2 and not visit.may(Role.EDITOR):
        return
    with st.container(key=f"quiet-version-{article_id}"):
        st.page_link(
            "article_versions.py" if number > 1 else "correct_article.py",
            label=say("corrections.corrected_link", number=number)
            if number > 1
            else say("corrections.correct"),
            query_params={"article": str(article_id)},
        )


def waiting_link(article_id: int, waiting: int) -> None:
    """To the passages that wait in a corrected article; nothing where none does."""
    if not waiting:
        return
    with st.container(key=f"quiet-waiting-{article_id}"):
        st.page_link("corrections.py", label=say("corrections.changed_waiting", n=waiting))
