"""Citation chains: from an article to whom it has its story from, and on to the origin."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    """One link of a chain; `further` are the steps on from what it leads to.

    `is_circular`: it leads back to an outlet that the chain came through. `is_shown`: what follows
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


def chains(citations: Sequence[Citation], outlets: Mapping[int, str]) -> list[Chain]:
    """The chains of a story: each begins with an article that no other chain leads to.

    Among articles that cite one another in a circle the last one begins. `outlets` are those of the
    articles.
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
            walk = _Walk(of, shown, outlets)
            found.append(Chain(article, list(walk.steps((article,)))))
    return found


def circular(citations: Sequence[Citation], outlets: Mapping[int, str]) -> set[Citation]:
    """The citations from which a chain leads back to the outlet that has them, by any of its articles."""
    to: dict[int, set[int]] = defaultdict(set)
    for one in citations:
        if one.cited is not None:
            to[one.citing].add(one.cited)
    return {
        one
        for one in citations
        if one.cited is not None
        and any(_same(one.citing, each, outlets) for each in _reached(one.cited, to))
    }


@dataclass(frozen=True, slots=True)
class _Walk:
    """One chain being followed: what every article cites, what was shown, whose each article is."""

    of: Mapping[int, Sequence[Citation]]
    shown: set[int]
    outlets: Mapping[int, str]

    def steps(self, path: tuple[int, ...]) -> Iterator[Step]:
        """The steps on from the last article of the path."""
        for one in self.of.get(path[-1], ()):
            to = one.cited
            if to is None:
                yield Step(one, False, False, ())
                continue
            back = any(_same(to, each, self.outlets) for each in path)
            if to in self.shown:
                yield Step(one, back, not back and to in self.of, ())
            else:
                self.shown.add(to)
                yield Step(one, back, False, list(self.steps((*path, to))))


def _same(one: int, other: int, outlets: Mapping[int, str]) -> bool:
    """Whether two articles are of one outlet, or are one."""
    return one == other or (bool(outlets.get(one)) and outlets.get(one) == outlets.get(other))


def _reached(start: int, to: dict[int, set[int]]) -> Collection[int]:
    reached, waiting = {start}, [start]
    while waiting:
        for one in to.get(waiting.pop(), set()) - reached:
            reached.add(one)
            waiting.append(one)
    return reached
