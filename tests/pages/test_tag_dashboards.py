"""Composition and outlets as a visitor meets them: empty, full, by other rows, and side by side."""

import json
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from models.membership import Role, join
from pages.composition_panels import rates
from pages.dashboard_downloads import numbers_of
from pages.outlet_choice import OutletChoice
from pages.outlet_numbers import basis_in_words
from tests.builders import BuiltArticle, Desk, build_desk
from tests.pages.boards import numbers, visit, whole
from tests.pages.signed_in import html

TEN = "The old mill on the quay closed in spring again."


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, looks at."""
    return ines_as(Role.ADMIN)


def descriptions(page: AppTest) -> str:
    charts = page.get("vega_lite_chart")
    return "\n".join(json.loads(chart.proto.spec)["description"] for chart in charts).replace(
        "\u00a0", " "
    )


def said(page: AppTest) -> list[str]:
    return [str(one.value) for one in page.markdown]


@pytest.fixture
def tagged(ines: Desk) -> Desk:
    """Six articles of the Post, each with sourced read by Ana; one of nobody's, that Bo also read."""
    for number in range(6):
        article = ines.article(f"{TEN} Part {number}.", outlet="Post", byline="A. Writer")
        ines.tag("Ana", article, "The old mill on the quay", "sourced", evidence=evidence(number))
        ines.submit("Ana", article)
    lone = ines.article(f"{TEN.upper()} Part 7.", title="Lone")
    ines.tag("Ana", lone, "THE OLD MILL ON THE QUAY", "filler")
    ines.tag("Bo", lone, "MILL", "disputed")
    ines.submit("Bo", lone)
    return ines


def evidence(number: int) -> list[dict[str, str]]:
    return [{"url": f"https://www.council.example/{number}", "quote": "", "stance": "supports"}]


def test_without_articles_both_say_what_to_do(ines: Desk) -> None:
    for page_file in ("composition.py", "outlets.py"):
        page = visit(page_file)
        assert "Nothing to show yet." in html(page)
        assert not page.metric


def test_without_passages_and_readings_they_are_sensible(ines: Desk) -> None:
    ines.article()
    page = visit("composition.py")
    assert numbers(page)["Passages"] == "0"
    assert "No two tags meet." in descriptions(page)
    assert "No passage repeats in another article." in html(page)
    assert "No evidence cited." in html(page)
    assert "Nothing read to the end yet." in html(visit("outlets.py"))


def test_the_composition_says_what_is_made_of_what(tagged: Desk) -> None:
    page = visit("composition.py")
    assert numbers(page) == {
        "Passages": "8",
        "Tags used": "3",
        "Text tagged": "43 %",
        "With evidence": "75 %",
    }
    said = descriptions(page)
    assert "Post: 6 (sourced 100 %)" in said
    assert "No outlet given: 2 (filler 50 %, disputed 50 %)" in said
    # Ana's six in 72 words, and none in the 12 that Bo read.
    assert "sourced: 71.4 (" in said
    shown = html(page)
    assert "council.example" in shown
    assert "7 articles" in shown
    assert 'href="annotate?article=' in shown


def test_the_switches_are_in_the_address(tagged: Desk) -> None:
    page = visit("composition.py", by="author", whose="between")
    said = descriptions(page)
    assert "A. Writer: 6" in said
    assert "No author given: 2" in said
    assert "1 of 1 filler passage meets disputed" in said
    assert "1 of 1" not in descriptions(visit("composition.py", by="week", whose="nonsense"))
    page.button_group(key="switch-composition-by").set_value("project").run()
    assert page.query_params["by"] in ("project", ["project"])
    assert "Desk: 8" in descriptions(page)


def test_a_report_says_of_which_readings_the_rates_are(tagged: Desk) -> None:
    with tagged.database.read() as session:
        told = [
            rates(session, whole(tagged), basis=basis).unit
            for basis in ("settled_first", "readings", "gold")
        ]
    assert ["gold" in one for one in told] == [True, False, True]
    assert "Submitted readings of the current text." in told[1]
    assert not any("Select" in one for one in told)


def test_each_headline_number_leads_to_the_passages_it_counts(tagged: Desk) -> None:
    page = visit("composition.py", whose="between")
    ways = [one.proto.query_string for one in page.get("page_link") if "listed" in str(one.proto)]
    assert ["listed=passages" in way for way in ways] == [True, True, False]
    assert all("whose=between" in way for way in ways)
    assert "8 passages" in html(visit("composition.py", listed="passages"))
    evidence = html(visit("composition.py", listed="evidence"))
    assert "6 passages" in evidence
    assert "Passages behind this" not in html(visit("composition.py", listed="nonsense"))


