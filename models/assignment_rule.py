"""The rule by which readings are handed out: who gets which article, and why. It knows no database.

Articles come in the order of their priority, then their due day, then their age; each free place
goes to whoever has the fewest open readings of those who are on duty and do not read it yet. The
same state always gives the same answer, and what it gave leaves it nothing to give.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Why = Literal["place", "left", "balance", "off_duty"]
Urgency = tuple[int, date, int]


@dataclass(frozen=True, slots=True)
class Open:
    """An article that may be handed out."""

    id: int
    priority: int = 0
    due_on: date | None = None

    @property
    def urgency(self) -> Urgency:
        """What is handed out first sorts first."""
        return (-self.priority, self.due_on or date.max, self.id)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads or read in the project.

    `takes` says whether they are given readings today, `left` whether they are gone for good;
    `submitted` counts what they finished, which decides between equals.
    """

    id: int
    takes: bool = True
    left: bool = False
    submitted: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A reading that somebody has: assigned, in progress or submitted. `fixed`: an editor chose it."""

    article_id: int
    reviewer_id: int
    status: str = "assigned"
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A reading that is given, taken back, or both at once, with the facts that explain it.

    It is the `place`th reading of the article, and `load` is how many open readings the person had
    when it was given to them: nobody who could have had it had fewer.
    """

    article_id: int
    taken_from: int | None
    given_to: int | None
    place: int
    load: int
    why: Why


def hand_out(
    articles: Iterable[Open],
    readers: Iterable[Reader],
    held: Iterable[Held],
    wanted: int,
    *,
    rebalance: bool = False,
) -> list[Move]:
    """What is to be given and taken so that each article has the `wanted` readings.

    What is held of an article that may not be handed out counts as its reader's load, and stays.

    Whoever left loses what they have not begun; what they had begun stays theirs and takes no
    place. With `rebalance` what was not begun also moves from those off duty, and from those with
    many to those with few, but for what an editor chose.
    """
    state = _State(articles, readers, held)
    moves = list(_fill(state, wanted))
    if rebalance:
        moves += _balance(state)
    return moves


class _State:
    def __init__(
        self, articles: Iterable[Open], readers: Iterable[Reader], held: Iterable[Held]
    ) -> None:
        self.articles = {one.id: one for one in articles}
        self.readers = {one.id: one for one in readers}
        self.held: dict[int, dict[int, Held]] = defaultdict(dict)
        self.of: dict[int, dict[int, Held]] = defaultdict(dict)
        self.load: dict[int, int] = defaultdict(int)
        for one in held:
            if one.article_id in self.articles:
                self.add(one)
            else:
                self.load[one.reviewer_id] += one.status != "submitted"

    def add(self, one: Held) -> None:
        self.held[one.article_id][one.reviewer_id] = one
        self.of[one.reviewer_id][one.article_id] = one
        self.load[one.reviewer_id] += one.status != "submitted"

    def remove(self, article_id: int, reviewer_id: int) -> None:
        del self.held[article_id][reviewer_id], self.of[reviewer_id][article_id]
        self.load[reviewer_id] -= 1

    def is_gone(self, reviewer_id: int) -> bool:
        return reviewer_id not in self.readers or self.readers[reviewer_id].left

    def places_taken(self, article_id: int) -> int:
        return sum(
            one.status == "submitted" or not self.is_gone(one.reviewer_id)
            for one in self.held[article_id].values()
        )

    def lightest(self, article_id: int, *but: int) -> Reader | None:
        """Whoever takes readings, does not read the article, and has least to do."""
        free = (
            one
            for one in self.readers.values()
            if one.takes and not one.left and one.id not in self.held[article_id]
            if one.id not in but
        )
        return min(free, key=lambda one: (self.load[one.id], one.submitted, one.id), default=None)


def _fill(state: _State, wanted: int) -> Iterator[Move]:
    for article in sorted(state.articles.values(), key=lambda one: one.urgency):
        lost = sorted(
            one.reviewer_id
            for one in state.held[article.id].values()
            if one.status == "assigned" and state.is_gone(one.reviewer_id)
        )
        for reviewer_id in lost:
            state.remove(article.id, reviewer_id)
        while state.places_taken(article.id) < wanted:
            reader = state.lightest(article.id, *lost)
            if reader is None:
                break
            former = lost.pop(0) if lost else None
            why: Why = "place" if former is None else "left"
            yield _given(state, article.id, reader, former, why)
        for former in lost:
            yield Move(article.id, former, None, 0, 0, "left")


def _given(state: _State, article_id: int, reader: Reader, former: int | None, why: Why) -> Move:
    load = state.load[reader.id]
    state.add(Held(article_id, reader.id))
    return Move(article_id, former, reader.id, state.places_taken(article_id), load, why)


def _balance(state: _State) -> Iterator[Move]:
    while (found := _imbalance(state)) is not None:
        article_id, holder, reader = found
        state.remove(article_id, holder.id)
        why: Why = "balance" if holder.takes else "off_duty"
        yield _given(state, article_id, reader, holder.id, why)


def _imbalance(state: _State) -> tuple[int, Reader, Reader] | None:
    """A reading with somebody who has too many, or is off duty, and who should have it."""
    holders = sorted(
        (one for one in state.readers.values() if not one.left and state.load[one.id]),
        key=lambda one: (one.takes, -state.load[one.id], one.id),
    )
    takers = sorted(
        (one for one in state.readers.values() if one.takes and not one.left),
        key=lambda one: (state.load[one.id], one.submitted, one.id),
    )
    for holder in holders:
        for reader in takers:
            if holder.takes and state.load[holder.id] - state.load[reader.id] < 2:
                break
            article_id = _movable(state, holder, reader)
            if article_id is not None:
                return article_id, holder, reader
    return None


def _movable(state: _State, holder: Reader, reader: Reader) -> int | None:
    """The least urgent of what one has not begun, no editor chose, and the other does not read."""
    found = (
        state.articles[one.article_id]
        for one in state.of[holder.id].values()
        if one.status == "assigned" and not one.fixed
        if reader.id not in state.held[one.article_id]
    )
    least = max(found, key=lambda one: one.urgency, default=None)
    return None if least is None else least.id
