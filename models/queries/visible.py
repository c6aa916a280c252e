"""Whose work a person may see: everybody's, or in a blind project one's own until submitted."""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.annotation import Annotation
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.project import Project
from models.revision import Revision


def visible_to(asker: int) -> ColumnElement[bool]:
    """A condition on Annotation: in open projects all; in blind ones the asker's own, and others'
    once the asker submitted that revision."""
    project = aliased(Project)
    is_open = exists(
        select(project.id).where(project.id == Annotation.project_id, project.is_blind.is_(False))
    )
    return or_(Annotation.reviewer_id == asker, is_open, _submitted(asker, Annotation.revision_id))


def cleared_visible_to(asker: int) -> ColumnElement[bool]:
    """A condition on ClearedSentence: the same rule as for the passages of the same reading."""
    project = aliased(Project)
    revision = aliased(Revision)
    is_open = exists(
        select(project.id)
        .join(revision, revision.project_id == project.id)
        .where(revision.id == ClearedSentence.revision_id, project.is_blind.is_(False))
    )
    return or_(
        ClearedSentence.reviewer_id == asker,
        is_open,
        _submitted(asker, ClearedSentence.revision_id),
    )


def _submitted(asker: int, revision_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    revision = aliased(Revision)
    return exists(
        select(Assignment.id)
        .join(revision, revision.article_id == Assignment.article_id)
        .where(
            revision.id == revision_id,
            Assignment.reviewer_id == asker,
            Assignment.submitted_revision_id == revision_id,
        )
    )
