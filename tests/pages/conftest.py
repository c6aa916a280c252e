"""The workbench whose pages a test opens: of one person, or with accounts and a tab that looks at it."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st

from models import database
from models.membership import Role, join
from models.people import sign_in_locally
from settings import settings
from tests.builders import Desk, build_desk
from tests.pages.signed_in import KEY, Tab, use


@pytest.fixture
def ines_as(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Role], Desk]]:
    """Makes a desk in which Ines, the one person of this workbench, has a role."""

    def make(role: Role) -> Desk:
        desk = build_desk(database.configure(sqlite_url))
        with desk.database.begin() as session:
            desk.people["Ines"] = sign_in_locally(session, "Ines").id
            join(session, desk.people["Ines"], desk.project_id, role)
        return desk

    monkeypatch.setenv("WORKBENCH_SOLO_NAME", "Ines")
    settings.cache_clear()
    st.cache_data.clear()
    yield make
    settings.cache_clear()


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab:
    """A tab in which nobody is signed in."""
    opened = Tab()
    use(opened, monkeypatch)
    return opened


@pytest.fixture
def with_accounts(
    sqlite_url: str, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> Iterator[database.Database]:
    """An empty workbench with accounts, whose pages `tab` asks for."""
    assert not tab.cookies
    monkeypatch.setenv("WORKBENCH_AUTH", "accounts")
    monkeypatch.setenv("WORKBENCH_SECRET_KEY", KEY)
    settings.cache_clear()
    st.cache_data.clear()
    yield database.configure(sqlite_url)
    settings.cache_clear()


@pytest.fixture
def staffed(with_accounts: database.Database) -> Desk:
    """The same with a desk."""
    return build_desk(with_accounts)
