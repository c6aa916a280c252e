"""The pages around settling: the list, what the reader is given, and how one's own reading differed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.correcting import correct_article
from models.membership import Role
from models.project import Project
from tests.builders import Desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk in which Ines, the one person of this workbench, is an editor."""
    return ines_as(Role.EDITOR)


def visit(name: str, **address: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page(name)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def test_the_list_names_the_articles_that_can_be_settled(ines: Desk) -> None:
    assert "No readings to settle yet." in shown(visit("adjudicate.py"))
    article = ines.article(outlet="<b>Quay</b> Courier")
    ines.submit("Ruth", article)
    page = shown(visit("adjudicate.py"))
    assert "One article to settle." in page
    assert "<bdi>Ruth</bdi>" in page
    assert "<b>Quay" not in page


def test_the_list_says_what_is_to_come_and_what_can_be_done_meanwhile(ines: Desk) -> None:
    with ines.database.begin() as session:
        session.get_one(Project, ines.project_id).readers_per_article = 3
    article = ines.article()
    ines.submit("Ruth", article)
    page = visit("adjudicate.py")
    assert "Nothing is to settle now." in page.markdown[-1].value
    assert "2 readings to come" in shown(page)
    assert "Not all of their readings are in." in shown(page)
    assert "Begin early" in [link.proto.label for link in page.get("page_link")]


def test_an_article_in_the_address_is_settled_in_the_reader(ines: Desk) -> None:
    article = ines.article()
    page = visit("adjudicate.py", article=str(article.id))
    data = [json.loads(one.proto.json or "{}") for one in page.get("bidi_component")]
    given = next(one for one in data if one.get("kind") == "settle")
    assert given["revision"]["id"] == article.revision_id
    assert given["words"]["settle_article"] == "Settle article"
    assert given["words"]["settle_readings.other"] == "{n} readings"
    assert [error.value for error in visit("adjudicate.py", article="999").error]


def test_a_reviewer_finds_out_how_theirs_differed(ines: Desk) -> None:
    article = ines.article()
    ines.tag("Ines", article, "40 jobs", "disputed")
    ines.submit("Ines", article)
    assert "Nothing to compare yet." in shown(visit("differed.py", article=str(article.id)))
    gold = ines.gold(article, "40 jobs", "sourced")
    assert gold
    ines.settle(article)
    page = shown(visit("differed.py", article=str(article.id)))
    assert "Not taken: the gold here is another passage." in page
    assert "Settled" in page
    assert "settled" in shown(visit("reading_queue.py"))


def test_whoever_reads_an_article_blind_is_told_so(ines: Desk) -> None:
    article = ines.article()
    ines.blind()
    ines.tag("Ines", article, "40 jobs")
    page = visit("adjudicate.py", article=str(article.id))
    assert ["blind" in str(error.value) for error in page.error] == [True]


def test_a_corrected_article_tells_what_was_settled_and_which_gold_waits(ines: Desk) -> None:
    article = ines.article()
    ines.tag("Ines", article, "40 jobs")
    ines.submit("Ines", article)
    ines.gold(article, "40 jobs")
    ines.settle(article)
    with ines.database.begin() as session:
        changed = article.text.replace("40 jobs", "some forty people at work")
        correct_article(session, ines.editor, article.id, changed)
    page = visit("adjudicate.py", article=str(article.id))
    links = [link.proto.label for link in page.get("page_link")]
    assert "Version 1 was settled, then the text was corrected" in links
    assert "One gold passage waits: its words changed" in links
