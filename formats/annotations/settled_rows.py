"""What editors settled, row by row, as it leaves in an archive."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AdjudicationRow:
    """A text that an editor settled; blank `settled_at`: it was opened again."""

    article_id: int
    revision: int
    settled_at: datetime | None
    settled_by: str
    version: int


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A passage that an editor settled on, and which annotations it was chosen from.

    `editor` changed it last. Gold of texts that are not settled, and deleted gold, is here too.
    """

    gold_id: str
    article_id: int
    revision: int
    start: int
    end: int
    quote: str
    tag: str
    note: str
    editor: str
    chosen_from: list[str]
    created_at: datetime
    updated_at: datetime
    prefix: str
    suffix: str
    paragraph: int
    sentence: int
    origin: str
    guideline_version: int | None
    version: int
    created_by: str
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoldSourceRow:
    """A reviewer's passage that gold was chosen from, as it was when it was chosen."""

    article_id: int
    revision: int
    gold_id: str
    annotation_id: str
    reviewer: str
    start: int
    end: int
    tag: str
    version: int


@dataclass(frozen=True, slots=True)
class RejectionRow:
    """A reviewer's passage that was not taken into gold, and why."""

    article_id: int
    revision: int
    annotation_id: str
    rejected_for: str
    note: str
    guideline_version: int | None
    rejected_by: str
    rejected_at: datetime


@dataclass(frozen=True, slots=True)
class MissedGoldRow:
    """Gold where a reader had nothing when the article was settled."""

    article_id: int
    revision: int
    gold_id: str
    reviewer: str
    missed_for: str
    guideline_version: int | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class UnclearFlagRow:
    """A place of a text for which the guidelines did not say what to do."""

    article_id: int
    revision: int
    flag_id: str
    start: int
    end: int
    note: str
    guideline_version: int | None
    flagged_by: str
    flagged_at: datetime
