"""Whether somebody could have seen others' work on an article before a change of theirs.

Who settles sees it until they begin to read; everybody sees it while the project is open, and after
their own submission until the reading is reopened. What somebody could see in a role that they had
before, `models.former_sight` tells. That they looked is not known: what could be seen counts as seen,
and nobody unsees it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, exists, or_, select

from models.annotation import Annotation
from models.base import Base, UtcTime
from models.cleared import ClearedSentence
from models.former_sight import saw_in_roles_until
from models.membership import Role
from models.revision import Revision
from models.standing import Standing

_REVISION = Base.metadata.tables[Revision.__tablename__].c
_ANNOTATION = Base.metadata.tables[Annotation.__tablename__].c
_CLEARED = Base.metadata.tables[ClearedSentence.__tablename__].c
_ASKER: BindParameter[int] = bindparam("asker")
_UNTIL: BindParameter[datetime] = bindparam("until", type_=UtcTime())
_OF_ARTICLE = _REVISION.article_id == bindparam("article")


def _others(*, bounded: bool) -> Select[Any]:
    """Whether another's passage or cleared sentence was there, deleted since or not."""
    passages = exists().where(
        _OF_ARTICLE,
        _ANNOTATION.revision_id == _REVISION.id,
        _ANNOTATION.reviewer_id != _ASKER,
        *([_ANNOTATION.created_at < _UNTIL] if bounded else []),
    )
    cleared = exists().where(
        _OF_ARTICLE,
        _CLEARED.revision_id == _REVISION.id,
        _CLEARED.reviewer_id != _ASKER,
        *([_CLEARED.cleared_at < _UNTIL] if bounded else []),
    )
    return select(or_(passages, cleared))


# Built once: making a statement anew costs more than the database takes to answer it.
_EVER, _BY_THEN = _others(bounded=False), _others(bounded=True)


def others_seen(connection: Connection, asker: int, found: Standing) -> bool:
    """Whether others' work on the article was there while the asker could see it."""
    asked: dict[str, Any] = {"asker": asker, "article": found.stored[0]}
    if sees_now(found):
        return bool(connection.execute(_EVER, asked).scalar())
    until = _saw_until(connection, asker, found)
    if until is None:
        return False
    return bool(connection.execute(_BY_THEN, asked | {"until": until}).scalar())


def sees_now(found: Standing) -> bool:
    """Whether they see others' work on an article that they have not submitted."""
    return not found.sight.is_blind or (_settles(found) and not found.reading)


def _saw_until(connection: Connection, asker: int, found: Standing) -> datetime | None:
    """Until when a project that is blind now showed them others' work; None: it never did."""
    in_roles = saw_in_roles_until(connection, asker, found)
    times = (found.sight.blind_since, found.sight.reopened_at, in_roles)
    return max((one for one in times if one is not None), default=None)


def _settles(found: Standing) -> bool:
    return found.role is not None and found.role.covers(Role.EDITOR)
