"""Revisions: one immutable text of an article, with its sentences."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.segmentation import SEGMENTER, sentences
from models.text import count_words, sha256


class Revision(Base):
    """One text of an article. It never changes: annotations, quotes and offsets rely on it.

    `length` is in code points.
    """

    __tablename__ = "revision"
    __table_args__ = (
        ForeignKeyConstraint(["article_id", "project_id"], ["article.id", "article.project_id"]),
        UniqueConstraint("article_id", "number"),
        # What an annotation refers to, so that the database itself keeps it in range and in project.
        UniqueConstraint("id", "project_id", "length"),
        CheckConstraint("number >= 1", name="number"),
        UniqueConstraint("id", "article_id"),
        CheckConstraint("length >= 1 AND length = length(text)", name="length"),
        CheckConstraint("length(text_sha256) = 64", name="sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int]
    project_id: Mapped[int]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(deferred=True)
    text_sha256: Mapped[str] = mapped_column(index=True)
    length: Mapped[int]
    words: Mapped[int]
    sentences: Mapped[int]
    segmenter: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))


class Sentence(Base):
    """One sentence of a revision: [start, end) in code points; position and paragraph from 0."""

    __tablename__ = "sentence"
    __table_args__ = (CheckConstraint('"start" >= 0 AND "start" < "end"', name="range"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    paragraph: Mapped[int]


def store_revision(
    session: Session,
    article_id: int,
    project_id: int,
    number: int,
    text: str,
    language: str,
    maker: int | None,
) -> Revision:
    """Store a cleaned text as the article's revision `number`, with its sentences."""
    found = sentences(text, language)
    revision = Revision(
        article_id=article_id,
        project_id=project_id,
        number=number,
        created_by=maker,
        **text_values(text, len(found)),
    )
    session.add(revision)
    session.flush()
    rows = [
        {
            "revision_id": revision.id,
            "position": position,
            "start": segment.start,
            "end": segment.end,
            "paragraph": segment.paragraph,
        }
        for position, segment in enumerate(found)
    ]
    if rows:
        session.execute(insert(Sentence), rows)
    return revision


def text_values(text: str, n_sentences: int) -> dict[str, Any]:
    """What a revision keeps of its cleaned text, by column."""
    return {
        "text": text,
        "text_sha256": sha256(text),
        "length": len(text),
        "words": count_words(text),
        "sentences": n_sentences,
        "segmenter": SEGMENTER,
    }
