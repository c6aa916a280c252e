"""What the outlet changed of passages that were tagged disputed: editors are told until they saw it."""

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import article_to_change
from models.base import now
from models.carried import ALTERED, CarriedPassage
from models.event import record
from models.membership import Role
from models.queries.visible import visible_to
from models.revision import Revision
from models.tag import Tag

DISPUTED = "disputed"


def alters_disputed() -> ColumnElement[bool]:
    """A condition on CarriedPassage, its Annotation and that one's Tag.

    Disputed is the tag of that name; in a tag set without one, tags that ask for evidence.
    """
    named, later = aliased(Tag), aliased(CarriedPassage)
    is_named = exists().where(named.project_id == Tag.project_id, named.name == DISPUTED)
    return and_(
        or_(Tag.name == DISPUTED, and_(~is_named, Tag.asks_evidence)),
        CarriedPassage.reason.in_(ALTERED),
        Annotation.deleted_at.is_(None),
        # Of several corrections the last one counts.
        ~exists().where(
            later.annotation_id == CarriedPassage.annotation_id,
            later.revision_id > CarriedPassage.revision_id,
        ),
    )


def is_seen() -> ColumnElement[bool]:
    """A condition on CarriedPassage: an editor saw it; a correction that leaves it so keeps that."""
    return CarriedPassage.seen_at.is_not(None)


def mark_changes(session: Session, asker: int, article_id: int, *, seen: bool) -> int:
    """The editor saw what was changed of the article's disputed passages, or has not; how many.

    Only those whose readings the editor may see.
    """
    article = article_to_change(session, asker, article_id, Role.EDITOR)
    wanted = (
        select(CarriedPassage.annotation_id, CarriedPassage.revision_id)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .where(
            Revision.article_id == article.id,
            alters_disputed(),
            visible_to(asker),
            ~is_seen() if seen else is_seen(),
        )
    )
    rows = session.execute(wanted).all()
    ids = [row.annotation_id for row in rows]
    moment = now() if seen else None
    for first in range(0, len(ids), 500):
        session.execute(
            update(CarriedPassage)
            .where(CarriedPassage.annotation_id.in_(ids[first : first + 500]))
            .values(seen_at=moment, seen_by=asker if seen else None)
        )
    if ids:
        told = {"passages": len(ids), "seen": seen}
        action = "see" if seen else "unsee"
        record(
            session,
            asker,
            article.project_id,
            f"{action}_changes",
            "article",
            article.id,
            None,
            told,
        )
    return len(ids)
