"""Corrections as people meet them: an editor stores one, reviewers settle, editors are told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.correcting import correct_article
from models.membership import Role
from models.queries.opened import opened_article
from tests.builders import BuiltArticle, Desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
OLD = (
    "The mill closed in March, and 40 jobs were lost, the register of the valley says. "
    "Nobody at the company wanted to comment on that on Friday.\n\n"
    "The new owner <b>promises</b> a dazzling future for everybody. "
    "Critics of the plan doubt it very much, and they have counted."
)
NEW = OLD.replace("40 jobs", "14 jobs")


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk at which Ines, the one person of this workbench, is editor and reads."""
    return ines_as(Role.EDITOR)


def visit(name: str, article: BuiltArticle | None = None) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    if article is not None:
        page.query_params["article"] = str(article.id)
    page.switch_page(name).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def links(page: AppTest) -> list[str]:
    return [str(link.proto.label) for link in page.get("page_link")]


def tagged(desk: Desk) -> BuiltArticle:
    article = desk.article(OLD, title="Mill")
    desk.tag("Ines", article, "40 jobs were lost", "disputed")
    desk.tag("Ines", article, "a dazzling future", "promotional")
    return article


def newest_text(desk: Desk, article: BuiltArticle) -> str:
    with desk.database.read() as session:
        return opened_article(session, desk.editor, article.id).revision.text


def test_an_editor_sees_what_would_change_and_stores_it(ines: Desk) -> None:
    article = tagged(ines)
    page = visit("correct_article.py", article)
    page.text_area[0].set_value(OLD).run()
    assert [error.value for error in page.error] != []
    page.text_area[0].set_value(NEW).run()
    assert ">14</ins>" in html(page)
    assert "<b>promises</b>" not in html(page)
    assert newest_text(ines, article) == OLD
    press(page, "Store as version 2")
    assert newest_text(ines, article) == NEW


def test_the_reviewer_settles_what_waits_and_may_take_it_back(ines: Desk) -> None:
    article = tagged(ines)
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    assert "The text was corrected; 1 passage waits" in links(visit("reading_queue.py"))
    page = visit("corrections.py")
    shown = html(page)
    assert "One of your passages waits for you." in shown
    assert ">40</del>" in shown
    assert ">14</ins>" in shown
    press(page, "Move here")
    assert "None of your passages waits." in html(page)
    press(page, "Let it wait again")
    press(page, "Keep with the old text")
    assert "None of your passages waits." in html(page)
    assert "The text was corrected; 1 passage waits" not in links(visit("reading_queue.py"))


@pytest.mark.parametrize("name", ["library.py", "desk.py"])
def test_editors_are_told_that_a_disputed_passage_was_changed(ines: Desk, name: str) -> None:
    article = tagged(ines)
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    page = visit(name)
    assert "The outlet changed a disputed passage" in html(page)
    press(page, "Mark as seen")
    assert "The outlet changed a disputed passage" not in html(page)
    about = visit("article_versions.py", article)
    assert "The outlet changed a disputed passage" not in html(about)
    press(about, "Mark as not seen")
    assert "The outlet changed a disputed passage" in html(about)


def test_submitting_from_the_queue_tells_what_waits_as_well(ines: Desk) -> None:
    article = tagged(ines)
    ines.clear("Ines", article, 0, 1, 2, 3)
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    page = press(visit("reading_queue.py"), "Submit")
    assert "Settle" in links(page)
    shown = "\n".join(str(one.value) for one in page.markdown)
    assert "One of your passages waits in Corrections" in shown
    press(page, "Submit all the same")
    assert "submitted" in html(page)


def test_two_editors_who_correct_one_article_meet(ines: Desk) -> None:
    article = tagged(ines)
    page = visit("correct_article.py", article)
    page.text_area[0].set_value(OLD.replace("on Friday", "on Sunday")).run()
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    press(page, "Store as version 2")
    assert newest_text(ines, article) == NEW
    assert "Version 2 was stored meanwhile" in page.error[0].value
    assert "stored version 2 meanwhile" in page.warning[0].value
    # What the other changed, and that storing one's own would take it back.
    assert (">14</ins>" in html(page), ">14</del>" in html(page)) == (True, True)
    press(page, "Store as version 3")
    assert "on Sunday" in newest_text(ines, article)


def test_an_editor_places_gold_that_waits_and_finds_the_settled_reading(ines: Desk) -> None:
    article = ines.article(OLD, title="Mill")
    passage = ines.tag("Ruth", article, "40 jobs were lost", "disputed")
    ines.submit("Ruth", article)
    ines.gold(article, "40 jobs were lost", "disputed", passage)
    ines.settle(article)
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    listed = visit("adjudicate.py")
    assert "Version 1 was settled, then the text was corrected" in links(listed)
    assert "One gold passage waits: its words changed" in links(listed)
    assert "Version 1 was settled, then the text was corrected" in links(
        visit("annotate.py", article)
    )
    page = press(visit("corrections.py"), "Move here")
    assert "gold passage waits" not in html(page)
    page = press(page, "Let it wait again")
    assert "gold passage waits" in html(page)
    page = press(page, "Move here")
    earlier = AppTest.from_file(str(MAIN), default_timeout=120).run()
    earlier.query_params.update(article=str(article.id), version="1")
    earlier.switch_page("adjudicate.py").run()
    assert "settled reading of version 1" in "".join(str(one.value) for one in earlier.caption)


def test_what_another_window_decided_is_a_conflict(ines: Desk) -> None:
    article = tagged(ines)
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, NEW)
    one, other = visit("corrections.py"), visit("corrections.py")
    press(one, "Move here")
    press(other, "Keep with the old text")
    assert "You moved this passage already" in other.error[0].value
    press(one, "Let it wait again")
    press(other, "Let it wait again")
    assert [error.value for error in other.error] != []
    press(one, "Keep with the old text")
    assert not one.error
