"""Where a person stands with a revision: everything an operation asks of both, in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, exists, func, select

from models.assignment import Assignment
from models.base import Base
from models.frozen import FrozenReading
from models.membership import Membership, Role
from models.project import Guideline, Project
from models.reviewer import Reviewer
from models.revision import Revision
from models.served_again import text_put_aside

_REVISION = Base.metadata.tables[Revision.__tablename__].c
_MEMBERSHIP = Base.metadata.tables[Membership.__tablename__].c
_REVIEWER = Base.metadata.tables[Reviewer.__tablename__].c
_ASSIGNMENT = Base.metadata.tables[Assignment.__tablename__].c
_PROJECT = Base.metadata.tables[Project.__tablename__].c
_GUIDELINE = Base.metadata.tables[Guideline.__tablename__].c
_FROZEN = Base.metadata.tables[FrozenReading.__tablename__].c
_ASKER: BindParameter[int] = bindparam("asker")
# Built once: making a statement anew costs more than SQLite takes to answer it.
_STANDING = (
    select(
        _REVISION.article_id,
        _REVISION.project_id,
        _REVISION.text_sha256,
        _REVIEWER.handle,
        _REVIEWER.name,
        _REVIEWER.departed_at,
        _MEMBERSHIP.role,
        _ASSIGNMENT.status,
        _PROJECT.archived_at,
        select(func.max(_GUIDELINE.version))
        .where(_GUIDELINE.project_id == _REVISION.project_id)
        .scalar_subquery()
        .label("guidelines"),
        exists()
        .where(_FROZEN.article_id == _REVISION.article_id, _FROZEN.reviewer_id == _ASKER)
        .label("submitted_before"),
        *(_PROJECT.is_blind, _PROJECT.blind_since),
        *(_ASSIGNMENT.assigned_at, _ASSIGNMENT.reopened_at),
        text_put_aside(_ASKER, Revision.id).label("aside"),
    )
    .select_from(_REVISION.id.table)
    .join(_PROJECT.id.table, _PROJECT.id == _REVISION.project_id)
    .outerjoin(_REVIEWER.id.table, _REVIEWER.id == _ASKER)
    .outerjoin(
        _MEMBERSHIP.role.table,
        and_(
            _MEMBERSHIP.project_id == _REVISION.project_id,
            _MEMBERSHIP.reviewer_id == _REVIEWER.id,
        ),
    )
    .outerjoin(
        _ASSIGNMENT.id.table,
        and_(
            _ASSIGNMENT.article_id == _REVISION.article_id,
            _ASSIGNMENT.reviewer_id == _REVIEWER.id,
        ),
    )
    .where(_REVISION.id == bindparam("revision"))
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What tells whether they could see others' work: the project is blind, and since when it was
    made so; when their reading was given to them or begun, and last reopened.
    """

    is_blind: bool
    blind_since: datetime | None
    assigned_at: datetime | None
    reopened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A person before a revision: their role in its project and how far their reading is.

    `stored` names the text: its article, its project and its SHA-256. `role` is None for strangers,
    for those who left, and for who reads the text again elsewhere; `reading` is "" where none was begun, `guidelines` None where there are
    none. `closed` tells of an archived project; `submitted_before`: they submitted the article once,
    whatever its reading is now.
    """

    stored: tuple[int, int, str]
    role: Role | None
    person: tuple[str, str]
    reading: str
    guidelines: int | None
    closed: bool
    submitted_before: bool
    sight: Sight


def standing(connection: Connection, asker: int, revision_id: int) -> Standing | None:
    """How the asker stands with the revision; None where there is no such revision."""
    row = connection.execute(_STANDING, {"asker": asker, "revision": revision_id}).one_or_none()
    if row is None:
        return None
    return Standing(
        (row.article_id, row.project_id, row.text_sha256),
        Role(row.role) if row.role and row.departed_at is None and not row.aside else None,
        (row.handle, row.name),
        row.status or "",
        row.guidelines,
        row.archived_at is not None,
        bool(row.submitted_before),
        Sight(row.is_blind, row.blind_since, row.assigned_at, row.reopened_at),
    )
