"""Many articles at once: prepared while nothing is locked, stored in a few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.article import TEXT_LIMIT, Article, ArticleDraft, article_details
from models.base import Base, now
from models.bulk_insert import BulkInsert, new_ids
from models.errors import BadInput
from models.membership import Role
from models.project import Project
from models.revision import Revision, Sentence, text_values
from models.segmentation import Segment, sentences
from models.text import clean_text
from models.writing import require_writer

_ARTICLE = Base.metadata.tables[Article.__tablename__]
_REVISION = Base.metadata.tables[Revision.__tablename__]
_SENTENCE = Base.metadata.tables[Sentence.__tablename__]
SENTENCE = ("revision_id", "position", "start", "end", "paragraph")


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article as it will be stored: checked, its text cleaned, counted and cut into sentences."""

    details: dict[str, str]
    revision: dict[str, Any]
    sentences: Sequence[Segment]

    @property
    def text(self) -> str:
        """The cleaned text."""
        return str(self.revision["text"])

    @property
    def text_sha256(self) -> str:
        """Which text it is."""
        return str(self.revision["text_sha256"])


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """Where an article stands now; `is_new` tells whether it was stored a moment ago."""

    id: int
    revision_id: int
    is_new: bool


def prepare_article(draft: ArticleDraft) -> PreparedArticle:
    """Everything that takes time, without any database; BadInput says what cannot be stored."""
    text = clean_text(draft.text)
    if len(text.encode("utf-8")) > TEXT_LIMIT:
        raise BadInput("text_too_long")
    details = article_details(draft)
    found = sentences(text, details["language"])
    return PreparedArticle(details, text_values(text, len(found)), found)


def require_importer(session: Session, asker: int | None, project_id: int) -> None:
    """Editors import, and into no archived project; `asker` is None on the command line."""
    require_writer(session, asker, project_id, Role.EDITOR)


def store_articles(
    session: Session, asker: int | None, project_id: int, prepared: Sequence[PreparedArticle]
) -> list[StoredArticle]:
    """Store those whose text the project does not have yet; where each of them stands, in order."""
    require_importer(session, asker, project_id)
    # Two imports of the same text at once: the second waits here and then sees the first. Whoever
    # saves a passage meanwhile does not wait: events refer to the project's key alone.
    turn = select(Project.id).where(Project.id == project_id).with_for_update(key_share=True)
    session.execute(turn)
    there = _known(session, project_id, [one.text_sha256 for one in prepared])
    new = {one.text_sha256: one for one in prepared if one.text_sha256 not in there}
    for digest, stored in zip(
        new, _insert(session, asker, project_id, list(new.values())), strict=True
    ):
        there[digest] = stored
    return [there[one.text_sha256] for one in prepared]


def take_sentences(
    session: Session, asker: int | None, project_id: int, source: str, values: Mapping[str, Any]
) -> None:
    """Store the sentences (SENTENCE) of texts of this transaction by a SELECT (`BulkInsert.take`)."""
    require_importer(session, asker, project_id)
    BulkInsert(session, _SENTENCE, SENTENCE).take(source, values)


def _known(session: Session, project_id: int, digests: list[str]) -> dict[str, StoredArticle]:
    rows = session.execute(
        select(Revision.text_sha256, Revision.article_id, Revision.id)
        .where(Revision.project_id == project_id, Revision.text_sha256.in_(digests))
        .order_by(Revision.article_id.desc(), Revision.id)
    )
    return {row.text_sha256: StoredArticle(row.article_id, row.id, False) for row in rows}


def _insert(
    session: Session, asker: int | None, project_id: int, new: list[PreparedArticle]
) -> list[StoredArticle]:
    if not new:
        return []
    at = now()
    shared = {"project_id": project_id, "created_by": asker, "created_at": at}
    articles = new_ids(session, _ARTICLE, len(new))
    revisions = new_ids(session, _REVISION, len(new))
    connection = session.connection()
    connection.execute(
        insert(_ARTICLE),
        [
            {**shared, **one.details, "id": article_id}
            for article_id, one in zip(articles, new, strict=True)
        ],
    )
    connection.execute(
        insert(_REVISION),
        [
            {**shared, **one.revision, "id": revision_id, "article_id": article_id, "number": 1}
            for revision_id, article_id, one in zip(revisions, articles, new, strict=True)
        ],
    )
    sentences = BulkInsert(session, _SENTENCE, SENTENCE)
    sentences.run(
        [
            (revision_id, position, segment.start, segment.end, segment.paragraph)
            for revision_id, one in zip(revisions, new, strict=True)
            for position, segment in enumerate(one.sentences)
        ]
    )
    return [
        StoredArticle(article_id, revision_id, True)
        for article_id, revision_id in zip(articles, revisions, strict=True)
    ]
