"""By which guidelines a whole reading was made, and when an article was settled: filters of whole texts."""

from sqlalchemy import ColumnElement, func, select

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.assignment import Assignment
from models.project import Guideline
from models.queries.scope import Filters, made_on
from models.revision import Revision


def read_under(project_id: int, filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on a submitted Assignment of Revision: that it is by one of the versions asked for.

    That of its latest passage, or the one in force when it was submitted without any.
    """
    of_passages = (
        select(func.max(Annotation.guideline_version))
        .where(
            Annotation.revision_id == Revision.id,
            Annotation.reviewer_id == Assignment.reviewer_id,
            Annotation.deleted_at.is_(None),
        )
        .correlate(Revision, Assignment)
        .scalar_subquery()
    )
    in_force = (
        select(func.max(Guideline.version))
        .where(Guideline.project_id == project_id, Guideline.created_at <= Assignment.submitted_at)
        .correlate(Assignment)
        .scalar_subquery()
    )
    return _among(filters, func.coalesce(of_passages, in_force, 1))


def settled_within(project_id: int, filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on Revision: that it was settled on the days asked for, by these guidelines."""
    in_force = (
        select(func.max(Guideline.version))
        .where(Guideline.project_id == project_id, Guideline.created_at <= Adjudication.settled_at)
        .correlate(Adjudication)
        .scalar_subquery()
    )
    conditions = [
        *made_on(filters, Adjudication.settled_at),
        *_among(filters, func.coalesce(in_force, 1)),
    ]
    if not conditions:
        return []
    found = select(Adjudication.revision_id).where(
        Adjudication.revision_id == Revision.id, *conditions
    )
    return [found.exists()]


def _among(filters: Filters, version: ColumnElement[int]) -> list[ColumnElement[bool]]:
    picked = filters.pick.version
    return [
        *([version.in_(filters.versions)] if filters.versions else []),
        *([version == picked] if picked is not None else []),
    ]
