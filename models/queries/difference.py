"""How a reviewer's own reading differed from the gold of a settled article: for their eyes alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.article import article_for
from models.gold import GoldAnnotation, GoldSource
from models.membership import Role
from models.missed_gold import missed_by
from models.queries.gold_of_text import rejections_of_text
from models.queries.settled import settled_text
from models.reviewer import Reviewer
from models.tag import Tag

Outcome = Literal["kept", "changed", "rejected", "not_taken"]
Why = Literal["late", "covered", "undecided"]


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage of the settled reading; whose passages it was chosen from it does not tell."""

    id: UUID
    start: int
    end: int
    quote: str
    tag: str
    note: str | None


@dataclass(frozen=True, slots=True)
class OwnPassage:
    """A passage of the asker's, and what became of it.

    `kept`: gold is just so. `changed`: gold was made of it, with another extent or tag. `rejected`:
    with `reason`, one of `models.rejection.REASONS`. `not_taken`: none of these, for `why`: it was
    made or changed after the settling (`late`), other gold lies over it (`covered`), or the editor
    left it open (`undecided`). `gold` is what it became, else what lies over it. A reason stands
    wherever one was given.
    """

    id: UUID
    start: int
    end: int
    quote: str
    tag: str
    outcome: Outcome
    reason: str | None
    note: str | None
    gold: GoldPassage | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """Gold where the asker had nothing; `reason` is one of `MISSED_REASONS`."""

    gold: GoldPassage
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A reading beside the gold: its passages by place, and `missed`, gold where it had nothing.

    What it had is judged when the article was settled, and now.
    """

    article_id: int
    revision_id: int
    settled_at: datetime
    settled_by: str
    passages: Sequence[OwnPassage]
    missed: Sequence[Missed]


def my_difference(session: Session, asker: int, article_id: int) -> Difference | None:
    """How the asker's submitted reading differed; None before it is settled, and for who read nothing.

    Of a corrected article it is the newest text that they submitted and that was settled.

    NotFound for an article of a project that they are not in.
    """
    article_for(session, asker, article_id, Role.VIEWER)
    revision_id = settled_text(session, asker, article_id)
    if revision_id is None:
        return None
    settled = session.execute(
        select(Adjudication.settled_at, Reviewer.name)
        .join(Reviewer, Reviewer.id == Adjudication.settled_by)
        .where(Adjudication.revision_id == revision_id)
    ).one_or_none()
    if settled is None or settled.settled_at is None:
        return None
    gold = _gold(session, revision_id)
    own = _own(session, asker, revision_id, gold, settled.settled_at)
    recorded = missed_by(session, asker, revision_id)
    missed = [
        Missed(one, recorded.get(one.id, "missed"))
        for one in gold.values()
        if one.id in recorded or not any(_overlap(one, mine) for mine in own)
    ]
    return Difference(article_id, revision_id, settled.settled_at, settled.name, own, missed)


def _gold(session: Session, revision_id: int) -> dict[UUID, GoldPassage]:
    one = GoldAnnotation
    rows = session.execute(
        select(one.id, one.start, one.end, one.quote, Tag.name, one.note)
        .join(Tag, Tag.id == one.tag_id)
        .where(one.revision_id == revision_id, one.deleted_at.is_(None))
        .order_by(one.start, one.end, one.id)
    )
    return {row.id: GoldPassage(*row) for row in rows}


def _own(
    session: Session,
    asker: int,
    revision_id: int,
    gold: Mapping[UUID, GoldPassage],
    settled_at: datetime,
) -> list[OwnPassage]:
    one = Annotation
    is_own = (one.revision_id == revision_id, one.reviewer_id == asker)
    chosen_from = (
        select(GoldSource.annotation_id, GoldSource.gold_id)
        .join(one, one.id == GoldSource.annotation_id)
        .where(*is_own, GoldSource.gold_id.in_(list(gold)))
    )
    became = {row.annotation_id: row.gold_id for row in session.execute(chosen_from)}
    rejected = rejections_of_text(session, revision_id)
    rows = session.execute(
        select(one.id, one.start, one.end, one.quote, Tag.name, one.updated_at)
        .join(Tag, Tag.id == one.tag_id)
        .where(*is_own, one.deleted_at.is_(None))
        .order_by(one.start, one.end, one.id)
    ).all()
    found = []
    for row in rows:
        passage = GoldPassage(row.id, row.start, row.end, row.quote, row.name, None)
        reason = rejected.get(passage.id, {"reason": None, "note": None})
        chosen = gold[became[passage.id]] if passage.id in became else None
        same, over = _same(passage, gold.values()), _over(passage, gold.values())
        outcome = _outcome(same, chosen, reason["reason"])
        late = row.updated_at > settled_at
        why = _why(over, late=late) if outcome == "not_taken" else None
        found.append(
            OwnPassage(
                *(passage.id, passage.start, passage.end, passage.quote, passage.tag),
                outcome=outcome,
                reason=reason["reason"],
                note=reason["note"],
                gold=same or chosen or over,
                why=why,
            )
        )
    return found


def _outcome(same: GoldPassage | None, chosen: GoldPassage | None, reason: str | None) -> Outcome:
    if same is not None:
        return "kept"
    if chosen is not None:
        return "changed"
    return "not_taken" if reason is None else "rejected"


def _why(over: GoldPassage | None, *, late: bool) -> Why:
    if late:
        return "late"
    return "undecided" if over is None else "covered"


def _same(passage: GoldPassage, gold: Collection[GoldPassage]) -> GoldPassage | None:
    place = (passage.start, passage.end, passage.tag)
    return next((one for one in gold if (one.start, one.end, one.tag) == place), None)


def _over(passage: GoldPassage, gold: Collection[GoldPassage]) -> GoldPassage | None:
    """What covers most of it."""
    lying = [one for one in gold if _overlap(one, passage)]
    return max(lying, key=lambda one: _shared(one, passage), default=None)


def _overlap(one: GoldPassage, other: GoldPassage | OwnPassage) -> bool:
    return one.start < other.end and other.start < one.end


def _shared(one: GoldPassage, other: GoldPassage) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
