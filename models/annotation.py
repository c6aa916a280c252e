"""Annotations: one reviewer's span with one tag, and the evidence for it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now

CONFIDENCES = ("low", "medium", "high")
STANCES = ("supports", "contradicts", "context")
ORIGINS = ("human", "suggestion_accepted", "suggestion_edited", "import")


class Annotation(Base):
    """One reviewer's span [start, end) with one tag, in code points over its revision's text.

    Overlap, nesting, equal extents and adjacency are all legal: rows are independent.
    `quote`, `prefix` and `suffix` are sliced from the stored text by the server; `sentence` and
    `paragraph` are those of the span's start. Deleting only sets `deleted_at`. `after_submission`
    marks what was made, changed, deleted or restored once the reading of the article had been
    submitted before, `others_seen` what was so while others' work on the article could be seen, or
    after (`models/others_seen.py`): it was not written blind.
    """

    __tablename__ = "annotation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "project_id", "text_length"],
            ["revision.id", "revision.project_id", "revision.length"],
        ),
        ForeignKeyConstraint(["tag_id", "project_id"], ["tag.id", "tag.project_id"]),
        CheckConstraint('0 <= "start" AND "start" < "end" AND "end" <= text_length', name="range"),
        CheckConstraint("confidence IN ('low', 'medium', 'high')", name="confidence"),
        CheckConstraint(
            "origin IN ('human', 'suggestion_accepted', 'suggestion_edited', 'import')",
            name="origin",
        ),
        CheckConstraint("version >= 1", name="version"),
        Index(None, "revision_id", "tag_id", "start"),
        # With the version in it, whether anything changed is answered by the index alone.
        Index(None, "revision_id", "reviewer_id", "version"),
        Index(None, "project_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    revision_id: Mapped[int]
    text_length: Mapped[int]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    tag_id: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    sentence: Mapped[int]
    paragraph: Mapped[int]
    note: Mapped[str | None]
    confidence: Mapped[str | None]
    origin: Mapped[str] = mapped_column(default="human")
    guideline_version: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    after_submission: Mapped[bool] = mapped_column(default=False, server_default=false())
    others_seen: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]


class Evidence(Base):
    """What a reading rests on: an address or a citation, a quote from it, and how it stands.

    Only http and https addresses.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("annotation_id", "position"),
        CheckConstraint("stance IN ('supports', 'contradicts', 'context')", name="stance"),
        CheckConstraint("url <> '' OR citation <> ''", name="source"),
        CheckConstraint(
            "url = '' OR lower(url) LIKE 'http://%' OR lower(url) LIKE 'https://%'", name="url"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    annotation_id: Mapped[UUID] = mapped_column(ForeignKey("annotation.id"))
    position: Mapped[int]
    url: Mapped[str] = mapped_column(default="")
    citation: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    stance: Mapped[str] = mapped_column(default="context")
    accessed_at: Mapped[datetime | None]
