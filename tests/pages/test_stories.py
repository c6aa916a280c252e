"""Stories as a visitor meets them: none yet, a list, two articles side by side, and corrected by hand."""

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models.article import ArticleDraft
from models.bulk_articles import prepare_article, store_articles
from models.membership import Role
from tests.builders import BuiltArticle, Desk
from tests.pages.signed_in import PAGES, checked, html, press, said

WIRE = (
    "The harbour authority will close the old ferry terminal in September. Engineers found cracks in"
    " eleven of the forty piles, and the repair would cost 12 million euros, the authority said."
)


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, edits."""
    return ines_as(Role.EDITOR)


def opened(**address: str) -> AppTest:
    st.cache_data.clear()
    page = AppTest.from_file(str(PAGES / "main.py"), default_timeout=120).run()
    for name, value in address.items():
        page.query_params[name] = value
    return checked(page.switch_page("stories.py").run())


def harbour(desk: Desk) -> tuple[BuiltArticle, BuiltArticle]:
    first = desk.article(
        f"{WIRE} Mayor <b>Ames</b> learned of it from the newspaper.",
        title="Harbour <i>ferry</i> terminal closes",
        outlet="Nordblick",
        published_at="2026-06-01",
    )
    second = desk.article(
        f"Nordblick first reported it. {WIRE} Sources said they had known for years.",
        title="Cracks in eleven piles",
        outlet="The Courier",
        published_at="2026-06-02",
    )
    return first, second


def test_without_a_story_it_says_what_to_do(ines: Desk) -> None:
    ines.article("Rye bread won the county prize on Sunday, the guild said.", title="Bread")
    page = opened()
    assert "No two articles tell the same story yet." in html(page)
    assert "Bring in an article" in [button.label for button in page.button]
    assert not page.metric
    page = opened(story="1")
    assert "This story is not here." in html(page)
    page = opened(story="99999999999")
    assert "No two articles tell the same story yet." in html(page)


def test_the_list_leads_to_a_story_with_its_articles_side_by_side(ines: Desk) -> None:
    first, second = harbour(ines)
    ines.tag("Ruth", first, "Mayor <b>Ames</b> learned of it from the newspaper.")
    ines.submit("Ruth", first)
    page = opened()
    assert {one.label: one.value for one in page.metric}["Stories"] == "1"
    told = html(page)
    assert f'href="stories?story={first.id}&amp;project={ines.project_id}"' in told
    assert "Harbour &lt;i&gt;ferry&lt;/i&gt; terminal closes" in told
    assert "2 articles</bdi> · <bdi>Nordblick, The Courier</bdi> · <bdi>1 Jun to 2 Jun 2026" in told
    page = opened(story=str(second.id))
    told = html(page)
    assert "read by Ruth" in told
    assert f'href="annotate?article={first.id}&amp;at=0"' in told
    assert f"annotate?article={second.id}&amp;at={second.text.index(WIRE)}" in told
    assert f"<q>{WIRE.rstrip('.')}</q>" in told
    assert "Nordblick has, The Courier lacks" in told
    assert "<q>Mayor &lt;b&gt;Ames&lt;/b&gt; learned of it from the newspaper.</q>" in told
    assert "<b>cites Nordblick</b>" in told
    assert "<strong>anonymous</strong>" in told
    assert "cites nobody: the origin, as far as is known" in told
    assert "<b>Ames</b>" not in told
    assert "published first, on 1 Jun 2026" in said(page).replace("\\", "")


def test_an_editor_corrects_the_grouping_and_takes_it_back(ines: Desk) -> None:
    first, _ = harbour(ines)
    bread = ines.article("Rye bread won the county prize on Sunday.", title="Rye bread wins")
    page = opened(story=str(first.id))
    page.selectbox(key="story_add_article").set_value(bread.id)
    press(checked(page.run()), "Add to this story")
    assert "3 articles, 2 outlets" in html(page)
    press(page, "Not the same story", 2)
    assert "2 articles, 2 outlets" in html(page)
    press(page, "Undo")
    assert "3 articles, 2 outlets" in html(page)
    page = opened(story=str(first.id))
    press(page, "Not the same story", 0)
    assert "Harbour" not in html(page).split("<h1>")[1].split("</h1>")[0]


def test_articles_that_came_in_at_once_are_compared_on_the_way(ines: Desk) -> None:
    drafts = [ArticleDraft(f"Piece {n}", f"{WIRE} Number {n}.", outlet=f"O{n}") for n in range(3)]
    with ines.database.begin() as session:
        prepared = [prepare_article(one) for one in drafts]
        store_articles(session, ines.editor, ines.project_id, prepared)
    page = opened()
    assert "3 articles" in html(page)


def test_a_viewer_looks_and_changes_nothing(ines_as: Callable[[Role], Desk]) -> None:
    desk = ines_as(Role.VIEWER)
    first, _ = harbour(desk)
    page = opened(story=str(first.id))
    labels = [button.label for button in page.button]
    assert "Not the same story" not in labels
    assert "Add to this story" not in labels
    assert "Copied word for word" in html(page)
