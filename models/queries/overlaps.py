"""How often two tags meet on the same words: within one reading, or between two."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal
from uuid import UUID

import numpy as np
import pandas as pd
from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage, listed_passages
from models.queries.export_stream import stored_id
from models.queries.meeting_sweep import (
    Met,
    Numbers,
    Placed,
    covered,
    meetings,
    numbered,
    whole_texts,
)
from models.queries.scope import Filters, passages_in_scope
from models.tag import tags_of

Whose = Literal["within", "between"]
COLUMNS = ["tag", "other", "passages", "characters", "of_passages", "of_characters"]
AT_A_TIME = 20_000
"""So many passages are held at once, and those of the text that they end in."""
SHOWN = 50


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
    tags = sorted(tags_of(session, project_id), key=lambda tag: (tag.position, tag.id))
    places = {tag.id: place for place, tag in enumerate(tags)}
    many = len(tags)
    pairs, wholes = np.zeros((2, many * many), np.int64), np.zeros((2, many), np.int64)
    scope = passages_in_scope(session, asker, project_id, filters)
    for placed, _ in _texts(session, scope, places):
        met = meetings(placed, within=whose == "within")
        pairs += _of_pairs(placed, met, many)
        reading = numbered(placed.text, placed.reviewer, placed.tag)
        under = covered(reading, placed.start, placed.end)
        wholes += _summed(placed.tag, many, under)
    names = [tag.name for tag in tags]
    return pd.DataFrame(
        [
            (
                names[at // many],
                names[at % many],
                *pairs[:, at].tolist(),
                *wholes[:, at // many].tolist(),
            )
            for at in np.flatnonzero(pairs[0])
        ],
        columns=COLUMNS,
    )


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
    """The passages of the first tag that meet one of the second, 50 at most after the first
    `skip`, and how many there are in all."""
    where = (session, asker, project_id, filters)
    ids = meeting_passages(*where, whose, pair)
    scope = passages_in_scope(*where)
    shown = scope.c.annotation_id.in_(ids[skip : skip + SHOWN])
    return listed_passages(*where, among=select(scope).where(shown).cte("met")), len(ids)


def meeting_passages(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
) -> list[UUID]:
    """The passages of the first tag that meet one of the second, by article and place in its text."""
    named = {tag.name: tag.id for tag in tags_of(session, project_id)}
    places = {named[name]: place for place, name in enumerate(dict.fromkeys(pair)) if name in named}
    scope = passages_in_scope(session, asker, project_id, filters)
    found: list[UUID] = []
    for placed, ids in _texts(session, scope, places, with_ids=True):
        met = meetings(placed, within=whose == "within")
        fits = (placed.tag[met.one] == 0) & (placed.tag[met.other] == len(places) - 1)
        stored = ids[np.unique(met.one[fits])].astype(">i8").tobytes()
        found += [UUID(bytes=stored[at : at + 16]) for at in range(0, len(stored), 16)]
    return found


def _texts(
    session: Session, scope: CTE, places: dict[int, int], *, with_ids: bool = False
) -> Iterator[tuple[Placed, Numbers]]:
    """The passages of these tags, some whole texts at a time; a tag is told by its place.

    Beside them, if asked for, their ids: two numbers each.
    """
    columns = [scope.c[name] for name in ("article_id", "reviewer_id", "tag_id", "start", "end")]
    ids = [stored_id(scope.c.annotation_id)] if with_ids else []
    order = (scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
    statement = select(*columns, *ids).where(scope.c.tag_id.in_(places)).order_by(*order)
    found = session.execute(statement, execution_options={"yield_per": AT_A_TIME}).partitions()
    place = np.zeros(max(places, default=0) + 1, np.int64)
    place[list(places)] = list(places.values())
    for rows in whole_texts(map(_numbers, found)):
        text, reviewer, tag, start, end = rows.T[:5]
        yield Placed(text, reviewer, place[tag], start, end), rows[:, 5:]


def _numbers(rows: Sequence[Sequence[Any]]) -> Numbers:
    plain = np.array([row[:5] for row in rows], np.int64)
    if len(rows[0]) == 5:
        return plain
    ids = b"".join(UUID(row[5]).bytes if isinstance(row[5], str) else row[5].bytes for row in rows)
    return np.concatenate([plain, np.frombuffer(ids, ">i8").reshape(-1, 2)], axis=1)


def _of_pairs(placed: Placed, met: Met, many: int) -> Numbers:
    """For each pair of tags how many passages of the first meet the second, and over how much."""
    pair = placed.tag[met.one] * many + placed.tag[met.other]
    passages = np.unique(np.stack([met.one, pair]), axis=1)[1]
    reading = numbered(placed.text[met.one], placed.reviewer[met.one], pair)
    under = covered(reading, met.start, met.end)
    return np.stack(
        [np.bincount(passages, minlength=many * many), _summed(pair, many * many, under)[1]]
    )


def _summed(of: Numbers, many: int, amounts: Numbers) -> Numbers:
    """How many there are of each, and the sum of their amounts."""
    sums = np.zeros(many, np.int64)
    np.add.at(sums, of, amounts)
    return np.stack([np.bincount(of, minlength=many), sums])
