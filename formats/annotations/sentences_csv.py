"""One row a sentence with the reviewers' votes: what a classifier of sentences learns from."""

from collections.abc import Iterator, Mapping, Sequence

from formats.annotations.cells import cell, columns
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import SentenceRow

NAME = "sentences"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
CARRIES_NOT = (
    "exact_passages",
    "notes",
    "evidence_details",
    "reviewers",
    "gold",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)

TIE = "tie"
BEFORE_VOTES = tuple(name for name in columns(SentenceRow) if name not in ("votes", "majority"))
AFTER_VOTES = ("majority",)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8 without BOM, rows ending in LF; a vote column per tag before the majority."""
    del options
    yield from delimited(_rows(dataset))


def vote_columns(tags: Sequence[str]) -> tuple[str, ...]:
    """The tags' column names: the tag itself, or `votes_` before one that a column bears already."""
    taken = {*BEFORE_VOTES, *AFTER_VOTES}
    return tuple(f"votes_{tag}" if tag in taken else tag for tag in tags)


def majority(votes: Mapping[str, int]) -> str:
    """The tag with the most votes; blank where nobody voted, `tie` where two or more tags lead."""
    most = max(votes.values(), default=0)
    if most == 0:
        return ""
    leaders = [tag for tag, count in votes.items() if count == most]
    return leaders[0] if len(leaders) == 1 else TIE


def _rows(dataset: Dataset) -> Iterator[Sequence[str]]:
    tags = dataset.tags
    yield [*BEFORE_VOTES, *vote_columns(tags), *AFTER_VOTES]
    for row in dataset.sentences():
        before = [cell(getattr(row, name)) for name in BEFORE_VOTES]
        yield [*before, *(cell(row.votes.get(tag, 0)) for tag in tags), row.majority]
