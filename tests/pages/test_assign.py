"""Assigning as an editor meets it, and a queue as a reader of a desk that hands out meets it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from models.article import Article
from models.article_plan import plan_articles
from models.assigning import give_readings
from models.assigning_by_rule import Rule, assign_by_rule
from models.assignment import Assignment, reopen_reading
from models.base import now, today
from models.duty import Duty, own_duty
from models.event import Event
from models.membership import Membership, Role, join
from models.project import Project
from pages.strip import short_day
from tests.builders import BuiltArticle, Desk
from tests.pages.signed_in import Tab, open_page

pytestmark = pytest.mark.usefixtures("one_day")

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, edits."""
    return ines_as(Role.ADMIN)


def visit(name: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page(name).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def shown(page: AppTest) -> str:
    return "\n".join([html(page), *(one.value for one in page.markdown)])


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def given(desk: Desk) -> set[tuple[int, int]]:
    with desk.database.read() as session:
        rows = session.execute(select(Assignment.article_id, Assignment.reviewer_id))
        return {(row.article_id, row.reviewer_id) for row in rows}


def give(desk: Desk, article: BuiltArticle, *people: int, due_on: date | None = None) -> None:
    with desk.database.begin() as session:
        where = (desk.project_id, [article.id])
        give_readings(session, desk.editor, *where, people, due_on=due_on)


def test_the_rule_is_shown_first_then_applied_then_undone(ines: Desk) -> None:
    articles = [ines.article(title=name) for name in ("First", "Second")]
    ana, bo = ines.reviewer("Ana"), ines.reviewer("Bo")
    page = visit("assign.py")
    assert "Every queue holds every article" in shown(page)
    assert "reader 1 of 1; 0 open before" in html(page)
    assert given(ines) == set()
    press(page, "Give 2 readings")
    assert given(ines) == {(articles[0].id, ana), (articles[1].id, bo)}
    assert "A queue holds what was given to its reader" in shown(page)
    assert "2 readings changed." in shown(page)
    assert "Nothing to give." in html(page)
    press(page, "Undo")
    assert given(ines) == set()
    assert "Every queue holds every article" in shown(page)


def test_what_was_done_is_said_without_moving_the_tabs(ines: Desk) -> None:
    ines.article()
    ines.reviewer("Ana")
    page = visit("assign.py")

    def place_of_tabs() -> list[int]:
        return [place for place, one in page.main.children.items() if one.type == "tab_container"]

    before = place_of_tabs()
    assert len(before) == 1
    press(page, "Give one reading")
    assert "Undo" in [one.label for one in page.button]
    assert place_of_tabs() == before


def test_people_and_articles_are_chosen_by_hand(ines: Desk) -> None:
    article = ines.article(title="First")
    ana = ines.reviewer("Ana")
    page = visit("assign.py")
    next(one for one in page.multiselect if one.label == "Articles").set_value([article.id])
    next(one for one in page.multiselect if one.label == "Readers").set_value([ana])
    next(one for one in page.selectbox if one.label == "Priority").set_value(2)
    press(page, "Give articles")
    assert given(ines) == {(article.id, ana)}
    assert "<b><bdi>Ana</bdi></b> not started · urgent" in html(page)
    press(page, "Take back")
    assert given(ines) == set()


def test_nothing_chosen_is_said_and_changes_nothing(ines: Desk) -> None:
    ines.article()
    page = press(visit("assign.py"), "Give articles")
    assert "Choose at least one article" in page.error[0].value
    assert given(ines) == set()


def test_a_submitted_reading_is_reopened_and_says_by_whom(ines: Desk) -> None:
    article = ines.article()
    ines.submit("Ana", article)
    page = press(visit("assign.py"), "Reopen")
    assert "in progress · reopened" in html(page)
    assert "by Ines" in html(page)
    with ines.database.read() as session:
        event = session.scalars(select(Event).where(Event.action == "reopen")).one()
        assert event.actor_id == ines.people["Ines"]


def test_who_only_looks_on_since_has_not_left(ines: Desk) -> None:
    article = ines.article()
    ines.tag("Ana", article, "40 jobs")
    ines.tag("Bo", article, "40 jobs")
    with ines.database.begin() as session:
        join(session, ines.people["Ana"], ines.project_id, Role.VIEWER)
        session.delete(session.get_one(Membership, (ines.project_id, ines.people["Bo"])))
    told = html(visit("assign.py"))
    assert "<bdi>Ana</bdi></b> in progress · a viewer now" in told
    assert "<bdi>Bo</bdi></b> in progress · left" in told


def test_duty_is_set_for_a_person(ines: Desk) -> None:
    ines.article()
    ines.reviewer("Ana")
    page = visit("assign.py")
    assert "<td>on duty</td>" in html(page)
    next(one for one in page.selectbox if one.label == "Duty").set_value(False)
    press(page, "Save duty")
    assert "<td>on duty</td>" not in html(page)
    assert "Nothing to give." in html(page)


def choose(page: AppTest, articles: list[int], people: Sequence[int] = ()) -> None:
    next(one for one in page.multiselect if one.label == "Articles").set_value(articles)
    next(one for one in page.multiselect if one.label == "Readers").set_value(list(people))


def test_what_was_chosen_is_done_though_the_list_changed_meanwhile(ines: Desk) -> None:
    articles = [ines.article(title=f"Harbour {number}").id for number in range(1, 5)]
    rita = ines.reviewer("Rita")
    page = visit("assign.py")
    choose(page, articles[2:3], [rita])
    with ines.database.begin() as session:
        plan_articles(session, ines.editor, ines.project_id, {articles[3]: (2, None)})
    press(page, "Give articles")
    assert given(ines) == {(articles[2], rita)}
    choose(page, articles[:2])
    next(one for one in page.selectbox if one.label == "Priority").set_value(1)
    ines.article(title="Harbour 5")
    press(page, "Set for the pool")
    assert "2 articles set." in shown(page)
    assert [one.value for one in page.multiselect] == [[], []]
    assert next(one for one in page.selectbox if one.label == "Priority").value is not None


def test_a_refused_choice_stays_in_the_form(ines: Desk) -> None:
    article = ines.article().id
    page = visit("assign.py")
    choose(page, [article])
    press(page, "Give articles")
    assert "Choose at least one person" in page.error[0].value
    assert page.multiselect[0].value == [article]


def test_an_undo_of_a_plan_leaves_what_another_editor_planned_since(ines: Desk) -> None:
    article = ines.article().id
    page = visit("assign.py")
    choose(page, [article])
    next(one for one in page.selectbox if one.label == "Priority").set_value(2)
    press(page, "Set for the pool")
    with ines.database.begin() as session:
        plan_articles(session, ines.editor, ines.project_id, {article: (1, today())})
    press(page, "Undo")
    assert "One article was set anew meanwhile and stays so." in shown(page)
    with ines.database.read() as session:
        assert session.get_one(Article, article).priority == 1


def test_the_queues_duty_and_a_reopening_can_be_undone(ines: Desk) -> None:
    article = ines.article()
    ines.submit("Ana", article)
    page = press(visit("assign.py"), "Hold what was given alone")
    assert "A queue holds what was given to its reader" in shown(page)
    press(page, "Undo")
    assert "Every queue holds every article until" in shown(page)
    next(one for one in page.selectbox if one.label == "Duty").set_value(False)
    press(page, "Save duty")
    assert "<td>on duty</td>" not in html(page)
    press(page, "Undo")
    assert "<td>on duty</td>" in html(page)
    press(page, "Reopen")
    assert "<b><bdi>Ana</bdi></b> in progress" in html(page)
    press(page, "Undo")
    assert "<b><bdi>Ana</bdi></b> submitted" in html(page)


def test_giving_switches_the_queues_says_so_and_undoes_it(ines: Desk) -> None:
    article, rita = ines.article().id, ines.reviewer("Rita")
    page = visit("assign.py")
    choose(page, [article], [rita])
    press(page, "Give articles")
    assert "Queues hold what was given alone." in shown(page)
    press(page, "Let every queue hold every article")
    choose(page, [article], [rita])
    press(page, "Give articles")
    assert "they have these articles already" in shown(page)
    assert "Every queue holds every article until" in shown(page)


def test_an_editor_who_reads_blind_is_told_what_stays(ines: Desk) -> None:
    article, bo = ines.article(title="Harbour 2"), ines.reviewer("Bo")
    ines.blind()
    page = visit("assign.py")
    choose(page, [article.id], [bo])
    press(page, "Give articles")
    ines.tag("Ines", article, "40 jobs")
    press(page, "Undo")
    assert "readings of what you read blind stay" in shown(page)
    assert given(ines) == {(article.id, bo), (article.id, ines.people["Ines"])}
    assert "Articles that you read blind are left out" in "".join(one.value for one in page.caption)
    choose(page, [article.id], [bo])
    press(page, "Give articles")
    assert "You read “Harbour 2” blind" in page.error[0].value.replace("\\", "")


def test_an_editor_who_reads_blind_sees_no_other_reader(ines: Desk) -> None:
    article = ines.article()
    ines.blind()
    ines.tag("Ines", article, "40 jobs")
    ines.tag("Bo", article, "40 jobs")
    page = visit("assign.py")
    assert "You read this blind" in html(page)
    assert "<bdi>Bo</bdi></b> in progress" not in html(page)
    ines.submit("Ines", article)
    assert "<bdi>Bo</bdi></b> in progress" in html(visit("assign.py"))


def test_a_desk_without_articles_says_what_to_do(ines: Desk) -> None:
    page = visit("assign.py")
    assert "Nothing to assign yet." in html(page)
    assert "Bring in an article" in [button.label for button in page.button]


def test_a_queue_shows_what_is_due_and_why(ines: Desk) -> None:
    late, soon, plain = (ines.article(title=name) for name in ("Late", "Soon", "Plain"))
    mine = ines.people["Ines"]
    give(ines, late, mine, due_on=today() - timedelta(days=2))
    give(ines, soon, mine, due_on=today())
    give(ines, plain, ines.reviewer("Ana"))
    page = visit("reading_queue.py")
    assert "2 are due or overdue." in html(page)
    assert "<b>2 days overdue</b>" in html(page)
    assert html(page).index("Overdue</div>") < html(page).index("Today</div>")
    assert "Edith gave it to you." in html(page)
    assert "Take one from the pool" not in [button.label for button in page.button]
    with ines.database.begin() as session:
        session.get_one(Project, ines.project_id).readers_per_article = 2
    page = visit("reading_queue.py")
    press(page, "Take one from the pool")
    assert (plain.id, mine) in given(ines)


def test_a_blind_reader_is_not_told_which_reader_they_are(ines: Desk) -> None:
    ines.article()
    ines.reviewer("Ana")
    with ines.database.begin() as session:
        project = session.get_one(Project, ines.project_id)
        project.readers_per_article = 3
        join(session, ines.people["Ines"], ines.project_id, Role.REVIEWER)
        assign_by_rule(session, ines.editor, ines.project_id, Rule(today()))
    assert "reader 1 of 3" in html(visit("reading_queue.py"))
    ines.blind()
    assert "one of 3 readers" in html(visit("reading_queue.py"))


def test_a_queue_to_which_nothing_was_given_leads_on(ines: Desk) -> None:
    article = ines.article()
    give(ines, article, ines.reviewer("Ana"))
    page = visit("reading_queue.py")
    assert "Nothing was given to you yet." in html(page)
    assert "Open the library" in [button.label for button in page.button]


def test_a_reopened_reading_says_so_in_the_queue(ines: Desk) -> None:
    article = ines.article()
    ines.submit("Ines", article)
    with ines.database.begin() as session:
        reopen_reading(session, ines.editor, article.id, ines.people["Ines"])
    assert "by Edith" in html(visit("reading_queue.py"))


def test_articles_are_served_again_and_taken_back(ines: Desk) -> None:
    article = ines.article(title="The mill")
    ines.tag("Ana", article, "The mill closed")
    ines.submit("Ana", article, now() - timedelta(days=40))
    page = visit("assign.py")
    press(page, "Serve one article again")
    assert "One article served again. Its reader is not told." in shown(page)
    assert "Nothing to serve again." in html(page)
    assert "Ana" in html(page)
    press(page, "Take back the one not begun")
    assert "One article taken back" in shown(page)
    assert [button for button in page.button if button.label == "Serve one article again"]


def test_a_reader_says_themselves_when_they_are_away(staffed: Desk, tab: Tab) -> None:
    staffed.article()
    ana = staffed.reviewer("Ana")
    tab.sign_in(staffed.database, ana)
    page = open_page("reading_queue.py")
    first, last = page.date_input
    leaves, back = today() + timedelta(days=3), today() + timedelta(days=9)
    first.set_value(leaves)
    last.set_value(today())
    press(page, "Save absence")
    assert "The absence ends before it begins" in page.error[0].value
    page.date_input[1].set_value(back)
    press(page, "Save absence")
    assert not page.error
    with staffed.database.read() as session:
        told = own_duty(session, ana, staffed.project_id)
    assert told == Duty(None, leaves, back)
    (popover,) = (one.proto.popover.label for one in page.main if one.type == "popover")
    assert popover == f"You are away from {short_day(leaves)} until {short_day(back)}"
