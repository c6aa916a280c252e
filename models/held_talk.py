"""The threads and comments that a batch of operations touches: read together, written together."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from models.base import Base
from models.held_passages import in_portions
from models.queries.thread_visible import thread_visible_to
from models.talk_input import TalkChange
from models.thread import Comment, Mention, Thread

Row = dict[str, Any]

_THREAD = Base.metadata.tables[Thread.__tablename__]
_COMMENT = Base.metadata.tables[Comment.__tablename__]
_MENTION = Base.metadata.tables[Mention.__tablename__]
_THREAD_CHANGES, _COMMENT_CHANGES = (
    update(table)
    .where(table.c.id == bindparam("changed_id"))
    .values({name: bindparam(f"new_{name}") for name in names})
    for table, names in (
        (_THREAD, ("resolved_at", "resolved_by")),
        (_COMMENT, ("body", "version", "edited_at", "deleted_at")),
    )
)


class HeldTalk:
    """Rows of threads and comments, deleted ones too; `write` stores what changed."""

    def __init__(self, session: Session, changes: Iterable[TalkChange]) -> None:
        self._session = session
        asked = list(changes)
        self._threads: dict[UUID, Row] = {}
        self._comments: dict[UUID, Row] = {}
        self._mentions: dict[UUID, set[int]] = {}
        self._new: set[UUID] = set()
        self._changed: set[UUID] = set()
        if asked:
            self._threads = self._read(_THREAD, {one.thread_id for one in asked})
            ids = {one.comment_id for one in asked if one.comment_id is not None}
            self._comments = self._read(_COMMENT, ids)

    def thread(self, thread_id: UUID) -> Row | None:
        """The thread's columns by name; None where there is no such thread."""
        return self._threads.get(thread_id)

    def comment(self, comment_id: UUID) -> Row | None:
        """The comment's columns by name; None where there is no such comment."""
        return self._comments.get(comment_id)

    def sees(self, person: int, thread: Row) -> bool:
        """Whether the person, who may read the project, sees that there is this thread."""
        if thread["id"] in self._new:
            return bool(thread["opened_by"] == person)
        found = select(Thread.id).where(Thread.id == thread["id"], thread_visible_to(person))
        return self._session.scalar(found) is not None

    def named_in(self, comment_id: UUID) -> set[int]:
        """Whom the comment mentions."""
        if comment_id in self._mentions:
            return self._mentions[comment_id]
        found = select(Mention.reviewer_id).where(Mention.comment_id == comment_id)
        return set(self._session.scalars(found))

    def add_thread(self, row: Row) -> None:
        """A new thread; its first comment is added with it."""
        self._threads[row["id"]] = row
        self._new.add(row["id"])

    def add_comment(self, row: Row, mentions: set[int]) -> None:
        """A new comment, and whom it mentions."""
        self._comments[row["id"]] = row
        self._mentions[row["id"]] = mentions
        self._new.add(row["id"])

    def change_thread(self, thread_id: UUID, values: Row) -> None:
        """New values for some columns of a thread."""
        self._threads[thread_id] = self._threads[thread_id] | values
        self._changed.add(thread_id)

    def change_comment(self, comment_id: UUID, values: Row, mentions: set[int] | None) -> Row:
        """New values for some columns of a comment, and whom it mentions if that changes; its row now."""
        self._comments[comment_id] = self._comments[comment_id] | values
        self._changed.add(comment_id)
        if mentions is not None:
            self._mentions[comment_id] = mentions
        return self._comments[comment_id]

    def write(self) -> None:
        """Store what was added and changed; IntegrityError where somebody was faster."""
        if not self._new and not self._changed:
            return
        connection = self._session.connection()
        for table, rows in ((_THREAD, self._threads), (_COMMENT, self._comments)):
            added = [rows[one] for one in sorted(self._new & rows.keys())]
            if added:
                connection.execute(insert(table), added)
        changed = sorted(self._changed - self._new)
        threads = [_thread_changes(self._threads[one]) for one in changed if one in self._threads]
        if threads:
            connection.execute(_THREAD_CHANGES, threads)
        comments = [
            _comment_changes(self._comments[one]) for one in changed if one in self._comments
        ]
        if comments:
            connection.execute(_COMMENT_CHANGES, comments)
        self._write_mentions()

    def _write_mentions(self) -> None:
        connection = self._session.connection()
        for some in in_portions(self._mentions.keys() - self._new):
            connection.execute(delete(_MENTION).where(_MENTION.c.comment_id.in_(some)))
        rows = [
            {"comment_id": comment, "reviewer_id": person}
            for comment in sorted(self._mentions)
            for person in sorted(self._mentions[comment])
        ]
        if rows:
            connection.execute(insert(_MENTION), rows)

    def _read(self, table: Any, ids: Collection[UUID]) -> dict[UUID, Row]:
        found: dict[UUID, Row] = {}
        for some in in_portions(ids):
            # Another process may be at the same rows: it waits until this transaction ends.
            rows = select(table).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update()
            for row in self._session.connection().execute(rows).mappings():
                found[row["id"]] = dict(row)
        return found


def _thread_changes(row: Row) -> Row:
    names = ("resolved_at", "resolved_by")
    return {"changed_id": row["id"]} | {f"new_{name}": row[name] for name in names}


def _comment_changes(row: Row) -> Row:
    names = ("body", "version", "edited_at", "deleted_at")
    return {"changed_id": row["id"]} | {f"new_{name}": row[name] for name in names}
