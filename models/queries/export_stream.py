"""Reading more than fits in memory: one snapshot, few rows at a time, one text at a time."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Row, String, select, type_coerce
from sqlalchemy.orm import Session

from models.errors import WorkbenchError
from models.membership import Role, require_role
from models.revision import Revision
from words import say

ROWS_AT_A_TIME = 500
REVISIONS_AT_A_TIME = 50


class ExportError(WorkbenchError):
    """An export that cannot be made; `str()` is the sentence to show."""

    def __init__(self, word: str, **values: object) -> None:
        self.word = word
        self.values = values
        Exception.__init__(self, say(word, **values))


def take_snapshot(session: Session) -> None:
    """Let everything that the session reads from here on be of this one moment.

    The session must not have read anything yet. SQLite's transactions are snapshots already.
    """
    if session.get_bind().dialect.name == "postgresql":
        connection = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        # Every cursor of an export is read to its end: plan for that, not for a fast first row.
        connection.exec_driver_sql("SET LOCAL cursor_tuple_fraction = 1")


def require_exporter(session: Session, asker: int | None, project_id: int) -> None:
    """Editors export; `asker` is None on the command line, which may everything."""
    if asker is not None:
        require_role(session, asker, project_id, Role.EDITOR)


def stream(session: Session, statement: Executable) -> Iterator[Row[Any]]:
    """The rows, drawn from the database as they are asked for."""
    yield from session.execute(statement, execution_options={"yield_per": ROWS_AT_A_TIME})


def stored_id(column: Any) -> ColumnElement[Any]:
    """A UUID as the driver gives it, which `written_id` writes out.

    To make an object of each of a million costs more than anything else about their rows.
    """
    return type_coerce(column, String())


def written_id(stored: str | UUID) -> str:
    """A UUID of `stored_id` with its hyphens: SQLite keeps 32 digits, PostgreSQL's driver an object."""
    if isinstance(stored, UUID):
        return str(stored)
    return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"


def revisions_in_turn(
    session: Session, project_id: int, only: Sequence[int] = ()
) -> Iterator[Sequence[int]]:
    """The ids of the project's revisions by article and number, some at a time; or those named.

    What is asked for some of them costs what these cost: nothing is sorted over the whole project,
    the first rows are there at once, and no plan can go astray.
    """
    statement = select(Revision.id).where(Revision.project_id == project_id)
    if only:
        statement = statement.where(Revision.id.in_(only))
    ids = session.scalars(statement.order_by(Revision.article_id, Revision.number)).all()
    for start in range(0, len(ids), REVISIONS_AT_A_TIME):
        yield ids[start : start + REVISIONS_AT_A_TIME]


class Texts:
    """The texts of revisions, one in memory at a time: for rows that come sorted by revision."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._revision_id = 0
        self._text = ""

    def of(self, revision_id: int) -> str:
        """The revision's text."""
        if revision_id != self._revision_id:
            self._text = ""
            statement = select(Revision.text).where(Revision.id == revision_id)
            self._text = self._session.scalars(statement).one()
            self._revision_id = revision_id
        return self._text
