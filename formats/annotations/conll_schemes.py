"""How a column of CoNLL says which tokens make one passage: IO, IOB1, IOB2, BIOES and BILOU."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LABEL = re.compile(r"O|(?P<part>[BIESLU])-(?P<tag>.+)")

_ALONE, _ENDS = ("S", "U"), ("E", "L")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last`, the last one included, with one tag."""

    tag: str
    first: int
    last: int


def runs(labels: Sequence[str]) -> Iterator[Run]:
    """The passages of one sentence, in any of the schemes.

    A passage begins where `B` (or `S`, `U`) stands, and where the tag before was another or had
    ended: what each of the schemes means, and what the programs that score them do with a slip.
    """
    open_run: Run | None = None
    for position, label in enumerate(labels):
        match = LABEL.fullmatch(label)
        part, tag = (match["part"], match["tag"]) if match else (None, None)
        if open_run and (tag != open_run.tag or part in ("B", *_ALONE)):
            yield open_run
            open_run = None
        if tag is not None and tag:
            open_run = Run(tag, open_run.first if open_run else position, position)
        if open_run and part in (*_ENDS, *_ALONE):
            yield open_run
            open_run = None
    if open_run:
        yield open_run
