"""Every sentence of a project with the reviewers' votes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, case, distinct, func, select
from sqlalchemy.orm import Session

from models.queries.export_filters import ExportFilters
from models.queries.export_stream import (
    Texts,
    require_exporter,
    revisions_in_turn,
    stream,
)
from models.queries.visible import hidden_from
from models.queries.votes_cast import voters, votes_cast
from models.revision import Revision, Sentence
from models.tag import Tag, tags_of


@dataclass(frozen=True, slots=True)
class SentenceVotes:
    """One sentence: its place, its text and how many of the `n_reviewers` gave it each tag."""

    article_id: int
    revision: int
    sentence: int
    start: int
    end: int
    text: str
    n_reviewers: int
    votes: dict[str, int]


def voted_tags(session: Session, project_id: int, filters: ExportFilters) -> list[Tag]:
    """The tags that get a vote column, retired ones last: all, or those the filter names."""
    return [
        tag for tag in tags_of(session, project_id) if not filters.tags or tag.name in filters.tags
    ]


def sentence_votes(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    only: Sequence[int] = (),
) -> Iterator[SentenceVotes]:
    """Every sentence of every revision, by article, revision and position.

    A reviewer votes for a tag once, by any annotation with it that the filters let through and
    that overlaps the sentence. Votes and `n_reviewers` count the same people, of whom the filter
    of reviewers may leave some: those who submitted the revision, by their reading as it was first
    submitted, or, where the filter of states names some, those whose reading is in one of them
    (submitted again means: this revision).
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    turns = revisions_in_turn(session, project_id, only)
    return _in_turn(session, eyes, project_id, filters, turns)


def _in_turn(
    session: Session,
    eyes: int | None,
    project_id: int,
    filters: ExportFilters,
    revisions: Iterable[Sequence[int]],
) -> Iterator[SentenceVotes]:
    tags = voted_tags(session, project_id, filters)
    for batch in revisions:
        rows = stream(session, _statement(eyes, project_id, filters, tags, batch))
        yield from _counted(session, eyes, rows, filters, tags)


def _statement(
    eyes: int | None,
    project_id: int,
    filters: ExportFilters,
    tags: Sequence[Tag],
    revisions: Sequence[int],
) -> Select[Any]:
    vote = votes_cast(eyes, project_id, filters, revisions).cte("vote")
    place: list[Any] = [
        Revision.article_id,
        Revision.number,
        Sentence.position,
        Sentence.start,
        Sentence.end,
        Sentence.revision_id,
    ]
    votes: list[Any] = [
        func.count(distinct(case((vote.c.tag_id == tag.id, vote.c.reviewer_id)))) for tag in tags
    ]
    return (
        select(*place, *votes)
        .select_from(Sentence)
        .join(Revision, Revision.id == Sentence.revision_id)
        .outerjoin(
            vote,
            and_(
                vote.c.revision_id == Sentence.revision_id,
                vote.c.start < Sentence.end,
                vote.c.end > Sentence.start,
            ),
        )
        .where(Sentence.revision_id.in_(revisions))
        .group_by(*place)
        .order_by(Revision.article_id, Revision.number, Sentence.position)
    )


def _counted(
    session: Session,
    eyes: int | None,
    rows: Iterator[Row[Any]],
    filters: ExportFilters,
    tags: Sequence[Tag],
) -> Iterator[SentenceVotes]:
    texts = Texts(session)
    revision_id, readers = 0, 0
    names = [tag.name for tag in tags]
    for row in rows:
        article_id, number, position, start, end, of_revision, *counts = tuple(row)
        if of_revision != revision_id:
            revision_id, readers = of_revision, voters(session, eyes, of_revision, filters)
        yield SentenceVotes(
            article_id=article_id,
            revision=number,
            sentence=position,
            start=start,
            end=end,
            text=texts.of(revision_id)[start:end],
            n_reviewers=readers,
            votes=dict(zip(names, counts, strict=True)),
        )
