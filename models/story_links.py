"""Which articles of a project tell of the same event: candidates by shingles that they share, by words
of their titles, and by the days on which they were published.

Two articles are linked if

- at least 8 % of their shingles are the same, as estimated from their sketches (one copies the other,
  or both copied a third); or
- at least 2 % are, which one long quotation makes, and their titles share two words, a quarter of
  the shorter one's; or
- their titles share at least three words, half of the shorter one's (four where a day is missing).

Where both days are known they lie at most fourteen apart; for titles alone seven. What an outlet
has in many of its articles, or titles, says nothing and is left out first: in a fifth of them, at
least five, or in 25.

Nothing is compared with everything: articles that share a hash are taken in the order of their days,
each with the eight after it. So 100,000 articles take seconds, and a chain of them is one story
all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.held_hashes import Held, Numbers
from models.shingles import Hashes

COPIED, QUOTED = 0.08, 0.02
TITLE_QUOTED, TITLE_ALONE = (2, 0.25), (3, 0.5)
TITLE_UNDATED = 4
DAYS, TITLE_DAYS = 14, 7


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of an article: where and when it was published, its text's sketch, and the
    words of its title, hashed."""

    id: int
    outlet: str
    day: date | None
    sketch: Hashes
    title: Hashes


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles of one event, the smaller id first: how alike their texts and titles are, 0 to 1."""

    first: int
    second: int
    text: float
    title: float

    @property
    def strength(self) -> float:
        """Which link is stronger: copied text says more than a title."""
        return self.text + self.title / 4


def links(articles: Sequence[Told]) -> list[Link]:
    """Every link among the articles, in the order of their ids."""
    told = sorted(articles, key=lambda one: (one.day or date.min, one.id))
    if len(told) < 2:
        return []
    days = np.array([one.day.toordinal() if one.day else 0 for one in told], np.int64)
    outlets = _numbered([one.outlet for one in told])
    texts = Held([one.sketch for one in told], outlets)
    titles = Held([one.title for one in told], outlets)
    found = {}
    for first, second in _near(days, texts, titles):
        link = _link(told, texts, titles, first, second)
        if link is not None:
            found[link.first, link.second] = link
    return [found[pair] for pair in sorted(found)]


def _near(days: Numbers, texts: Held, titles: Held) -> Iterator[tuple[int, int]]:
    """Pairs worth a look: two shared shingles, three words of a title, or one and two; and no long
    time between."""
    by_text, shingles = texts.pairs()
    by_title, combined = titles.combined().pairs()
    # Three shared words are three pairs of words.
    both = np.intersect1d(by_text, by_title, assume_unique=True)
    codes = np.unique(np.concatenate([by_text[shingles > 1], by_title[combined > 2], both]))
    first, second = np.divmod(codes, len(days))
    undated = (days[first] == 0) | (days[second] == 0)
    near = undated | (np.abs(days[first] - days[second]) <= DAYS)
    yield from zip(first[near].tolist(), second[near].tolist(), strict=True)


def _link(told: Sequence[Told], texts: Held, titles: Held, first: int, second: int) -> Link | None:
    text, runs = texts.likeness(first, second)
    title, words = titles.overlap(first, second)
    one, other = told[first], told[second]
    dated = one.day is not None and other.day is not None
    near = not (one.day and other.day) or abs((one.day - other.day).days) <= TITLE_DAYS
    alone = TITLE_ALONE[0] if dated else TITLE_UNDATED
    if not (
        (text >= COPIED and runs > 1)
        or (text >= QUOTED and words >= TITLE_QUOTED[0] and title >= TITLE_QUOTED[1])
        or (words >= alone and title >= TITLE_ALONE[1] and near)
    ):
        return None
    low, high = sorted((one.id, other.id))
    return Link(low, high, text, title)


def _numbered(names: Sequence[str]) -> Numbers:
    """Names as numbers from 1, the blank one 0."""
    known = {"": 0}
    return np.array([known.setdefault(one, len(known)) for one in names], np.int64)
