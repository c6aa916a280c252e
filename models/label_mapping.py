"""Label mappings: which tag a project takes another tool's label for, remembered for next time."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.event import record
from models.membership import Role, require_role
from models.tag import Tag
from models.writing import require_writer


class LabelMapping(Base):
    """In this project a label of that format is this tag."""

    __tablename__ = "label_mapping"
    __table_args__ = (ForeignKeyConstraint(["tag_id", "project_id"], ["tag.id", "tag.project_id"]),)

    project_id: Mapped[int] = mapped_column(primary_key=True)
    source_format: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    tag_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)


def remembered_labels(
    session: Session, asker: int | None, project_id: int
) -> dict[tuple[str, str], str]:
    """The names of the tags by format and label; `asker` is None on the command line."""
    if asker is not None:
        require_role(session, asker, project_id, Role.EDITOR)
    rows = session.execute(
        select(LabelMapping.source_format, LabelMapping.label, Tag.name)
        .join(Tag, Tag.id == LabelMapping.tag_id)
        .where(LabelMapping.project_id == project_id)
    )
    return {(row.source_format, row.label): row.name for row in rows}


def remember_labels(
    session: Session,
    asker: int | None,
    project_id: int,
    mapping: Mapping[tuple[str, str], int],
) -> None:
    """Take each label (by format and label) for the tag of this id from now on."""
    require_writer(session, asker, project_id, Role.EDITOR)
    told = session.execute(
        select(LabelMapping.source_format, LabelMapping.label, LabelMapping.tag_id).where(
            LabelMapping.project_id == project_id
        )
    )
    before = {(row.source_format, row.label): row.tag_id for row in told}
    record_remembered(session, asker, project_id, "map_labels", before, mapping)
    for (source_format, label), tag_id in mapping.items():
        key = {"project_id": project_id, "source_format": source_format, "label": label}
        put(session, LabelMapping, key, tag_id=tag_id)


def record_remembered(
    session: Session,
    actor: int | None,
    project_id: int,
    action: str,
    before: Mapping[tuple[str, str], int],
    mapping: Mapping[tuple[str, str], int],
) -> None:
    """An event of how many names in files of which formats are taken for something else from now on.

    Not of the names themselves: they may be those of people.
    """
    formats = Counter(key[0] for key, value in mapping.items() if before.get(key) != value)
    if formats:
        after = {"formats": dict(formats)}
        record(session, actor, project_id, action, "project", project_id, None, after)


def put(session: Session, kind: type[Base], key: Mapping[str, object], **value: object) -> None:
    """Let this be what is remembered under the key, whatever was before."""
    at = [getattr(kind, name) == one for name, one in key.items()]
    session.execute(delete(kind).where(*at))
    session.execute(insert(kind).values(**key, **value, created_at=now()))
