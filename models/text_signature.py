"""Text signatures: of each text the sketch by which it is found again in other outlets' articles.

They are worked out of texts that never change, so that they are no matter of history: what lacks one,
because it came in by an import or from an archive, gets it when somebody looks at the stories.
"""

from collections.abc import Sequence

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.bulk_insert import BulkInsert


class TextSignature(Base):
    """The sketch of a revision's text and the words of its title, by a method of ours.

    `shingles` is how many the whole text has. Both are base64 of little-endian 32-bit hashes.
    """

    __tablename__ = "text_signature"
    __table_args__ = (
        ForeignKeyConstraint(["revision_id"], ["revision.id"]),
        CheckConstraint("shingles >= 0", name="shingles"),
        Index(None, "project_id", "revision_id"),
    )

    revision_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    method: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    project_id: Mapped[int]
    shingles: Mapped[int]
    sketch: Mapped[str]
    title: Mapped[str]


_TABLE = Base.metadata.tables[TextSignature.__tablename__]
_COLUMNS = ("revision_id", "method", "project_id", "shingles", "sketch", "title")


def store_signatures(
    session: Session, project_id: int, texts: Sequence[tuple[int, str, str]]
) -> None:
    """Sign texts: each with its revision's id and its article's title."""
    # They need numpy, without which the commands that store nothing begin in half the time.
    from models.shingles import METHOD, shingles, sketch, written  # noqa: PLC0415
    from models.title_words import title_hashes  # noqa: PLC0415

    rows = []
    for revision_id, text, title in texts:
        found = shingles(text)
        told = (found.size, written(sketch(found)), written(title_hashes(title)))
        rows.append((revision_id, METHOD, project_id, *told))
    BulkInsert(session, _TABLE, _COLUMNS).run(rows)
