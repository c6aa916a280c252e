"""Former names of tags: what a renamed tag was called, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.membership import Role, require_role
from models.reviewer import Reviewer


class FormerTagName(Base):
    """A name that a tag bore until `changed_at`.

    Whoever still says it means that tag: an import, or a reader that was open while it changed.
    """

    __tablename__ = "former_tag_name"
    __table_args__ = (
        ForeignKeyConstraint(["tag_id", "project_id"], ["tag.id", "tag.project_id"]),
        Index(None, "project_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int]
    project_id: Mapped[int]
    name: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=now)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that a tag had, until when, and who changed it ('' for the command line)."""

    tag_id: int
    name: str
    until: datetime
    by: str


def renamings(session: Session, asker: int, project_id: int) -> Sequence[Renaming]:
    """How the project's tags were called before, the latest change first."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(FormerTagName.tag_id, FormerTagName.name, FormerTagName.changed_at, Reviewer.name)
        .outerjoin(Reviewer, Reviewer.id == FormerTagName.changed_by)
        .where(FormerTagName.project_id == project_id)
        .order_by(FormerTagName.id.desc())
    )
    return [Renaming(tag_id, name, until, by or "") for tag_id, name, until, by in rows]


def tags_once_named(session: Session, project_id: int) -> dict[str, int]:
    """The tag that each former name meant last. A name that a tag has now means that tag."""
    rows = session.execute(
        select(FormerTagName.name, FormerTagName.tag_id)
        .where(FormerTagName.project_id == project_id)
        .order_by(FormerTagName.id)
    )
    return {row.name: row.tag_id for row in rows}
