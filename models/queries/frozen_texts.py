"""The first submissions of a whole project, text by text: what agreement is computed on."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Subquery, select
from sqlalchemy.orm import Session

from models.frozen import FrozenAnnotation, FrozenCleared
from models.queries.frozen_scope import AgreementFilters, counted_readings
from models.revision import Sentence
from models.tag import Tag

Range = tuple[int, int]
"""[start, end) in code points."""


@dataclass(frozen=True, slots=True)
class FrozenMarks:
    """A reviewer's first submission of one text.

    `passages` are (start, end, id of the tag) by place. `looked` are the stretches of neighbouring
    sentences, apart and in order, that have a passage in them or were cleared: what the reviewer is
    known to have looked at. `version` is that of the guidelines it was read by.
    """

    reviewer_id: int
    submitted_at: datetime
    version: int
    passages: Sequence[tuple[int, int, int]]
    looked: Sequence[Range]


@dataclass(frozen=True, slots=True)
class FrozenText:
    """A text of `length` code points with its sentences, and its first submissions in their order."""

    article_id: int
    revision_id: int
    length: int
    sentences: Sequence[Range]
    readings: Sequence[FrozenMarks]


@dataclass(frozen=True, slots=True)
class FrozenTexts:
    """The texts by article. `earlier` counts readings of a text that a newer one with readings took
    the place of: they are in none of them.
    """

    texts: Sequence[FrozenText] = ()
    earlier: int = 0


@dataclass
class _Rows:
    """What the database says, by reading and by revision."""

    sentences: dict[int, list[Range]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[int, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cleared: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def frozen_texts(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> FrozenTexts:
    """The readings that the filters let through and the asker may see; five statements for them all.

    Of an article that was corrected, the newest text with a reading counts.
    """
    counted = counted_readings(session, asker, project_id, filters)
    readings = session.connection().execute(
        select(
            *(counted.c.id, counted.c.article_id, counted.c.revision_id, counted.c.length),
            *(counted.c.reviewer_id, counted.c.submitted_at, counted.c.version),
            counted.c.is_newest,
        ).order_by(counted.c.article_id, counted.c.submitted_at, counted.c.id)
    )
    found = readings.all()
    newest = [row for row in found if row.is_newest]
    rows = _rows(session, counted) if newest else _Rows()
    wanted = _tag_ids(session, project_id, filters)
    of_text: dict[tuple[int, int, int], list[FrozenMarks]] = defaultdict(list)
    for number, article_id, revision_id, length, reviewer_id, at, version, _ in newest:
        passages, cleared = rows.passages.get(number, []), rows.cleared.get(number, [])
        looked = looked_at(rows.sentences[revision_id], passages, cleared)
        kept = passages if wanted is None else [one for one in passages if one[2] in wanted]
        marks = FrozenMarks(reviewer_id, at, version, kept, looked)
        of_text[article_id, revision_id, length].append(marks)
    texts = [FrozenText(*key, rows.sentences[key[1]], marks) for key, marks in of_text.items()]
    return FrozenTexts(texts, len(found) - len(newest))


def looked_at(
    sentences: Sequence[Range], passages: Sequence[tuple[int, int, int]], cleared: Sequence[int]
) -> list[Range]:
    """The sentences with a passage in them and the cleared ones, neighbours joined to one stretch.

    Joined, since whoever looked at two neighbours also saw the blank between them.
    """
    ends = [end for _, end in sentences]
    touched = set(cleared)
    for start, end, _ in passages:
        at = bisect_right(ends, start)
        while at < len(sentences) and sentences[at][0] < end:
            touched.add(at)
            at += 1
    stretches: list[Range] = []
    last = -2
    for number in sorted(touched):
        start, end = sentences[number]
        if number == last + 1:
            start = stretches.pop()[0]
        stretches.append((start, end))
        last = number
    return stretches


def _tag_ids(session: Session, project_id: int, filters: AgreementFilters) -> set[int] | None:
    """The tags that the filters name; None where they name none, and all count."""
    if not filters.tags:
        return None
    of_project = select(Tag.id).where(Tag.project_id == project_id, Tag.name.in_(filters.tags))
    return set(session.scalars(of_project))


def _rows(session: Session, counted: Subquery) -> _Rows:
    rows, connection = _Rows(), session.connection()
    passage, cleared = FrozenAnnotation, FrozenCleared
    readings = select(counted.c.id).where(counted.c.is_newest)
    texts = select(counted.c.revision_id).where(counted.c.is_newest)
    for revision_id, *bounds in connection.execute(
        select(Sentence.revision_id, Sentence.start, Sentence.end)
        .where(Sentence.revision_id.in_(texts))
        .order_by(Sentence.revision_id, Sentence.position)
    ):
        rows.sentences[revision_id].append((bounds[0], bounds[1]))
    for number, start, end, tag_id in connection.execute(
        select(passage.reading_id, passage.start, passage.end, passage.tag_id)
        .where(passage.reading_id.in_(readings))
        .order_by(passage.reading_id, passage.start, passage.end, passage.tag_id)
    ):
        rows.passages[number].append((start, end, tag_id))
    for number, position in connection.execute(
        select(cleared.reading_id, cleared.position).where(cleared.reading_id.in_(readings))
    ):
        rows.cleared[number].append(position)
    return rows
