"""Tallies: what dashboards sum up, kept by text, so that no page counts every passage anew.

The database itself marks each text of which something changed, by triggers, in the transaction that
changes it: whatever writes, it cannot be forgotten. Whoever looks first counts the marked texts
again (`keep_tallies`), so that tallies are never behind what they are read for. Marks are rows of
their own that nobody waits for: two who change one text do not hold each other up.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ChangedText(Base):
    """A mark that something of the text changed since its tallies were counted."""

    __tablename__ = "changed_text"
    __table_args__ = (Index(None, "revision_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision_id: Mapped[int]


class PassageTally(Base):
    """The live passages of one reviewer in one text, by tag, day (UTC) and guidelines version.

    The version is 0 for none. `characters` is their length, overlaps counted twice. `places` is
    where each starts and ends, numbers with blanks between; in no order.
    """

    __tablename__ = "passage_tally"
    __table_args__ = (
        # In the order of days, and with all of it in it: those are summed up by the index alone.
        Index(None, "project_id", "day", "revision_id", "reviewer_id", "passages"),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    guideline_version: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    passages: Mapped[int]
    characters: Mapped[int]
    places: Mapped[str]


class GoldTally(Base):
    """The live gold passages of one text, by tag."""

    __tablename__ = "gold_tally"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    passages: Mapped[int]
    characters: Mapped[int]


class TextTally(Base):
    """The words of one text, and of how many of them the sentences were looked at.

    A reviewer looked at a sentence if they tagged in it or cleared it. `read_once` counts the words
    that one reviewer at least looked at, `read_twice` those that two or more did.
    """

    __tablename__ = "text_tally"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    words: Mapped[int]
    read_once: Mapped[int]
    read_twice: Mapped[int]


class WordsTally(Base):
    """Which words a live passage says, whatever their case and punctuation (`models.same_words`).

    `words` is a hash of them, the same wherever they are said; passages of too few have no row.
    """

    __tablename__ = "words_tally"
    __table_args__ = (Index(None, "revision_id"), Index(None, "words", "revision_id"))

    annotation_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    words: Mapped[int] = mapped_column(BigInteger)
