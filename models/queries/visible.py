"""Whose work a person may see: the one rule, and the conditions that every query takes it from.

In an open project every member sees everything. In a blind one somebody sees another's reading of
an article, whether there is one, how far it is, or what is in it, if they

- have submitted their own reading of that text, for as long as it is submitted;
- settle: they are editor or admin, and have no reading of the article that is not submitted;
- look on: they are viewer, and the article has all the readings it wants, none of them unfinished.

Everybody sees their own, but for one thing: while they read an article again without being told, their
first reading of it, and all that others made of it, is kept from them. The command line (`asker` None) sees everything. Every query over passages,
cleared sentences, readings, frozen readings and events names its condition from here.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.errors import NotFound
from models.event import Event
from models.frozen import FrozenReading
from models.membership import Membership, Role, require_role, role_in
from models.project import Project
from models.revision import Revision
from models.served_again import put_aside, reads_again_where, text_put_aside

Number = int | BindParameter[int]
"""A person's id, or its place in a statement that is made once."""
Column = InstrumentedAttribute[Any] | BindParameter[int]
SETTLING = tuple(role.value for role in Role if role.covers(Role.EDITOR))
LOOKING_ON = (Role.VIEWER.value,)
WORK = (
    *("annotation", "cleared_sentence", "reading", "article", "refusal"),
    *("gold", "rejection", "unclear_flag", "adjudication", "thread", "comment"),
)
"""What events of a reading, of gold, of talk, of an import that brought readings, or of a refused try
are about."""
# One for each place in which none of them stands within another: made anew with every condition
# they would cost more than the database takes to answer.
_ARTICLE, _PROJECT, _MEMBER = aliased(Article), aliased(Project), aliased(Membership)
_REVISION, _LATER = aliased(Revision), aliased(Revision)
_OWN, _UNFINISHED, _SUBMITTED = aliased(Assignment), aliased(Assignment), aliased(Assignment)


def visible_to(asker: int | None, annotation: type[Annotation] = Annotation) -> ColumnElement[bool]:
    """A condition on Annotation, or an alias of it."""
    if asker is None:
        return true()
    # Asked of every passage of an open project: it costs one look at the project's row.
    seen = or_(
        annotation.reviewer_id == asker,
        _is_open(annotation.project_id),
        _of_text(asker, annotation.revision_id),
    )
    return and_(~text_put_aside(asker, annotation.revision_id), seen)


def others_seen_told(asker: int | None) -> ColumnElement[bool]:
    """`others_seen` of Annotation as the asker may know it: never of a text that they read blind.

    That others' work was there tells that somebody read.
    """
    return and_(Annotation.others_seen, text_open_to(asker, Annotation.revision_id))


def cleared_visible_to(asker: int | None) -> ColumnElement[bool]:
    """A condition on ClearedSentence: the same rule as for the passages of the same reading."""
    if asker is None:
        return true()
    seen = or_(ClearedSentence.reviewer_id == asker, _of_text(asker, ClearedSentence.revision_id))
    return and_(~text_put_aside(asker, ClearedSentence.revision_id), seen)


def frozen_visible_to(
    asker: int | None, reading: type[FrozenReading] = FrozenReading
) -> ColumnElement[bool]:
    """A condition on FrozenReading, or an alias of it: the same rule again."""
    if asker is None:
        return true()
    seen = or_(reading.reviewer_id == asker, _of_text(asker, reading.revision_id))
    return and_(~text_put_aside(asker, reading.revision_id), seen)


def reading_visible_to(
    asker: int | None, reading: type[Assignment] = Assignment
) -> ColumnElement[bool]:
    """A condition on Assignment, or an alias of it: that there is a reading, and how far it is.

    A reading is of the article: it counts whether the asker submitted the article's newest text.
    """
    if asker is None:
        return true()
    seen = or_(reading.reviewer_id == asker, article_open_to(asker, reading.article_id))
    return and_(~put_aside(asker, reading.article_id), seen)


def submission_visible_to(
    asker: int | None, reading: type[Assignment] = Assignment
) -> ColumnElement[bool]:
    """A condition on a submitted Assignment: the same rule for the text that was submitted."""
    if asker is None:
        return true()
    seen = or_(reading.reviewer_id == asker, _of_text(asker, reading.submitted_revision_id))
    return and_(~put_aside(asker, reading.article_id), seen)


def article_open_to(asker: int | None, article_id: Column) -> ColumnElement[bool]:
    """Whether others' readings of the article are no secret to the asker."""
    if asker is None:
        return true()
    is_newest = ~exists().where(
        _LATER.article_id == _REVISION.article_id, _LATER.number > _REVISION.number
    )
    submitted = exists().where(
        _OWN.reviewer_id == asker,
        _OWN.submitted_revision_id == _REVISION.id,
        _REVISION.article_id == article_id,
        is_newest,
    )
    within = exists().where(_ARTICLE.id == article_id, _sees_project(asker))
    return and_(~put_aside(asker, article_id), or_(within, submitted))


def text_open_to(asker: Number | None, revision_id: Column) -> ColumnElement[bool]:
    """Whether others' work on the text is no secret to the asker."""
    if asker is None:
        return true()
    return and_(~text_put_aside(asker, revision_id), _of_text(asker, revision_id))


