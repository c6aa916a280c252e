"""What became of passages in corrected texts: for their reviewers to settle, for editors to follow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article, article_for
from models.carried import CarriedPassage
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.visible import visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

AROUND = 90
"""Code points shown beside a passage."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of a text with what stands beside it; `likeness` from 0 to 1."""

    start: int
    end: int
    likeness: float
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage of an earlier text and how it stands with the newest one.

    `places` are where it may stand; `by_hand` are passages of the same tag that its reviewer made on
    the newest text since, with their words.
    """

    id: UUID
    article_id: int
    title: str
    number: int
    newest: int
    tag: str
    note: str
    state: str
    reason: str
    was: Standing
    places: tuple[Standing, ...]
    by_hand: tuple[tuple[UUID, str], ...] = ()
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with an article's newest correction: passages by their state."""

    article_id: int
    title: str
    number: int
    reviewer: str
    counts: Mapping[str, int]


def waiting_counts(session: Session, asker: int, project_id: int) -> dict[int, int]:
    """How many of the asker's own passages wait in corrected articles, by article.

    With those that were made on an earlier text since, and are not compared yet.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Revision.article_id, func.count())
        .select_from(Annotation)
        .join(Revision, Revision.id == Annotation.revision_id)
        .where(
            Annotation.project_id == project_id,
            Annotation.reviewer_id == asker,
            Annotation.deleted_at.is_(None),
            ~is_newest(Revision),
            ~_is_settled(),
        )
        .group_by(Revision.article_id)
    )
    return {int(row[0]): int(row[1]) for row in rows}


def has_late(session: Session, asker: int, article_id: int) -> bool:
    """Whether the asker made passages on an earlier text that were never compared with the newest."""
    article_for(session, asker, article_id)
    newest = aliased(Revision)
    known = exists().where(
        CarriedPassage.annotation_id == Annotation.id, CarriedPassage.revision_id == newest.id
    )
    settled = aliased(CarriedPassage)
    found = session.scalar(
        select(Annotation.id)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(newest, and_(newest.article_id == Revision.article_id, is_newest(newest)))
        .where(
            Revision.article_id == article_id,
            Revision.id != newest.id,
            Annotation.reviewer_id == asker,
            Annotation.deleted_at.is_(None),
            ~known,
            ~exists().where(
                settled.annotation_id == Annotation.id, settled.state.in_(("moved", "kept"))
            ),
        )
        .limit(1)
    )
    return found is not None


def carried_passages(
    session: Session, asker: int, project_id: int, article_id: int | None = None
) -> list[Carried]:
    """The asker's own passages that did not move by themselves, by article and place."""
    require_role(session, asker, project_id, Role.VIEWER)
    wanted = (
        select(CarriedPassage, Annotation, Article, Tag.name, Revision)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(
            Revision.project_id == project_id,
            Annotation.reviewer_id == asker,
            Annotation.deleted_at.is_(None),
            is_newest(Revision),
            or_(CarriedPassage.state != "moved", CarriedPassage.settled_at.is_not(None)),
        )
        .order_by(Article.title, Article.id, Annotation.start, Annotation.end, Annotation.id)
    )
    if article_id is not None:
        wanted = wanted.where(Article.id == article_id)
    rows = session.execute(wanted).all()
    texts = _texts(session, {row[4].id for row in rows} | {row[1].revision_id for row in rows})
    made = _made_by_hand(session, asker, {row[4].id for row in rows})
    return [_carried(*row, texts, made) for row in rows]


def moved_counts(session: Session, asker: int, project_id: int) -> dict[int, int]:
    """How many of the asker's own passages moved by themselves to the newest text, by article."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Revision.article_id, func.count())
        .select_from(CarriedPassage)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .where(
            Revision.project_id == project_id,
            Annotation.reviewer_id == asker,
            is_newest(Revision),
            CarriedPassage.state == "moved",
            CarriedPassage.settled_at.is_(None),
        )
        .group_by(Revision.article_id)
    )
    return {int(row[0]): int(row[1]) for row in rows}


def correction_progress(session: Session, asker: int, project_id: int) -> list[Progress]:
    """How far everybody is with the corrected articles, as far as the editor may see their readings."""
    require_role(session, asker, project_id, Role.EDITOR)
    rows = session.execute(
        select(
            *(Article.id, Article.title, Revision.number, Reviewer.id, Reviewer.name),
            *(CarriedPassage.state, func.count()),
        )
        .select_from(CarriedPassage)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(
            Revision.project_id == project_id,
            Annotation.deleted_at.is_(None),
            is_newest(Revision),
            visible_to(asker),
        )
        .group_by(
            *(Article.id, Article.title, Revision.number, Reviewer.id, Reviewer.name),
            CarriedPassage.state,
        )
        .order_by(Article.title, Article.id, Reviewer.name, Reviewer.id)
    )
    found: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for *who, state, count in rows:
        found[tuple(who)][state] = count
    return [Progress(who[0], who[1], who[2], who[4], counts) for who, counts in found.items()]


def _is_settled() -> ColumnElement[bool]:
    """Whether the Annotation moved or was kept, or is gone from the newest text."""
    carried, target = aliased(CarriedPassage), aliased(Revision)
    return exists().where(
        carried.annotation_id == Annotation.id,
        target.id == carried.revision_id,
        or_(
            carried.state.in_(("moved", "kept")),
            and_(carried.state == "gone", is_newest(target)),
        ),
    )


def _texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Revision.id, Revision.text).where(Revision.id.in_(list(ids))))
    return {row.id: row.text for row in rows}


def _made_by_hand(
    session: Session, asker: int, revisions: Iterable[int]
) -> dict[tuple[int, str], list[tuple[UUID, str]]]:
    """What the asker tagged on these texts and nothing was moved to, by text and tag."""
    taken = exists().where(CarriedPassage.moved_to == Annotation.id)
    rows = session.execute(
        select(Annotation.revision_id, Tag.name, Annotation.id, Annotation.quote)
        .join(Tag, Tag.id == Annotation.tag_id)
        .where(
            Annotation.revision_id.in_(list(revisions)),
            Annotation.reviewer_id == asker,
            Annotation.deleted_at.is_(None),
            ~taken,
        )
        .order_by(Annotation.start)
    )
    found: dict[tuple[int, str], list[tuple[UUID, str]]] = defaultdict(list)
    for row in rows:
        found[row.revision_id, row.name].append((row.id, row.quote))
    return found


def _carried(
    carried: CarriedPassage,
    passage: Annotation,
    article: Article,
    tag: str,
    newest: Revision,
    texts: Mapping[int, str],
    made: Mapping[tuple[int, str], list[tuple[UUID, str]]],
) -> Carried:
    old, new = texts[passage.revision_id], texts[newest.id]
    return Carried(
        carried.annotation_id,
        article.id,
        article.title,
        newest.number,
        newest.id,
        tag,
        passage.note or "",
        carried.state,
        carried.reason,
        standing_in(old, passage.start, passage.end, 1.0),
        tuple(_places(carried, new)),
        tuple(made.get((newest.id, tag), ())),
        carried.settled_at,
    )


def _places(carried: CarriedPassage, text: str) -> Iterator[Standing]:
    for start, end, likeness in (carried.places or {}).get("places", ()):
        yield standing_in(text, start, end, likeness)


def standing_in(text: str, start: int, end: int, likeness: float) -> Standing:
    """A stretch with what stands beside it in its paragraph, as far as whole words go."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    if len(before) == AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + "…"
    return Standing(start, end, likeness, before, text[start:end], after)
