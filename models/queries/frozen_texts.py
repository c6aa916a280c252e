"""The first submissions of a whole project, text by text: what agreement is computed on."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.queries.frozen_marks import Made, Range, frozen_marks, sentences_of
from models.queries.frozen_scope import AgreementFilters, counted_readings
from models.tag import Tag

_NOTHING: Made = ([], [])


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


def frozen_texts(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> FrozenTexts:
    """The readings that the filters let through and the asker may see.

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
    sentences = sentences_of(session, {row.revision_id for row in newest})
    ends = {number: [end for _, end in own] for number, own in sentences.items()}
    marks_of = frozen_marks(session, [row.id for row in newest])
    wanted = _tag_ids(session, project_id, filters)
    of_text: dict[tuple[int, int, int], list[FrozenMarks]] = defaultdict(list)
    for number, article_id, revision_id, length, reviewer_id, at, version, _ in newest:
        passages, cleared = marks_of.get(number, _NOTHING)
        own = sentences.get(revision_id, [])
        looked = looked_at(own, ends.get(revision_id, []), passages, cleared)
        kept = passages if wanted is None else [one for one in passages if one[2] in wanted]
        marks = FrozenMarks(reviewer_id, at, version, kept, looked)
        of_text[article_id, revision_id, length].append(marks)
    texts = [FrozenText(*key, sentences.get(key[1], []), marks) for key, marks in of_text.items()]
    return FrozenTexts(texts, len(found) - len(newest))


def looked_at(
    sentences: Sequence[Range],
    ends: Sequence[int],
    passages: Sequence[tuple[int, int, int]],
    cleared: Sequence[int],
) -> list[Range]:
    """The sentences with a passage in them and the cleared ones, neighbours joined to one stretch.

    `ends` are those of the sentences. Joined, since whoever looked at two neighbours also saw the blank between them.
    """
    touched = set(cleared)
    for start, end, _ in passages:
        at = bisect_right(ends, start)
        while at < len(sentences) and sentences[at][0] < end:
            touched.add(at)
            at += 1
    if sentences and len(touched) == len(sentences):
        return [(sentences[0][0], sentences[-1][1])]
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