def event_visible_to(asker: int | None) -> ColumnElement[bool]:
    """A condition on Event: one's own, those of open projects, and those that tell of no reading.

    Others' work in a blind project is told to those who settle, while they read nothing themselves.
    """
    if asker is None:
        return true()
    settles = and_(
        _has_role(asker, Event.project_id, SETTLING), ~_reads_in(asker, Event.project_id)
    )
    return or_(
        Event.actor_id == asker,
        Event.entity.not_in(WORK),
        _is_open_or_none(Event.project_id),
        settles,
    )


def presence_open_in(project_id: Column) -> ColumnElement[bool]:
    """Whether it is told who has an article open: in open projects, to everybody; else to nobody."""
    return _is_open(project_id)


def reads_blind(session: Session, asker: int | None, project_id: int) -> bool:
    """Whether something is hidden from the asker, whatever others did: it tells nothing of them."""
    return asker is not None and _sight_of(session, asker, project_id)[0]


def hidden_from(session: Session, asker: int | None, project_id: int) -> int | None:
    """For whom the conditions are to be asked: the asker, or None where nothing is hidden from them.

    Looked up once, it spares open projects, and those who settle, a look at the rule for each row.
    """
    return asker if asker is not None and any(_sight_of(session, asker, project_id)) else None


def _sight_of(session: Session, asker: int, project_id: int) -> tuple[bool, bool]:
    """Whether the asker reads the project blind, and whether anything of it again; NotFound for strangers."""
    row = None
    # Larger than any id: no database need be asked, and none overflows.
    if 0 < project_id < 2**31:
        row = session.execute(_sight(), {"asker": asker, "project": project_id}).one_or_none()
    if row is None or row.role is None:
        raise NotFound("project_unknown")
    return bool(row.blind), bool(row.again)


@cache
def _sight() -> Select[Any]:
    """Made once: it is asked before nearly every other question."""
    asker, project = bindparam("asker", type_=Integer), bindparam("project", type_=Integer)
    settles = and_(_has_role(asker, Project.id, SETTLING), ~_reads_in(asker, Project.id))
    return select(
        role_in(asker, project).scalar_subquery().label("role"),
        and_(Project.is_blind, ~settles).label("blind"),
        reads_again_where(asker, project).label("again"),
    ).where(Project.id == project)


def blind_articles(
    session: Session, asker: int | None, project_id: int, articles: set[int]
) -> set[int]:
    """Those of these articles whose other readings are hidden from the asker."""
    if asker is not None:
        require_role(session, asker, project_id, Role.VIEWER)
    hidden = select(Article.id).where(
        Article.project_id == project_id,
        Article.id.in_(articles),
        ~article_open_to(asker, Article.id),
    )
    return set(session.scalars(hidden))


def _of_text(asker: Number, revision_id: Column) -> ColumnElement[bool]:
    """The rule for others' work on the text `revision_id`."""
    within = exists().where(
        _REVISION.id == revision_id,
        _ARTICLE.id == _REVISION.article_id,
        _sees_project(asker),
    )
    submitted = exists().where(_OWN.reviewer_id == asker, _OWN.submitted_revision_id == revision_id)
    return or_(within, submitted)


def _sees_project(asker: Number) -> ColumnElement[bool]:
    """Whether the asker sees others' readings of _ARTICLE without having submitted their own."""
    unfinished = exists().where(
        _UNFINISHED.article_id == _ARTICLE.id,
        _UNFINISHED.reviewer_id == asker,
        _UNFINISHED.status != "submitted",
    )
    settles = and_(_has_role(asker, _ARTICLE.project_id, SETTLING), ~unfinished)
    looks_on = and_(_has_role(asker, _ARTICLE.project_id, LOOKING_ON), _is_read())
    return or_(_is_open(_ARTICLE.project_id), settles, looks_on)


def _is_open_or_none(project_id: Column) -> ColumnElement[bool]:
    return or_(project_id.is_(None), _is_open(project_id))


def _is_open(project_id: Column) -> ColumnElement[bool]:
    return exists().where(_PROJECT.id == project_id, _PROJECT.is_blind.is_(False))


def _is_read() -> ColumnElement[bool]:
    """Whether as many as wanted submitted _ARTICLE, and nobody is still to."""
    submitted = (
        select(func.count(_SUBMITTED.id))
        .where(_SUBMITTED.article_id == _ARTICLE.id, _SUBMITTED.status == "submitted")
        .correlate(_ARTICLE)
        .scalar_subquery()
    )
    enough = exists().where(
        _PROJECT.id == _ARTICLE.project_id, _PROJECT.readers_per_article <= submitted
    )
    unfinished = exists().where(
        _UNFINISHED.article_id == _ARTICLE.id, _UNFINISHED.status != "submitted"
    )
    return and_(enough, ~unfinished)


def _has_role(asker: Number, project_id: Column | int, roles: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        _MEMBER.project_id == project_id, _MEMBER.reviewer_id == asker, _MEMBER.role.in_(roles)
    )


def _reads_in(asker: Number, project_id: Column | int) -> ColumnElement[bool]:
    """Whether the asker has a reading in the project that is not submitted."""
    return exists().where(
        _UNFINISHED.reviewer_id == asker,
        _UNFINISHED.status != "submitted",
        _ARTICLE.id == _UNFINISHED.article_id,
        _ARTICLE.project_id == project_id,
    )
