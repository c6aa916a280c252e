"""What every test may ask for: an empty migrated database of either kind, and the real data."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled import share_compiled_statements
from tests.folders import keep_files_in_memory
from tests.midnight import wait_for_the_day_to_end
from tests.postgres import PostgresServer, postgres_server
from tests.scanned import scan_packages_once
from tests.spreading import FilesOfBrowserTests
from tests.unordered import turn_unordered_rows_round

if TYPE_CHECKING:
    from xdist.remote import Producer

    from models.database import Database
    from tests.builders import Desk

for hands in ("tests.builders", "tests.commands", "tests.browser.reader", "tests.browser.server"):
    pytest.register_assert_rewrite(hands)  # so that their assertions say what they compared

keep_files_in_memory()
share_compiled_statements()
scan_packages_once()
turn_unordered_rows_round()

ROOT = Path(__file__).resolve().parent.parent

_FIXTURES_ARE_FINE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile(
    "ci",
    derandomize=True,  # a red build stays red, so that it can be repaired
    max_examples=60,
    deadline=None,
    suppress_health_check=_FIXTURES_ARE_FINE,
    print_blob=True,
)
settings.register_profile(
    "search", max_examples=2000, deadline=None, suppress_health_check=_FIXTURES_ARE_FINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesOfBrowserTests:
    """Which of the processes takes which test, whatever `--dist` says."""
    return FilesOfBrowserTests(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first: begun last, one would keep everybody waiting for its process."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is imported now stays: looking through it for garbage took a third of the time."""
    gc.disable()
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for this process; a test fails when it cannot start."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _migrated_postgres(postgres: PostgresServer) -> str:
    _migrate(postgres.create("migrated"))
    return "migrated"


@pytest.fixture
def sqlite_url(_migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database, migrated to head."""
    path = tmp_path / "workbench.db"
    shutil.copyfile(_migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: PostgresServer, _migrated_postgres: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database, migrated to head, emptied after the test."""
    with postgres.borrowed(template=_migrated_postgres) as url:
        yield url


@pytest.fixture(
    params=[
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
    ]
)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh migrated database: the test runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh migrated database: the test runs on SQLite and on PostgreSQL."""
    yield from _opened(database_url)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """A fresh migrated SQLite database, where the kind of database makes no difference."""
    yield from _opened(sqlite_url)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """A fresh migrated PostgreSQL database, for what only PostgreSQL does."""
    yield from _opened(postgres_url)


@pytest.fixture
def desk(database: Database) -> Desk:
    """A project with four tags and an editor, on SQLite and on PostgreSQL."""
    from tests.builders import build_desk

    return build_desk(database)


@pytest.fixture
def sqlite_desk(sqlite_database: Database) -> Desk:
    """The same on SQLite alone."""
    from tests.builders import build_desk

    return build_desk(sqlite_database)


@pytest.fixture
def one_day() -> None:
    """For tests that reckon from today: the day does not end under them."""
    wait_for_the_day_to_end()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real test data that `WORKBENCH_CORPORA` names; skips where it is missing."""
    folder = (ROOT / os.environ.get("WORKBENCH_CORPORA", "../shared")).resolve()
    if not folder.is_dir():
        pytest.skip(f"The folder of real test data is missing: {folder} (set WORKBENCH_CORPORA)")
    return folder


@pytest.fixture(scope="session")
def corpora(shared: Path) -> Path:
    """Files of other annotation tools, web pages, hostile files; skips where they are missing."""
    folder = shared / "corpora"
    if not folder.is_dir():
        pytest.skip(f"The corpora folder is missing: {folder} (set WORKBENCH_CORPORA)")
    return folder


@pytest.fixture(scope="session")
def real_articles(shared: Path) -> list[Path]:
    """Real articles, in the order of their names; skips where they are missing."""
    articles = sorted((shared / "articles").glob("*.txt"))
    if not articles:
        pytest.skip(
            f"The articles folder is missing: {shared / 'articles'} (set WORKBENCH_CORPORA)"
        )
    return articles


def _opened(url: str) -> Iterator[Database]:
    from models.database import Database

    opened = Database(url)
    try:
        yield opened
    finally:
        opened.engine.dispose()


def _migrate(url: str) -> None:
    from models.database import Database
    from models.migrations import upgrade

    database = Database(url)
    upgrade(database)
    database.engine.dispose()
