"""Passages that something counted and remembers by their ids, to be read and opened."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.queries.behind import ListedPassage, listed_passages
from models.queries.narrowed import narrowed
from models.queries.scope import Filters, passages_in_scope
from models.revision import Revision


def listed_ids(
    session: Session, asker: int, project_id: int, filters: Filters, ids: Sequence[UUID]
) -> dict[UUID, ListedPassage]:
    """Those of them that are in scope, by id, in the order of article and place."""
    standing = select(Revision.article_id).join(Annotation, Annotation.revision_id == Revision.id)
    filters = narrowed(session, filters, standing.where(Annotation.id.in_(ids)))
    scope = passages_in_scope(session, asker, project_id, filters)
    asked = select(scope).where(scope.c.annotation_id.in_(ids)).cte("asked")
    listed = listed_passages(session, asker, project_id, filters, among=asked, limit=len(ids))
    return {one.id: one for one in listed}
