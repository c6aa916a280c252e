"""What a batch of settling operations touches: its texts locked together, rows read and written at once."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.assignment import Assignment
from models.base import Base
from models.gold import GoldAnnotation, GoldSource
from models.rejection import Rejection
from models.reviewer import Reviewer
from models.revision import Revision
from models.unclear_flag import UnclearFlag

Row = dict[str, Any]

_TABLES = Base.metadata.tables
_REVISION = _TABLES[Revision.__tablename__]
_ADJUDICATION = _TABLES[Adjudication.__tablename__]
_GOLD = _TABLES[GoldAnnotation.__tablename__]
_SOURCE = _TABLES[GoldSource.__tablename__]
_REJECTION = _TABLES[Rejection.__tablename__]
_FLAG = _TABLES[UnclearFlag.__tablename__]
_ANNOTATION = _TABLES[Annotation.__tablename__]
_ASSIGNMENT = _TABLES[Assignment.__tablename__]
_LOCKED = (
    select(_REVISION.c.id)
    .where(_REVISION.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_REVISION.c.id)
    # Whoever tags in the text does not wait: passages refer to its key alone.
    .with_for_update(key_share=True)
)
_SETTLED = select(
    exists().where(
        _ADJUDICATION.c.revision_id == bindparam("revision"),
        _ADJUDICATION.c.settled_at.is_not(None),
    )
)
_SUBMITTED = exists().where(
    _ASSIGNMENT.c.reviewer_id == _ANNOTATION.c.reviewer_id,
    _ASSIGNMENT.c.submitted_revision_id == _ANNOTATION.c.revision_id,
)
_PASSAGES = select(
    *(_ANNOTATION.c[name] for name in ("id", "reviewer_id", "tag_id", "start", "end", "version"))
).where(
    _ANNOTATION.c.revision_id == bindparam("revision"),
    _ANNOTATION.c.id.in_(bindparam("ids", expanding=True)),
    _ANNOTATION.c.deleted_at.is_(None),
    _SUBMITTED,
)


def lock_texts(session: Session, revisions: Iterable[int]) -> None:
    """Nobody else settles these texts, or anything in them, until this transaction ends."""
    ordered = sorted(set(revisions))
    for first in range(0, len(ordered), 500):
        session.connection().execute(_LOCKED, {"ids": ordered[first : first + 500]}).all()


class StoredGold:
    """Gold, rejections and unclear flags. What is written stands at once, in the caller's savepoint."""

    def __init__(self, session: Session, revisions: Collection[int]) -> None:
        self._session = session
        self._names: dict[int, str] = {}
        if revisions:
            lock_texts(session, revisions)

    def is_settled(self, revision_id: int) -> bool:
        """Whether the text is settled, so that it must be reopened first."""
        return bool(self._connection.execute(_SETTLED, {"revision": revision_id}).scalar())

    def is_passage(self, annotation_id: UUID) -> bool:
        """Whether a reviewer's passage has this id."""
        return self._one(_ANNOTATION, annotation_id) is not None

    def passages(self, revision_id: int, ids: Collection[UUID]) -> dict[UUID, Row]:
        """Those of them that stand in submitted readings of the text, as they are now."""
        found = self._connection.execute(_PASSAGES, {"revision": revision_id, "ids": list(ids)})
        return {row["id"]: dict(row) for row in found.mappings()}

    def gold(self, gold_id: UUID) -> Row | None:
        """The gold annotation's columns, deleted or not."""
        return self._one(_GOLD, gold_id)

    def sources(self, gold_id: UUID) -> list[Row]:
        """What it was chosen from, as it was then."""
        wanted = select(_SOURCE).where(_SOURCE.c.gold_id == gold_id)
        rows = self._connection.execute(wanted.order_by(_SOURCE.c.annotation_id)).mappings()
        return [dict(row) for row in rows]

    def gold_from(self, ids: Collection[UUID], besides: UUID | None = None) -> Row | None:
        """Live gold, `besides` this one, that was chosen from one of these passages."""
        if not ids:
            return None
        wanted = (
            select(_GOLD)
            .join(_SOURCE, _SOURCE.c.gold_id == _GOLD.c.id)
            .where(_SOURCE.c.annotation_id.in_(ids), _GOLD.c.deleted_at.is_(None))
        )
        wanted = wanted.where(_GOLD.c.id != besides) if besides else wanted
        found = self._connection.execute(wanted.order_by(_GOLD.c.id).limit(1)).mappings().first()
        return None if found is None else dict(found)

    def gold_over(
        self, revision_id: int, start: int, end: int, seen: Collection[UUID]
    ) -> Row | None:
        """Live gold that lies over this extent and is none of those."""
        wanted = select(_GOLD).where(
            _GOLD.c.revision_id == revision_id,
            _GOLD.c.deleted_at.is_(None),
            _GOLD.c.start < end,
            _GOLD.c.end > start,
            _GOLD.c.id.not_in(seen),
        )
        first = wanted.order_by(_GOLD.c.start, _GOLD.c.id).limit(1)
        found = self._connection.execute(first).mappings().first()
        return None if found is None else dict(found)

    def add_gold(self, row: Row, sources: Sequence[Row]) -> None:
        """New gold."""
        self._connection.execute(insert(_GOLD), row)
        if sources:
            self._connection.execute(insert(_SOURCE), sources)

    def change_gold(self, gold_id: UUID, values: Row, sources: Sequence[Row] | None) -> None:
        """New values for some of its columns; other sources, unless they are None."""
        connection = self._connection
        connection.execute(update(_GOLD).where(_GOLD.c.id == gold_id).values(values))
        if sources is None:
            return
        connection.execute(delete(_SOURCE).where(_SOURCE.c.gold_id == gold_id))
        if sources:
            connection.execute(insert(_SOURCE), sources)

    def rejection(self, annotation_id: UUID) -> Row | None:
        """Why the passage was rejected, if it was."""
        return self._one(_REJECTION, annotation_id, "annotation_id")

    def put_rejection(self, row: Row) -> None:
        """The passage is rejected for this, in place of an earlier reason."""
        self.drop_rejection(row["annotation_id"])
        self._connection.execute(insert(_REJECTION), row)

    def drop_rejection(self, annotation_id: UUID) -> None:
        """The passage is rejected no longer."""
        at = _REJECTION.c.annotation_id == annotation_id
        self._connection.execute(delete(_REJECTION).where(at))

    def flag(self, flag_id: UUID) -> Row | None:
        """The unclear flag's columns, if it is raised."""
        return self._one(_FLAG, flag_id)

    def put_flag(self, row: Row) -> None:
        """The flag is raised, in place of an earlier one of this id."""
        self.drop_flag(row["id"])
        self._connection.execute(insert(_FLAG), row)

    def drop_flag(self, flag_id: UUID) -> None:
        """The flag is taken back."""
        self._connection.execute(delete(_FLAG).where(_FLAG.c.id == flag_id))

    def name(self, reviewer_id: int) -> str:
        """What the person is called."""
        if reviewer_id not in self._names:
            wanted = select(Reviewer.name).where(Reviewer.id == reviewer_id)
            self._names[reviewer_id] = self._connection.execute(wanted).scalar_one()
        return self._names[reviewer_id]

    @property
    def _connection(self) -> Connection:
        return self._session.connection()

    def _one(self, table: Table, key: UUID, column: str = "id") -> Row | None:
        found = self._connection.execute(select(table).where(table.c[column] == key))
        row = found.mappings().one_or_none()
        return None if row is None else dict(row)
