"""What makes a bundle a whole project, row by row: all that the labelled data alone does not tell.

People are named by their handles, articles and texts as in the other tables. Times are exact here,
to the microsecond, where the tables of labelled data tell seconds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from formats.annotations.rows import EvidenceRow


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project and its tag set; the only row of its table. `keys` are those of its actions."""

    project: str
    is_blind: bool
    readers_per_article: int
    created_at: datetime
    archived_at: datetime | None
    tag_set: str
    tag_set_created_at: datetime
    keys: dict[str, str]
    hands_out: bool
    blind_since: datetime | None


@dataclass(frozen=True, slots=True)
class TagRecord:
    """One tag, retired or in use, with everything that is kept of it."""

    tag: str
    position: int
    key: str
    letter: str
    colour: str
    pattern: str
    description: str
    examples: list[str]
    counter_example: str
    boundary: str
    asks_evidence: bool
    prompts: list[dict[str, str]]
    retired_at: datetime | None
    former_names: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    """One version of the guidelines."""

    guideline_version: int
    guidelines: str
    created_by: str
    created_at: datetime
    change: str


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """A person who is in the project or did something in it; `role` is blank for who left it.

    `email` is told to admins alone.
    """

    reviewer: str
    name: str
    email: str
    role: str
    joined_at: datetime | None
    departed_at: datetime | None
    on_duty: bool | None
    absent_from: date | None
    absent_until: date | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """How an article came into the project, whether it is archived, and what is planned for it."""

    article_id: int
    created_at: datetime
    created_by: str
    archived_at: datetime | None
    priority: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """How a text was stored and cut; `paragraphs` tells of each sentence in which one it stands."""

    article_id: int
    revision: int
    revision_id: int
    segmenter: str
    paragraphs: list[int]
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class AnnotationVersion:
    """The version of a live annotation and its times; in the order of annotations.csv.

    `after_submission`: made or changed when the reading had been submitted before; `others_seen`:
    when others' work on the article could be seen, or after.
    """

    annotation_id: str
    version: int
    created_at: datetime
    updated_at: datetime
    after_submission: bool
    others_seen: bool


@dataclass(frozen=True, slots=True)
class DeletedAnnotation:
    """An annotation that its reviewer deleted and may restore."""

    annotation_id: str
    article_id: int
    revision: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    paragraph: int
    sentence: int
    tag: str
    note: str
    confidence: str
    reviewer: str
    origin: str
    guideline_version: int | None
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime
    after_submission: bool
    others_seen: bool


@dataclass(frozen=True, slots=True)
class DeletedEvidence(EvidenceRow):
    """The evidence of an annotation that was deleted."""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """A sentence that a reviewer read and cleared."""

    article_id: int
    revision: int
    reviewer: str
    sentence: int
    cleared_at: datetime


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One reviewer's reading of one article."""

    article_id: int
    reviewer: str
    status: str
    assigned_at: datetime
    started_at: datetime | None
    submitted_at: datetime | None
    submitted_revision: int | None
    due_on: date | None
    active_seconds: int
    priority: int | None
    reason: dict[str, Any] | None
    assigned_by: str
    reopened_at: datetime | None
    reopened_by: str
    active_at: datetime | None


@dataclass(frozen=True, slots=True)
class FrozenReadingRow:
    """One reviewer's reading of one text, as it was first submitted."""

    article_id: int
    revision: int
    reviewer: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class FrozenPassageRow:
    """A passage as it stood in such a reading."""

    article_id: int
    revision: int
    reviewer: str
    annotation_id: str
    start: int
    end: int
    tag: str
    note: str
    confidence: str
    origin: str
    guideline_version: int | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class FrozenEvidenceRow:
    """What a passage rested on in such a reading."""

    article_id: int
    revision: int
    reviewer: str
    annotation_id: str
    position: int
    url: str
    citation: str
    quote: str
    stance: str
    accessed_at: datetime | None


@dataclass(frozen=True, slots=True)
class FrozenClearedRow:
    """A sentence that was cleared in such a reading."""

    article_id: int
    revision: int
    reviewer: str
    sentence: int


@dataclass(frozen=True, slots=True)
class CarriedPassageRow:
    """What became of a passage of an earlier text when `revision` corrected it.

    `places` holds where it may stand there: start, end, and how much is the same, from 0 to 1.
    """

    article_id: int
    revision: int
    annotation_id: str
    state: str
    why: str
    places: dict[str, Any] | None
    moved_to: str
    settled_at: datetime | None
    seen_at: datetime | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A talk about a passage, or, where `annotation_id` is blank, about an article."""

    thread_id: str
    article_id: int
    revision: int
    annotation_id: str
    opened_by: str
    with_reviewer: str
    by_editor: bool
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What one person said in such a talk; whom it names stands in the body as @{handle}."""

    comment_id: str
    thread_id: str
    author: str
    by_editor: bool
    body: str
    mentions: list[str]
    version: int
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One change: who did what to which row, when, before and after, in the order of happening.

    `actor` is blank for the command line. `row` is a number of these tables, an annotation's id, or a person's handle.
    """

    event: int
    at: datetime
    actor: str
    action: str
    entity: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
