"""Reviewer mappings: whom a project takes a name in another tool's files for, remembered for next time."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.label_mapping import put, record_remembered
from models.membership import Role, require_role
from models.writing import require_writer


class ReviewerMapping(Base):
    """In this project a name in files of that format is this reviewer; a blank one is nobody's."""

    __tablename__ = "reviewer_mapping"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    source_format: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


def remembered_reviewers(
    session: Session, asker: int | None, project_id: int
) -> dict[tuple[str, str], int]:
    """The reviewers' ids by format and name; `asker` is None on the command line."""
    if asker is not None:
        require_role(session, asker, project_id, Role.EDITOR)
    rows = session.execute(
        select(
            ReviewerMapping.source_format, ReviewerMapping.name, ReviewerMapping.reviewer_id
        ).where(ReviewerMapping.project_id == project_id)
    )
    return {(row.source_format, row.name): row.reviewer_id for row in rows}


def remember_reviewers(
    session: Session,
    asker: int | None,
    project_id: int,
    mapping: Mapping[tuple[str, str], int],
) -> None:
    """Take each name (by format and name) for the reviewer of this id from now on."""
    require_writer(session, asker, project_id, Role.EDITOR)
    before = remembered_reviewers(session, None, project_id)
    record_remembered(session, asker, project_id, "map_reviewers", before, mapping)
    for (source_format, name), reviewer_id in mapping.items():
        key = {"project_id": project_id, "source_format": source_format, "name": name}
        put(session, ReviewerMapping, key, reviewer_id=reviewer_id)
