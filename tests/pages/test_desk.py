"""The desk as a visitor meets it: empty, full, narrowed by an address, saved, and handed on."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs

import pytest
from sqlalchemy import event, update
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from charts.figures import long_day
from formats.dashboards import hypertext, paper
from models.assignment import Assignment
from models.base import today
from models.membership import Role
from models.queries.scope import Filters, Pick
from models.saved_view import save_view
from pages.dashboard_address import read_address, written
from pages.dashboard_asked import Asked
from pages.dashboard_counted import choices_for, numbers_of
from pages.dashboard_report import told
from pages.desk_board import DESK
from pages.frame import Visit
from pages.kept_views import count_tallies, revision_now
from tests.builders import Desk
from tests.pages import boards
from tests.pages.boards import numbers
from tests.pages.signed_in import html

pytestmark = pytest.mark.usefixtures("one_day")

visit = partial(boards.visit, "desk.py")


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, looks at."""
    return ines_as(Role.ADMIN)


@pytest.fixture
def tagged(ines: Desk) -> Desk:
    """Ana: 0-4 sourced and 2-6 filler in Mill, submitted; Bo: 0-5 sourced in Ferry, late by 3 days."""
    mill = ines.article("abcdefghij", title="Mill", outlet="Courier")
    ferry = ines.article("ABCDEFGHIJ", title="Ferry", outlet="Post")
    ines.tag("Ana", mill, (0, 4), "sourced")
    ines.tag("Ana", mill, (2, 6), "filler")
    ines.tag("Bo", ferry, (0, 5), "sourced")
    ines.submit("Ana", mill)
    ines.gold(mill, "abcd", "sourced")
    ines.settle(mill)
    with ines.database.begin() as session:
        late = update(Assignment).where(Assignment.article_id == ferry.id)
        session.execute(late.values(due_on=today() - timedelta(days=3)))
    return ines


def said(page: AppTest) -> list[str]:
    links = [str(element.proto.label) for element in page.get("page_link")]
    return [*(one.value for one in page.markdown), *links]


def descriptions(page: AppTest) -> list[str]:
    charts = page.get("vega_lite_chart")
    return [json.loads(chart.proto.spec)["description"] for chart in charts]


def chips(page: AppTest) -> list[str]:
    return [one.label for one in page.button if one.key and one.key.startswith("board-chip")]


def asked(desk: Desk, filters: Filters | None = None, title: str = "Desk") -> Asked:
    count_tallies(lambda _: None)
    here = Visit(desk.editor, "edith", "Edith", desk.project_id, title, Role.EDITOR, ())
    at = revision_now()
    return Asked(here, filters or Filters(), choices_for(here, at), at)


def test_without_articles_it_says_what_to_do(ines: Desk) -> None:
    page = visit()
    assert "Nothing to show yet." in html(page)
    assert [button.label for button in page.button] == ["Bring in an article"]
    assert not page.metric


def test_a_week_leads_to_the_passages_it_counts(tagged: Desk) -> None:
    page = visit(tag="sourced")
    (week,) = weeks_of(page)
    assert week.label == "2 passages"
    week.click().run()
    assert "Passages behind this" in html(page)
    assert page.query_params["pick-since"]
    assert page.query_params["tag"] in ("sourced", ["sourced"])
    # The same one leads back.
    (week,) = weeks_of(page)
    week.click().run()
    assert "pick-since" not in page.query_params
    assert page.query_params["tag"] in ("sourced", ["sourced"])


def weeks_of(page: AppTest) -> list[Button]:
    return [one for one in page.button if str(one.key).startswith("desk-week-passages-")]


def test_its_bars_are_chosen_without_pointing_too(tagged: Desk) -> None:
    page = visit()
    days = page.selectbox(key="board-marks-desk-over_time-None")
    assert days.options == [f"{long_day(today())}: 3 passages"]
    days.select_index(0).run()
    assert "3 passages<" in html(page)
    page = visit()
    outlets = page.selectbox(key="board-marks-desk-outlets-None")
    assert [one.replace("\u00a0", " ") for one in outlets.options] == ["Courier · sourced: 100 %"]
    outlets.select_index(0).run()
    assert page.query_params["pick-outlet"] in ("Courier", ["Courier"])
    assert "1 passage<" in html(page)


def test_it_says_how_far_the_desk_is_and_what_is_late(tagged: Desk) -> None:
    page = visit()
    assert numbers(page) == {
        "Articles settled": "1 of 2",
        "Readings waiting": "1",
        "Text read": "0 %",
        "At this pace, done by": "Undefined",
    }
    assert "**1 overdue**, oldest 3 days" in said(page)
    assert "fewer than three whole weeks of readings" in said(page)
    outlets, readings, days = descriptions(page)
    assert "Courier: 1 article (sourced 100" in outlets
    assert readings.startswith("1 reading submitted by")
    assert "3 passages in all" in days
    assert {"Ferry", "1 of 1"} <= set(said(page))
    assert "**3 days**" in said(page)
    tables = [list(element.value.columns) for element in page.table]
    assert len(tables) == 4
    printed = page.table[0].value.iloc[0]
    assert printed["Settled articles"] == "1"
    assert printed["sourced"].startswith("100")


