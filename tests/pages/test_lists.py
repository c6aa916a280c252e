"""The queue and the library as a visitor meets them: outlets, titles and names from anywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.membership import Role
from pages.to_the_letter import plain
from tests.builders import Desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
LISTS = ["reading_queue.py", "library.py"]


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk whose lists Ines, the one person of this workbench, looks at."""
    return ines_as(Role.ADMIN)


def visit(name: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page(name).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


@pytest.mark.parametrize("name", LISTS)
def test_an_outlet_is_offered_as_it_is_written(ines: Desk, name: str) -> None:
    ines.article(outlet="St. Louis Post-Dispatch")
    outlets = next(box for box in visit(name).selectbox if box.label == "Outlet")
    assert "St. Louis Post-Dispatch" in outlets.options


@pytest.mark.parametrize("name", LISTS)
def test_each_part_of_a_byline_keeps_its_own_direction(ines: Desk, name: str) -> None:
    ines.article(outlet="صحيفة العرب (2)", published_at="2026-04-11")
    assert "<bdi>صحيفة العرب (2)</bdi> · <bdi>11 Apr 2026</bdi>" in html(visit(name))


@pytest.mark.parametrize("name", LISTS)
def test_an_article_is_opened_by_links_alone(ines: Desk, name: str) -> None:
    article = ines.article(title="Mill")
    page = visit(name)
    links = [link.proto for link in page.get("page_link")]
    assert {link.query_string for link in links} == {f"article={article.id}"}
    assert len(links) == 3
    assert not {button.label for button in page.button} & {"Start", "Read", "Read next"}


def test_the_queue_says_what_is_tagged_and_what_is_left(ines: Desk) -> None:
    article = ines.article()
    ines.tag("Ines", article, "The mill", "sourced")
    ines.clear("Ines", article, 1, 2)
    shown = html(visit("reading_queue.py"))
    assert 'aria-label="1 sourced; 2 of 5 sentences left"' in shown
    assert "<small>2 of 5 sentences left</small>" in shown
    assert '<i class="unread"' in shown
    assert "</b>cleared</span>" in shown


def test_nothing_left_is_said(ines: Desk) -> None:
    article = ines.article()
    ines.clear("Ines", article, 0, 1, 2, 3, 4)
    shown = html(visit("reading_queue.py"))
    assert 'aria-label="no passages; nothing left"' in shown
    assert '<i class="unread"' not in shown


def test_the_library_s_strip_is_everybody_s(ines: Desk) -> None:
    article = ines.article()
    ines.tag("Ana", article, "The mill", "filler")
    ines.clear("Bo", article, 4)
    assert 'aria-label="1 filler; 3 of 5 sentences left"' in html(visit("library.py"))


def test_text_says_no_markdown() -> None:
    assert plain("R&amp;D") == "R\\&amp;D"
    assert plain("# one") == "\\# one"
    assert plain("    code") == "code"
    assert ":material/" not in plain(":material/home:")
    assert ":material_home:" not in plain(":material_home:").replace("\\", "")
    assert " -> " not in plain("up -> down").replace("\\", "")
