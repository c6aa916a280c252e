"""How often two tags meet on the same words: within one reading, or between two."""

from dataclasses import replace
from typing import Literal
from uuid import UUID

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage
from models.queries.listed_ids import listed_ids
from models.queries.meeting_sweep import (
    Met,
    Numbers,
    Placed,
    covered,
    meetings,
    numbered,
    whole_texts,
)
from models.queries.placed_passages import placed_passages, placed_with_ids
from models.queries.scope import Filters
from models.tag import tags_of

Whose = Literal["within", "between"]
COLUMNS = ["tag", "other", "passages", "characters", "of_passages", "of_characters"]
AT_A_TIME = 20_000
"""So many passages are swept at once, and those of the text that they end in."""
SHOWN = 50


def tags_meeting(
    session: Session, asker: int, project_id: int, filters: Filters, whose: Whose
) -> pd.DataFrame:
    """For each tag and each other one: what of the first one shares a character with the second.

    `passages` counts those of `tag` that meet one of `other`, out of `of_passages`; `characters`
    those of its readings that lie under both, out of `of_characters` (each reading's once, however
    many it meets). Within one reading a tag cannot meet itself: what is marked twice is marked
    once. Between readings it can. Columns: tag, other (names), passages, characters, of_passages,
    of_characters; only pairs that meet, in the order of the tag set. They are as fresh as the last
    `count_changed`.
    """
    tags = sorted(tags_of(session, project_id), key=lambda tag: (tag.position, tag.id))
    places = {tag.id: place for place, tag in enumerate(tags)}
    many = len(tags)
    pairs, wholes = np.zeros((2, many * many), np.int64), np.zeros((2, many), np.int64)
    everything = placed_passages(session, asker, project_id, filters, places)
    for placed in whole_texts(everything, AT_A_TIME):
        reading = numbered(placed.text, placed.reviewer)
        met = meetings(placed, within=whose == "within")
        pairs += _of_pairs(placed, met, reading, many)
        under = covered(reading * many + placed.tag, placed.start, placed.end)
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
    of_articles = _met_in(*where, whose, pair)
    ids = _ids(*where, whose, pair, of_articles, slice(skip, skip + SHOWN))
    listed = listed_ids(*where, ids)
    return list(listed.values()), sum(of_articles.values())


def meeting_passages(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
) -> list[UUID]:
    """The passages of the first tag that meet one of the second, by article and place in its text."""
    where = (session, asker, project_id, filters, whose, pair)
    return _ids(*where, _met_in(*where), slice(None))


def _met_in(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
) -> dict[int, int]:
    """How many passages of the first tag meet one of the second, by article in their order."""
    places = _places(session, project_id, pair)
    found: dict[int, int] = {}
    for placed in whole_texts(
        placed_passages(session, asker, project_id, filters, places), AT_A_TIME
    ):
        articles, counts = np.unique(placed.text[_meet(placed, whose, places)], return_counts=True)
        found |= zip(articles.tolist(), counts.tolist(), strict=True)
    return found


def _ids(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    whose: Whose,
    pair: tuple[str, str],
    of_articles: dict[int, int],
    wanted: slice,
) -> list[UUID]:
    """Those of the passages that meet, which alone are looked up: of the articles they stand in."""
    first, last, _ = wanted.indices(sum(of_articles.values()))
    before, articles, skipped = 0, [], 0
    for article, count in of_articles.items():
        if before < last and before + count > first:
            articles.append(article)
        elif not articles:
            skipped = before + count
        before += count
    if not articles:
        return []
    places = _places(session, project_id, pair)
    narrowed = replace(filters, articles=articles)
    placed, ids = placed_with_ids(session, asker, project_id, narrowed, places)
    met = [ids[at] for at in _meet(placed, whose, places)]
    return met[first - skipped : last - skipped]


def _places(session: Session, project_id: int, pair: tuple[str, str]) -> dict[int, int]:
    """The two tags by their ids: 0 stands for the first, and the last number for the other.

    None where the project has not both of them.
    """
    named = {tag.name: tag.id for tag in tags_of(session, project_id)}
    if not named.keys() >= set(pair):
        return {}
    return {named[name]: place for place, name in enumerate(dict.fromkeys(pair))}


def _meet(placed: Placed, whose: Whose, places: dict[int, int]) -> Numbers:
    """Which of the passages are of the first tag and meet one of the other."""
    met = meetings(placed, within=whose == "within")
    fits = (placed.tag[met.one] == 0) & (placed.tag[met.other] == len(places) - 1)
    return np.unique(met.one[fits])


def _of_pairs(placed: Placed, met: Met, reading: Numbers, many: int) -> Numbers:
    """For each pair of tags how many passages of the first meet the second, and over how much."""
    all_pairs = many * many
    pair = placed.tag[met.one] * many + placed.tag[met.other]
    passages = np.unique(met.one * all_pairs + pair) % all_pairs
    under = covered(reading[met.one] * all_pairs + pair, met.start, met.end)
    return np.stack(
        [np.bincount(passages, minlength=all_pairs), _summed(pair, all_pairs, under)[1]]
    )


def _summed(of: Numbers, many: int, amounts: Numbers) -> Numbers:
    """How many there are of each, and the sum of their amounts."""
    sums = np.bincount(of, amounts, many).astype(np.int64)
    return np.stack([np.bincount(of, minlength=many), sums])
