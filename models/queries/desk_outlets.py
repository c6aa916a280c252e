"""What the outlets print: how the tagged text of their settled articles divides among the tags."""

import pandas as pd
from sqlalchemy import CTE, and_, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.scope import Filters, in_articles, made_on, of_tags
from models.queries.visible import hidden_from, text_open_to
from models.revision import Revision
from models.tag import Tag
from models.tally import GoldTally

COLUMNS = ["outlet", "articles", "tag", "letter", "colour", "position", "characters", "share"]


def printed_by_outlets(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 8
) -> pd.DataFrame:
    """The outlets with most settled articles, and the share of each tag in their tagged text.

    Gold alone counts, in characters, text under two tags for both. Articles, outlets and tags narrow
    it, and days by when an article was settled. Articles that the asker reads blind do not count:
    gold is made of others' work. Columns: outlet, articles (settled, with gold of
    these tags), tag, letter, colour, position, characters, share (0 to 1 of the outlet's).
    """
    require_role(session, asker, project_id, Role.VIEWER)
    settled = _settled_gold(project_id, filters, hidden_from(session, asker, project_id))
    most = (
        select(settled.c.outlet, func.count(settled.c.article_id.distinct()).label("articles"))
        .group_by(settled.c.outlet)
        .order_by(func.count(settled.c.article_id.distinct()).desc(), settled.c.outlet)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(
            most.c.outlet,
            most.c.articles,
            Tag.name,
            Tag.letter,
            Tag.colour,
            Tag.position,
            func.sum(settled.c.characters),
        )
        .select_from(most)
        .join(settled, settled.c.outlet == most.c.outlet)
        .join(Tag, Tag.id == settled.c.tag_id)
        .group_by(most.c.outlet, most.c.articles, Tag.id)
        .order_by(most.c.articles.desc(), most.c.outlet, Tag.position, Tag.id)
    )
    frame = pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS[:-1])
    frame = frame.astype({"characters": int})
    whole = frame.groupby("outlet")["characters"].transform("sum")
    frame["share"] = (frame["characters"] / whole).astype(float)
    return frame


def _settled_gold(project_id: int, filters: Filters, eyes: int | None) -> CTE:
    """The gold of settled articles: outlet, article_id, tag_id, characters."""
    return (
        select(
            Article.outlet,
            Article.id.label("article_id"),
            GoldTally.tag_id,
            GoldTally.characters,
        )
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .join(GoldTally, GoldTally.revision_id == Revision.id)
        .join(Tag, Tag.id == GoldTally.tag_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Adjudication.settled_at.is_not(None),
            text_open_to(eyes, Revision.id),
            *in_articles(filters),
            *of_tags(filters),
            *made_on(filters, Adjudication.settled_at),
        )
        .cte("settled_gold")
    )
