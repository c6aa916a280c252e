"""The annotate page around the reader: which article an address opens, and on which passage."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from models.base import now
from models.carried import CarriedPassage
from models.correcting import correct_article
from models.membership import Role, join
from models.preferences import keep_preferences
from models.project import Project
from tests.builders import Desk, build_desk
from words import say

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
REFUSED = "There is no such passage in this article"
NOBODYS = "7d2f1f0e-3c41-4b7a-9a55-0c9f6f1d2a10"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk in which Ines, the one person of this workbench, reads."""
    return ines_as(Role.REVIEWER)


def visit(**address: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page("annotate.py")
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def given(page: AppTest) -> dict[str, Any]:
    """What the reader was given."""
    protos = [element.proto for element in page.get("bidi_component")]
    data = [json.loads(proto.json or "{}") for proto in protos]
    return next(one for one in data if "revision" in one)


def refusals(page: AppTest) -> int:
    return sum(caption.value.startswith(REFUSED) for caption in page.caption)


def test_a_passage_s_address_opens_its_article(ines: Desk) -> None:
    ines.article()
    article = ines.article()
    passage = ines.tag("Ana", article, "The mill")
    bare = passage.replace("-", "").upper()
    for page in (visit(passage=passage), visit(article=str(article.id), passage=bare)):
        data = given(page)
        assert (data["article"]["id"], data["focus"]) == (article.id, passage)
        assert not refusals(page)


def test_a_passage_s_address_from_before_a_correction_opens_what_it_is_now(ines: Desk) -> None:
    article = ines.article()
    moved, left = ines.tag("Ana", article, "The mill"), ines.tag("Ana", article, "40 jobs lost")
    with ines.database.begin() as session:
        text = article.text.replace("40 jobs", "14 jobs")
        correct_article(session, ines.editor, article.id, text)
    page = visit(article=str(article.id), passage=moved)
    with ines.database.read() as session:
        (there,) = session.scalars(
            select(CarriedPassage.moved_to).where(CarriedPassage.moved_to.is_not(None))
        )
    assert (given(page)["focus"], refusals(page)) == (str(there), 0)
    page = visit(article=str(article.id), passage=left)
    assert (given(page)["focus"], refusals(page)) == (None, 0)
    assert say("annotate.passage_earlier") in [one.value for one in page.caption]


@pytest.mark.parametrize("passage", ["", "x", "'; --", NOBODYS, "0" * 36, "-" * 32])
def test_an_address_without_such_a_passage_opens_the_article(ines: Desk, passage: str) -> None:
    article = ines.article()
    page = visit(article=str(article.id), passage=passage)
    assert given(page)["focus"] is None
    assert refusals(page) == (1 if passage else 0)


def test_a_passage_of_another_article_or_not_to_be_seen_is_not_opened(ines: Desk) -> None:
    first, second = ines.article(), ines.article()
    passage = ines.tag("Ana", first, "The mill")
    page = visit(article=str(second.id), passage=passage)
    assert (given(page)["focus"], refusals(page)) == (None, 1)
    ines.blind()
    page = visit(article=str(first.id), passage=passage)
    assert (given(page)["focus"], refusals(page)) == (None, 1)


@pytest.mark.parametrize("asked", ["other", "own", "999999", "0", "-1", "1e9", "²", "", "9" * 40])
def test_an_article_brings_its_own_project_whatever_the_address_says(
    ines: Desk, asked: str
) -> None:
    other = build_desk(ines.database, "Other")
    with ines.database.begin() as session:
        join(session, ines.people["Ines"], other.project_id, Role.REVIEWER)
    article = ines.article()
    projects = {"other": other.project_id, "own": ines.project_id}
    page = visit(article=str(article.id), project=str(projects.get(asked, asked)))
    assert given(page)["article"]["id"] == article.id
    assert page.sidebar.selectbox[0].value == ines.project_id
    assert (asked == "other") == ("project" not in page.query_params)


def test_an_article_of_an_archived_project_is_opened_beside_the_chosen_one(ines: Desk) -> None:
    other = build_desk(ines.database, "Other")
    article = other.article()
    with ines.database.begin() as session:
        join(session, ines.people["Ines"], other.project_id, Role.REVIEWER)
        session.get_one(Project, other.project_id).archived_at = now()
    page = visit(article=str(article.id), project=str(other.project_id))
    assert given(page)["article"]["id"] == article.id


def test_the_reader_is_given_keys_prompts_and_preferences(ines: Desk) -> None:
    article = ines.article()
    with ines.database.begin() as session:
        keep_preferences(session, ines.people["Ines"], {"size": 22})
    data = given(visit(article=str(article.id)))
    assert data["preferences"] == {"size": 22}
    assert data["keys"][0] == {
        "action": "next_sentence",
        "strokes": ["j", "ArrowDown"],
        "changes": False,
        "shown": True,
    }
    assert all(tag["prompts"] == [] for tag in data["tags"])


def test_an_open_text_stays_when_the_page_runs_again_and_the_next_visit_opens_the_new_one(
    ines: Desk,
) -> None:
    article = ines.article()
    page = visit(article=str(article.id))
    with ines.database.begin() as session:
        correct_article(session, ines.editor, article.id, f"{article.text} Corrected.")
    page.run()
    assert given(page)["revision"]["id"] == article.revision_id
    page.switch_page("reading_queue.py").run()
    page.switch_page("annotate.py")
    page.query_params["article"] = str(article.id)
    page.run()
    assert given(page)["revision"]["id"] != article.revision_id
