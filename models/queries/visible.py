"""Which annotations a person may see: everybody's, or in a blind project one's own until submitted."""

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from models.annotation import Annotation
from models.assignment import Assignment
from models.project import Project
from models.revision import Revision


def visible_to(asker: int) -> ColumnElement[bool]:
    """A condition on Annotation: in open projects all; in blind ones the asker's own, and others'
    once the asker submitted that revision."""
    project = aliased(Project)
    revision = aliased(Revision)
    is_open = exists(
        select(project.id).where(project.id == Annotation.project_id, project.is_blind.is_(False))
    )
    submitted = exists(
        select(Assignment.id)
        .join(revision, revision.article_id == Assignment.article_id)
        .where(
            revision.id == Annotation.revision_id,
            Assignment.reviewer_id == asker,
            Assignment.submitted_revision_id == Annotation.revision_id,
        )
    )
    return or_(Annotation.reviewer_id == asker, is_open, and_(submitted))
