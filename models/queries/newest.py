"""Which revision of an article is its newest: the one that is read and counted."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from models.revision import Revision


def is_newest(revision: type[Revision]) -> ColumnElement[bool]:
    """A condition on `revision` (the class or an alias of it): no later one of its article exists."""
    later = aliased(Revision)
    return ~exists(
        select(later.id).where(
            later.article_id == revision.article_id, later.number > revision.number
        )
    )
