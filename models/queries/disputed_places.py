"""Places where readings part, to be read and opened: their words, and a passage to open them by."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import Article
from models.frozen import FrozenAnnotation, FrozenReading
from models.membership import Role, require_role
from models.queries.visible import frozen_visible_to, hidden_from
from models.revision import Revision

QUOTE_LIMIT = 100

Spot = tuple[int, int, int]
"""Revision, and [start, end) in code points of its text."""


@dataclass(frozen=True, slots=True)
class PlaceInWords:
    """A place as a list shows it; `passage` is one that was submitted there, the asker's own first."""

    article_id: int
    article: str
    quote: str
    passage: UUID | None


def places_in_words(
    session: Session, asker: int, project_id: int, spots: Sequence[Spot]
) -> dict[Spot, PlaceInWords]:
    """The words at these places of the project's texts; those of other projects are left out."""
    require_role(session, asker, project_id, Role.VIEWER)
    revisions = {revision_id for revision_id, _, _ in spots}
    texts = {
        row.id: row
        for row in session.execute(
            select(Revision.id, Revision.text, Article.id.label("article_id"), Article.title)
            .join(Article, Article.id == Revision.article_id)
            .where(Revision.id.in_(revisions), Revision.project_id == project_id)
        )
    }
    passages = _passages(session, asker, project_id, set(texts))
    return {
        spot: PlaceInWords(
            texts[spot[0]].article_id,
            texts[spot[0]].title,
            _shortened(texts[spot[0]].text[spot[1] : spot[2]]),
            next((one for a, b, one in passages[spot[0]] if a < spot[2] and b > spot[1]), None),
        )
        for spot in spots
        if spot[0] in texts
    }


def _passages(
    session: Session, asker: int, project_id: int, revisions: set[int]
) -> dict[int, list[tuple[int, int, UUID]]]:
    eyes = hidden_from(session, asker, project_id)
    passage, reading = FrozenAnnotation, FrozenReading
    rows = session.execute(
        select(reading.revision_id, passage.start, passage.end, passage.annotation_id)
        .join(reading, reading.id == passage.reading_id)
        .where(reading.revision_id.in_(revisions), frozen_visible_to(eyes))
        .order_by(reading.reviewer_id != asker, passage.start, passage.annotation_id)
    )
    found: dict[int, list[tuple[int, int, UUID]]] = defaultdict(list)
    for revision_id, start, end, annotation_id in rows:
        found[revision_id].append((start, end, annotation_id))
    return found


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= QUOTE_LIMIT else shorten(plain, QUOTE_LIMIT, placeholder="…")
