"""The passages of one article at a place of its text: those of the readers, and the settled ones."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.behind import ListedPassage, passages_behind
from models.queries.behind_gold import COLUMNS, listed
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
    rows = session.execute(
        select(*COLUMNS)
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
    return [listed(row) for row in rows]
