"""How your reading differed: a reviewer's own passages beside the gold, once an article is settled."""

from collections.abc import Mapping

import streamlit as st

from charts.palette import TagPalette
from models import database
from models.article import article_for
from models.errors import WorkbenchError
from models.membership import Role
from models.queries.difference import Difference, my_difference
from models.tag import tags_for
from pages.differed_rows import counts_html, missed_html, passages_html
from pages.frame import Visit, empty_state, heading, open_page
from pages.queue_rows import link_to_article
from pages.refusal_notes import note_refusal
from pages.strip import short_day, tag_colours
from pages.to_the_letter import plain
from words import say


def differed() -> None:
    """Draw the page; nobody but the reviewer sees what is on it."""
    visit = open_page(Role.REVIEWER)
    asked = st.query_params.get("article", "")
    article_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    try:
        _compare(visit, article_id)
    except WorkbenchError as error:
        note_refusal(error)
        st.error(plain(str(error)))


def _compare(visit: Visit, article_id: int) -> None:
    with database.current().read() as session:
        article = article_for(session, visit.reviewer_id, article_id)
        found = my_difference(session, visit.reviewer_id, article_id)
        tags = tags_for(session, visit.reviewer_id, article.project_id)
    if found is None:
        empty_state(say("adjudicate.differed_none_title"), say("adjudicate.differed_none_sentence"))
        return
    day = short_day(found.settled_at.astimezone().date())
    told = say("adjudicate.differed_sentence", title=article.title, day=day, name=found.settled_by)
    heading(say("adjudicate.differed"), told)
    st.html(counts_html(found))
    _differences(found, article_id, tag_colours(tags))


def _differences(found: Difference, article_id: int, colours: Mapping[str, TagPalette]) -> None:
    others = [one for one in found.passages if one.outcome != "kept"]
    kept = [one for one in found.passages if one.outcome == "kept"]
    if others:
        st.html(passages_html(others, colours))
    if found.missed:
        st.html(f'<h2 class="fcw-part">{say("adjudicate.missed_title", n=len(found.missed))}</h2>')
        st.html(missed_html(found.missed, colours))
    if kept:
        with st.expander(say("adjudicate.kept_title", n=len(kept))):
            st.html(passages_html(kept, colours))
    with st.container(key="differed-foot"):
        link_to_article(article_id, say("adjudicate.to_reading"), icon=":material/ink_highlighter:")


differed()
