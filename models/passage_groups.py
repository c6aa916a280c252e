"""Groups: passages of several readings that lie over one another, agreed or in conflict."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

Extent = tuple[int, int]
"""[start, end) in code points."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage in a submitted reading: [start, end) in code points, its tag, and whose it is."""

    id: UUID
    reader: int
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Group:
    """A maximal run of passages that overlap, one through another; it spans all of them.

    It is agreed when every reader has exactly one passage in it, all of the same extent and tag.
    A group in which somebody has nothing is a conflict like any other.
    """

    start: int
    end: int
    agreed: bool
    passages: Sequence[ReadPassage]


def group_passages(passages: Iterable[ReadPassage], readers: Sequence[int]) -> list[Group]:
    """The groups by place; in each, passages in the order of `readers`, then by place.

    `readers` are all who submitted, those who tagged nothing too.
    """
    order = {reader: place for place, reader in enumerate(readers)}
    return [
        Group(
            start=run[0].start,
            end=max(one.end for one in run),
            agreed=_agrees(run, order.keys()),
            passages=sorted(run, key=lambda one: (order[one.reader], *_place(one))),
        )
        for run in _runs(sorted(passages, key=_place))
    ]


def is_settled(group: Group, decided: Collection[UUID], gold: Iterable[Extent]) -> bool:
    """Whether nothing of the group waits for a decision.

    `decided` are the passages that live gold was chosen from or that were rejected. Whatever live
    gold lies over, whether it was chosen from that passage or not, is decided too.
    """
    extents = list(gold)
    return all(
        one.id in decided or any(start < one.end and one.start < end for start, end in extents)
        for one in group.passages
    )


def _place(one: ReadPassage) -> tuple[int, int, UUID]:
    return one.start, one.end, one.id


def _runs(ordered: Iterable[ReadPassage]) -> Iterator[list[ReadPassage]]:
    run: list[ReadPassage] = []
    reach = 0
    for one in ordered:
        # Those that only touch share no character.
        if run and one.start >= reach:
            yield run
            run = []
        run.append(one)
        reach = max(reach, one.end)
    if run:
        yield run


def _agrees(run: Sequence[ReadPassage], readers: Collection[int]) -> bool:
    return (
        len(run) == len(readers)
        and {one.reader for one in run} == set(readers)
        and len({(one.start, one.end, one.tag) for one in run}) == 1
    )
