"""What the export page shows before anything leaves: how much matches, and where it begins."""

from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.assignment import Assignment
from models.queries.export_filters import UNASSIGNED, ExportFilters, matching
from models.queries.export_stream import require_exporter, revisions_in_turn
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.tag import Tag

MOST_TEXTS, MOST_PASSAGES, LONGEST = 2, 500, 50_000
"""Of an export that is only shown: so many texts, of so many passages and characters each."""
MOST_BATCHES = 10


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


def first_revisions(
    session: Session, asker: int, project_id: int, filters: ExportFilters
) -> list[int]:
    """The first texts with annotations that match, short enough to be shown; else the first short ones.

    Only the beginning of a project is looked through, however large it is.
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    untagged: list[int] = []
    for batch in islice(revisions_in_turn(session, project_id), MOST_BATCHES):
        counted = (
            matching(eyes, project_id, filters, Annotation.revision_id, func.count().label("n"))
            .where(Annotation.revision_id.in_(batch))
            .group_by(Annotation.revision_id)
        )
        counts = {row.revision_id: row.n for row in session.execute(counted)}
        short = select(Revision.id).where(Revision.id.in_(batch), Revision.length <= LONGEST)
        ids = session.scalars(short.order_by(Revision.article_id, Revision.number)).all()
        tagged = [one for one in ids if 0 < counts.get(one, 0) <= MOST_PASSAGES]
        if tagged:
            return tagged[:MOST_TEXTS]
        untagged += ids[:MOST_TEXTS]
    return untagged[:MOST_TEXTS]
