"""Which passages that were tagged disputed the outlet changed, for those who settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.carried import CarriedPassage
from models.changed_passages import alters_disputed, is_seen
from models.membership import Role, require_role
from models.queries.visible import visible_to
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class DisputedChange:
    """A passage that was tagged disputed: its words before the correction, and the likeliest now."""

    article_id: int
    title: str
    number: int
    at: datetime
    quote: str
    now: str
    seen: bool


def disputed_changes(
    session: Session, asker: int, project_id: int, article_id: int | None = None
) -> list[DisputedChange]:
    """Each passage once, whoever tagged it, the latest correction first, as far as the editor may see."""
    require_role(session, asker, project_id, Role.EDITOR)
    seen = is_seen().label("seen")
    wanted = (
        select(CarriedPassage, Annotation.quote, Article, Revision, seen)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(Revision.project_id == project_id, alters_disputed(), visible_to(asker))
        .order_by(Revision.created_at.desc(), Article.id, Annotation.start, Annotation.id)
    )
    if article_id is not None:
        wanted = wanted.where(Article.id == article_id)
    found: dict[tuple[int, str], DisputedChange] = {}
    for carried, quote, article, revision, was_seen in session.execute(wanted):
        known = found.get((revision.id, quote))
        if known is not None and not known.seen:
            continue
        now = _now(session, carried, revision.id)
        change = DisputedChange(
            *(article.id, article.title, revision.number, revision.created_at),
            *(quote, now, bool(was_seen)),
        )
        found[revision.id, quote] = change
    return list(found.values())


def unseen_of(changes: Iterable[DisputedChange]) -> list[DisputedChange]:
    """Those that no editor marked as seen."""
    return [one for one in changes if not one.seen]


def _now(session: Session, carried: CarriedPassage, revision_id: int) -> str:
    places = (carried.places or {}).get("places", ())
    if carried.reason == "gone" or not places:
        return ""
    start, end, _ = places[0]
    words = func.substr(Revision.text, start + 1, end - start)
    return str(session.scalars(select(words).where(Revision.id == revision_id)).one())
