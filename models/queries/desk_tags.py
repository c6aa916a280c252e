"""How many passages of each tag there are, by article and by reviewer."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.queries.people_in import names_in
from models.queries.scope import Filters, passages_in_scope
from models.reviewer import Reviewer
from models.tag import Tag

TAG_COLUMNS = ["tag", "letter", "colour", "position", "passages"]
_TAG = (Tag.name, Tag.letter, Tag.colour, Tag.position)


def tags_by_article(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 10
) -> pd.DataFrame:
    """Passages by tag in the `limit` articles with most of them, the fullest first.

    Columns: article_id, article (its title), tag, letter, colour, position, passages.
    """
    passages = passages_in_scope(session, asker, project_id, filters)
    total = func.count()
    most = (
        select(Article.id, Article.title, total.label("total"))
        .join(passages, passages.c.article_id == Article.id)
        .group_by(Article.id, Article.title)
        .order_by(total.desc(), Article.title, Article.id)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(most.c.id, most.c.title, *_TAG, func.count())
        .join(passages, passages.c.article_id == most.c.id)
        .join(Tag, Tag.id == passages.c.tag_id)
        .group_by(most.c.id, most.c.title, most.c.total, Tag.id, *_TAG)
        .order_by(most.c.total.desc(), most.c.title, most.c.id, Tag.position, Tag.id)
    )
    columns = ["article_id", "article", *TAG_COLUMNS]
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


def tags_by_reviewer(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 20
) -> pd.DataFrame:
    """Passages by tag of the `limit` reviewers with most of them, those who left included.

    Columns: reviewer_id, reviewer (the name; with the handle where two bear it), tag, letter,
    colour, position, passages.
    """
    passages = passages_in_scope(session, asker, project_id, filters)
    total = func.count()
    most = (
        select(Reviewer.id, Reviewer.name, total.label("total"))
        .join(passages, passages.c.reviewer_id == Reviewer.id)
        .group_by(Reviewer.id, Reviewer.name)
        .order_by(total.desc(), Reviewer.name, Reviewer.id)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(most.c.id, *_TAG, func.count())
        .join(passages, passages.c.reviewer_id == most.c.id)
        .join(Tag, Tag.id == passages.c.tag_id)
        .group_by(most.c.id, most.c.name, most.c.total, Tag.id, *_TAG)
        .order_by(most.c.total.desc(), most.c.name, most.c.id, Tag.position, Tag.id)
    )
    names = names_in(session, asker, project_id)
    columns = ["reviewer_id", "reviewer", *TAG_COLUMNS]
    return pd.DataFrame([(row[0], names[row[0]], *row[1:]) for row in rows], columns=columns)
