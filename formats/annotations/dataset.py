"""What a codec is given: the rows of one project, each kind as a stream, and how to write them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar, runtime_checkable

from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow, TagRow

Row = TypeVar("Row")


class Dataset(Protocol):
    """One project's labelled data; every method starts a new stream from the first row."""

    @property
    def project(self) -> str:
        """The project's name."""

    @property
    def tags(self) -> Sequence[str]:
        """The names of the tags that get a vote column, in the tag set's order."""

    def annotations(self) -> Iterator[AnnotationRow]:
        """Live annotations by article, revision, start, end and id."""

    def articles(self) -> Iterator[ArticleRow]:
        """Every revision of every article, by article and revision."""

    def sentences(self) -> Iterator[SentenceRow]:
        """Every sentence with its votes, by article, revision and position."""

    def evidence(self) -> Iterator[EvidenceRow]:
        """The evidence of the annotations above, by annotation and position."""

    def codebook(self) -> Iterator[TagRow]:
        """Every tag, retired ones too, in the tag set's order."""


@runtime_checkable
class WholeProject(Dataset, Protocol):
    """A dataset that can tell all the rest of its project too, so that it can be made again."""

    @property
    def is_complete(self) -> bool:
        """Whether no filter leaves a part of it out."""

    def record(self, kind: type[Row]) -> Iterator[Row]:
        """The rows of one of the kinds in `record_rows`, in the order of their table."""

    def second_readings(self) -> Iterator[tuple[int, "WholeProject"]]:
        """What each person read a second time, with the number that its rows know it by."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Choices of the person who exports: `delimiter` is for the spreadsheet flavour alone.

    `lost` counts, while a codec writes, what it finds it cannot carry, by the names in its
    CARRIES_NOT: a passage that overlaps another in a format of flat spans, say. `tell` hears how
    far it is, where the bytes do not show it: so much, of how much.
    """

    delimiter: str = ","
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    lost: Counter[str] = field(default_factory=Counter)
    tell: Callable[[int, int], None] = lambda _done, _total: None
