"""One article as its dashboard shows it: its newest text, where its parts begin, whether it is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.errors import NotFound
from models.headings import headings
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.visible import blind_articles
from models.reviewer import Reviewer
from models.revision import Revision, Sentence


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article of the project with its newest text of `length` code points.

    `paragraphs` are the places where they begin, `headings` likewise with their words. `settled_at` and `settled_by` tell of this text.
    `blind`: others' readings are hidden from the asker, and so is what was settled from them.
    """

    article_id: int
    title: str
    outlet: str
    byline: str
    published_at: str
    revision_id: int
    number: int
    length: int
    words: int
    sentences: int
    settled_at: datetime | None
    settled_by: str | None
    paragraphs: Sequence[int]
    headings: Sequence[tuple[int, str]]
    blind: bool

    @property
    def shows_gold(self) -> bool:
        """Whether there is a settled reading that the asker may see."""
        return self.settled_at is not None and not self.blind


def article_text(session: Session, asker: int, project_id: int, article_id: int) -> ArticleText:
    """The article; NotFound for one that the project does not have, or that was archived."""
    require_role(session, asker, project_id, Role.VIEWER)
    row = session.execute(
        select(
            *(
                Article.id.label("article_id"),
                Article.title,
                Article.outlet,
                Article.byline,
                Article.published_at,
            ),
            *(Revision.id.label("revision_id"), Revision.number, Revision.length),
            *(Revision.words, Revision.sentences, Adjudication.settled_at),
            Reviewer.name.label("settled_by"),
        )
        .join(Revision, Revision.article_id == Article.id)
        .outerjoin(Adjudication, Adjudication.revision_id == Revision.id)
        .outerjoin(Reviewer, Reviewer.id == Adjudication.settled_by)
        .where(
            Article.id == article_id,
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            is_newest(Revision),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("article_unknown")
    starts = session.scalars(
        select(func.min(Sentence.start))
        .where(Sentence.revision_id == row.revision_id)
        .group_by(Sentence.paragraph)
        .order_by(Sentence.paragraph)
    ).all()
    blind = bool(blind_articles(session, asker, project_id, {article_id}))
    text = session.scalars(select(Revision.text).where(Revision.id == row.revision_id)).one()
    named = [(one.start, one.words) for one in headings(text)]
    return ArticleText(**row._mapping, paragraphs=starts, headings=named, blind=blind)
