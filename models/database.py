"""The database: one engine for SQLite or PostgreSQL, sessions that read and sessions that write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from models.errors import BadInput, DatabaseGoneError

# Longer than a large import holds the lock: whoever saves meanwhile waits and is not refused.
BUSY_MILLISECONDS = 60_000
BESIDE = "beside"
"""What a file is called that lies beside the database for one transaction."""

_WRITES = "workbench_writes"


class Database:
    """A place where everything is kept.

    `url` is a SQLAlchemy URL of SQLite or PostgreSQL; BadInput names what is wrong with another.
    """

    def __init__(self, url: str) -> None:
        self.url = _portable(url)
        self.is_sqlite = self.url.startswith("sqlite")
        if self.is_sqlite:
            path = make_url(self.url).database
            if not path or path == ":memory:":
                raise BadInput("database_url")
            try:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BadInput("database_unreachable", why=error.strerror) from error
        self._file: tuple[int, int] | None = None
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        if self.is_sqlite:
            event.listen(self.engine, "connect", self._remember_file)
        self._writing = self.engine.execution_options(**{_WRITES: True})

    @property
    def path(self) -> Path:
        """Where the SQLite file lies."""
        return Path(make_url(self.url).database or "")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only looks, in one snapshot.

        DatabaseGoneError where the SQLite file was moved or deleted meanwhile.
        """
        self._check_file()
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A short transaction that writes: committed at the end, undone by any error.

        On SQLite it takes the write lock at its start, so that what it read cannot change under it.
        DatabaseGoneError where the file was moved or deleted meanwhile: an open connection would go
        on writing into a file that nobody finds again.
        """
        self._check_file()
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def begin_beside(self, path: Path) -> Iterator[Session]:
        """The same on SQLite, with the SQLite file at `path` at hand: its tables are BESIDE.name."""
        with self._beside(path, self._writing) as session:
            yield session

    @contextmanager
    def look_beside(self, path: Path) -> Iterator[Session]:
        """A transaction that writes into this SQLite database alone, and reads the one at `path`.

        It locks neither at its start: nobody else may write here.
        """
        with self._beside(path, self.engine) as session:
            yield session

    @contextmanager
    def _beside(self, path: Path, engine: Engine) -> Iterator[Session]:
        self._check_file()
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is None:
                raise DatabaseGoneError("database_gone", path=self.path)
            driver.execute(f"ATTACH ? AS {BESIDE}", (str(path),))
            try:
                with Session(connection, expire_on_commit=False) as session, session.begin():
                    yield session
            finally:
                # Whoever was interrupted in the midst of a statement has no connection any more.
                if not connection.invalidated:
                    driver.execute(f"DETACH {BESIDE}")

    def _remember_file(self, _connection: object, _record: object) -> None:
        self._file = _identity(self.path)

    def _check_file(self) -> None:
        if self._file is None:
            return
        found = _identity(self.path)
        if found != self._file:
            self.engine.dispose()
            if found is None:
                raise DatabaseGoneError("database_gone", path=self.path)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of the file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _portable(url: str) -> str:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadInput("database_url") from error
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return parsed.set(drivername="sqlite").render_as_string(hide_password=False)
    raise BadInput("database_url")


def _postgres_engine(url: str) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 5, "options": "-c timezone=utc -c lock_timeout=15000"},
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Our own BEGIN (below) decides when a transaction starts, not the driver's guess.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    # A saved tag survives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
    # SQLite's own lower() knows ASCII alone; searches are for every alphabet.
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.create_function("stored_moment", 1, stored_moment, deterministic=True)


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


@lru_cache(64)
def stored_moment(told: str | None) -> str | None:
    """A moment in ISO 8601 as SQLite keeps it; None for None."""
    if told is None:
        return None
    moment = datetime.fromisoformat(told).astimezone(UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class _Configured:
    database: Database | None = None


def configure(url: str) -> Database:
    """Make `url` this process's database."""
    if _Configured.database is not None:
        _Configured.database.close()
    _Configured.database = Database(url)
    return _Configured.database


def current() -> Database:
    """This process's database; BadInput where none was configured."""
    if _Configured.database is None:
        raise BadInput("database_unconfigured")
    return _Configured.database
