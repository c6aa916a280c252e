"""The export page without a browser: what it offers, counts and refuses."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from formats.annotations.registry import CODECS
from models import database
from models.membership import Role, join
from models.people import sign_in_locally
from models.ticket import ExportTicket
from pages.export_choice import PURPOSES
from settings import settings
from tests.builders import Desk, build_desk

PAGE = Path(__file__).resolve().parents[2] / "pages" / "export_page.py"


@pytest.fixture
def desk(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk in the process's own database, with Ines signed in as its admin."""
    monkeypatch.delenv("WORKBENCH_SOLO_NAME", raising=False)
    settings.cache_clear()
    opened = database.configure(sqlite_url)
    built = build_desk(opened)
    with opened.begin() as session:
        built.people["Ines"] = sign_in_locally(session, "Ines").id
    yield built
    opened.close()
    settings.cache_clear()


def shown() -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=120).run()
    assert not page.exception
    return page


def words_on(page: AppTest) -> str:
    return " ".join(str(element.proto) for element in page.get("html"))


def test_nothing_to_export_says_what_to_do(desk: Desk) -> None:
    page = shown()
    assert "Nothing to export yet." in words_on(page)
    assert [button.label for button in page.button] == ["Import articles"]


def test_a_reviewer_is_told_who_may(desk: Desk) -> None:
    desk.article()
    set_role(desk, Role.REVIEWER)
    assert "This page is for editors." in words_on(shown())


def set_role(desk: Desk, role: Role) -> None:
    with desk.database.begin() as session:
        join(session, desk.people["Ines"], desk.project_id, role)


def test_the_button_counts_what_the_filters_let_through(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    desk.tag("Ruth", article, "Critics", "disputed")
    page = shown()
    assert page.button(key="export_go").label == "Export 2 passages"
    page.multiselect(key=f"export_tag_{desk.project_id}").select("disputed").run()
    assert page.button(key="export_go").label == "Export 1 passage"
    page.date_input(key=f"export_until_{desk.project_id}").set_value(date(2020, 1, 1)).run()
    assert page.button(key="export_go").disabled
    page.selectbox(key="export_purpose").set_value("whole").run()
    assert not page.button(key="export_go").disabled


def test_the_chosen_format_shows_how_it_begins(desk: Desk) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    page = shown()
    assert list(page.dataframe[0].value["quote"]) == ["40 jobs lost"]
    page.radio(key="export_format").set_value("sentences").run()
    assert "majority" in page.dataframe[0].value
    page.selectbox(key="export_purpose").set_value("tool").run()
    assert '"40 jobs lost"' in page.code[-1].value
    page.selectbox(key="export_format_listed").set_value("brat").run()
    assert "article-1-r1.ann" in words_on(page)
    assert "40 jobs lost" in page.code[-1].value


def test_days_the_wrong_way_round_are_told(desk: Desk) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    page = shown()
    page.date_input(key=f"export_since_{desk.project_id}").set_value(date(2026, 4, 12))
    page.date_input(key=f"export_until_{desk.project_id}").set_value(date(2026, 4, 11)).run()
    assert "swap them" in page.error[0].value


def test_a_click_makes_a_ticket_for_just_this_export(desk: Desk) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    page = shown()
    page.multiselect(key=f"export_tag_{desk.project_id}").select("sourced").run()
    assert tickets(desk) == []
    page.button(key="export_go").click().run()
    (ticket,) = tickets(desk)
    assert (ticket.reviewer_id, ticket.format) == (desk.people["Ines"], "csv")
    assert ticket.filters == {"filters": {"tag": ["sourced"]}, "delimiter": ","}


def tickets(desk: Desk) -> list[ExportTicket]:
    with desk.database.read() as session:
        return list(session.query(ExportTicket))


def test_every_format_that_is_written_is_offered() -> None:
    assert {name for names in PURPOSES.values() for name in names} == set(CODECS)