def test_an_address_narrows_everything_and_chips_take_it_back(tagged: Desk) -> None:
    page = visit(tag=["sourced", "<b>"], outlet="Courier", article="9" * 30, since="yesterday")
    assert chips(page) == ["Courier", "sourced"]
    assert "abcd" in html(page)
    assert "ABCDE" not in html(page)
    page.button(key="board-chip-0").click().run()
    assert (chips(page), page.query_params["tag"]) == (["sourced"], "sourced")
    assert "ABCDE" in html(page)
    page.multiselect(key="desk_statuses").select("submitted").run()
    assert numbers(page)["Readings waiting"] == "0"
    page.button(key="board-everything").click().run()
    assert (chips(page), "tag" in page.query_params) == ([], False)


def test_a_view_is_saved_opened_removed_and_brought_back(tagged: Desk) -> None:
    with tagged.database.begin() as session:
        ines = tagged.people["Ines"]
        save_view(session, ines, tagged.project_id, "desk", "Fillers *only*", "tag=filler")
    page = visit()
    opened = next(one for one in page.button if one.label == "Fillers \\*only\\*")
    opened.click().run()
    assert chips(page) == ["filler"]
    remove = next(one for one in page.button if one.label == "Remove")
    remove.click().run()
    assert not [one for one in page.button if one.label == "Fillers \\*only\\*"]
    page.button(key="board-view-undo").click().run()
    assert [one for one in page.button if one.label == "Fillers \\*only\\*"]
    page.text_input[0].set_value("All of it")
    next(one for one in page.button if one.label == "Save").click().run()
    assert not page.exception
    assert [one for one in page.button if one.label == "All of it"]


def test_the_second_view_counts_nothing_again(tagged: Desk) -> None:
    page, sent = visit(), []
    engine = tagged.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: sent.append(str(told[2])))
    page.run()
    assert not [one for one in sent if "passage_tally" in one or "gold_tally" in one]
    tagged.tag("Cy", tagged.article("abc", title="New"), (0, 2), "sourced")
    page.run()
    assert [one for one in sent if "passage_tally" in one]
    assert "4 passages in all" in descriptions(page)[-1]


def test_titles_and_quotes_are_text_and_nothing_else(ines: Desk) -> None:
    text = "<img src=x onerror=alert(1)> and **bold**"
    article = ines.article(text, title="<script>alert(1)</script> صحيفة **x**")
    ines.tag("Ana", article, (0, len(text)), "sourced")
    page = visit(article=str(article.id))
    assert "<img" not in html(page)
    assert "&lt;img src=x" in html(page)
    assert chips(page)[0].startswith("\u2068\\<script\\>")


def test_every_filter_survives_the_address(tagged: Desk) -> None:
    ana, day = tagged.reviewer("Ana"), today()
    choices = asked(tagged).choices
    filters = Filters(
        articles=tuple(choices.articles)[:1],
        outlets=("Courier",),
        reviewers=(ana,),
        tags=("filler",),
        statuses=("submitted", "none"),
        versions=(1,),
        since=day,
        until=day,
        pick=Pick(outlet="", author="A. B.", reviewers=(ana,), tag="filler", since=day, until=day),
    )
    assert read_address(choices, written(filters)) == filters
    nonsense = parse_qs("article=-1&reviewer=x&tag=<b>&pick-tag=no&since=2020-13-01&version=99")
    assert read_address(choices, nonsense) == Filters()


def test_what_was_kept_for_one_is_not_shown_to_another(tagged: Desk) -> None:
    tagged.blind()
    of_editor = numbers_of(DESK, asked(tagged), asked(tagged).at)
    cy = Visit(tagged.reviewer("Cy"), "cy", "Cy", tagged.project_id, "Desk", Role.REVIEWER, ())
    at = revision_now()
    of_cy = numbers_of(DESK, Asked(cy, Filters(), choices_for(cy, at), at), at)
    assert (of_editor[1].value, of_cy[1].value) == ("1", "0")
    assert of_cy[3].under == "hidden while you read blind"


def test_a_report_holds_the_whole_dashboard_and_fetches_nothing(tagged: Desk) -> None:
    tagged.article("abcdefghijk", title="<script>alert(1)</script>")
    filters = Filters(outlets=["Courier", "Post"])
    whole = told(DESK, asked(tagged, filters, "Coast & <co>"))
    page = hypertext.page(whole).decode()
    assert [part.title for part in whole.parts] == [
        "What the outlets print",
        "Readings against plan",
        "When passages were tagged",
        "What is late",
        "Who waits for whom",
        "Week by week",
    ]
    assert page.count("<svg") == page.count("<desc>") == 3
    assert "<script" not in page
    assert "Coast &amp; &lt;co&gt;" in page
    assert ("Courier" in page, "1 of 2" in page, "3 days" in page) == (True, True, True)
    fetched = ('http-equiv="refresh', "<link", "<img", "@import", "url(http", 'src="http')
    assert not [one for one in fetched if one in page]
    assert paper.document(whole).startswith(b"%PDF-")


def test_a_long_list_of_passages_is_turned_page_by_page(ines: Desk) -> None:
    article = ines.article("abcdefghij" * 12, title="Long")
    for start in range(60):
        ines.tag("Ana", article, (start, start + 2), "filler")
    page = visit(tag="filler")
    assert "1 to 50 of 60 passages" in html(page)
    page.button(key="board-pages-later").click().run()
    assert "51 to 60 of 60 passages" in html(page)
    assert page.button(key="board-pages-later").disabled
    page.button(key="board-pages-earlier").click().run()
    assert "1 to 50 of 60 passages" in html(page)


def test_where_nothing_is_drawn_nobody_is_asked_to_select(ines: Desk) -> None:
    ines.article(title="Unread")
    for name in ("desk.py", "composition.py", "outlets.py"):
        assert "Select " not in html(boards.visit(name)), name
