"""A workbench with accounts, and the tab that looks at it."""

from collections.abc import Iterator

import pytest
import streamlit as st

from models import database
from settings import settings
from tests.builders import Desk, build_desk
from tests.pages.signed_in import KEY, Tab, use


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
