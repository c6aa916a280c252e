"""The page of reviewers and that of label errors: what they say when there is nothing, and to whom."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.assignment import assignment_of
from models.base import today
from models.membership import Role, join
from models.queries.opened import opened_article
from models.serving_again import ServingRule, serve_again
from tests.builders import BuiltArticle, Desk

pytestmark = pytest.mark.usefixtures("one_day")

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def visit(name: str = "reviewers.py", **address: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page(name)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def numbers(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value.replace("\u00a0", " ") for metric in page.metric}


def words(page: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*page.markdown, *page.caption)) + html(page)


def chart(page: AppTest) -> str:
    (found,) = page.get("vega_lite_chart")
    return str(json.loads(found.proto.spec)["description"]).replace("\u00a0", " ")


def read(desk: Desk, person: str, **fields: object) -> BuiltArticle:
    """`person` reads an article of their own in a minute, with a passage that is settled as tagged."""
    article = desk.article()
    desk.tag(person, article, "The mill closed", "sourced", **fields)
    desk.tag(person, article, "Critics doubt it", "filler", **fields)
    desk.submit(person, article)
    with desk.database.begin() as session:
        reading = assignment_of(session, desk.people[person], article.id)
        assert reading is not None
        reading.active_seconds = 60
    return article


def settle(desk: Desk, article: BuiltArticle) -> None:
    desk.gold(article, "The mill closed in March", "sourced")
    desk.settle(article)


def test_nobody_settled_anything_yet(ines_as: Callable[[Role], Desk]) -> None:
    read(ines_as(Role.REVIEWER), "Ines", confidence="high")
    page = visit()
    assert numbers(page)["Settled as tagged"] == "Undefined"
    assert numbers(page)["Brier score"] == "Undefined"
    assert numbers(page)["Self-agreement"] == "Undefined"
    assert numbers(page)["Words a minute"] == "29"
    assert chart(page) == "No article that was read and submitted is settled yet."
    assert "No text was read twice yet." in words(page)


def test_nobody_gave_a_confidence(ines_as: Callable[[Role], Desk]) -> None:
    desk = ines_as(Role.REVIEWER)
    settle(desk, read(desk, "Ines"))
    page = visit()
    assert numbers(page)["Settled as tagged"] == "50 %"
    assert numbers(page)["Brier score"] == "Undefined"
    assert chart(page) == "No passage in a settled article has a confidence."
    assert "None given: settled otherwise" in html(page)


def test_the_figures_and_the_passages_behind_them(ines_as: Callable[[Role], Desk]) -> None:
    desk = ines_as(Role.REVIEWER)
    article = read(desk, "Ines", confidence="high")
    settle(desk, article)
    page = visit()
    assert numbers(page)["Brier score"] == f"{(0.05**2 + 0.95**2) / 2:.2f}"
    assert chart(page).startswith("High: 50 % of 2 passages right, interval 9 % to 91 %")
    assert ", too few" in chart(page)
    assert f'href="annotate?article={article.id}&amp;passage=' in html(page)
    assert len(page.get("page_link")) == 1, "no way to label errors, and one reading"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.EDITOR])
def test_nobody_but_admins_sees_anothers(ines_as: Callable[[Role], Desk], role: Role) -> None:
    desk = ines_as(role)
    settle(desk, read(desk, "Ana", confidence="high"))
    page = visit()
    assert numbers(page)["Settled as tagged"] == "Undefined"
    assert not page.selectbox
    asked = visit(reviewer=str(desk.people["Ana"]))
    assert "shown to the person and the project's admins alone" in words(asked).replace(
        "&#x27;", "'"
    )
    assert not asked.metric
    assert not asked.get("vega_lite_chart")
    asked.button[0].click().run()
    assert numbers(asked)["Settled as tagged"] == "Undefined"


def test_an_admin_chooses_and_a_smaller_role_forgets(ines_as: Callable[[Role], Desk]) -> None:
    desk = ines_as(Role.ADMIN)
    settle(desk, read(desk, "Ana", confidence="high"))
    page = visit()
    assert numbers(page)["Settled as tagged"] == "Undefined"
    page.selectbox[0].select(desk.people["Ana"]).run()
    assert not page.exception
    assert numbers(page)["Settled as tagged"] == "50 %"
    with desk.database.begin() as session:
        join(session, desk.people["Ines"], desk.project_id, Role.EDITOR)
    page.run()
    assert not page.metric


def test_label_errors_are_for_editors_and_lead_to_the_passages(
    ines_as: Callable[[Role], Desk],
) -> None:
    desk = ines_as(Role.EDITOR)
    page = visit("label_errors.py")
    assert "Nothing to show yet." in html(page)
    article = desk.article()
    assert "No words are tagged in two ways." in html(visit("label_errors.py"))
    ana = desk.tag("Ana", article, "The mill closed in March", "sourced")
    bo = desk.tag("Bo", article, "mill closed in March.", "filler")
    desk.tag("Bo", article, "The mill closed in March.", "filler")
    half = desk.tag("Bo", article, (article.span("Critics")[0], article.span("Critics")[0] + 4))
    shown = html(visit("label_errors.py"))
    for passage in (ana, half):
        assert f'href="annotate?article={article.id}&amp;passage={passage}"' in shown
    assert bo
    assert "; articles: 1" in shown


def test_an_article_served_again_is_preferred_and_told_of_once_it_is_submitted(
    ines_as: Callable[[Role], Desk],
) -> None:
    desk = ines_as(Role.REVIEWER)
    article = read(desk, "Ines")
    ines = desk.people["Ines"]
    with desk.database.begin() as session:
        rule = ServingRule(today() + timedelta(days=2), each=1, days=1)
        assert serve_again(session, desk.editor, desk.project_id, rule)
        copy = opened_article(session, ines, article.id)
    again = BuiltArticle(copy.article.id, copy.revision.id, article.text, copy.article.project_id)
    assert "One to read. You have submitted 0" in html(visit("reading_queue.py"))
    reader = visit("annotate.py", article=str(article.id))
    assert "second reading" not in words(reader)
    assert numbers(visit())["Self-agreement"] == "Undefined"
    desk.tag("Ines", again, "The mill closed", "sourced")
    desk.tag("Ines", again, "Critics doubt it", "filler")
    desk.submit("Ines", again)
    assert "This second reading is for your own figures" in words(
        visit("annotate.py", article=str(again.id))
    )
    page = visit()
    assert numbers(page)["Self-agreement"] == "1.00"
    assert "served again unannounced" in words(page) + str([one.delta for one in page.metric])
