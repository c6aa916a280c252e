"""How much of the text is tagged: the union of its passages, so that overlaps count once."""

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.queries.scope import Filters, passages_in_scope
from models.revision import Revision
from models.tag import Tag

COLUMNS = ["article_id", "article", "tag", "letter", "colour", "position", "share", "tagged"]


def union_length(passages: CTE, *apart: ColumnElement[int]) -> Select[tuple[int, ...]]:
    """Code points under at least one passage, for each revision and whatever else keeps apart.

    Columns: revision_id, those of `apart`, `covered`. In the order of their starts each passage
    adds what lies beyond everything before it.
    """
    before = func.max(passages.c.end).over(
        partition_by=[passages.c.revision_id, *apart],
        order_by=[passages.c.start, passages.c.end, passages.c.annotation_id],
        rows=(None, -1),
    )
    rows = select(
        passages.c.revision_id, *apart, passages.c.start, passages.c.end, before.label("before")
    ).subquery()
    added = case(
        (func.coalesce(rows.c.before, 0) <= rows.c.start, rows.c.end - rows.c.start),
        (rows.c.before < rows.c.end, rows.c.end - rows.c.before),
        else_=0,
    )
    keys = [rows.c.revision_id, *(rows.c[str(column.key)] for column in apart)]
    return select(*keys, func.sum(added).label("covered")).group_by(*keys)


def tagged_share(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 10
) -> pd.DataFrame:
    """The share of each article's text under each tag, and under any, in the most tagged ones.

    Columns: article_id, article, tag, letter, colour, position, share, tagged; both shares 0 to 1
    of the current text's code points. At most `limit` articles, the most tagged first.
    """
    passages = passages_in_scope(session, asker, project_id, filters)
    whole = union_length(passages).subquery()
    tagged = whole.c.covered * 1.0 / Revision.length
    most = (
        select(
            Revision.id.label("revision_id"),
            Revision.article_id,
            Revision.length,
            Article.title,
            tagged.label("tagged"),
        )
        .join(whole, whole.c.revision_id == Revision.id)
        .join(Article, Article.id == Revision.article_id)
        .order_by(tagged.desc(), Article.title, Article.id)
        .limit(limit)
        .subquery()
    )
    parts = union_length(passages, passages.c.tag_id).subquery()
    rows = session.execute(
        select(
            most.c.article_id,
            most.c.title,
            Tag.name,
            Tag.letter,
            Tag.colour,
            Tag.position,
            parts.c.covered * 1.0 / most.c.length,
            most.c.tagged,
        )
        .join(parts, parts.c.revision_id == most.c.revision_id)
        .join(Tag, Tag.id == parts.c.tag_id)
        .order_by(most.c.tagged.desc(), most.c.title, most.c.article_id, Tag.position, Tag.id)
    )
    frame = pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)
    return frame.astype({"share": float, "tagged": float})
