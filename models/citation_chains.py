"""Citation chains: from an article to whom it has its story from, and on to the origin."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

CITED, LINKED, UNNAMED = "cites", "links", "anonymous"


@dataclass(frozen=True, slots=True)
class Published:
    """An article as far as it matters for whom it can cite."""

    id: int
    outlet: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Citation:
    """What one article has from elsewhere, and the sentence [start, end) of it that says so.

    `cited` is the article of the same story, None where the outlet has none in it. `outlet` is blank
    for somebody who is not named. By `kind` it cites, or its evidence links to it, or is anonymous.
    """

    citing: int
    cited: int | None
    outlet: str
    kind: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain. `cited` is what it leads to, with its own steps on from there.

    `is_circular`: it leads back to an article that the chain came from. `is_shown`: what follows
    stands at an earlier step already.
    """

    citation: Citation
    is_circular: bool
    is_shown: bool
    further: Sequence["Step"]


@dataclass(frozen=True, slots=True)
class Chain:
    """An article and the steps that lead on from it."""

    article: int
    steps: Sequence[Step]


def cited_article(citing: Published, outlet: str, story: Iterable[Published]) -> int | None:
    """Which article of the outlet is meant: its last one not after the citing article.

    Where there is none, or no day to go by, its earliest; None where the story has none of it.
    """
    theirs = sorted(
        (one for one in story if one.outlet == outlet and one.id != citing.id),
        key=lambda one: (one.day or date.max, one.id),
    )
    if not theirs:
        return None
    before = [one for one in theirs if citing.day and one.day and one.day <= citing.day]
    return (before or theirs[:1])[-1].id


def chains(citations: Sequence[Citation]) -> list[Chain]:
    """The chains of a story: each begins with an article that no other chain leads to.

    Among articles that cite one another in a circle the last one begins.
    """
    of: dict[int, list[Citation]] = defaultdict(list)
    for one in citations:
        of[one.citing].append(one)
    cited = {one.cited for one in citations if one.cited is not None}
    first = [one for one in of if one not in cited]
    shown: set[int] = set()
    found = []
    for article in [*sorted(first, reverse=True), *sorted(of, reverse=True)]:
        if article not in shown:
            shown.add(article)
            found.append(Chain(article, list(_steps(article, (article,), of, shown))))
    return found


def circular(citations: Sequence[Citation]) -> set[Citation]:
    """The citations that lead, directly or by others, back to the article that has them."""
    to: dict[int, set[int]] = defaultdict(set)
    for one in citations:
        if one.cited is not None:
            to[one.citing].add(one.cited)
    return {
        one for one in citations if one.cited is not None and one.citing in _reached(one.cited, to)
    }


def _steps(
    article: int, path: tuple[int, ...], of: dict[int, list[Citation]], shown: set[int]
) -> Iterator[Step]:
    for one in of.get(article, ()):
        to = one.cited
        if to is None or to in path:
            yield Step(one, to is not None, False, ())
        elif to in shown:
            yield Step(one, False, to in of, ())
        else:
            shown.add(to)
            yield Step(one, False, False, list(_steps(to, (*path, to), of, shown)))


def _reached(start: int, to: dict[int, set[int]]) -> Collection[int]:
    reached, waiting = {start}, [start]
    while waiting:
        for one in to.get(waiting.pop(), set()) - reached:
            reached.add(one)
            waiting.append(one)
    return reached
