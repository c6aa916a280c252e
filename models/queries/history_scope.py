"""Of which events a history tells: of a passage, an article, a person or the whole project.

Whose work the asker may see is asked of `visible`: of the passage itself, of the text, of the article
where an event can be placed so; of the event alone where it cannot.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, true, union_all
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article, article_for
from models.errors import NotFound
from models.event import Event
from models.gold import GoldAnnotation
from models.membership import Role, is_admin_everywhere, require_role
from models.queries.passage_place import passage_place
from models.queries.row_text import row_text
from models.queries.visible import (
    article_open_to,
    event_visible_to,
    hidden_from,
    text_open_to,
    visible_to,
)
from models.reviewer import Reviewer
from models.revision import Revision
from models.served_again import put_aside, reads_again_in, text_put_aside

KINDS: dict[str, tuple[str, ...]] = {
    "passages": ("annotation",),
    "readings": ("reading", "cleared_sentence"),
    "articles": ("article", "story"),
    "tags": ("tag", "tag_set", "guideline"),
    "people": ("membership", "reviewer", "account", "sign_in", "api_token", "refusal"),
    "settling": ("adjudication", "gold", "rejection", "unclear_flag"),
    "talk": ("thread", "comment"),
    "project": ("project",),
}
"""What events are about, as people choose among them."""
OF_ARTICLE = ("article", "reading", "story")
"""Entities whose events name the article's id as their row."""
OF_TEXT = ("cleared_sentence", "adjudication")
"""Entities whose events name a revision's id as their row."""
OF_PASSAGE = ("annotation", "rejection")
"""Entities whose events name the passage's id as their row."""
OF_PERSON = ("membership", "reviewer", "account")
"""Entities whose events name the person's id as their row."""
EDITORS_ALONE = ("gold", "rejection", "unclear_flag")
"""How an article is being settled: its reviewers are told their own part of it, once it is."""
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What a history is of, and narrowed down to; days are UTC and count whole.

    `by` is who did it, `before` the event that the page before ended with.
    """

    passage: UUID | None = None
    article_id: int | None = None
    person_id: int | None = None
    kinds: tuple[str, ...] = ()
    by: int | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None


def asked_for(session: Session, asker: int, project_id: int, wanted: HistoryFilter) -> Condition:
    """The condition on Event; NotFound for what is not there, or not for the asker."""
    role = require_role(session, asker, project_id, Role.VIEWER)
    return and_(
        _scope(session, asker, project_id, wanted),
        _for_role(asker, role),
        *_aside(session, asker, project_id),
        *_narrowed(wanted),
    )


def _aside(session: Session, asker: int, project_id: int) -> list[Condition]:
    """Nothing is told of an article that the asker reads again, without being told, just now."""
    if not reads_again_in(session, asker, project_id):
        return []
    articles = select(row_text(Article.id)).where(put_aside(asker, Article.id))
    texts = select(row_text(Revision.id)).where(text_put_aside(asker, Revision.id))
    passages = select(row_text(Annotation.id)).where(text_put_aside(asker, Annotation.revision_id))
    return [
        ~and_(Event.entity.in_(OF_ARTICLE), Event.row.in_(articles)),
        ~and_(Event.entity.in_(OF_TEXT), Event.row.in_(texts)),
        ~and_(Event.entity.in_(OF_PASSAGE), Event.row.in_(passages)),
    ]


def _scope(session: Session, asker: int, project_id: int, wanted: HistoryFilter) -> Condition:
    here = Event.project_id == project_id
    eyes = hidden_from(session, asker, project_id)
    if wanted.passage is not None:
        place = passage_place(session, asker, wanted.passage)
        if place is None or article_for(session, asker, place.article_id).project_id != project_id:
            raise NotFound("annotation_unknown")
        return and_(here, Event.entity.in_(OF_PASSAGE), Event.row == str(wanted.passage))
    if wanted.article_id is not None:
        if article_for(session, asker, wanted.article_id).project_id != project_id:
            raise NotFound("article_unknown")
        return and_(here, _of_article(session, eyes, wanted.article_id))
    if wanted.person_id is not None:
        return _of_person(session, asker, eyes, project_id, wanted.person_id)
    return and_(here, event_visible_to(eyes))


def _of_article(session: Session, eyes: int | None, article_id: int) -> Condition:
    texts = select(row_text(Revision.id)).where(Revision.article_id == article_id)
    passages = (
        select(row_text(Annotation.id))
        .join(Revision, Revision.id == Annotation.revision_id)
        .where(Revision.article_id == article_id, visible_to(eyes))
    )
    gold = (
        select(row_text(GoldAnnotation.id))
        .join(Revision, Revision.id == GoldAnnotation.revision_id)
        .where(Revision.article_id == article_id)
    )
    cleared = and_(Event.entity.in_(OF_TEXT), Event.row.in_(texts))
    about = and_(Event.entity.in_(OF_ARTICLE), Event.row == str(article_id))
    if eyes is not None:
        open_texts = texts.where(text_open_to(eyes, Revision.id))
        cleared = and_(cleared, or_(Event.actor_id == eyes, Event.row.in_(open_texts)))
        open_article = exists().where(Article.id == article_id, article_open_to(eyes, Article.id))
        plain = and_(Event.entity == "article", Event.action.in_(("create", "replan")))
        own = or_(Event.actor_id == eyes, _names(session, eyes))
        about = and_(about, or_(own, plain, open_article))
    # One SELECT for each: with an OR across them PostgreSQL would read every event of the project.
    told = union_all(
        select(Event.id).where(Event.entity.in_(OF_PASSAGE), Event.row.in_(passages)),
        select(Event.id).where(Event.entity == "gold", Event.row.in_(gold)),
        select(Event.id).where(cleared),
        select(Event.id).where(about),
    )
    return Event.id.in_(told)


def _of_person(
    session: Session, asker: int, eyes: int | None, project_id: int, person_id: int
) -> Condition:
    """What somebody did, and what was done about them; their sign-ins for them and the desk's admins."""
    if not 0 < person_id < 2**31 or session.get(Reviewer, person_id) is None:
        raise NotFound("person_unknown")
    given = and_(
        Event.project_id == project_id, Event.entity == "reading", _names(session, person_id)
    )
    about = union_all(
        select(Event.id).where(Event.entity.in_(OF_PERSON), Event.row == str(person_id)),
        select(Event.id).where(given),
    )
    theirs = or_(Event.actor_id == person_id, Event.id.in_(about))
    here: Condition = Event.project_id == project_id
    if asker == person_id or is_admin_everywhere(session, asker):
        here = or_(here, Event.project_id.is_(None))
    return and_(here, theirs, true() if asker == person_id else event_visible_to(eyes))


