"""Whom a comment may name: those alone who will see it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.article import Article
from models.companion import home_of
from models.errors import NotFound
from models.membership import Membership, Role, require_role
from models.mentions import Nameable
from models.project import Project
from models.queries.passage_place import passage_place
from models.queries.texts import readable_project
from models.queries.thread_visible import sees_thread
from models.queries.visible import SETTLING, article_open_to, text_open_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.thread import Thread

# So many people are asked about in one statement.
_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands or would stand: upon a passage of the text, or upon its article.

    `reaches`: whom the thread is with sees it though they read blind.
    """

    project_id: int
    article_id: int
    revision_id: int
    is_passage: bool
    with_id: int | None
    reaches: bool


def nameable(session: Session, speaker: int, place: Place, by_editor: bool) -> list[Nameable]:
    """Members, by name, who will see a comment that the speaker, an editor or not, writes there.

    Whoever reads blind is offered editors and admins, always the same: which of them, and which
    reviewers, may see it just now would tell how far these are.
    """
    # Whoever reads an article again finds the people of their project there.
    members = _members(session, home_of(session, place.project_id))
    if not session.get_one(Project, place.project_id).is_blind:
        return [who for who, _ in members]
    if speaker not in _to_whom_open(session, place, [speaker]):
        return [who for who, role in members if role in SETTLING]
    seeing = _to_whom_open(session, place, [who.id for who, _ in members])
    if by_editor and place.reaches and place.with_id is not None:
        seeing.add(place.with_id)
    return [who for who, _ in members if who.id in seeing]


def nameable_at(
    session: Session,
    asker: int,
    revision_id: int,
    thread: UUID | None = None,
    passage: UUID | None = None,
) -> list[Nameable]:
    """The same for the reader: in a thread, else where one would be begun."""
    project_id = readable_project(session, asker, revision_id)
    require_role(session, asker, project_id, Role.REVIEWER)
    by_editor = settles(session, asker, revision_id)
    place = _place(session, asker, revision_id, thread, passage, by_editor)
    if place.project_id != project_id:
        raise NotFound("thread_unknown")
    return nameable(session, asker, place, by_editor)


def recipients(session: Session, asker: int, revision_id: int) -> list[Nameable]:
    """To whom the asker can write about the text's article, by name; nobody for whoever is no editor.

    It is asked for where readings are blind: elsewhere everybody sees every thread.
    """
    project_id = readable_project(session, asker, revision_id)
    is_blind = session.get_one(Project, project_id).is_blind
    if not is_blind or not settles(session, asker, revision_id):
        return []
    members = _members(session, project_id)
    return [who for who, role in members if Role(role).covers(Role.REVIEWER) and who.id != asker]


def settles(session: Session, person: int, revision_id: int) -> bool:
    """Whether the person is editor or admin and has no reading of the text's article."""
    from models.assignment import Assignment  # noqa: PLC0415 (it asks whose work is seen, too)

    found = session.execute(
        select(Membership.role, Assignment.id)
        .select_from(Revision)
        .join(Membership, Membership.project_id == Revision.project_id)
        .outerjoin(
            Assignment,
            (Assignment.article_id == Revision.article_id)
            & (Assignment.reviewer_id == Membership.reviewer_id),
        )
        .where(Revision.id == revision_id, Membership.reviewer_id == person)
    ).one_or_none()
    return found is not None and found.role in SETTLING and found.id is None


def _place(
    session: Session,
    asker: int,
    revision_id: int,
    thread_id: UUID | None,
    passage: UUID | None,
    by_editor: bool,
) -> Place:
    thread = None if thread_id is None else session.get(Thread, thread_id)
    if thread is not None and sees_thread(session, asker, thread):
        return place_of(thread)
    text = session.get_one(Revision, revision_id)
    where = (text.project_id, text.article_id, text.id)
    if passage is None:
        return Place(*where, False, None if by_editor else asker, True)
    # One that is unknown may be the asker's own, not saved yet; one that they may not see is no other.
    found = passage_place(session, asker, passage)
    whose = found.reviewer_id if found else asker
    return Place(*where, True, whose, by_editor or whose == asker)


def place_of(thread: Thread) -> Place:
    """Where the thread stands."""
    return Place(
        thread.project_id,
        thread.article_id,
        thread.revision_id,
        thread.annotation_id is not None,
        thread.with_id,
        thread.by_editor or thread.opened_by == thread.with_id,
    )


def _members(session: Session, project_id: int) -> list[tuple[Nameable, str]]:
    rows = session.execute(
        select(Reviewer.id, Reviewer.handle, Reviewer.name, Membership.role)
        .join(Membership, Membership.reviewer_id == Reviewer.id)
        .where(Membership.project_id == project_id, Reviewer.departed_at.is_(None))
        .order_by(Reviewer.name, Reviewer.id)
    )
    return [(Nameable(row.id, row.handle, row.name), row.role) for row in rows]


def _to_whom_open(session: Session, place: Place, people: list[int]) -> set[int]:
    found: set[int] = set()
    for first in range(0, len(people), _TOGETHER):
        some = people[first : first + _TOGETHER]
        row = session.execute(
            select(*(_open(place, one).label(f"p{one}") for one in some))
            .select_from(Revision)
            .join(Article, Article.id == Revision.article_id)
            .where(Revision.id == place.revision_id)
        ).one()
        found |= {who for who, is_open in zip(some, row, strict=True) if is_open}
    return found


def _open(place: Place, person: int) -> ColumnElement[bool]:
    if place.is_passage:
        return text_open_to(person, Revision.id)
    return article_open_to(person, Article.id)
