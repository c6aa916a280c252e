"""Datasets to write, and readers that know nothing of how they were written."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pandas as pd

from formats.annotations.dataset import WriteOptions
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow, TagRow

csv.field_size_limit(sys.maxsize)

MOMENT = datetime(2026, 4, 11, 9, 30, 15, 250, tzinfo=UTC)
OPTIONS = WriteOptions(made_at=MOMENT)

ANNOTATION = AnnotationRow(
    annotation_id="6f0e7b1c-6a3e-4f3c-9a57-0d1f5a0c7d10",
    project="Desk",
    article_id=1,
    revision=1,
    text_sha256="ab" * 32,
    outlet="The Harbour Gazette",
    title="Ferry late again",
    url="https://example.org/ferry",
    byline="R. Moss",
    published_at="2026-04-10",
    language="en",
    start=3,
    end=8,
    quote="the 9",
    prefix="At ",
    suffix=" o'clock",
    paragraph=0,
    sentence=0,
    tag="sourced",
    note="",
    confidence="",
    evidence_urls="https://example.org/a https://example.org/b",
    reviewer="ines",
    origin="human",
    status="submitted",
    is_gold=False,
    n_reviewers=2,
    n_agree=1,
    guideline_version=None,
    created_at=MOMENT,
    updated_at=MOMENT,
)
ARTICLE = ArticleRow(
    article_id=1,
    revision=1,
    text_sha256="ab" * 32,
    outlet="",
    title="Ferry late again",
    url="",
    byline="",
    published_at="",
    language="",
    n_characters=16,
    n_words=4,
    n_reviewers=2,
    text="At the 9 o'clock",
)
SENTENCE = SentenceRow(1, 1, 0, 0, 16, "At the 9 o'clock", 2, {"sourced": 1}, "tie")
EVIDENCE = EvidenceRow(
    ANNOTATION.annotation_id, 0, "https://example.org/a", "", "At nine", "supports", None
)
TAG = TagRow(
    "Desk", "sourced", "1", "S", "blue", "solid", "Says where from", "", "", "", True, False, 1, "#"
)


@dataclass
class Sample:
    """A dataset of lists, or of anything that can be gone through again and again."""

    project: str = "Desk"
    tags: Sequence[str] = ("sourced", "filler")
    annotation_rows: Iterable[AnnotationRow] = field(default_factory=lambda: [ANNOTATION])
    article_rows: Iterable[ArticleRow] = field(default_factory=lambda: [ARTICLE])
    sentence_rows: Iterable[SentenceRow] = field(default_factory=lambda: [SENTENCE])
    evidence_rows: Iterable[EvidenceRow] = field(default_factory=lambda: [EVIDENCE])
    tag_rows: Iterable[TagRow] = field(default_factory=lambda: [TAG])

    def annotations(self) -> Iterator[AnnotationRow]:
        return iter(self.annotation_rows)

    def articles(self) -> Iterator[ArticleRow]:
        return iter(self.article_rows)

    def sentences(self) -> Iterator[SentenceRow]:
        return iter(self.sentence_rows)

    def evidence(self) -> Iterator[EvidenceRow]:
        return iter(self.evidence_rows)

    def codebook(self) -> Iterator[TagRow]:
        return iter(self.tag_rows)


def quoting(*quotes: str) -> Sample:
    """A dataset with one annotation per quote."""
    return Sample(annotation_rows=[replace(ANNOTATION, quote=quote) for quote in quotes])


def read_csv(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows as python's csv module reads them."""
    text = io.StringIO(data.decode("utf-8"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def read_pandas(data: bytes) -> pd.DataFrame:
    """The rows as pandas reads them with the one argument that we tell people to give."""
    return pd.read_csv(io.BytesIO(data), keep_default_na=False)
