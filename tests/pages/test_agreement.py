"""The Agreement dashboard as a visitor meets it: nothing read, one reader, all agreed, parted."""

import json
from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from formats.dashboards import hypertext, paper
from models.membership import Role
from pages.agreement_board import agreement_board
from pages.agreement_slow import gamma_numbers
from pages.dashboard_report import told
from tests.agreement.test_apart import until
from tests.builders import Desk
from tests.pages import boards
from tests.pages.boards import TEXT, read, whole
from tests.pages.signed_in import html

visit = partial(boards.visit, "agreement_page.py")


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, looks at."""
    return ines_as(Role.ADMIN)


def numbers(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def said(page: AppTest) -> list[str]:
    return [markdown.value.replace("\\", "") for markdown in page.markdown]


def charts(page: AppTest) -> list[str]:
    drawn = page.get("vega_lite_chart")
    return [json.loads(chart.proto.spec)["description"] for chart in drawn]


def text(number: int) -> str:
    return f"{TEXT} That was part {number}."


def test_without_articles_it_says_what_to_do(ines: Desk) -> None:
    page = visit()
    assert "Nothing to show yet." in html(page)
    assert not page.metric


def test_before_anything_is_submitted_it_says_when_it_begins(ines: Desk) -> None:
    article = ines.article(TEXT)
    ines.tag("Ana", article, "The mill")
    page = visit()
    assert "Nothing to compare yet." in html(page)
    assert "Not counted: 1 article not yet submitted, 1 reading not yet submitted." in html(page)
    assert not page.metric


def test_one_reader_agrees_with_nobody(ines: Desk) -> None:
    read(ines, "Ana", ines.article(TEXT), s0="sourced")
    page = visit()
    assert set(numbers(page).values()) == {"undefined"}
    assert said(page).count("one reader only") == 4
    assert "4 sentences that only one reviewer had read" in html(page)
    assert "Nothing was read by two." in charts(page)[0]
    assert html(page).count("Nothing was read by two.") == 2
    assert "No tag has a figure to go by." in html(page)
    assert "the readers agree" not in html(page)


def test_one_tag_for_everything_is_undefined_and_not_one(ines: Desk) -> None:
    article = ines.article(TEXT)
    for person in ("Ana", "Bo"):
        read(ines, person, article, s0="filler", s1="filler", s2="filler", s3="filler")
    page = visit()
    assert numbers(page)["Krippendorff’s α"] == "undefined"
    assert "everybody said the same of everything" in said(page)


@pytest.mark.parametrize("basis", ["sentences", "passages"])
@pytest.mark.parametrize("used", [{}, {"s0": "filler"}])
def test_a_tag_that_nobody_used_is_undefined_and_says_so(
    ines: Desk, used: dict[str, str], basis: str
) -> None:
    article = ines.article(TEXT)
    for person in ("Ana", "Bo"):
        read(ines, person, article, **used)
    page = visit(basis=basis)
    unused = {"sourced", "disputed", "promotional", "filler"} - set(used.values())
    assert all(f"{tag}: undefined, nobody used it" in " ".join(charts(page)) for tag in unused)
    assert "Nothing was read by two." not in html(page)


def test_who_agrees_on_everything_has_one(ines: Desk) -> None:
    article = ines.article(TEXT)
    for person in ("Ana", "Bo"):
        read(ines, person, article, s0="filler", s2="disputed")
    page = visit()
    assert numbers(page)["Krippendorff’s α"] == numbers(page)["Fleiss’ κ"] == "1.00"
    assert "no interval: fewer than 5 articles" in said(page)
    assert "Nothing: the readers agree." in html(page)
    assert "Every tag reaches the floor." in html(page)


@pytest.fixture
def parted(ines: Desk) -> Desk:
    """Six articles by two readers: alike but for sentence 1, filler to Ana, sourced to Bo."""
    return part(ines, 6)


def part(ines: Desk, articles: int) -> Desk:
    for number in range(articles):
        article = ines.article(text(number), title=f"Mill {number}")
        for person, tag in (("Ana", "filler"), ("Bo", "sourced")):
            read(ines, person, article, s0="sourced", s1=tag, s2="disputed")
    return ines


def test_it_says_what_is_taken_for_what_and_by_whom(parted: Desk) -> None:
    page = visit()
    confusion, pairs, by_tag = charts(page)
    assert "Of 24 comparisons the tag was the same in 18" in confusion
    assert "filler and sourced: 6" in confusion
    assert "disputed: 1.00" in by_tag
    assert "Ana · Bo (24): " in pairs
    rows = html(page)
    assert "Nobody knew." in rows
    assert 'aria-label="Ana: filler"' in rows
    assert 'aria-label="Bo: sourced"' in rows
    assert "6 articles · 2 reviewers" in rows


def test_a_cell_leads_to_the_places_it_counts(parted: Desk) -> None:
    page = visit(pick_tag="filler", pick_other="sourced")
    assert "6 places, as each reviewer read them" in html(page)
    assert "filler · sourced" in " ".join(button.label for button in page.button)
    same = visit(pick_tag="disputed", pick_other="disputed")
    assert "It was sold." in html(same)
    assert visit(pick_tag="", pick_other="").query_params["pick-other"] in ("", [""])


def test_a_cell_is_chosen_without_pointing_too(parted: Desk) -> None:
    page = visit()
    cells = page.selectbox(key="board-marks-agreement-confusion-None")
    assert "sourced, both: 6" in cells.options
    cells.select_index(cells.options.index("filler and sourced: 6")).run()
    assert "6 places, as each reviewer read them" in html(page)


def test_an_address_measures_on_something_else(parted: Desk) -> None:
    page = visit(basis="characters")
    assert "characters, 2 reviewers, 6 articles" in page.metric[0].help
    passages = visit(basis="passages")
    assert list(numbers(passages))[:1] == ["Krippendorff’s uα"]
    assert numbers(visit(basis="<b>")).keys() == numbers(visit()).keys()
    page.segmented_control(key="agreement_basis").set_value("passages").run()
    assert page.query_params["basis"] in ("passages", ["passages"])
    assert list(numbers(page))[:1] == ["Krippendorff’s uα"]


def test_filters_narrow_it_and_keep_what_it_is_measured_on(parted: Desk) -> None:
    page = visit(basis="characters", tag="disputed")
    assert numbers(page)["Krippendorff’s α"] == "1.00"
    page.button(key="board-chip-0").click().run()
    assert page.query_params["basis"] in ("characters", ["characters"])
    assert numbers(page)["Krippendorff’s α"] != "1.00"


def test_titles_and_words_are_text_and_nothing_else(ines: Desk) -> None:
    words = "<img src=x onerror=alert(1)> is **bold**."
    article = ines.article(words, title="<script>alert(1)</script>")
    for person, tag in (("Ana", "filler"), ("Bo", "sourced")):
        ines.tag(person, article, (0, len(words)), tag)
        ines.submit(person, article)
    page = visit()
    assert "<img" not in html(page)
    assert "<script>alert" not in html(page)


def test_in_a_blind_project_a_reviewer_is_shown_nothing_of_others(
    ines_as: Callable[[Role], Desk],
) -> None:
    desk = ines_as(Role.REVIEWER)
    desk.blind()
    article = desk.article(TEXT)
    for person in ("Ana", "Bo"):
        read(desk, person, article, s0="sourced")
    page = visit()
    assert "Nothing to compare yet." in html(page)
    assert "Not counted" not in html(page)
    read(desk, "Ines", article, s1="sourced")
    assert "1 article · 3 reviewers" in html(visit())


def test_passages_say_whether_they_begin_and_end_alike(parted: Desk) -> None:
    read(parted, "Cy", parted.article(text(7)), s0="sourced")
    (table,) = [one.value for one in visit(basis="passages").table if "Coefficient" in one.value]
    first = table.iloc[0]
    assert (first["Coefficient"], first["Value"]) == ("Boundary similarity", "1.00")
    assert not [one for one in visit().table if "Coefficient" in one.value]
    report = told(agreement_board("passages"), whole(parted))
    (part,) = [one for one in report.parts if one.title == "Where passages begin and end"]
    assert [row[0] for row in part.rows] == [
        "Boundary similarity",
        "Boundary similarity, π",
        "Boundary similarity, κ",
    ]
    left_out = "Not counted: 1 passage where only one reviewer had read."
    assert report.left_out == left_out
    assert left_out in hypertext.page(report).decode()
    assert paper.document(report).startswith(b"%PDF-")


def test_a_report_says_what_its_figures_are_made_of(parted: Desk) -> None:
    report = told(agreement_board("sentences"), whole(parted))
    assert report.counted.startswith("6 articles · 2 reviewers · 24 of 30 sentences compared")
    alpha, *_, gamma = report.numbers
    assert "24 sentences, 2 reviewers, 6 articles" in alpha.under
    assert (gamma.label, gamma.value) == ("Mathet’s γ", "not computed")
    by_tag = next(one for one in report.parts if one.title == "By tag")
    assert [row[by_tag.head.index("Reviewers")] for row in by_tag.rows] == ["2"] * 4
    assert not [one.unit for one in report.parts if "Select" in one.unit]
    assert report.counted in hypertext.page(report).decode()


@pytest.mark.long
def test_a_report_has_gamma_as_soon_as_it_was_computed(ines: Desk) -> None:
    asked = whole(part(ines, 2))

    def gamma() -> list[str]:
        with ines.database.read() as session:
            return [one.value for one in gamma_numbers(session, asked, "sentences")]

    assert gamma() == ["not computed"]
    visit()  # begins it
    until(lambda: gamma() != ["not computed"], seconds=300)
    numbers_told = told(agreement_board("sentences"), asked).numbers
    assert [one.value for one in numbers_told if "γ" in one.label] == gamma()
