"""What leaves the workbench, row by row; a field's place is its column's place.

Offsets are Unicode code points, 0-based and half-open, over the text of the row's revision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

BESIDE = {"beside": True}
"""What a row knows beside its columns."""


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """One live annotation: the header of the labelled CSV, column for column.

    The two marks have no column there, since that header is agreed upon; formats with room for them
    carry them. `after_submission`: made or changed when its reading had been submitted before;
    `others_seen`: when others' work on the article could be seen, or after.
    """

    annotation_id: str
    project: str
    article_id: int
    revision: int
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
    paragraph: int | None
    sentence: int | None
    tag: str
    note: str
    confidence: str
    evidence_urls: str
    reviewer: str
    origin: str
    status: str
    is_gold: bool
    n_reviewers: int
    n_agree: int
    guideline_version: int | None
    created_at: datetime
    updated_at: datetime
    after_submission: bool = field(default=False, metadata=BESIDE)
    others_seen: bool = field(default=False, metadata=BESIDE)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One revision of one article with its whole text, whether anybody tagged it or not."""

    article_id: int
    revision: int
    text_sha256: str
    outlet: str
    title: str
    url: str
    byline: str
    published_at: str
    language: str
    n_characters: int
    n_words: int
    n_reviewers: int
    text: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence of one revision and how many reviewers gave it each tag.

    A reviewer votes for a tag once if any of their annotations with it overlaps the sentence.
    Only those whom `n_reviewers` counts vote, so no tag has more votes than that. `majority` is
    the tag with the most votes: blank where nobody voted, `tie` where two or more tags lead.
    """

    article_id: int
    revision: int
    sentence: int
    start: int
    end: int
    text: str
    n_reviewers: int
    votes: Mapping[str, int]
    majority: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence that a reviewer gave for one annotation."""

    annotation_id: str
    position: int
    url: str
    citation: str
    quote: str
    stance: str
    accessed_at: datetime | None


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of the codebook with the guidelines that it was applied under."""

    project: str
    tag: str
    key: str
    letter: str
    colour: str
    pattern: str
    description: str
    examples: str
    counter_example: str
    boundary: str
    asks_evidence: bool
    retired: bool
    guideline_version: int | None
    guidelines: str
