"""A whole project's first submissions with the names of people and tags, for the command line."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.queries.frozen_scope import AgreementFilters
from models.queries.frozen_texts import FrozenTexts, frozen_texts
from models.queries.not_counted import not_submitted
from models.reviewer import Reviewer
from models.tag import tags_of


@dataclass(frozen=True, slots=True)
class AgreementRows:
    """The texts, tags by name, reviewers by handle, and how much could not be counted.

    `in_use` are the names of the tags that are not retired.
    """

    texts: FrozenTexts
    tags: dict[int, str]
    in_use: list[str]
    reviewers: dict[int, str]
    not_counted: dict[str, int]


def agreement_rows(session: Session, project_id: int) -> AgreementRows:
    """Everything of the project, whoever read it."""
    found = frozen_texts(session, None, project_id, AgreementFilters())
    waiting = not_submitted(session, None, project_id, AgreementFilters())
    people = {marks.reviewer_id for text in found.texts for marks in text.readings}
    handles = session.execute(
        select(Reviewer.id, Reviewer.handle).where(Reviewer.id.in_(people))
    ).all()
    tags = tags_of(session, project_id)
    return AgreementRows(
        found,
        {tag.id: tag.name for tag in tags},
        [tag.name for tag in tags if tag.retired_at is None],
        {row.id: row.handle for row in handles},
        {
            "articles_not_submitted": waiting.articles,
            "readings_not_submitted": waiting.readings,
            "readings_of_earlier_texts": found.earlier,
        },
    )
