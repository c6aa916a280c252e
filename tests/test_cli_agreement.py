"""`workbench agreement` as a person or a program runs it."""

import json
from typing import Any

import pytest

from models.database import Database
from tests.builders import Desk, build_desk
from tests.commands import Run, command, refused

TEXT = "The mill closed. Nobody knew. It was sold. Critics doubt it."
KEYS = {
    "basis", "coefficient", "tag", "pair", "value", "undefined", "interval", "no_interval",
    "units", "reviewers", "articles", "dropped",
}  # fmt: skip


@pytest.fixture
def desk(sqlite_url: str) -> Desk:
    return build_desk(Database(sqlite_url), "Mill desk")


@pytest.fixture
def workbench(sqlite_url: str) -> Run:
    return command(sqlite_url)


def told(run: Run, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run("agreement", "--project", "Mill desk", "--json", *more).stdout
    )
    return found


def test_json_has_every_figure_with_its_keys(desk: Desk, workbench: Run) -> None:
    for number in range(5):
        article = desk.article(f"{TEXT} Part {number}.")
        for person, tag in (("Ana", "filler"), ("Bo", "sourced" if number else "filler")):
            desk.tag(person, article, "The mill", tag)
            desk.clear(person, article, 1, 2, 3)
            desk.submit(person, article)
    desk.tag("Cal", desk.article(), "The mill")
    found = told(workbench)
    assert {"project", "figures"} < found.keys()
    assert (found["articles_not_submitted"], found["readings_not_submitted"]) == (1, 1)
    assert all(one.keys() == KEYS for one in found["figures"])
    by_name = {
        (one["basis"], one["coefficient"]): one
        for one in found["figures"]
        if one["tag"] is None and one["pair"] is None
    }
    percentage = by_name["sentences", "percentage"]
    assert percentage["value"] == pytest.approx(16 / 20)
    assert (percentage["units"], percentage["reviewers"], percentage["articles"]) == (20, 2, 5)
    assert percentage["dropped"] == {"unread": 5}
    assert percentage["interval"][0] < 0.8 < percentage["interval"][1]
    assert by_name["passages", "gamma"]["value"] is not None
    (kappa,) = [
        one
        for one in found["figures"]
        if (one["basis"], one["coefficient"], one["tag"]) == ("sentences", "cohen", None)
    ]
    assert kappa["pair"] == ["ana@desk.example", "bo@desk.example"]


def test_nothing_read_is_undefined_and_no_error(desk: Desk, workbench: Run) -> None:
    figures = told(workbench)["figures"]
    assert figures
    assert all(one["value"] is None and one["undefined"] for one in figures)


def test_a_tag_that_nobody_used_has_its_rows(desk: Desk, workbench: Run) -> None:
    article = desk.article(TEXT)
    for person in ("Ana", "Bo"):
        desk.tag(person, article, "The mill", "filler")
        desk.clear(person, article, 1, 2, 3)
        desk.submit(person, article)
    of_tag = [one for one in told(workbench)["figures"] if one["tag"] == "sourced"]
    names = {(one["basis"], one["coefficient"]) for one in of_tag if one["pair"] is None}
    assert {("sentences", "krippendorff"), ("characters", "gwet")} < names
    assert {("passages", name) for name in ("u_alpha", "coded_alpha", "alpha_u", "gamma_k")} < names
    beyond_chance = [one for one in of_tag if one["coefficient"] != "percentage"]
    assert {one["undefined"] for one in beyond_chance} == {"no_passage"}
    table = workbench("agreement", "--project", "Mill desk", "--fast").stdout
    (line,) = [one for one in table.splitlines() if one.split()[1:3] == ["u_alpha", "sourced"]]
    assert "nobody used it" in line


def test_without_json_it_is_a_table_in_words(desk: Desk, workbench: Run) -> None:
    article = desk.article(TEXT)
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    out = workbench("agreement", "--project", "Mill desk", "--fast").stdout
    head, first, *_ = out.splitlines()
    assert head.split()[:2] == ["measured", "on"]
    assert first.startswith("sentences")
    assert "one reader only" in first
    assert out.splitlines()[-1].startswith("Not counted: ")


def test_an_unknown_project_is_one_sentence(desk: Desk, workbench: Run) -> None:
    assert "no project called “Nowhere”" in refused(workbench, "agreement", "--project", "Nowhere")