def test_marks_are_chosen_without_pointing_too(tagged: Desk) -> None:
    page = visit("composition.py", by="project")
    bars = page.selectbox(key="board-marks-composition-composed-None")
    assert "Desk · sourced: 6" in bars.options
    bars.select_index(bars.options.index("Desk · sourced: 6")).run()
    assert page.query_params["tag"] in ("sourced", ["sourced"])
    assert page.query_params["by"] in ("project", ["project"])
    assert "6 passages" in html(page)
    page = visit("composition.py", whose="between")
    squares = page.selectbox(key="board-marks-composition-meetings-None")
    squares.select_index(squares.options.index("1 of 1 filler passage meets disputed")).run()
    assert page.query_params["pick-other"] in ("disputed", ["disputed"])


def test_a_rate_of_an_outlet_is_chosen_without_pointing_too(tagged: Desk) -> None:
    page = visit("outlets.py", measure="articles")
    marks = next(one for one in page.selectbox if str(one.key).startswith("board-marks-outlets"))
    assert marks.options[0].startswith("Post: 100")
    marks.select_index(0).run()
    assert page.query_params["pick-outlet"] in ("Post", ["Post"])
    assert page.query_params["pick-tag"] in ("sourced", ["sourced"])
    assert "6 passages<" in html(page)


def test_a_report_of_outlets_says_what_it_counts(tagged: Desk) -> None:
    chosen = OutletChoice(measure="rate", basis="readings")
    with tagged.database.read() as session:
        counted = basis_in_words(session, whole(tagged), chosen=chosen)
    assert counted.startswith("Submitted readings of the current text. Passages per 1,000 words")


def test_a_name_is_no_formula_in_a_charts_numbers() -> None:
    frame = pd.DataFrame(
        {"outlet": ["=1+1|cmd", "Post"], "passages": [-1, 2], "value": [None, 0.5]}
    )
    assert numbers_of(frame).decode().splitlines() == [
        "outlet,passages,value",
        "'=1+1|cmd,-1,",
        "Post,2,0.5",
    ]


def test_a_square_leads_to_the_passages_that_meet(tagged: Desk) -> None:
    page = visit("composition.py", whose="between", pick_tag="disputed", pick_other="filler")
    shown = html(page)
    assert "Passages behind this" in shown
    assert "1 passage<" in shown
    assert "<q>MILL</q>" in shown
    # What stands beside the squares stays that of everything.
    assert numbers(page)["Passages"] == "8"


def test_passages_behind_a_rate_say_why_they_are_fewer_than_those_above(tagged: Desk) -> None:
    page = visit("composition.py", pick_tag="filler")
    assert numbers(page)["Passages"] == "1"
    shown = html(page)
    assert "0 passages" in shown
    assert "What the rate counts: Settled articles by their gold" in shown
    assert "submitted or not" in shown
    assert "What the rate counts" not in html(visit("composition.py", tag="filler"))


def test_an_outlet_with_too_few_articles_has_no_figure(tagged: Desk) -> None:
    page = visit("outlets.py")
    assert numbers(page) == {
        "Outlets": "1",
        "Articles": "7",
        "Texts counted": "7",
        "Words counted": "84",
    }
    said = descriptions(page)
    assert "Post: " in said
    assert "No outlet given" not in said
    few = "Too few articles: 1 of 5."
    assert [str(table.value.to_numpy()).count(few) for table in page.table][-1] == 4
    beside = descriptions(visit("outlets.py", side=["Post", ""], measure="articles"))
    assert "Post: 100 % (61 % to 100 %)" in beside
    assert "No outlet given: Too few articles: 1 of 5." in beside


def test_the_settled_reading_stands_for_the_article(tagged: Desk) -> None:
    article: BuiltArticle = tagged.article(f"{TEN} Settled.", outlet="Post")
    tagged.tag("Ana", article, "closed in spring", "filler")
    tagged.submit("Ana", article)
    tagged.gold(article, "closed in spring", "promotional")
    tagged.settle(article)
    page = visit("outlets.py", pick_outlet="Post", pick_tag="promotional")
    assert "<q>closed in spring</q>" in html(page)
    assert f'href="annotate?article={article.id}"' in html(page)
    asked = visit("outlets.py", basis="readings", pick_outlet="Post", pick_tag="promotional")
    assert "<q>closed in spring</q>" not in html(asked)
    assert "1 by gold, 7 as 2 readers read them" in said(page)
    assert "by 2 readers" in said(asked)
    assert numbers(asked)["Readings"] == "8"
    gold = visit("outlets.py", basis="gold")
    assert "settled articles by their gold" in said(gold)
    assert "Readers" not in str([table.value.to_numpy() for table in gold.table])


