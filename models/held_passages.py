"""The annotations that a batch of operations touches: read together, written together."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.base import Base

Row = dict[str, Any]

_ANNOTATION = Base.metadata.tables[Annotation.__tablename__]
_EVIDENCE = Base.metadata.tables[Evidence.__tablename__]
# What an annotation is from its first moment on; everything else of it can change.
_FIXED = {
    "id", "project_id", "revision_id", "text_length", "reviewer_id",
    "origin", "guideline_version", "created_at",
}  # fmt: skip
_CHANGING = [column.name for column in _ANNOTATION.columns if column.name not in _FIXED]
_STORE_CHANGES = (
    update(_ANNOTATION)
    .where(_ANNOTATION.c.id == bindparam("changed_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING})
)
# Another process may be at the same rows: it waits until this transaction ends.
_ROWS = (
    select(_ANNOTATION)
    .where(_ANNOTATION.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_ANNOTATION.c.id)
    .with_for_update()
)
_ITEMS = (
    select(_EVIDENCE)
    .where(_EVIDENCE.c.annotation_id.in_(bindparam("ids", expanding=True)))
    .order_by(_EVIDENCE.c.annotation_id, _EVIDENCE.c.position)
)
_INSERT = insert(_ANNOTATION)
_INSERT_ITEMS = insert(_EVIDENCE)
# Fewer than the variables that one statement may have in any SQLite.
IDS_AT_A_TIME = 500


class HeldPassages:
    """Rows of annotations, deleted ones too, and their evidence; `write` stores what changed."""

    def __init__(self, session: Session, ids: Collection[UUID]) -> None:
        self._session = session
        self._rows: dict[UUID, Row] = {}
        self._evidence: dict[UUID, list[Row]] = defaultdict(list)
        self._added: set[UUID] = set()
        self._changed: set[UUID] = set()
        self._with_new_evidence: set[UUID] = set()
        for some in in_portions(ids):
            self._read(some)

    def row(self, annotation_id: UUID) -> Row | None:
        """The annotation's columns by name; None where there is no such annotation."""
        return self._rows.get(annotation_id)

    def evidence(self, annotation_id: UUID) -> list[Row]:
        """The annotation's evidence, in order."""
        return self._evidence.get(annotation_id, [])

    def add(self, row: Row, evidence: list[Row]) -> None:
        """A new annotation."""
        self._rows[row["id"]] = row
        self._added.add(row["id"])
        self.replace_evidence(row["id"], evidence)

    def change(self, annotation_id: UUID, values: Row) -> Row:
        """New values for some columns of an annotation; its row as it is now."""
        self._rows[annotation_id] = self._rows[annotation_id] | values
        self._changed.add(annotation_id)
        return self._rows[annotation_id]

    def replace_evidence(self, annotation_id: UUID, evidence: list[Row]) -> None:
        """Other evidence in place of what the annotation had."""
        self._evidence[annotation_id] = evidence
        self._with_new_evidence.add(annotation_id)

    def write(self) -> None:
        """Store what was added and changed; IntegrityError where somebody was faster."""
        connection = self._session.connection()
        if self._added:
            connection.execute(_INSERT, [self._rows[one] for one in self._added])
        changed = [_changes(self._rows[one]) for one in self._changed - self._added]
        if changed:
            connection.execute(_STORE_CHANGES, changed)
        for some in in_portions(self._with_new_evidence - self._added):
            connection.execute(delete(_EVIDENCE).where(_EVIDENCE.c.annotation_id.in_(some)))
        evidence = [row for one in self._with_new_evidence for row in self._evidence[one]]
        if evidence:
            connection.execute(_INSERT_ITEMS, evidence)

    def _read(self, ids: list[UUID]) -> None:
        connection = self._session.connection()
        rows = {row["id"]: dict(row) for row in connection.execute(_ROWS, {"ids": ids}).mappings()}
        if not rows:
            return
        self._rows |= rows
        for item in connection.execute(_ITEMS, {"ids": list(rows)}).mappings():
            self._evidence[item["annotation_id"]].append(dict(item))


def in_portions(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """The ids in order, as many at a time as one statement takes."""
    ordered = sorted(ids)
    for first in range(0, len(ordered), IDS_AT_A_TIME):
        yield ordered[first : first + IDS_AT_A_TIME]


def _changes(row: Row) -> Row:
    return {"changed_id": row["id"]} | {f"new_{name}": row[name] for name in _CHANGING}
