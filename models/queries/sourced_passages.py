"""Sourced passages of some articles: gold where an article is settled, else what the asker may see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from models.adjudication import Adjudication
from models.annotation import Annotation, Evidence
from models.article import Article
from models.gold import GoldAnnotation, GoldSource
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.visible import hidden_from, text_open_to, visible_to
from models.revision import Revision
from models.tag import Tag

Rows = Select[*tuple[Any, ...]]
SOURCED = "sourced"


@dataclass(frozen=True, slots=True)
class SourcedPassage:
    """A passage that says where it comes from; `id` opens it in the reader, None where it cannot."""

    article_id: int
    id: UUID | None
    start: int
    end: int
    quote: str
    is_gold: bool


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """The address that a passage's evidence leads to."""

    article_id: int
    url: str
    start: int
    end: int
    quote: str


def is_sourced() -> ColumnElement[bool]:
    """A condition on Tag: the tag of that name; in a tag set without one, those that ask for evidence."""
    named = aliased(Tag)
    has_name = exists().where(named.project_id == Tag.project_id, named.name == SOURCED)
    return (Tag.name == SOURCED) | and_(~has_name, Tag.asks_evidence)


def sourced_passages(
    session: Session, asker: int, project_id: int, articles: Sequence[int]
) -> dict[int, list[SourcedPassage]]:
    """By article, in the order of the text; of passages that cover one another the longest."""
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    settled, gold = _gold(session, eyes, project_id, articles)
    open_ones = [one for one in articles if one not in settled]
    found = gold | _tagged(session, eyes, project_id, open_ones)
    return {article: list(_uncovered(passages)) for article, passages in found.items()}


def evidence_links(
    session: Session, asker: int, project_id: int, articles: Sequence[int]
) -> list[EvidenceLink]:
    """Addresses of evidence in the articles' newest texts, of passages that the asker may see."""
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    passage = Annotation
    rows = session.execute(
        _on_newest(
            select(
                *(Article.id, Evidence.url, passage.start, passage.end, passage.quote),
            ).select_from(passage),
            passage,
            project_id,
            articles,
        )
        .join(Evidence, Evidence.annotation_id == passage.id)
        .where(passage.deleted_at.is_(None), visible_to(eyes), Evidence.url != "")
        .order_by(Article.id, passage.start, passage.end, Evidence.url)
    )
    return [EvidenceLink(*row) for row in rows]


def _tagged(
    session: Session, eyes: int | None, project_id: int, articles: Sequence[int]
) -> dict[int, list[SourcedPassage]]:
    passage = Annotation
    rows = session.execute(
        _on_newest(
            select(Article.id, passage.id, passage.start, passage.end, passage.quote).select_from(
                passage
            ),
            passage,
            project_id,
            articles,
        )
        .join(Tag, Tag.id == passage.tag_id)
        .where(passage.deleted_at.is_(None), visible_to(eyes), is_sourced())
        .order_by(Article.id, passage.start, passage.end, passage.id)
    )
    found: dict[int, list[SourcedPassage]] = defaultdict(list)
    for article_id, number, start, end, quote in rows:
        found[article_id].append(SourcedPassage(article_id, number, start, end, quote, False))
    return found


def _gold(
    session: Session, eyes: int | None, project_id: int, articles: Sequence[int]
) -> tuple[set[int], dict[int, list[SourcedPassage]]]:
    """Which of the articles are settled and no secret to those eyes, and their sourced gold."""
    texts = (
        select(Revision.id, Revision.article_id)
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .where(
            Revision.project_id == project_id,
            Revision.article_id.in_(articles),
            is_newest(Revision),
            Adjudication.settled_at.is_not(None),
        )
    )
    if eyes is not None:
        texts = texts.where(text_open_to(eyes, Revision.id))
    settled = {row.id: row.article_id for row in session.execute(texts)}
    gold = GoldAnnotation
    source = (
        select(GoldSource.annotation_id)
        .join(Annotation, Annotation.id == GoldSource.annotation_id)
        .where(GoldSource.gold_id == gold.id, Annotation.deleted_at.is_(None))
        .order_by(GoldSource.annotation_id)
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(gold.revision_id, source, gold.start, gold.end, gold.quote)
        .join(Tag, Tag.id == gold.tag_id)
        .where(gold.revision_id.in_(settled), gold.deleted_at.is_(None), is_sourced())
        .order_by(gold.revision_id, gold.start, gold.end, gold.id)
    )
    found: dict[int, list[SourcedPassage]] = defaultdict(list)
    for revision_id, number, start, end, quote in rows:
        article_id = settled[revision_id]
        found[article_id].append(SourcedPassage(article_id, number, start, end, quote, True))
    return set(settled.values()), found


def _on_newest(
    statement: Rows, passage: type[Annotation], project_id: int, articles: Sequence[int]
) -> Rows:
    return (
        statement.join(Revision, and_(Revision.id == passage.revision_id, is_newest(Revision)))
        .join(Article, Article.id == Revision.article_id)
        .where(Article.project_id == project_id, Article.id.in_(articles))
    )


def _uncovered(passages: Sequence[SourcedPassage]) -> Iterator[SourcedPassage]:
    """Several reviewers' passages on one place made one: the longest, where they overlap by half."""
    kept: list[SourcedPassage] = []
    for one in sorted(passages, key=lambda each: (each.start - each.end, each.start)):
        length = one.end - one.start
        shared = (min(one.end, other.end) - max(one.start, other.start) for other in kept)
        if all(2 * each < length for each in shared):
            kept.append(one)
    yield from sorted(kept, key=lambda each: (each.start, each.end))
