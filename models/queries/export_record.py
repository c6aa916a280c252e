"""The rest of a project beside its labelled data: what makes an archive of it a whole project."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, case, func, select, union
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.base import iso
from models.cleared import ClearedSentence
from models.event import Event
from models.former_tag_name import FormerTagName
from models.membership import Membership, Role, role_of
from models.project import Guideline, Project
from models.queries.export_adjudications import settling_people
from models.queries.export_annotations import in_turn
from models.queries.export_filters import ExportFilters, matching
from models.queries.export_stream import require_exporter, stream
from models.queries.thread_visible import comment_visible_to, thread_visible_to
from models.queries.visible import (
    cleared_visible_to,
    event_visible_to,
    hidden_from,
    others_seen_told,
    reading_visible_to,
    visible_to,
)
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.served_again import ServedAgain
from models.story_word import StoryWord
from models.tag import Tag, TagSet
from models.thread import Comment, Mention, Thread

Rows = Iterator[dict[str, Any]]
_MAKER = aliased(Reviewer)
_GIVER, _OPENER = aliased(Reviewer), aliased(Reviewer)


def _handle(person: type[Reviewer]) -> ColumnElement[str]:
    """The handle of an outer-joined person, blank where there is none."""
    return func.coalesce(person.handle, "")


_MADE_BY = _handle(_MAKER).label("created_by")


def project_record(session: Session, asker: int | None, project_id: int) -> Rows:
    """The project with its tag set; one row."""
    statement = (
        select(
            Project.name.label("project"),
            *(Project.is_blind, Project.readers_per_article, Project.hands_out),
            *(Project.created_at, Project.archived_at, Project.blind_since),
            TagSet.name.label("tag_set"),
            TagSet.created_at.label("tag_set_created_at"),
            TagSet.keys,
        )
        .join(TagSet, TagSet.project_id == Project.id)
        .where(Project.id == project_id)
    )
    return _told(session, asker, project_id, statement)


def tag_records(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every tag, by position."""
    statement = (
        select(
            Tag.name.label("tag"),
            *(Tag.position, Tag.key, Tag.letter, Tag.colour, Tag.pattern, Tag.description),
            *(Tag.examples, Tag.counter_example, Tag.boundary, Tag.asks_evidence, Tag.prompts),
            *(Tag.retired_at, Tag.id),
        )
        .where(Tag.project_id == project_id)
        .order_by(Tag.position, Tag.id)
    )
    rows = _told(session, asker, project_id, statement)
    return (
        {**values, "former_names": _former_names(session, number)}
        for values in rows
        for number in [values.pop("id")]
    )


def guideline_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every version of the guidelines."""
    statement = (
        select(
            Guideline.version.label("guideline_version"),
            Guideline.markdown.label("guidelines"),
            _MADE_BY,
            *(Guideline.created_at, Guideline.change),
        )
        .outerjoin(_MAKER, _MAKER.id == Guideline.created_by)
        .where(Guideline.project_id == project_id)
        .order_by(Guideline.version)
    )
    return _told(session, asker, project_id, statement)


def reviewer_rows(
    session: Session, asker: int | None, project_id: int, filters: ExportFilters
) -> Rows:
    """The members and whoever did something; where filters are set only those whose work matches.

    Whoever made articles or guidelines is among them in any case. E-mails are for admins.
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    may_know = asker is None or role_of(session, asker, project_id) is Role.ADMIN
    statement = (
        select(
            Reviewer.handle.label("reviewer"),
            Reviewer.name,
            func.coalesce(Reviewer.email if may_know else None, "").label("email"),
            func.coalesce(Membership.role, "").label("role"),
            Membership.created_at.label("joined_at"),
            Reviewer.departed_at,
            *(Membership.on_duty, Membership.absent_from, Membership.absent_until),
        )
        .outerjoin(
            Membership,
            (Membership.reviewer_id == Reviewer.id) & (Membership.project_id == project_id),
        )
        .where(Reviewer.id.in_(union(*_people(eyes, project_id, filters))))
        .order_by(Reviewer.id)
    )
    return _told(session, asker, project_id, statement)


def article_records(session: Session, asker: int | None, project_id: int) -> Rows:
    """How every article came in."""
    statement = (
        select(
            Article.id.label("article_id"),
            *(Article.created_at, _MADE_BY, Article.archived_at),
            *(Article.priority, Article.due_on),
        )
        .outerjoin(_MAKER, _MAKER.id == Article.created_by)
        .where(Article.project_id == project_id)
        .order_by(Article.id)
    )
    return _told(session, asker, project_id, statement)


def revision_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """How every text was stored, in the order of the table of articles."""
    statement = (
        select(
            Revision.article_id,
            Revision.number.label("revision"),
            Revision.id.label("revision_id"),
            Revision.segmenter,
            *(Revision.created_at, _MADE_BY),
        )
        .outerjoin(_MAKER, _MAKER.id == Revision.created_by)
        .where(Revision.project_id == project_id)
        .order_by(Revision.article_id, Revision.number)
    )
    return (
        {**row, "paragraphs": _paragraphs(session, row["revision_id"])}
        for row in _told(session, asker, project_id, statement)
    )


