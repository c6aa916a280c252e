"""The passages of one article at a place of its text: those of the readers, and the settled ones."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.behind import QUOTE_LIMIT, ListedPassage, passages_behind, shortened
from models.queries.scope import Filters, in_place, of_tags
from models.queries.visible import article_open_to
from models.revision import Revision
from models.tag import Tag


def passages_at(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> tuple[list[ListedPassage], int]:
    """Passages in scope by place, and how many there are; with gold, unless reviewers are picked.

    Gold comes first, as its lane does, where the asker may see others' readings.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    found, total = passages_behind(session, asker, project_id, filters)
    if filters.pick.reviewers:
        return found, total
    gold = _gold(session, asker, project_id, filters, revision_id)
    return [*gold, *found], total + len(gold)


def _gold(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> list[ListedPassage]:
    gold = GoldAnnotation
    quote = func.substr(gold.quote, 1, QUOTE_LIMIT + 1).label("quote")
    rows = session.execute(
        select(
            *(gold.id, Article.id.label("article_id"), Article.title, gold.start, quote),
            *(Tag.name.label("tag"), Tag.colour, Tag.pattern),
        )
        .select_from(gold)
        .join(Revision, Revision.id == gold.revision_id)
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .join(Article, Article.id == Revision.article_id)
        .join(Tag, Tag.id == gold.tag_id)
        .where(
            gold.project_id == project_id,
            gold.revision_id == revision_id,
            gold.deleted_at.is_(None),
            Adjudication.settled_at.is_not(None),
            article_open_to(asker, Article.id),
            *of_tags(filters),
            *in_place(filters, gold),
        )
        .order_by(gold.start, gold.end, gold.id)
    )
    return [
        ListedPassage(
            id=row.id,
            article_id=row.article_id,
            article=row.title,
            reviewer="",
            tag=row.tag,
            colour=row.colour,
            pattern=row.pattern,
            start=row.start,
            quote=shortened(row.quote),
            evidence=(),
            is_gold=True,
        )
        for row in rows
    ]
