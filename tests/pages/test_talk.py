"""The page of threads, and what the navigation and the queue say of what is new."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models import database as current_database
from models.instance import instance
from settings import settings
from tests.builders import Desk
from tests.talking import says, settle, try_to

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def as_ana(sqlite_desk: Desk, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The page of Ana, to whom something was said."""
    monkeypatch.delenv("WORKBENCH_SOLO_NAME", raising=False)
    settings.cache_clear()
    st.cache_data.clear()
    current_database.configure(sqlite_url)
    with sqlite_desk.database.begin() as session:
        instance(session).local_reviewer_id = sqlite_desk.reviewer("Ana")
    return sqlite_desk


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def links(page: AppTest) -> list[tuple[str, str]]:
    """Label and query of each link of the page."""
    found = [element.proto for element in page.get("page_link")]
    return [(one.label, one.query_string) for one in found]


def open_talk(show: str = "") -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120)
    if show:
        page.query_params["show"] = show
    page.run()
    page.switch_page("talk.py").run()
    assert not page.exception
    return page


def test_nothing_said_yet(as_ana: Desk) -> None:
    as_ana.article()
    assert "Nobody has said anything yet." in html(open_talk())


def test_the_page_opens_on_what_is_new_else_on_what_there_is(as_ana: Desk) -> None:
    article = as_ana.article()
    thread, _ = says(as_ana, "Ana", article, "Forty?")
    try_to(as_ana, "Ana", settle("resolve", article.revision_id, thread))
    assert "Forty?" in html(open_talk())
    says(as_ana, "Bo", article, "Why?", thread=thread)
    try_to(as_ana, "Ana", settle("resolve", article.revision_id, thread))
    says(as_ana, "Ana", article, "Another matter.")
    assert "Another matter." not in html(open_talk())


def test_threads_lead_to_what_they_are_about(as_ana: Desk) -> None:
    article = as_ana.article(title="The mill")
    passage = as_ana.tag("Ana", article, "The mill closed")
    says(as_ana, "Bo", article, "@Ana <b>sure</b>?", annotation=passage)
    thread, _ = says(as_ana, "Bo", article, "What of the title?")
    done, _ = says(as_ana, "Bo", article, "Settled.")
    try_to(as_ana, "Edith", settle("resolve", article.revision_id, done))
    page = open_talk("open")
    told = html(page)
    assert "<b>Bo</b> @Ana &lt;b&gt;sure&lt;/b&gt;?" in told
    assert "Settled." not in told
    found = dict(links(page))
    assert found["“The mill closed”"] == f"article={article.id}&passage={passage}"
    assert found["The mill"] == f"article={article.id}&thread={thread}"
    assert "Settled." in html(open_talk("resolved"))
    mine = html(open_talk("mine"))
    assert "sure" in mine
    assert "title?" not in mine


def test_what_is_new_is_counted_where_one_works(as_ana: Desk) -> None:
    article = as_ana.article()
    passage = as_ana.tag("Ana", article, "The mill closed")
    for body in ("Sure?", "Really?"):
        says(as_ana, "Bo", article, body, annotation=passage)
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    assert not page.exception
    assert "2 new comments" in html(page)
    assert re.search(r"<b>1 new</b>", html(open_talk("unread")))
