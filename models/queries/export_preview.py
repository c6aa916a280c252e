"""What the export page shows before anything leaves: how much matches, and its first rows."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.assignment import Assignment
from models.queries.export_annotations import ORDER, labelled
from models.queries.export_filters import UNASSIGNED, ExportFilters, matching
from models.queries.export_stream import PREVIEW_ROWS, require_exporter
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What there is to filter by, among the live annotations; reviewers as handle → name."""

    tags: list[str]
    reviewers: dict[str, str]
    statuses: list[str]
    total: int


def export_choices(session: Session, asker: int, project_id: int) -> ExportChoices:
    """The tags, reviewers and states that live annotations have, people who left included."""
    require_exporter(session, asker, project_id)
    of_all = (hidden_from(session, asker, project_id), project_id, ExportFilters())
    tags = matching(*of_all, Tag.name).group_by(Tag.name, Tag.position, Tag.id)
    people = matching(*of_all, Reviewer.handle, Reviewer.name).distinct()
    status = func.coalesce(Assignment.status, UNASSIGNED)
    return ExportChoices(
        tags=list(session.scalars(tags.order_by(Tag.position, Tag.id))),
        reviewers={row.handle: row.name for row in session.execute(people.order_by(Reviewer.name))},
        statuses=list(session.scalars(matching(*of_all, status).distinct())),
        total=count_matching(session, asker, project_id, ExportFilters()),
    )


def count_matching(session: Session, asker: int, project_id: int, filters: ExportFilters) -> int:
    """How many annotations the filters let through."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    count: int = session.scalars(matching(eyes, project_id, filters, func.count())).one()
    return count


def count_sentences(session: Session, asker: int, project_id: int) -> int:
    """How many rows the format of sentences has: those of every revision."""
    require_exporter(session, asker, project_id)
    statement = (
        select(func.count())
        .select_from(Sentence)
        .join(Revision, Revision.id == Sentence.revision_id)
        .where(Revision.project_id == project_id)
    )
    return session.scalars(statement).one()


def preview(session: Session, asker: int, project_id: int, filters: ExportFilters) -> pd.DataFrame:
    """The first rows of the labelled CSV, without the columns that are blank in all of them."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    statement = labelled(eyes, project_id, filters).order_by(*ORDER).limit(PREVIEW_ROWS)
    rows = [dict(row._mapping) for row in session.execute(statement)]
    frame = pd.DataFrame(rows).drop(columns=["revision_id", "after_submission"], errors="ignore")
    frame = frame.astype({"annotation_id": str}) if len(frame) else frame
    blank = [name for name in frame if frame[name].isin([None, ""]).all()]
    return frame.drop(columns=blank)
