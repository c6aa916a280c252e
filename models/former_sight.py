"""Until when the roles that somebody had in a blind project showed them others' work on an article.

Each role lasted from one change of their membership to the next. An editor or admin saw everything
until they were given the article or began to read it; a viewer what had all the readings it wants,
none of them unfinished; a reviewer nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, and_, bindparam, cast, func, select

from models.assignment import Assignment
from models.base import Base
from models.event import Event
from models.frozen import FrozenReading
from models.membership import Role
from models.project import Project
from models.standing import Standing

_EVENT = Base.metadata.tables[Event.__tablename__].c
_ASSIGNMENT = Base.metadata.tables[Assignment.__tablename__].c
_FROZEN = Base.metadata.tables[FrozenReading.__tablename__].c
_PROJECT = Base.metadata.tables[Project.__tablename__].c
# Built once: making a statement anew costs more than the database takes to answer it.
_CHANGES = (
    select(_EVENT.at, _EVENT.before["role"].as_string().label("role"))
    .where(
        _EVENT.entity == "membership",
        _EVENT.row == cast(bindparam("asker"), Text),
        _EVENT.project_id == bindparam("project"),
    )
    .order_by(_EVENT.id)
)
_READINGS = (
    select(
        _ASSIGNMENT.assigned_at,
        func.coalesce(func.min(_FROZEN.submitted_at), _ASSIGNMENT.submitted_at).label("submitted"),
    )
    .outerjoin(
        _FROZEN.id.table,
        and_(
            _FROZEN.article_id == _ASSIGNMENT.article_id,
            _FROZEN.reviewer_id == _ASSIGNMENT.reviewer_id,
        ),
    )
    .where(_ASSIGNMENT.article_id == bindparam("article"))
    .group_by(_ASSIGNMENT.id)
)
_WANTED = select(_PROJECT.readers_per_article).where(_PROJECT.id == bindparam("project"))


def saw_in_roles_until(connection: Connection, asker: int, found: Standing) -> datetime | None:
    """The last moment at which a role of theirs, that of today included, showed it; None: none did."""
    asked = {"asker": asker, "project": found.stored[1]}
    began: datetime | None = None
    seen: list[datetime] = []
    for ended, role in (*connection.execute(_CHANGES, asked), (None, found.role)):
        seen += _until(connection, found, role, began, ended)
        began = ended
    return max(seen, default=None)


def _until(
    connection: Connection,
    found: Standing,
    role: str | None,
    began: datetime | None,
    ended: datetime | None,
) -> Iterator[datetime]:
    if role is None:
        return
    if Role(role).covers(Role.EDITOR):
        given = found.sight.assigned_at
        # Who is given an article sees no more of it, and who becomes an editor then sees none.
        if given is not None and (began is None or began < given):
            yield given if ended is None else min(given, ended)
        elif given is None and ended is not None:
            yield ended
    elif role == Role.VIEWER.value and ended is not None and _was_read(connection, found, ended):
        yield ended


def _was_read(connection: Connection, found: Standing, until: datetime) -> bool:
    """Whether at some moment before, as many as wanted had submitted and nobody was still to."""
    asked: dict[str, Any] = {"article": found.stored[0], "project": found.stored[1]}
    readings = connection.execute(_READINGS, asked).all()
    wanted = connection.execute(_WANTED, asked).scalar_one()
    moments = [one.submitted for one in readings if one.submitted and one.submitted < until]
    for moment in moments:
        done = sum(then <= moment for then in moments)
        begun = sum(one.assigned_at <= moment for one in readings)
        if wanted <= done >= begun:
            return True
    return False
