"""Which annotations an export takes, and the conditions that say so in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from models.annotation import Annotation
from models.assignment import Assignment
from models.queries.visible import visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

UNASSIGNED = "none"
STATUSES = ("submitted", "in_progress", "assigned", UNASSIGNED)


@dataclass(frozen=True, slots=True)
class ExportFilters:
    """What an annotation has to be to leave; an empty part asks for nothing.

    `tags` are names, `reviewers` handles, `statuses` those of the reviewer's reading of the
    article (`none` for one never assigned). `since` and `until` bound the time of its creation,
    half-open: until that moment, itself not included.
    """

    tags: Sequence[str] = ()
    reviewers: Sequence[str] = ()
    statuses: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None

    @property
    def asks_for_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.tags or self.reviewers or self.statuses or self.since or self.until)

    @property
    def count_submitted(self) -> bool:
        """Whether submitted readings are among those asked for."""
        return not self.statuses or "submitted" in self.statuses


def matching(
    asker: int | None, project_id: int, filters: ExportFilters, *columns: Any
) -> Select[Any]:
    """These columns of the live annotations that the filters let through and the asker may see, in
    no order.

    Joined, and so free to be named in `columns`: Annotation, Revision, Tag, Reviewer and, where
    there is one, the reviewer's Assignment. It starts from the annotations: whoever left the
    project has their work in it still.
    """
    return (
        select(*columns)
        .select_from(Annotation)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .outerjoin(
            Assignment,
            and_(
                Assignment.article_id == Revision.article_id,
                Assignment.reviewer_id == Annotation.reviewer_id,
            ),
        )
        .where(
            # Said of the revision: said of the annotation, SQLite reads the whole project through
            # that index for every few revisions that an export asks for.
            Revision.project_id == project_id,
            Annotation.deleted_at.is_(None),
            visible_to(asker),
            *conditions(filters, Annotation.created_at),
        )
    )


def conditions(
    filters: ExportFilters, made_at: ColumnElement[datetime] | InstrumentedAttribute[datetime]
) -> list[ColumnElement[bool]]:
    """What the filters ask of the joined tag, reviewer and reading, and of when a passage was made."""
    found: list[ColumnElement[bool]] = []
    if filters.tags:
        found.append(Tag.name.in_(filters.tags))
    if filters.reviewers:
        found.append(Reviewer.handle.in_(filters.reviewers))
    if filters.statuses:
        status = func.coalesce(Assignment.status, UNASSIGNED)
        found.append(status.in_(filters.statuses))
    if filters.since:
        found.append(made_at >= filters.since)
    if filters.until:
        found.append(made_at < filters.until)
    return found
