"""The lanes of a text: what each reviewer looked at, sentence by sentence, and what they tagged."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.people_in import names_in
from models.queries.scope import Filters, by_reviewers, in_status, of_tags, passages_in_scope
from models.queries.sentence_runs import sentences_in_states
from models.queries.texts import sentence_bounds
from models.queries.visible import (
    article_open_to,
    cleared_visible_to,
    reading_visible_to,
    visible_to,
)
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a lane: [start, end) in code points, and its sentences, `first` to `last` from 0.

    `tag` is that of a passage; of a run of sentences it is blank, and `looked` tells whether the
    reviewer tagged in them or cleared them, or whether they are unread.
    """

    start: int
    end: int
    first: int
    last: int
    tag: str = ""
    looked: bool = True


@dataclass(frozen=True, slots=True)
class Lane:
    """A reviewer's reading of the text as it is now; `status` is blank for one never given to them.

    `runs` cover the text; there are none where the reviewer has not begun.
    """

    reviewer_id: int
    name: str
    status: str
    runs: Sequence[Piece]
    passages: Sequence[Piece]


def lanes(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> list[Lane]:
    """The readings of the text that the filters let through and the asker may see, by name.

    Only passages that the filters let through are drawn; a sentence with another one was looked at.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    states = read_sentences(session, asker, project_id, filters, revision_id)
    runs: dict[int, list[Piece]] = defaultdict(list)
    for reviewer_id, start, end, first, last, looked in session.execute(_runs(states)):
        runs[reviewer_id].append(Piece(start, end, first, last, looked=bool(looked)))
    places = _Places(sentence_bounds(session, asker, revision_id)[1])
    passages: dict[int, list[Piece]] = defaultdict(list)
    tagged = _passages(session, asker, project_id, filters, revision_id)
    for reviewer_id, *passage in session.execute(tagged):
        passages[reviewer_id].append(places.piece(*passage))
    given = readings_given(session, asker, project_id, filters, revision_id)
    names = names_in(session, asker, project_id)
    people = {*runs, *passages, *given} & set(names)
    return [
        Lane(one, name, given.get(one, ""), runs.get(one, ()), passages.get(one, ()))
        for one, name in names.items()
        if one in people
    ]


def gold_lane(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> list[Piece]:
    """The settled passages of the text; none where others' readings are hidden from the asker."""
    require_role(session, asker, project_id, Role.VIEWER)
    gold = GoldAnnotation
    rows = session.execute(
        select(gold.start, gold.end, Tag.name)
        .join(Adjudication, Adjudication.revision_id == gold.revision_id)
        .join(Tag, Tag.id == gold.tag_id)
        .where(
            gold.project_id == project_id,
            gold.revision_id == revision_id,
            gold.deleted_at.is_(None),
            Adjudication.settled_at.is_not(None),
            article_open_to(asker, Adjudication.article_id),
            *of_tags(filters),
        )
        .order_by((gold.end - gold.start).desc(), gold.start, gold.id)
    )
    places = _Places(sentence_bounds(session, asker, revision_id)[1])
    return [places.piece(*row) for row in rows]


def read_sentences(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> CTE:
    """The sentences of each reading that was begun, as `sentences_in_states` has them.

    As far as the asker may see it. Filters of readings narrow it down, and those of passages do not.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    passage, cleared = Annotation, ClearedSentence
    passages = (
        select(passage.revision_id, passage.reviewer_id, passage.start, passage.end)
        .join(Revision, Revision.id == passage.revision_id)
        .outerjoin(Assignment, _reading_by(passage.reviewer_id))
        .where(
            passage.project_id == project_id,
            passage.revision_id == revision_id,
            passage.deleted_at.is_(None),
            visible_to(asker),
            *by_reviewers(filters, passage.reviewer_id),
            *in_status(filters),
        )
    )
    read = (
        select(cleared.revision_id, cleared.reviewer_id, cleared.position)
        .join(Revision, Revision.id == cleared.revision_id)
        .outerjoin(Assignment, _reading_by(cleared.reviewer_id))
        .where(
            Revision.project_id == project_id,
            cleared.revision_id == revision_id,
            cleared_visible_to(asker),
            *by_reviewers(filters, cleared.reviewer_id),
            *in_status(filters),
        )
    )
    return sentences_in_states(passages.cte("passages"), read.cte("cleared"))


def readings_given(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> dict[int, str]:
    """The readings that the asker may know of, begun or not: who reads, and how far that is."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Assignment.reviewer_id, Assignment.status)
        .join(Revision, Revision.article_id == Assignment.article_id)
        .where(
            Revision.id == revision_id,
            Revision.project_id == project_id,
            reading_visible_to(asker),
            *by_reviewers(filters, Assignment.reviewer_id),
            *in_status(filters),
        )
    )
    return {row.reviewer_id: row.status for row in rows}


def _reading_by(reviewer_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return and_(Assignment.article_id == Revision.article_id, Assignment.reviewer_id == reviewer_id)


def _runs(states: CTE) -> Select[Any]:
    # Neighbours differ from their place among all that are alike by the same number: one run.
    looked = (states.c.state != "unread").label("looked")
    place = func.row_number().over(
        partition_by=[states.c.reviewer_id, looked], order_by=states.c.position
    )
    numbered = select(states, looked, (states.c.position - place).label("run")).subquery()
    start = func.min(numbered.c.start)
    return (
        select(
            *(numbered.c.reviewer_id, start, func.max(numbered.c.end)),
            *(func.min(numbered.c.position), func.max(numbered.c.position)),
            numbered.c.looked,
        )
        .group_by(numbered.c.reviewer_id, numbered.c.looked, numbered.c.run)
        .order_by(numbered.c.reviewer_id, start)
    )


def _passages(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> Select[Any]:
    """Longer ones first, so that a shorter one is drawn on top."""
    scope = passages_in_scope(session, asker, project_id, filters)
    return (
        select(scope.c.reviewer_id, scope.c.start, scope.c.end, Tag.name)
        .join(Tag, Tag.id == scope.c.tag_id)
        .where(scope.c.revision_id == revision_id)
        .order_by((scope.c.end - scope.c.start).desc(), scope.c.start, scope.c.annotation_id)
    )


class _Places:
    """Where passages stand among the sentences of their text."""

    def __init__(self, bounds: Sequence[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in bounds]
        self.ends = [end for _, end in bounds]

    def piece(self, start: int, end: int, tag: str) -> Piece:
        """The passage with the sentences it overlaps; the one after it where it lies between two."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        last = max(bisect_left(self.starts, end) - 1, first)
        return Piece(start, end, first, last, tag)
