"""The passages that a rate counted, to be read and opened: those of readings, and gold."""

from typing import Any

from sqlalchemy import CTE, Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.gold import GoldAnnotation
from models.queries.behind import QUOTE_LIMIT, ListedPassage, shortened
from models.queries.counted import SETTLED, Basis, counted_passages, counted_readings
from models.queries.scope import Filters, of_tags
from models.reviewer import Reviewer
from models.tag import Tag


def listed_counted(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    basis: Basis,
    *,
    limit: int = 50,
    skip: int = 0,
) -> tuple[list[ListedPassage], int]:
    """`limit` of them after the first `skip`, by article and place, and how many there are in all.

    The filters narrow the readings, and their passages by tag.
    """
    readings = counted_readings(session, asker, project_id, filters, basis)
    passages = counted_passages(project_id, readings)
    told = (_told(passages, kind).where(*of_tags(filters)) for kind in (Annotation, GoldAnnotation))
    both = union_all(*told).subquery()
    rows = session.execute(
        select(both)
        .order_by(both.c.article_id, both.c.start, both.c.end, both.c.annotation_id)
        .limit(limit)
        .offset(skip)
    ).all()
    total = session.scalar(select(func.count()).select_from(both)) or 0
    return [_listed(row) for row in rows], total


def _told(
    passages: CTE, passage: type[Annotation] | type[GoldAnnotation]
) -> Select[*tuple[Any, ...]]:
    gold = passage is GoldAnnotation
    person = GoldAnnotation.updated_by if gold else Annotation.reviewer_id
    return (
        select(
            passages.c.annotation_id,
            passages.c.article_id,
            Article.title.label("article"),
            Reviewer.name.label("reviewer"),
            Tag.name.label("tag"),
            Tag.colour,
            Tag.pattern,
            passages.c.start,
            passages.c.end,
            func.substr(passage.quote, 1, QUOTE_LIMIT + 1).label("quote"),
            literal(1 if gold else 0).label("is_gold"),
        )
        .select_from(passages)
        .join(passage, passage.id == passages.c.annotation_id)
        .join(Article, Article.id == passages.c.article_id)
        .join(Tag, Tag.id == passages.c.tag_id)
        .join(Reviewer, Reviewer.id == person)
        .where(passages.c.reader_id == SETTLED if gold else passages.c.reader_id != SETTLED)
    )


def _listed(row: Any) -> ListedPassage:
    return ListedPassage(
        id=row.annotation_id,
        article_id=row.article_id,
        article=row.article,
        reviewer="" if row.is_gold else row.reviewer,
        tag=row.tag,
        colour=row.colour,
        pattern=row.pattern,
        start=row.start,
        quote=shortened(row.quote),
        evidence=(),
        is_gold=bool(row.is_gold),
    )