def version_rows(
    session: Session, asker: int | None, project_id: int, filters: ExportFilters
) -> Rows:
    """Version, times and lateness of the live annotations, in the order in which they leave."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    columns = (Annotation.version, Annotation.created_at, Annotation.updated_at)
    which = Annotation.id.label("annotation_id")
    marks = (Annotation.after_submission, others_seen_told(eyes).label("others_seen"))
    statement = matching(eyes, project_id, filters, which, *columns, *marks)
    rows = in_turn(session, project_id, statement)
    return ({**row._mapping, "annotation_id": str(row.annotation_id)} for row in rows)


def assignment_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every reading, by article and reviewer.

    How long somebody was at it is told to them and to admins; to others it is not measured, 0.
    """
    eyes = hidden_from(session, asker, project_id)
    may_know = asker is None or role_of(session, asker, project_id) is Role.ADMIN
    own = case((Assignment.reviewer_id == asker, Assignment.active_seconds), else_=0)
    seconds = Assignment.active_seconds if may_know else own.label("active_seconds")
    statement = (
        select(
            Assignment.article_id,
            Reviewer.handle.label("reviewer"),
            *(Assignment.status, Assignment.assigned_at, Assignment.started_at),
            Assignment.submitted_at,
            Revision.number.label("submitted_revision"),
            *(Assignment.due_on, seconds, Assignment.priority),
            *(Assignment.reason, _handle(_GIVER).label("assigned_by")),
            *(Assignment.reopened_at, _handle(_OPENER).label("reopened_by"), Assignment.active_at),
        )
        .join(Article, Article.id == Assignment.article_id)
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .outerjoin(Revision, Revision.id == Assignment.submitted_revision_id)
        .outerjoin(_GIVER, _GIVER.id == Assignment.assigned_by)
        .outerjoin(_OPENER, _OPENER.id == Assignment.reopened_by)
        .where(Article.project_id == project_id, reading_visible_to(eyes))
        .order_by(Assignment.article_id, Assignment.id)
    )
    return _told(session, asker, project_id, statement)


def reading_state_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every cleared sentence, by article, revision and reviewer."""
    eyes = hidden_from(session, asker, project_id)
    statement = (
        select(
            Revision.article_id,
            Revision.number.label("revision"),
            Reviewer.handle.label("reviewer"),
            ClearedSentence.position.label("sentence"),
            ClearedSentence.cleared_at,
        )
        .join(Revision, Revision.id == ClearedSentence.revision_id)
        .join(Reviewer, Reviewer.id == ClearedSentence.reviewer_id)
        .where(Revision.project_id == project_id, cleared_visible_to(eyes))
        .order_by(Revision.article_id, Revision.number, Reviewer.id, ClearedSentence.position)
    )
    return _told(session, asker, project_id, statement)


def _told(session: Session, asker: int | None, project_id: int, statement: Executable) -> Rows:
    require_exporter(session, asker, project_id)
    return (dict(row._mapping) for row in stream(session, statement))


def _former_names(session: Session, tag_id: int) -> list[dict[str, str]]:
    """What the tag was called before, and until when, the first name first."""
    rows = session.execute(
        select(FormerTagName.name, FormerTagName.changed_at)
        .where(FormerTagName.tag_id == tag_id)
        .order_by(FormerTagName.id)
    )
    return [{"name": row.name, "until": iso(row.changed_at)} for row in rows]


def _paragraphs(session: Session, revision_id: int) -> list[int]:
    statement = select(Sentence.paragraph).where(Sentence.revision_id == revision_id)
    return list(session.scalars(statement.order_by(Sentence.position)))


def _people(eyes: int | None, project_id: int, filters: ExportFilters) -> Iterator[Select[Any]]:
    yield select(Article.created_by).where(Article.project_id == project_id)
    yield select(Revision.created_by).where(Revision.project_id == project_id)
    yield select(Guideline.created_by).where(Guideline.project_id == project_id)
    if not filters.asks_for_all:
        yield matching(eyes, project_id, filters, Annotation.reviewer_id)
        return
    yield from settling_people(eyes, project_id)
    served = select(ServedAgain.served_by).join(Article, Article.id == ServedAgain.article_id)
    yield served.where(Article.project_id == project_id)
    yield select(StoryWord.said_by).where(StoryWord.project_id == project_id)
    yield select(Membership.reviewer_id).where(Membership.project_id == project_id)
    yield select(Annotation.reviewer_id).where(
        Annotation.project_id == project_id, visible_to(eyes)
    )
    yield select(Event.actor_id).where(Event.project_id == project_id, event_visible_to(eyes))
    for person in (Assignment.reviewer_id, Assignment.assigned_by, Assignment.reopened_by):
        yield (
            select(person)
            .join(Article, Article.id == Assignment.article_id)
            .where(Article.project_id == project_id, reading_visible_to(eyes))
        )
    for person in (Thread.opened_by, Thread.with_id, Thread.resolved_by):
        yield select(person).where(Thread.project_id == project_id, thread_visible_to(eyes))
    said = select(Comment.author_id).join(Thread, Thread.id == Comment.thread_id)
    named = (
        select(Mention.reviewer_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(Thread, Thread.id == Comment.thread_id)
    )
    for people in (said, named):
        yield people.where(Thread.project_id == project_id, comment_visible_to(eyes))
    yield (
        select(ClearedSentence.reviewer_id)
        .join(Revision, Revision.id == ClearedSentence.revision_id)
        .where(Revision.project_id == project_id, cleared_visible_to(eyes))
    )
