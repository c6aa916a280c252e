"""Stories: articles that hang together by links, as far as people did not say otherwise.

What a person said last counts. Who was said to belong together is joined first, newest decision
first; then the links, the strongest first. Nothing joins two articles that were said to be apart,
not even by way of others. Without anything said, stories are the connected components.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.story_links import Link


@dataclass(frozen=True, slots=True)
class Said:
    """A person's word on two articles: together in one story, or apart; later ones come first."""

    first: int
    second: int
    together: bool


def story_groups(
    articles: Iterable[int], links: Sequence[Link], said: Sequence[Said] = ()
) -> list[list[int]]:
    """The articles of each story of two or more, ascending; `said` with the newest word first."""
    groups = _Groups(articles)
    for word in said:
        if word.together:
            groups.join(word.first, word.second)
        else:
            groups.part(word.first, word.second)
    for link in sorted(links, key=lambda one: (-one.strength, one.first, one.second)):
        groups.join(link.first, link.second)
    return groups.several()


class _Groups:
    def __init__(self, articles: Iterable[int]) -> None:
        self._head = {one: one for one in articles}
        self._members = {one: [one] for one in self._head}
        self._apart: dict[int, set[int]] = defaultdict(set)

    def join(self, first: int, second: int) -> None:
        """One group of two, unless one of the one was said to be apart from one of the other."""
        if first not in self._head or second not in self._head:
            return
        one, other = self._head[first], self._head[second]
        if one == other or other in self._apart[one]:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for member in self._members[other]:
            self._head[member] = one
        self._members[one] += self._members.pop(other)
        for foe in self._apart.pop(other, ()):
            self._apart[foe].discard(other)
            self._apart[foe].add(one)
            self._apart[one].add(foe)

    def part(self, first: int, second: int) -> None:
        """From now on nothing joins the two; where a newer word joined them they stay so."""
        if first not in self._head or second not in self._head:
            return
        one, other = self._head[first], self._head[second]
        if one != other:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def several(self) -> list[list[int]]:
        found = (sorted(members) for members in self._members.values() if len(members) > 1)
        return sorted(found)
