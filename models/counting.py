"""Counting the tallies of texts of which something changed, and checking that they are right."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any
from uuid import uuid4

from sqlalchemy import Insert, Select, String, cast, delete, func, insert, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.cleared import ClearedSentence
from models.gold import GoldAnnotation
from models.revision import Revision, Sentence
from models.same_words import same_words
from models.tally import ChangedText, GoldTally, PassageTally, TextTally, WordsTally
from models.text import count_words
from models.turns import wait_for_turn

TOGETHER = 25
"""So many texts are counted in one transaction, so that nobody's save waits for long."""
_LENGTH = Annotation.end - Annotation.start
_PLACE = cast(Annotation.start, String) + " " + cast(Annotation.end, String)
_KEYS = (
    Annotation.revision_id,
    Annotation.reviewer_id,
    Annotation.tag_id,
    func.date(Annotation.created_at),
    func.coalesce(Annotation.guideline_version, 0),
    Annotation.project_id,
)


def changed_texts(session: Session) -> int:
    """How many texts are to be counted again."""
    return session.scalar(select(func.count(ChangedText.revision_id.distinct()))) or 0


def count_changed(session: Session, at_once: int = TOGETHER) -> int:
    """Count some of the texts again that changed; how many those were, 0 where none is left.

    The marks go before the counting: what changes meanwhile leaves a mark of its own.
    """
    wait_for_turn(session, "tallies")
    texts = session.scalars(select(ChangedText.revision_id).distinct().limit(at_once)).all()
    if not texts:
        return 0
    seen = session.scalars(select(ChangedText.id).where(ChangedText.revision_id.in_(texts))).all()
    session.execute(delete(ChangedText).where(ChangedText.id.in_(seen)))
    _count(session, texts)
    return len(texts)


def count_all(session: Session) -> None:
    """Mark every text, so that each is counted anew; for whoever mistrusts what is there."""
    rows = [{"id": uuid4(), "revision_id": one} for one in session.scalars(select(Revision.id))]
    if rows:
        session.execute(insert(ChangedText), rows)


def wrong_tallies(session: Session) -> Iterator[int]:
    """The texts whose tallies are not what counting gives, those marked as changed left out."""
    marked = set(session.scalars(select(ChangedText.revision_id)))
    for revision_id in session.scalars(select(Revision.id).order_by(Revision.id)).all():
        if revision_id not in marked and not _is_right(session, revision_id):
            yield revision_id


def _count(session: Session, texts: Collection[int]) -> None:
    for kind in (PassageTally, GoldTally, TextTally, WordsTally):
        session.execute(delete(kind).where(kind.revision_id.in_(texts)))
    session.execute(_from(PassageTally, _passages(texts)))
    session.execute(_from(GoldTally, _gold(texts)))
    for counted, rows in ((TextTally, _words(session, texts)), (WordsTally, _said(session, texts))):
        if found := list(rows):
            session.execute(insert(counted), found)


def _from(kind: type[PassageTally] | type[GoldTally], counted: Select[*tuple[Any, ...]]) -> Insert:
    return insert(kind).from_select(
        [str(column.key) for column in counted.selected_columns], counted
    )


def _passages(texts: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(key.label(name) for key, name in zip(_KEYS, _NAMES, strict=True)),
            func.count().label("passages"),
            func.sum(_LENGTH).label("characters"),
            func.aggregate_strings(_PLACE, " ").label("places"),
        )
        .where(Annotation.revision_id.in_(texts), Annotation.deleted_at.is_(None))
        .group_by(*_KEYS)
    )


_NAMES = ("revision_id", "reviewer_id", "tag_id", "day", "guideline_version", "project_id")


def _gold(texts: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            GoldAnnotation.revision_id.label("revision_id"),
            GoldAnnotation.tag_id.label("tag_id"),
            func.count().label("passages"),
            func.sum(GoldAnnotation.end - GoldAnnotation.start).label("characters"),
        )
        .where(GoldAnnotation.revision_id.in_(texts), GoldAnnotation.deleted_at.is_(None))
        .group_by(GoldAnnotation.revision_id, GoldAnnotation.tag_id)
    )


