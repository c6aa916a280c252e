"""The Article dashboard as a visitor meets it: nothing chosen, one reader, two who part, a place, blind."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from models.assignment import reopen_reading
from models.base import today
from models.membership import Role
from models.serving_again import ServingRule, serve_again
from models.settling import unsettle_text
from tests.builders import BuiltArticle, Desk
from tests.pages import boards
from tests.pages.boards import TEXT, numbers, read
from tests.pages.signed_in import html

visit = partial(boards.visit, "article_page.py")


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, looks at."""
    return ines_as(Role.EDITOR)


def charts(page: AppTest) -> list[str]:
    drawn = page.get("vega_lite_chart")
    said = [str(json.loads(chart.proto.spec)["description"]) for chart in drawn]
    return [one.replace("\u00a0", " ") for one in said]


def test_without_articles_it_says_what_to_do(ines: Desk) -> None:
    assert "Nothing to show yet." in html(visit())


def test_without_one_chosen_it_lists_those_to_choose_from(ines: Desk) -> None:
    article = ines.article(TEXT, title="A mill <b>closes</b>")
    ines.tag("Ana", article, "The mill")
    page = visit()
    shown = html(page)
    assert "No article chosen." in shown
    assert f'href="article?article={article.id}' in shown
    assert "A mill &lt;b&gt;closes&lt;/b&gt;" in shown
    assert "1 in progress" in shown
    assert "1 passage" in shown
    page.selectbox(key="article_choice").set_value(article.id).run()
    assert page.query_params["article"] in (str(article.id), [str(article.id)])
    assert numbers(page)["Passages"] == "1"


def test_an_article_that_nobody_reads_is_told_so(ines: Desk) -> None:
    page = visit(article=str(ines.article(TEXT).id))
    assert charts(page)[0] == "Nobody has begun to read it."
    assert charts(page)[1] == "Undefined: no reading of this text is submitted."
    assert {numbers(page)["Looked at by all"], numbers(page)["Agreed on"]} == {"undefined"}


def test_one_reader_agrees_with_nobody(ines: Desk) -> None:
    article = ines.article(TEXT)
    read(ines, "Ana", article, s0="sourced")
    page = visit(article=str(article.id))
    lanes, agreement = charts(page)
    assert lanes == "Ana: submitted · 4 of 4 sentences looked at · 1 sourced"
    assert agreement == "Undefined: one reader only."
    assert numbers(page) == {
        "Readings submitted": "1 of 1",
        "Looked at by all": "100 %",
        "Agreed on": "undefined",
        "Passages": "1",
        "Settled": "Not yet",
    }


@pytest.fixture
def parted(ines: Desk) -> BuiltArticle:
    """Ana and Bo say the same of all but the second sentence; it is settled."""
    article = ines.article(TEXT)
    read(ines, "Ana", article, s0="sourced", s1="filler")
    read(ines, "Bo", article, s0="sourced", s1="disputed")
    ines.gold(article, "The mill")
    ines.settle(article)
    return article


def test_it_says_who_made_what_of_which_place(parted: BuiltArticle) -> None:
    page = visit(article=str(parted.id))
    lanes, agreement = charts(page)
    assert lanes.startswith("★ Gold: 1 sourced. Ana: submitted")
    assert agreement.startswith("Of 4 sentences that two or more looked at, all agree on 3")
    assert "sentence 2: 2 readers, 0 % agree" in agreement
    assert numbers(page)["Agreed on"] == "75 %"
    assert numbers(page)["Settled"] == "Yes"
    shown = html(page)
    assert "Nobody knew." in shown
    assert "Ana: filler · Bo: disputed" in shown
    assert f"annotate?article={parted.id}&amp;passage=" in shown
    assert f"adjudicate?article={parted.id}" in shown


def test_agreement_stays_that_of_the_first_submissions(ines: Desk, parted: BuiltArticle) -> None:
    with ines.database.begin() as session:
        unsettle_text(session, ines.editor, parted.revision_id)
        reopen_reading(session, ines.people["Ana"], parted.id)
    ines.tag("Ana", parted, "Critics", "promotional")
    page = visit(article=str(parted.id))
    assert "1 promotional" in charts(page)[0]
    assert numbers(page)["Agreed on"] == "75 %"


