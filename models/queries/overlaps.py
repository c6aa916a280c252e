"""How often two tags meet on the same words: within one reading, or between two."""

from typing import Literal

import pandas as pd
from sqlalchemy import CTE, Subquery, case, func, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.queries.behind import ListedPassage, listed_passages
from models.queries.desk_coverage import union_length
from models.queries.scope import Filters, passages_in_scope
from models.tag import Tag

Whose = Literal["within", "between"]
COLUMNS = ["tag", "other", "passages", "characters", "of_passages", "of_characters"]


def tags_meeting(
    session: Session, asker: int, project_id: int, filters: Filters, whose: Whose
) -> pd.DataFrame:
    """For each tag and each other one: what of the first one shares a character with the second.

    `passages` counts those of `tag` that meet one of `other`, out of `of_passages`; `characters`
    those of its readings that lie under both, out of `of_characters` (each reading's once, however
    many it meets). Within one reading a tag cannot meet itself: what is marked twice is marked
    once. Between readings it can. Columns: tag, other (names), passages, characters, of_passages,
    of_characters; only pairs that meet, in the order of the tag set.
    """
    scope = passages_in_scope(session, asker, project_id, filters)
    meeting = _meeting(project_id, scope, whose)
    shared = union_length(
        meeting, meeting.c.reviewer_id, meeting.c.tag_id, meeting.c.other_tag
    ).subquery()
    characters = (
        select(shared.c.tag_id, shared.c.other_tag, func.sum(shared.c.covered).label("characters"))
        .group_by(shared.c.tag_id, shared.c.other_tag)
        .subquery()
    )
    passages = (
        select(
            meeting.c.tag_id,
            meeting.c.other_tag,
            func.count(meeting.c.passage_id.distinct()).label("passages"),
        )
        .group_by(meeting.c.tag_id, meeting.c.other_tag)
        .subquery()
    )
    whole = _whole(scope)
    one, other = aliased(Tag), aliased(Tag)
    rows = session.execute(
        select(
            *(one.name, other.name, passages.c.passages, characters.c.characters),
            *(whole.c.passages, whole.c.characters),
        )
        .select_from(passages)
        .join(
            characters,
            (characters.c.tag_id == passages.c.tag_id)
            & (characters.c.other_tag == passages.c.other_tag),
        )
        .join(whole, whole.c.tag_id == passages.c.tag_id)
        .join(one, one.id == passages.c.tag_id)
        .join(other, other.id == passages.c.other_tag)
        .order_by(one.position, one.id, other.position, other.id)
    )
    return pd.DataFrame([(*row[:2], *map(int, row[2:])) for row in rows], columns=COLUMNS)


def meeting_passages(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
) -> CTE:
    """The passages of the first tag that meet one of the second: columns as of passages in scope."""
    scope = passages_in_scope(session, asker, project_id, filters)
    meeting, one, other = _meeting(project_id, scope, whose), aliased(Tag), aliased(Tag)
    met = (
        select(meeting.c.passage_id)
        .join(one, one.id == meeting.c.tag_id)
        .join(other, other.id == meeting.c.other_tag)
        .where(one.name == pair[0], other.name == pair[1])
    )
    return select(scope).where(scope.c.annotation_id.in_(met)).cte("met")


def listed_meeting(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
    *,
    skip: int = 0,
) -> tuple[list[ListedPassage], int]:
    """These passages after the first `skip`, 50 at most, and how many there are in all."""
    where = (session, asker, project_id, filters)
    met = meeting_passages(*where, whose, pair)
    total = session.scalar(select(func.count()).select_from(met)) or 0
    return listed_passages(*where, among=met, skip=skip), total


def _whole(scope: CTE) -> Subquery:
    """Passages of each tag, and the characters under it in each reading."""
    covered = union_length(scope, scope.c.reviewer_id, scope.c.tag_id).subquery()
    characters = (
        select(covered.c.tag_id, func.sum(covered.c.covered).label("characters"))
        .group_by(covered.c.tag_id)
        .subquery()
    )
    return (
        select(scope.c.tag_id, func.count().label("passages"), characters.c.characters)
        .join(characters, characters.c.tag_id == scope.c.tag_id)
        .group_by(scope.c.tag_id, characters.c.characters)
        .subquery()
    )


def _meeting(project_id: int, scope: CTE, whose: Whose) -> CTE:
    """The stretches that two passages share, a row each way.

    Of two that meet, the later one begins within the other: so each looks, tag by tag, along the
    index for those that begin within it, and pays for what it finds and not for the whole text.
    """
    one, two, other = scope.alias("one"), scope.alias("two"), aliased(Annotation)
    tags = select(Tag.id).where(Tag.project_id == project_id).subquery()
    apart = (
        [other.reviewer_id == one.c.reviewer_id + 0, other.tag_id != one.c.tag_id]
        if whose == "within"
        else [other.reviewer_id != one.c.reviewer_id]
    )
    begun = (
        select(
            *(one.c.annotation_id.label("first"), two.c.annotation_id.label("second")),
            *(one.c.revision_id, one.c.reviewer_id, two.c.reviewer_id.label("other_id")),
            *(one.c.tag_id, two.c.tag_id.label("other_tag")),
            *(one.c.start.label("first_start"), two.c.start),
            case((one.c.end < two.c.end, one.c.end), else_=two.c.end).label("end"),
        )
        .select_from(one)
        .join(tags, tags.c.id > 0)
        .join(
            other,
            # The sum keeps SQLite from looking from the later one back, through all of its text.
            (other.revision_id == one.c.revision_id + 0)
            & (other.tag_id == tags.c.id)
            & (other.start >= one.c.start)
            & (other.start < one.c.end),
        )
        .join(two, two.c.annotation_id == other.id)
        .where(*apart)
        .cte("begun")
    )
    both_ways = select(
        *(begun.c.first.label("passage_id"), begun.c.second.label("annotation_id")),
        *(begun.c.revision_id, begun.c.reviewer_id, begun.c.tag_id, begun.c.other_tag),
        *(begun.c.start, begun.c.end),
    ).union_all(
        # Two that begin together have found each other already.
        select(
            *(begun.c.second, begun.c.first),
            *(begun.c.revision_id, begun.c.other_id, begun.c.other_tag, begun.c.tag_id),
            *(begun.c.start, begun.c.end),
        ).where(begun.c.start > begun.c.first_start)
    )
    return both_ways.cte("meeting")