def test_names_are_text_and_nothing_else(ines: Desk) -> None:
    hostile = "<img src=x onerror=alert(1)> **x**"
    for number in range(5):
        article = ines.article(f"{TEN} Part {number}.", outlet=hostile, byline=hostile)
        ines.tag("Ana", article, "The old mill", "sourced", evidence=[{"url": "", "citation": hostile, "quote": "", "stance": "context"}])  # fmt: skip
        ines.submit("Ana", article)
    for page in (visit("composition.py", by="author"), visit("outlets.py")):
        assert "<img" not in html(page)
    cells = [cell for table in visit("outlets.py").table for cell in table.value.to_numpy().flat]
    assert any("\\*\\*x\\*\\*" in str(cell) for cell in cells)


def test_projects_stand_side_by_side_and_each_leads_to_its_passages(tagged: Desk) -> None:
    other = build_desk(tagged.database, "Coast")
    with tagged.database.begin() as session:
        join(session, tagged.people["Ines"], other.project_id, Role.VIEWER)
    for number in range(5):
        article = other.article(f"{TEN} Coast {number}.", outlet="Tide")
        other.tag("Dee", article, "The old mill", "promotional")
        other.submit("Dee", article)
    asked = [str(other.project_id), "x", "9" * 20]
    page = visit("composition.py", project=str(tagged.project_id), by="project", beside=asked)
    said = descriptions(page)
    assert "Desk: 8" in said
    assert "Coast: 5 (promotional 100 %)" in said
    assert "promotional · Coast: 83.3 (" in said
    assert "promotional · Desk: 0 (" in said
    assert page.multiselect(key="composition-beside").options == ["Coast"]
    there = visit(
        "composition.py", project=str(other.project_id), by="project", pick_tag="promotional"
    )
    assert "5 passages · What the rate counts" in html(there)


def test_blind_reading_holds_in_each_of_several_projects(ines_as: Callable[[Role], Desk]) -> None:
    """Ines reads blind in Coast, whatever she is on the desk."""
    desk = ines_as(Role.ADMIN)
    other = build_desk(desk.database, "Coast")
    with desk.database.begin() as session:
        join(session, desk.people["Ines"], other.project_id, Role.REVIEWER)
    for built in (desk, other):
        article = built.article(TEN)
        built.tag("Ana" if built is desk else "Dee", article, "The old mill", "promotional")
        built.submit("Ana" if built is desk else "Dee", article)
    other.blind()
    here, there = str(desk.project_id), str(other.project_id)
    said = descriptions(visit("composition.py", project=here, by="project", beside=there))
    assert "Desk: 1 (promotional 100 %)" in said
    assert "Coast: " not in said.replace("· Coast: ", "")
    assert "promotional · Coast: Too few articles: 0 of 5." in said


FULL = (
    ("desk.py", {"outlet": ["Post"], "tag": ["sourced"], "status": ["submitted"]}),
    ("agreement_page.py", {"basis": ["passages"], "pick-tag": [""], "pick-other": ["sourced"]}),
    ("composition.py", {"by": ["project"], "beside": ["9"], "whose": ["between"], "basis": ["gold"]}),
    ("outlets.py", {"measure": ["share"], "order": ["value"], "side": ["Post", ""]}),
    ("reviewers.py", {"reviewer": ["3"], "since": ["2026-01-01"]}),
    ("label_errors.py", {"outlet": ["Post"], "until": ["2030-01-01"]}),
)  # fmt: skip
"""Dashboards, each with an address that says everything that may stand in it there."""


def test_a_saved_view_of_any_dashboard_keeps_all_of_its_address(tagged: Desk) -> None:
    for page_file, address in FULL:
        page = visit(page_file, **address)
        next(one for one in page.text_input if one.label == "Name").set_value("This")
        next(one for one in page.button if one.label == "Save").click().run()
        page.query_params.clear()
        page.run()
        next(one for one in page.button if one.label == "This").click().run()
        kept = {name: page.query_params[name] for name in page.query_params}
        del kept["project"]
        assert kept == {
            name: values[0] if len(values) == 1 else values for name, values in address.items()
        }, page_file