def _names(session: Session, person_id: int) -> Condition:
    """An event of a reading says by the handle whose it is, where somebody else acted."""
    handle = session.get_one(Reviewer, person_id).handle
    return or_(
        Event.after["reviewer"].as_string() == handle,
        Event.before["reviewer"].as_string() == handle,
    )


def _for_role(asker: int, role: Role) -> Condition:
    """Who was refused is for admins, who was given which role, and gold, for editors; one's own for oneself."""
    hidden = [] if role.covers(Role.ADMIN) else ["refusal"]
    if not role.covers(Role.EDITOR):
        hidden += ["membership", *EDITORS_ALONE]
    about = and_(Event.entity == "membership", Event.row == str(asker))
    return or_(Event.entity.not_in(hidden), Event.actor_id == asker, about)


def _narrowed(wanted: HistoryFilter) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.kinds:
        entities = [one for kind in wanted.kinds for one in KINDS.get(kind, ())]
        conditions.append(Event.entity.in_(entities))
    if wanted.by is not None:
        conditions.append(Event.actor_id == wanted.by)
    if wanted.since is not None:
        conditions.append(Event.at >= _midnight(wanted.since))
    if wanted.until is not None:
        conditions.append(Event.at < _midnight(wanted.until) + timedelta(days=1))
    if wanted.before is not None:
        at = select(Event.at).where(Event.id == wanted.before).scalar_subquery()
        same = and_(Event.at == at, Event.id < wanted.before)
        conditions.append(or_(Event.at < at, same))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
