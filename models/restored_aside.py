"""A project is put together beside an SQLite database, which is locked only while it comes in.

Reading an archive, checking it and storing it row by row takes long, and whoever saves would wait
all that time. So it is done in a file of its own, with the same tables, people and numbers to count
on from; then all of it comes in by one statement a table, or nothing does. PostgreSQL keeps nobody
waiting: there it is one transaction from the beginning.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Column, MetaData, Table, Uuid, func, select
from sqlalchemy import Integer as Number
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.carried import CarriedPassage
from models.cleared import ClearedSentence
from models.companion import Companion
from models.database import BESIDE, Database
from models.event import Event
from models.former_tag_name import FormerTagName
from models.frozen import FrozenAnnotation, FrozenCleared, FrozenEvidence, FrozenReading
from models.gold import GoldAnnotation, GoldSource
from models.missed_gold import MissedGold
from models.project import Guideline, Project
from models.rejection import Rejection
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.saved_view import SavedView
from models.served_again import ServedAgain
from models.story_word import StoryWord
from models.tables import METADATA, Evidence, Membership, Tag, TagSet
from models.thread import Comment, Mention, Thread
from models.unclear_flag import UnclearFlag

NUMBERED = (Reviewer, Project, TagSet, Tag, Article, Revision)
"""What keeps the number it gets beside, since other rows name it; in the order of storing."""

OTHERS = (
    *(Membership, Guideline, FormerTagName, Sentence, Annotation, Evidence, Assignment),
    *(ClearedSentence, FrozenReading, FrozenAnnotation, FrozenEvidence, FrozenCleared),
    *(Adjudication, GoldAnnotation, GoldSource, Rejection, MissedGold, UnclearFlag),
    *(CarriedPassage, Thread, Comment, Mention, StoryWord, SavedView, Event),
    *(Companion, ServedAgain),
)
"""What gets its numbers in the database itself."""

MOVED = {
    FrozenReading.__tablename__: "id",
    FrozenAnnotation.__tablename__: "reading_id",
    FrozenEvidence.__tablename__: "reading_id",
    FrozenCleared.__tablename__: "reading_id",
}
"""Where the number of a frozen reading stands, which only rows of these name: beside they begin at 1,
and somebody may submit a reading here meanwhile."""

_WHOLE = (Reviewer, Project)
"""What must be known whole: names and handles that are taken. Of others the last one is enough."""

ELSEWHERE = "elsewhere"
"""Under this name a session's `info` has, by name, the NAMED tables of the database that it lies beside."""

NAMED = (Annotation, GoldAnnotation, UnclearFlag)
"""What bears an id that was made elsewhere, and may be taken."""


class OvertakenError(Exception):
    """Somebody else made a project, a person or an article meanwhile: the numbers are theirs."""


@contextmanager
def begin_aside(database: Database) -> Iterator[Session]:
    """A session for one restored project, committed at the end, undone by any error.

    OvertakenError where its numbers were given away meanwhile; nothing is stored then.
    """
    if not database.is_sqlite:
        with database.begin() as session:
            yield session
        return
    with TemporaryDirectory(prefix="workbench-restore-") as folder:
        path = Path(folder) / "aside.db"
        counted = _prepare(database, path)
        aside = Database(f"sqlite:///{path}")
        try:
            with aside.look_beside(database.path) as session:
                session.info[ELSEWHERE] = _named()
                yield session
        finally:
            aside.close()
        try:
            _bring_in(database, path, counted)
        except IntegrityError as error:
            raise OvertakenError from error


def _prepare(database: Database, path: Path) -> dict[str, int]:
    """The empty tables, with what numbers and names go on from; the last number of each."""
    aside = Database(f"sqlite:///{path}")
    METADATA.create_all(aside.engine)
    aside.close()
    counted: dict[str, int] = {}
    with sqlite3.connect(path, isolation_level=None) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute(f"ATTACH ? AS {BESIDE}", (str(database.path),))
        copy.execute("BEGIN")
        for kind in NUMBERED:
            name = kind.__tablename__
            columns = _columns(METADATA.tables[name])
            which = "" if kind in _WHOLE else "ORDER BY id DESC LIMIT 1"
            copy.execute(
                f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {BESIDE}.{name} {which}"
            )
            counted[name] = copy.execute(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()[0]
        copy.execute("COMMIT")
        copy.execute(f"DETACH {BESIDE}")
    copy.close()
    return counted


def _bring_in(database: Database, path: Path, counted: dict[str, int]) -> None:
    with database.begin_beside(path) as session:
        connection = session.connection()
        for kind in NUMBERED:
            column = METADATA.tables[kind.__tablename__].c.id
            last = session.scalar(select(func.coalesce(func.max(column), 0)))
            if last != counted[kind.__tablename__]:
                raise OvertakenError
        if _is_taken(session):
            raise OvertakenError
        frozen = session.scalar(select(func.coalesce(func.max(FrozenReading.id), 0)))
        for name in (one.__tablename__ for one in (*NUMBERED, *OTHERS)):
            table = METADATA.tables[name]
            which = f"WHERE id > {counted[name]}" if name in counted else ""
            # What no row names gets the next number here, in the same order.
            number = table.autoincrement_column if name not in counted else None
            columns = _columns(table, without=number.name if number is not None else "")
            order = "ORDER BY id" if number is not None else ""
            read = columns
            if name in MOVED:
                columns = _columns(table)
                moved = f'"{MOVED[name]}"'
                read = columns.replace(moved, f"{moved} + {frozen}")
            connection.exec_driver_sql(
                f"INSERT INTO main.{table.name} ({columns})"
                f" SELECT {read} FROM {BESIDE}.{table.name} {which} {order}"
            )


def _is_taken(session: Session) -> bool:
    """Whether somebody restored the same passages meanwhile."""
    connection = session.connection()
    for name in (kind.__tablename__ for kind in NAMED):
        taken = (
            f"SELECT 1 FROM {BESIDE}.{name} AS one"
            f" WHERE EXISTS (SELECT 1 FROM main.{name} AS here WHERE here.id = one.id) LIMIT 1"
        )
        if connection.exec_driver_sql(taken).first() is not None:
            return True
    return False


def _named() -> dict[str, Table]:
    metadata = MetaData()
    return {
        name: Table(
            name, metadata, Column("id", Uuid()), Column("project_id", Number()), schema=BESIDE
        )
        for name in (kind.__tablename__ for kind in NAMED)
    }


def _columns(table: Table, without: str = "") -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns if column.name != without)