def _words(session: Session, texts: Collection[int]) -> Iterator[dict[str, int]]:
    looks = _looks(session, texts)
    sentences: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for revision_id, start, end in session.execute(
        select(Sentence.revision_id, Sentence.start, Sentence.end)
        .where(Sentence.revision_id.in_(texts))
        .order_by(Sentence.revision_id, Sentence.position)
    ):
        sentences[revision_id].append((start, end))
    for revision_id, text in session.execute(
        select(Revision.id, Revision.text).where(Revision.id.in_(texts))
    ):
        own = sentences[revision_id]
        words = [count_words(text[start:end]) for start, end in own]
        readers = _readers(own, looks[revision_id])
        yield {
            "revision_id": revision_id,
            "words": sum(words),
            "read_once": sum(n for n, by in zip(words, readers, strict=True) if by),
            "read_twice": sum(n for n, by in zip(words, readers, strict=True) if len(by) > 1),
        }


def _said(session: Session, texts: Collection[int]) -> Iterator[dict[str, Any]]:
    passages = (
        select(Annotation.id, Annotation.revision_id, Annotation.quote, Article.language)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(Annotation.revision_id.in_(texts), Annotation.deleted_at.is_(None))
    )
    for annotation_id, revision_id, quote, language in session.execute(passages):
        if said := same_words(quote, language):
            words = words_hash(said)
            yield {"annotation_id": annotation_id, "revision_id": revision_id, "words": words}


def words_hash(said: str) -> int:
    """What stands for words: 64 bits, so that a million different ones are hardly ever taken for equal."""
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), signed=True)


_Looks = list[tuple[int, int, int]]
"""Who looked, and at what: a span of code points, or a sentence's position and -1."""


def _looks(session: Session, texts: Collection[int]) -> dict[int, _Looks]:
    found: dict[int, _Looks] = defaultdict(list)
    spans = select(
        Annotation.revision_id, Annotation.reviewer_id, Annotation.start, Annotation.end
    ).where(Annotation.revision_id.in_(texts), Annotation.deleted_at.is_(None))
    for revision_id, *look in session.execute(spans.distinct()):
        found[revision_id].append((look[0], look[1], look[2]))
    cleared = select(
        ClearedSentence.revision_id, ClearedSentence.reviewer_id, ClearedSentence.position
    ).where(ClearedSentence.revision_id.in_(texts))
    for revision_id, reviewer_id, position in session.execute(cleared):
        found[revision_id].append((reviewer_id, position, -1))
    return found


def _readers(sentences: list[tuple[int, int]], looks: _Looks) -> list[set[int]]:
    """Who looked at each sentence."""
    starts = [start for start, _ in sentences]
    readers: list[set[int]] = [set() for _ in sentences]
    for reviewer_id, start, end in looks:
        if end < 0:
            readers[start].add(reviewer_id)
            continue
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(starts) and starts[place] < end:
            if sentences[place][1] > start:
                readers[place].add(reviewer_id)
            place += 1
    return readers


def _is_right(session: Session, revision_id: int) -> bool:
    counted = (*_NAMES, "passages", "characters", "places")
    passages = select(*(PassageTally.__table__.c[name] for name in counted))
    gold = select(GoldTally.revision_id, GoldTally.tag_id, GoldTally.passages, GoldTally.characters)
    said = select(WordsTally.annotation_id, WordsTally.revision_id, WordsTally.words)
    words = session.get(TextTally, revision_id)
    (wanted,) = _words(session, [revision_id])
    return (
        _told(session, passages.where(PassageTally.revision_id == revision_id))
        == _told(session, _passages([revision_id]))
        and _told(session, gold.where(GoldTally.revision_id == revision_id))
        == _told(session, _gold([revision_id]))
        and _told(session, said.where(WordsTally.revision_id == revision_id))
        == {tuple(map(str, one.values())) for one in _said(session, [revision_id])}
        and words is not None
        and {name: getattr(words, name) for name in wanted} == wanted
    )


def _told(session: Session, counted: Select[*tuple[Any, ...]]) -> set[tuple[str, ...]]:
    # As text: SQLite gives a day of a function as text, PostgreSQL a sum as a decimal.
    return {tuple(_in_order(str(value)) for value in row) for row in session.execute(counted)}


def _in_order(value: str) -> str:
    """Places are kept in no order: those of a reading are the same in any."""
    return " ".join(sorted(value.split(" ")))
