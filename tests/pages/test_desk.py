"""The desk as a visitor meets it: empty, full, narrowed down by an address, and hostile titles."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.membership import Role
from tests.builders import Desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, looks at."""
    return ines_as(Role.ADMIN)


def visit(**address: str | list[str]) -> AppTest:
    """The page as it is after the first run, opened with this address."""
    page = AppTest.from_file(str(MAIN), default_timeout=30).run()
    page.switch_page("desk.py")
    for name, value in address.items():
        page.query_params[name.replace("_", "-")] = value
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def numbers(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value.replace("\u00a0", " ") for metric in page.metric}


def descriptions(page: AppTest) -> list[str]:
    charts = page.get("vega_lite_chart")
    return [json.loads(chart.proto.spec)["description"] for chart in charts]


def test_without_articles_it_says_what_to_do(ines: Desk) -> None:
    page = visit()
    assert "Nothing to show yet." in html(page)
    assert [button.label for button in page.button] == ["Bring in an article"]
    assert not page.metric


def test_without_passages_it_leads_to_the_queue(ines: Desk) -> None:
    ines.article()
    page = visit()
    assert "No passages tagged yet." in html(page)
    assert [button.label for button in page.button] == ["Open my queue"]


@pytest.fixture
def tagged(ines: Desk) -> Desk:
    """Ana: 0-4 sourced and 2-6 filler in Mill; Bo: 0-5 sourced in Ferry, both of 10 code points."""
    mill = ines.article("abcdefghij", title="Mill")
    ferry = ines.article("ABCDEFGHIJ", title="Ferry")
    ines.tag("Ana", mill, (0, 4), "sourced")
    ines.tag("Ana", mill, (2, 6), "filler")
    ines.tag("Bo", ferry, (0, 5), "sourced")
    ines.submit("Ana", mill)
    return ines


def test_the_headline_and_the_charts_say_the_numbers(tagged: Desk) -> None:
    page = visit()
    assert numbers(page) == {
        "Articles": "2",
        "Readings submitted": "1",
        "Passages": "3",
        "Text tagged": "55 %",
    }
    by_article, share, by_reviewer, over_time = descriptions(page)
    assert "Mill: 2 (sourced 1, filler 1)" in by_article
    assert "Ferry: 50" in share
    assert "Ana: 2 (sourced 1, filler 1). Bo: 1 (sourced 1)" in by_reviewer
    assert "3 passages in all" in over_time


def test_a_chart_that_leaves_reviewers_out_says_so(ines: Desk) -> None:
    article = ines.article("abcdefghij")
    for number in range(21):
        ines.tag(f"Reader{number}", article, (0, 4), "sourced")
    assert html(visit()).count("The 20 with most of 21.") == 1


def test_every_chart_has_its_table(tagged: Desk) -> None:
    tables = [element.value for element in visit().table]
    assert len(tables) == 5
    assert tables[0].to_dict("list") == {
        "Article": ["Mill", "Ferry"],
        "sourced": ["1", "1"],
        "filler": ["1", "0"],
        "Total": ["2", "1"],
    }
    assert [cell.replace("\u00a0", " ") for cell in tables[1]["Any tag"]] == ["60 %", "50 %"]
    assert list(tables[2]["Reviewer"]) == ["Ana", "Bo"]


def test_what_was_looked_at_tells_cleared_from_unread(ines: Desk) -> None:
    article = ines.article(title="Mill")
    ines.tag("Ana", article, "The mill closed in March", "sourced")
    ines.clear("Ana", article, 1)
    page = visit()
    (table,) = (e.value for e in page.table if "Unread" in e.value)
    assert table.to_dict("list") == {
        "Article": ["Mill"],
        "Reviewer": ["Ana"],
        "Tagged": ["1"],
        "Cleared": ["1"],
        "Unread": ["3"],
    }
    assert "1 tagged, 1 cleared (read, nothing to tag), 3 unread." in html(page)


def test_a_passage_behind_a_number_is_one_link_away(ines: Desk) -> None:
    article = ines.article()
    evidence = [
        {
            "url": "https://council.example/m",
            "quote": "",
            "stance": "supports",
            "citation": "Minutes",
        },
        {"url": "https://b.example/a", "quote": "", "stance": "contradicts"},
    ]
    passage = ines.tag("Ana", article, "The mill", "sourced", evidence=evidence)
    shown = html(visit(tag=["sourced"]))
    assert f'href="annotate?article={article.id}&amp;passage={passage}"' in shown
    assert "Minutes, supports" in shown
    assert "https://b.example/a, contradicts" in shown


def test_an_address_narrows_everything(tagged: Desk) -> None:
    page = visit(tag=["sourced"])
    assert numbers(page)["Passages"] == "2"
    assert numbers(page)["Text tagged"] == "45 %"
    assert "Only sourced" in [markdown.value for markdown in page.markdown]
    assert "abcd" in html(page)
    assert "cdef" not in html(page)


def test_a_picked_bar_keeps_its_neighbours_and_narrows_the_rest(tagged: Desk) -> None:
    ana = str(tagged.reviewer("Ana"))
    page = visit(pick_reviewer=ana, pick_tag="filler")
    assert numbers(page)["Passages"] == "1"
    by_article, _, by_reviewer, _ = descriptions(page)
    assert "Ferry" not in by_article
    assert "Bo: 1" in by_reviewer


def test_show_everything_takes_the_filters_away(tagged: Desk) -> None:
    page = visit(tag=["filler"], since="2020-01-01")
    assert numbers(page)["Passages"] == "1"
    page.button(key="desk-everything").click().run()
    assert numbers(page)["Passages"] == "3"
    assert "tag" not in page.query_params


def test_a_filter_goes_into_the_address(tagged: Desk) -> None:
    page = visit()
    page.multiselect(key="desk_tags").select("filler").run()
    assert page.query_params["tag"] in ("filler", ["filler"])
    assert numbers(page)["Passages"] == "1"
    page.multiselect(key="desk_statuses").select("in_progress").run()
    assert numbers(page)["Passages"] == "0"
    assert "No passage matches." in html(page)


def test_an_address_of_nonsense_is_no_harm(tagged: Desk) -> None:
    nonsense = {"article": "9" * 30, "tag": "<b>", "since": "yesterday", "pick_reviewer": "-1"}
    assert numbers(visit(**nonsense))["Passages"] == "3"
    assert numbers(visit(pick_article="77"))["Passages"] == "3"


def test_a_title_from_right_to_left_leaves_the_words_beside_it_alone(ines: Desk) -> None:
    article = ines.article("abcdefghij", title="صحيفة (2)")
    ines.tag("Ana", article, (0, 4), "sourced")
    said = [one.value for one in visit(article=str(article.id), tag="sourced").markdown]
    assert "Only \u2068صحيفة \\(2\\)\u2069 · sourced" in said


def test_titles_and_quotes_are_text_and_nothing_else(ines: Desk) -> None:
    text = "<img src=x onerror=alert(1)> and **bold**"
    article = ines.article(text, title="<script>alert(1)</script> **x** :material/home:")
    ines.tag("Ana", article, (0, len(text)), "sourced")
    page = visit(tag="sourced")
    assert "<img" not in html(page)
    assert "&lt;img src=x" in html(page)
    (cell,) = page.table[0].value["Article"]
    assert cell.startswith("\\<script\\>")
    assert "\\*\\*x\\*\\*" in cell
