"""A bundle read as labelled data: its texts with their passages and readings, one at a time."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formats.annotations.bundle_files import BundleFiles, bundle_files
from formats.annotations.bundle_tables import (
    DeletedPassage,
    InStep,
    PassageOfText,
    ReadingRow,
    SentenceSpan,
    TextRow,
    table_rows,
)
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import (
    LabelledArticle,
    LabelledEvidence,
    LabelledPassage,
    LabelledReading,
)
from formats.annotations.labelled_rows import NEEDED, passage_of, published, web_address
from formats.annotations.record_rows import ReadingState
from formats.annotations.rows import EvidenceRow
from formats.source import Source
from words import say

_PLACE = ("article_id", "revision")


def read_bundle(source: Source) -> Iterator[LabelledArticle | Fault]:
    """The newest text of every article, and earlier ones that somebody worked on."""
    if not source.head().startswith(b"PK") and source.beside("articles.csv") is None:
        raise FormatError("no_bundle")
    with bundle_files(source) as files:
        yield from _Bundle(files).articles()


class _Bundle:
    def __init__(self, files: BundleFiles) -> None:
        self._files = files
        self._faults: list[Fault] = []
        self._dropped: Counter[str] = Counter()
        self._texts = table_rows(files, "articles", TextRow, self._wrong, (*_PLACE, "text"))
        self._passages = self._in_step("annotations", PassageOfText, (*_PLACE, *NEEDED))
        self._sentences = self._in_step("sentences", SentenceSpan)
        self._cleared = self._in_step("reading_states", ReadingState)
        self._deleted = self._in_step("deleted_annotations", DeletedPassage)
        self._readings = self._in_step("assignments", ReadingRow)
        self._evidence = table_rows(
            files, "evidence", EvidenceRow, self._wrong, ("annotation_id", "position")
        )
        self._next_evidence = next(self._evidence, None)

    def articles(self) -> Iterator[LabelledArticle | Fault]:
        coming = next(self._texts, None)
        last = (0, 0)
        assigned: list[ReadingRow] = []
        while coming is not None:
            line, text = coming
            place = (text.article_id, text.revision)
            coming = next(self._texts, None)
            if place <= last:
                self._wrong("articles", line, str(FormatError("row_homeless")))
                continue
            if text.article_id != last[0]:
                assigned = [row for _, row in self._readings.take(text.article_id)]
            last = place
            is_newest = coming is None or coming[1].article_id != text.article_id
            yield from self._told(line, text, assigned, is_newest=is_newest)
            yield from self._take_faults()
        for table in (self._passages, self._cleared, self._deleted, self._readings):
            table.rest()
        while self._next_evidence is not None:
            self._wrong("evidence", self._next_evidence[0], str(FormatError("row_homeless")))
            self._next_evidence = next(self._evidence, None)
        yield from self._take_faults()

    def _told(
        self, line: int, text: TextRow, assigned: Sequence[ReadingRow], *, is_newest: bool
    ) -> Iterator[LabelledArticle]:
        place = (text.article_id, text.revision)
        passages = list(self._passages_of(place))
        cleared = self._cleared_of(place)
        readings = list(_readings(text, assigned, cleared, is_newest=is_newest))
        self._dropped["dropped_deleted"] += sum(1 for _ in self._deleted.take(*place))
        if hashlib.sha256(text.text.encode("utf-8")).hexdigest() != text.text_sha256:
            self._wrong("articles", line, str(FormatError("sha256_differs")))
            return
        if not (is_newest or passages or readings):
            self._dropped["dropped_revisions"] += 1
            return
        published_at = published(text.published_at, self._dropped)
        dropped, self._dropped = +self._dropped, Counter()
        yield LabelledArticle(
            text=text.text,
            passages=passages,
            readings=readings,
            title=text.title,
            outlet=text.outlet,
            byline=text.byline,
            url=text.url,
            published_at=published_at,
            language=text.language,
            text_sha256=text.text_sha256,
            line=line,
            dropped=dropped,
        )

    def _passages_of(self, place: tuple[int, int]) -> Iterator[LabelledPassage]:
        rows = list(self._passages.take(*place))
        evidence = self._evidence_of({row.annotation_id for _, row in rows})
        for line, row in rows:
            try:
                yield passage_of(row, line, evidence.get(row.annotation_id, ()))
            except FormatError as error:
                self._wrong("annotations", line, str(error))

    def _evidence_of(self, ids: set[str]) -> Mapping[str, list[LabelledEvidence]]:
        found: dict[str, list[LabelledEvidence]] = {}
        while self._next_evidence is not None and self._next_evidence[1].annotation_id in ids:
            line, row = self._next_evidence
            self._next_evidence = next(self._evidence, None)
            try:
                url = web_address(row.url, line) if row.url else ""
            except FormatError as error:
                self._wrong("evidence", line, str(error))
                continue
            item = LabelledEvidence(url, row.citation, row.quote, row.stance or "context")
            found.setdefault(row.annotation_id, []).append(item)
        return found

    def _cleared_of(self, place: tuple[int, int]) -> Mapping[str, list[tuple[int, int]]]:
        spans = {row.sentence: (row.start, row.end) for _, row in self._sentences.take(*place)}
        found: dict[str, list[tuple[int, int]]] = {}
        for line, row in self._cleared.take(*place):
            if row.sentence in spans:
                found.setdefault(row.reviewer, []).append(spans[row.sentence])
            else:
                self._wrong("reading_states", line, str(FormatError("row_homeless")))
        return found

    def _in_step(
        self, name: str, kind: type[object], needed: tuple[str, ...] | None = None
    ) -> InStep[Any]:
        # What only a whole project has may be missing: the first archives had none of it.
        is_there = self._files.size(f"{name}.csv") is not None
        rows = table_rows(self._files, name, kind, self._wrong, needed) if is_there else iter(())
        return InStep(name, rows, self._wrong)

    def _wrong(self, table: str, line: int, why: str) -> None:
        self._faults.append(Fault(line, say("labelled.in_table", table=f"{table}.csv", why=why)))

    def _take_faults(self) -> Iterator[Fault]:
        faults, self._faults = self._faults, []
        yield from faults


def _readings(
    text: TextRow,
    assigned: Sequence[ReadingRow],
    cleared: Mapping[str, list[tuple[int, int]]],
    *,
    is_newest: bool,
) -> Iterator[LabelledReading]:
    """The readings of this text: those that submitted it, and of the newest those under way."""
    told = set()
    for row in assigned:
        of_this = row.submitted_revision == text.revision if row.submitted_revision else is_newest
        if of_this:
            told.add(row.reviewer)
            yield LabelledReading(
                row.reviewer, row.status, row.submitted_at, cleared.get(row.reviewer, ())
            )
    for reviewer in sorted(cleared.keys() - told):
        yield LabelledReading(reviewer, "in_progress", None, cleared[reviewer])
