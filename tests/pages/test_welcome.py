"""The first visit to an empty workbench: the demo, or a project of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models import database
from models.project import all_projects
from models.reviewer import local_reviewer
from models.tag import tags_for
from seeds.demo import demo_name, seed_demo
from settings import settings

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def empty(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[database.Database]:
    """A solo workbench that nobody has been to."""
    monkeypatch.delenv("WORKBENCH_SOLO_NAME", raising=False)
    settings.cache_clear()
    st.cache_data.clear()
    yield database.configure(sqlite_url)
    settings.cache_clear()


def welcomed(button: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.text_input[0].set_value("Ines")
    next(one for one in page.button if one.label == button).click().run()
    assert not page.exception
    return page


def projects(opened: database.Database) -> list[str]:
    with opened.read() as session:
        return [project.name for project in all_projects(session)]


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def test_an_article_of_ones_own_comes_into_a_project_of_ones_own(
    empty: database.Database,
) -> None:
    page = welcomed("Bring in an article")
    assert projects(empty) == ["First project"]
    assert "Into First project." in html(page)
    with empty.read() as session:
        ines = local_reviewer(session)
        assert ines is not None
        assert tags_for(session, ines.id, all_projects(session)[0].id)


def test_the_demo_is_no_place_for_it_either(empty: database.Database) -> None:
    with empty.begin() as session:
        seed_demo(session)
    page = welcomed("Bring in an article")
    assert set(projects(empty)) == {"First project", demo_name()}
    assert "Into First project." in html(page)


def test_the_demo_is_opened_where_it_is_asked_for(empty: database.Database) -> None:
    welcomed("Open the demo")
    assert projects(empty) == [demo_name()]
