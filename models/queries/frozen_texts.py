"""The first submissions of a whole project, text by text: what agreement is computed on."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from models.queries.frozen_columns import readings_that_count, wanted_tags
from models.queries.frozen_marks import Numbers, frozen_cleared, frozen_passages, sentences_of
from models.queries.frozen_scope import AgreementFilters

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


def frozen_texts(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> FrozenTexts:
    """The readings that the filters let through and the asker may see.

    Of an article that was corrected, the newest text with a reading counts.
    """
    found = readings_that_count(session, asker, project_id, filters)
    ids = [row.id for row in found.rows]
    sentences = _grouped(
        sentences_of(session, [one for _, one, _ in found.texts]), len(found.texts)
    )
    passages = _grouped(frozen_passages(session, ids), len(ids))
    cleared = _grouped(frozen_cleared(session, ids), len(ids))
    wanted = wanted_tags(session, project_id, filters)
    of_text: list[list[FrozenMarks]] = [[] for _ in found.texts]
    for number, (text, row) in enumerate(zip(found.text, found.rows, strict=True)):
        own, numbers = passages[number], [one for (one,) in cleared[number]]
        looked = looked_at(sentences[text], own, numbers)
        kept = own if wanted is None else [one for one in own if one[2] in wanted]
        marks = FrozenMarks(row.reviewer_id, row.submitted_at, row.version, kept, looked)
        of_text[text].append(marks)
    texts = [
        FrozenText(*told, own, marks)
        for told, own, marks in zip(found.texts, sentences, of_text, strict=True)
    ]
    return FrozenTexts(texts, found.earlier)


def looked_at(
    sentences: Sequence[Range],
    passages: Sequence[tuple[int, int, int]],
    cleared: Sequence[int],
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


def _grouped(rows: Numbers, many: int) -> list[list[Any]]:
    """The rows without their first number, as tuples, in a list for each value of that number."""
    counts = np.bincount(rows[:, 0], minlength=many)
    told = zip(*rows[:, 1:].T.tolist(), strict=True)
    return [list(islice(told, count)) for count in counts.tolist()]
