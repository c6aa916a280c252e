"""What an import would do, or did: counts and names that can be shown as they are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formats.annotations.errors import Fault

MOST_FAULTS = 200
"""So many faults of one file are told one by one, the others counted."""
MOST_COLUMNS = 200
"""So many columns that no detail takes are told by name."""
MOST_FILES = 1_000
"""So many files are told one by one, beside those with faults."""


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """A label, how many passages bear it, and the tag it becomes.

    `tag` is None where there is none for it; `is_new` where the tag is made; `is_remembered` where
    an earlier import said so.
    """

    source_format: str
    label: str
    passages: int
    tag: str | None
    is_new: bool = False
    is_remembered: bool = False


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Somebody the files name, how many passages are theirs, and who that is here.

    `handle` and `id` are None for somebody who is made; a blank `name` is nobody's name in the
    files. `is_remembered` where an earlier import said so.
    """

    source_format: str
    name: str
    passages: int
    handle: str | None
    becomes: str
    id: int | None = None
    is_remembered: bool = False


@dataclass(slots=True)
class Tally:
    """Counts of one file or of all.

    "There" are those that the project has already. `damaged` counts the characters of new articles
    that could not be read. Articles are `found` where the file has no text
    and the project, or another file, does. `dropped` counts by a word of `labelled`; `columns` counts
    the cells among them that stand in columns of tables, by the columns' names.
    """

    articles_new: int = 0
    articles_there: int = 0
    articles_found: int = 0
    excerpts: int = 0
    passages_new: int = 0
    passages_there: int = 0
    verified: int = 0
    repaired: int = 0
    evidence: int = 0
    readings: int = 0
    cleared: int = 0
    damaged: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    people: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def has_any(self) -> bool:
        """Whether there is an article or a passage, new or there already."""
        return bool(
            self.articles_new + self.articles_there + self.passages_new + self.passages_there
        )

    def add(self, other: "Tally") -> None:
        """Count what the other counts too."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        # Not `+`, which would forget who has no passage.
        self.dropped.update(other.dropped)
        self._name(other.columns)
        self.labels.update(other.labels)
        self.people.update(other.people)

    def leave(self, columns: Sequence[str]) -> None:
        """Count a table's cells, one a column, that are no detail of an article."""
        if columns:
            self.dropped["dropped_cells"] += len(columns)
            self._name(dict.fromkeys(columns, 1))

    def _name(self, columns: Mapping[str, int]) -> None:
        for name, n in columns.items():
            if name in self.columns or len(self.columns) < MOST_COLUMNS:
                self.columns[name] += n


NUMBERS = (
    "articles_new", "articles_there", "articles_found", "excerpts", "passages_new",
    "passages_there", "verified", "repaired", "evidence", "readings", "cleared", "damaged",
)  # fmt: skip


@dataclass(slots=True)
class FilePlan:
    """One file: its format, what is in it, and what is wrong with it.

    `kind` is labelled, collection, article or none; `number` is its place among all files. A file that `is_left` is not imported, since it
    has faults and nobody said to import what is good. `moved` are the first lines with passages that
    stood elsewhere than the file says, where their quotes stand.
    """

    path: str
    kind: str = "none"
    number: int = 0
    format_name: str = ""
    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    is_left: bool = False
    moved: list[int] = field(default_factory=list)

    def refuse(self, found: Fault) -> None:
        """One more thing that is wrong."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(found)
        else:
            self.more_faults += 1


@dataclass(slots=True)
class Plan:
    """All files together. `total` counts what is imported; a file that is left counts in `files` alone.

    `files` holds those with faults, and the first MOST_FILES of the others. `about` are the paths of
    files that were left out since they are about the others.
    """

    total: Tally = field(default_factory=Tally)
    files: list[FilePlan] = field(default_factory=list)
    n_files: int = 0
    about: list[str] = field(default_factory=list)
    labels: list[LabelPlan] = field(default_factory=list)
    people: list[PersonPlan] = field(default_factory=list)

    @property
    def new_tags(self) -> int:
        """How many tags are made; several labels may become one."""
        return len({label.tag for label in self.labels if label.is_new})

    @property
    def faulty(self) -> Iterator[FilePlan]:
        """The files that something is wrong with."""
        return (one for one in self.files if one.faults)

    @property
    def n_faults(self) -> int:
        """How many things are wrong, those beyond MOST_FAULTS included."""
        return sum(len(one.faults) + one.more_faults for one in self.faulty)

    @property
    def has_good_left(self) -> bool:
        """Whether a file that is left as a whole holds anything that could be imported."""
        return any(one.is_left and one.tally.has_any for one in self.files)

    @property
    def dropped(self) -> Mapping[str, int]:
        """What the sources have and we have no place for, by a word of `labelled`."""
        return self.total.dropped
