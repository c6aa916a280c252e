"""Rows of the labelled CSV on their way in: which files hold them, and the passages they tell of.

An edited file may have its columns in any order, columns of its own, and its rows in any order:
rows that stand together and name the same text become one article.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime

from formats.annotations.csv_rows import csv_rows, header_of
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import (
    LabelledArticle,
    LabelledEvidence,
    LabelledPassage,
    LabelledReading,
)
from formats.annotations.typed_cells import Cells
from formats.source import Source

NEEDED = ("text_sha256", "start", "end", "quote", "tag")
CONFIDENCES = ("low", "medium", "high")
STATUSES = ("assigned", "in_progress", "submitted")
TOGETHER = 2_000
"""So many passages of one text are held; further ones become another article of the same text."""

_MARKS = {"annotation_id", *NEEDED}
# What is derived from other columns, or says where a file came from: nothing to import.
_KNOWN = {
    "article_id", "revision", "paragraph", "sentence", "n_reviewers", "n_agree",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PassageRow:
    """The columns of the labelled CSV that say something which can be imported."""

    annotation_id: str
    project: str
    text_sha256: str
    outlet: str
    title: str
    url: str
    byline: str
    published_at: str
    language: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    tag: str
    note: str
    confidence: str
    evidence_urls: str
    reviewer: str
    origin: str
    status: str
    is_gold: bool
    guideline_version: int | None
    created_at: datetime | None
    updated_at: datetime | None
    truncated: bool


Mend = Callable[[PassageRow, Counter[str]], PassageRow]
"""What a flavour does to a row before it is taken: the row as it was before that flavour."""


def labelled_columns(source: Source) -> set[str]:
    """The columns of a file of labelled passages; none where it is another one.

    Deleted passages are no passages, and what lies in an unpacked archive of ours is read there.
    """
    names = set(header_of(source.head()))
    few = len(_MARKS & names) < len(_MARKS) - 2
    return set() if few or "deleted_at" in names or in_archive(source) else names


def in_archive(source: Source) -> bool:
    """Whether this is a table of an unpacked archive of ours."""
    return all(source.beside(name) for name in ("datapackage.json", "articles.csv"))


def read_labelled(source: Source, mend: Mend) -> Iterator[LabelledArticle | Fault]:
    """The articles of the rows, each without its text; a row that cannot be taken is a fault."""
    with closing(source.open()) as file:
        rows = csv_rows(file)
        _, header = next(rows, (1, []))
        cells = Cells(PassageRow, header, NEEDED)
        dropped = Counter(dropped_columns=len(set(cells.unknown) - _KNOWN))
        run: _Run | None = None
        for line, given in rows:
            try:
                row = mend(cells.row(line, given), dropped)
                passage = passage_of(row, line)
            except FormatError as error:
                yield Fault(error.line or line, str(error))
                continue
            if run is None or not run.has_room_for(row):
                if run is not None:
                    yield run.article(dropped)
                    dropped = Counter()
                run = _Run(row)
            run.add(row, passage)
        if run is not None:
            yield run.article(dropped)


def passage_of(
    row: PassageRow, line: int, evidence: Sequence[LabelledEvidence] | None = None
) -> LabelledPassage:
    """The passage that a row tells of, with its own evidence where none is given.

    FormatError says what in it cannot be.
    """
    if not row.tag.strip():
        raise FormatError("tag_missing", line, start=row.start)
    if row.start < 0 or row.start >= row.end:
        raise FormatError("span_empty", line, start=row.start)
    one_of("confidence", row.confidence, CONFIDENCES, line)
    one_of("status", row.status, STATUSES, line)
    return LabelledPassage(
        tag=row.tag.strip(),
        start=row.start,
        end=row.end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        reviewer=row.reviewer.strip(),
        note=row.note,
        confidence=row.confidence,
        evidence=_evidence(row, line) if evidence is None else evidence,
        id=row.annotation_id.strip(),
        origin=row.origin,
        is_gold=row.is_gold,
        settled=row.is_gold,
        guidelines=_guidelines(row),
        created_at=row.created_at,
        updated_at=row.updated_at,
        line=line,
    )


def _guidelines(row: PassageRow) -> tuple[str, int] | None:
    return None if row.guideline_version is None else (row.project, row.guideline_version)


def _evidence(row: PassageRow, line: int) -> list[LabelledEvidence]:
    return [LabelledEvidence(url=web_address(url, line)) for url in row.evidence_urls.split()]


def one_of(name: str, value: str, allowed: tuple[str, ...], line: int) -> None:
    """FormatError where a cell that is not blank is none of these."""
    if value and value not in allowed:
        raise FormatError("field_choice", line, field=name, allowed=", ".join(allowed))


def web_address(url: str, line: int) -> str:
    """The address; FormatError for one that no link may lead to."""
    if not url.lower().startswith(("http://", "https://")):
        raise FormatError("evidence_address", line, url=url[:80])
    return url


def published(told: str, dropped: Counter[str]) -> str:
    """A day or moment in ISO 8601; one that a spreadsheet wrote in its own way is dropped."""
    try:
        if len(told) > 10:
            datetime.fromisoformat(told)
        elif told:
            date.fromisoformat(told)
    except ValueError:
        dropped["dropped_dates"] += 1
        return ""
    return told


@dataclass(slots=True)
class _Run:
    """Rows that stand together and name the same text."""

    first: PassageRow
    passages: list[LabelledPassage] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)

    def has_room_for(self, row: PassageRow) -> bool:
        return len(self.passages) < TOGETHER and _text_of(row) == _text_of(self.first)

    def add(self, row: PassageRow, passage: LabelledPassage) -> None:
        self.passages.append(passage)
        if row.status and passage.reviewer:
            self.statuses[passage.reviewer] = row.status

    def article(self, dropped: Counter[str]) -> LabelledArticle:
        row = self.first
        published_at = published(row.published_at, dropped)
        return LabelledArticle(
            text=None,
            passages=self.passages,
            readings=[LabelledReading(*reading) for reading in self.statuses.items()],
            title=row.title,
            outlet=row.outlet,
            byline=row.byline,
            url=row.url,
            published_at=published_at,
            language=row.language,
            text_sha256=row.text_sha256.strip().lower(),
            line=self.passages[0].line,
            dropped=+dropped,
        )


def _text_of(row: PassageRow) -> tuple[str, ...]:
    return (row.text_sha256,) if row.text_sha256 else (row.url, row.title)