def test_places_are_chosen_without_pointing_too(parted: BuiltArticle) -> None:
    page = visit(article=str(parted.id))
    steps = page.selectbox(key="board-marks-article-along-None")
    told = [one.replace("\u00a0", " ") for one in steps.options]
    assert told[1] == "sentence 2: 2 readers, 0 % agree"
    steps.select_index(1).run()
    assert "2 passages" in html(page)
    page = visit(article=str(parted.id))
    pieces = page.selectbox(key="board-marks-article-lanes-None")
    pieces.select_index(pieces.options.index("Bo, sentence 2: disputed")).run()
    assert "Passages there" in html(page)
    assert "1 passage<" in html(page)


def test_a_place_leads_to_its_passages_and_back(parted: BuiltArticle) -> None:
    page = visit(article=str(parted.id), pick_sentence=["1", "1"])
    shown = html(page)
    assert "Passages there" in shown
    assert "2 passages" in shown
    chip = next(button for button in page.button if button.label == "sentence 2")
    chip.click().run()
    assert "pick-sentence" not in page.query_params
    assert "All passages" in html(page)


def test_what_is_no_place_of_the_text_is_survived(parted: BuiltArticle) -> None:
    page = visit(article=str(parted.id), pick_sentence=["7", "999999"], pick_reviewer="4711")
    assert "Nobody tagged anything there." in html(page)


def test_who_reads_blind_sees_nothing_of_others(
    ines_as: Callable[[Role], Desk],
) -> None:
    desk = ines_as(Role.REVIEWER)
    desk.blind()
    article = desk.article(TEXT)
    read(desk, "Ana", article, s1="filler")
    read(desk, "Bo", article, s1="disputed")
    chooser = html(visit())
    assert "hidden while you read blind" in chooser
    assert "not read yet" not in chooser
    assert "0 passages" not in chooser
    unread = visit(article=str(article.id))
    assert "hidden while you read blind" in " ".join(one.value for one in unread.markdown)
    desk.tag("Ines", article, "Critics")
    assert "1 passage of yours" in html(visit())
    page = visit(article=str(article.id))
    said = html(page) + " ".join(charts(page))
    assert "You see your own reading alone" in said
    assert "Ana" not in said
    assert "Nobody knew." not in said
    assert numbers(page)["Readings submitted"] == "0 of 1"
    assert numbers(page)["Passages"] == "1"
    assert numbers(page)["Agreed on"] == "undefined"


def test_an_article_served_again_looks_like_one_not_read_yet(
    ines_as: Callable[[Role], Desk],
) -> None:
    desk = ines_as(Role.REVIEWER)
    desk.blind()
    article, other = desk.article(TEXT, title="The mill"), desk.article(TEXT + " So it is.")
    read(desk, "Ana", article, s1="filler")
    desk.tag("Ines", article, (0, 8))
    desk.submit("Ines", article, datetime.now(UTC) - timedelta(days=60))
    with desk.database.begin() as session:
        rule = ServingRule(today() + timedelta(days=9), each=1, days=28)
        assert serve_again(session, desk.editor, desk.project_id, rule)
    desk.tag("Ines", other, (0, 8))
    fresh = visit(article=str(other.id))
    page = visit(article=str(article.id))
    assert numbers(page)["Readings submitted"] == numbers(fresh)["Readings submitted"] == "0 of 1"
    assert numbers(page)["Passages"] == "0"
    assert "The mill" in html(page)
    assert not page.error
    (link,) = {
        one
        for one in html(visit()).split('"')
        if one.startswith("article?") and str(other.id) not in one
    }
    number = link.split("article=")[1].split("&")[0]
    again = visit(article=number)
    assert numbers(again) == numbers(page)
    again = visit(article=number, pick_sentence=["1", "1"])
    assert "Nobody tagged anything there." in html(again)
