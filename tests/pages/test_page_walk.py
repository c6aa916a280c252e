"""The role walk through the pages: for whom they open, and what they say to everybody else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models import database as current_database
from models.article import Article
from models.database import Database
from models.instance import instance
from models.membership import Role
from settings import settings
from tests.accounts import admit
from tests.builders import Desk
from tests.pages.signed_in import Tab
from tests.source import ROOT
from tests.walk_addresses import OF_THE_DESK, PAGES
from tests.walk_world import MEMBERS, PEOPLE, World, build_world
from words import say

MAIN = ROOT / "pages" / "main.py"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return build_world(sqlite_database)


def scripts() -> set[str]:
    """The pages: files that call something of theirs at their end."""
    found = set()
    for path in Path(ROOT / "pages").glob("*.py"):
        last = ast.parse(path.read_text("utf-8")).body[-1]
        if path != MAIN and isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
            found.add(path.name)
    return found


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def be(world: World, person: str) -> None:
    """The one person of this workbench is that one."""
    with world.desk.database.begin() as session:
        row = instance(session)
        row.local_reviewer_id = world.people.get(person)


def test_every_page_stands_in_the_table_and_in_the_navigation() -> None:
    assert scripts() == set(PAGES) | set(OF_THE_DESK)
    named = set(re.findall(r'"(\w+\.py)"', MAIN.read_text("utf-8")))
    assert named == set(PAGES) | set(OF_THE_DESK)


@pytest.fixture
def pages_of(world: World, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.delenv("WORKBENCH_SOLO_NAME", raising=False)
    settings.cache_clear()
    st.cache_data.clear()
    current_database.configure(sqlite_url)
    yield world
    settings.cache_clear()


@pytest.mark.long
def test_every_page_opens_for_whom_it_is_and_says_so_to_others(pages_of: World) -> None:
    world, combinations = pages_of, 0
    title = _title(world)
    for person in (*PEOPLE, "nobody"):
        be(world, person)
        page = AppTest.from_file(str(MAIN), default_timeout=120).run()
        for name, needed in PAGES.items():
            combinations += 1
            page.switch_page(f"{name}").run()
            assert not page.exception, (name, person, page.exception)
            shown = html(page)
            if person not in MEMBERS:
                assert title not in shown
                continue
            is_open = Role(person).covers(needed)
            refused = say(f"app.for_{needed.value}") if needed is not Role.VIEWER else "\0"
            if name == "reading_queue.py" and not is_open:
                # A viewer is taken to the desk.
                assert say("desk.title") in shown
                continue
            assert (refused in shown) is not is_open, (name, person)
            if not is_open:
                assert [button.label for button in page.button] == [say("app.to_desk")]
    print(f"\nrole walk, pages: {combinations} combinations")
    assert combinations == len(PAGES) * 7


def test_pages_of_the_desk_open_for_whom_they_are(staffed: Desk, tab: Tab) -> None:
    people = {role: staffed.reviewer(role.title(), Role(role)) for role in MEMBERS}
    people["chief"] = admit(staffed.database, "Cleo", "admin")
    for person, number in people.items():
        tab.sign_in(staffed.database, number)
        page = AppTest.from_file(str(MAIN), default_timeout=120).run()
        for name in OF_THE_DESK:
            page.switch_page(name).run()
            assert not page.exception, (name, person)
            refused = [str(error.value) for error in page.error]
            is_open = name == "account_page.py" or person == "chief"
            assert (refused == []) is is_open, (name, person, refused)
            assert is_open or not page.text_input


def _title(world: World) -> str:
    with world.desk.database.read() as session:
        return session.get_one(Article, world.article.id).title
