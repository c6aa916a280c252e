"""The history: what happened, the newest first, a page at a time, with the names of what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.event import Event
from models.membership import Membership, Role, require_role
from models.queries.history_decisions import DECISIONS, decided_upon
from models.queries.history_scope import (
    OF_ARTICLE,
    OF_PASSAGE,
    OF_PERSON,
    OF_TEXT,
    HistoryFilter,
    asked_for,
)
from models.queries.people_in import names_in
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class PassageNow:
    """The passage an event is about, as it is now; `is_submitted`: its reviewer's reading is."""

    id: UUID
    reviewer_id: int
    reviewer: str
    version: int
    is_deleted: bool
    is_submitted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with the names of who did it and of what it is about; blank where there is none.

    `subject` is the tag or the person that the row is, or whose reading it is. `actor` is blank
    where the command line or the workbench itself acted. Of a rejection, `quote` is the passage; of
    it and of gold, `of` is whose passages it is about.
    """

    id: int
    at: datetime
    actor_id: int | None
    actor: str
    action: str
    entity: str
    before: dict[str, Any]
    after: dict[str, Any]
    subject_id: int | None
    subject: str
    article_id: int | None
    article: str
    passage: PassageNow | None
    quote: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some of a history, and whether there is more before it."""

    entries: Sequence[Entry]
    has_more: bool


def history(
    session: Session,
    asker: int,
    project_id: int,
    wanted: HistoryFilter,
    limit: int = AT_A_TIME,
) -> HistoryPage:
    """What happened that the asker may see, the newest first.

    NotFound for a passage, an article or a person that is not there, or not for them.
    """
    statement = (
        select(Event)
        .where(asked_for(session, asker, project_id, wanted))
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(limit + 1)
    )
    found = session.scalars(statement).all()
    shown = found[:limit]
    names = _Names(session, shown)
    return HistoryPage([names.entry(event) for event in shown], len(found) > limit)


def first_name(session: Session, asker: int, project_id: int, wanted: HistoryFilter) -> str:
    """What the history is of: the article's title, the person's name; blank for anything else."""
    asked_for(session, asker, project_id, wanted)
    if wanted.article_id is not None:
        return session.get_one(Article, wanted.article_id).title
    if wanted.person_id is not None:
        return session.get_one(Reviewer, wanted.person_id).name
    return ""


def who_may_have_acted(session: Session, asker: int, project_id: int) -> dict[int, str]:
    """Whom a history can be narrowed down to, by name: who read, and for editors every member."""
    role = require_role(session, asker, project_id, Role.VIEWER)
    found = names_in(session, asker, project_id) | {asker: session.get_one(Reviewer, asker).name}
    if role.covers(Role.EDITOR):
        members = (
            select(Reviewer.id, Reviewer.name)
            .join(Membership, Membership.reviewer_id == Reviewer.id)
            .where(Membership.project_id == project_id)
        )
        found = {row.id: row.name for row in session.execute(members)} | found
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


class _Names:
    """The names behind the ids of a page of events, looked up together."""

    def __init__(self, session: Session, events: Sequence[Event]) -> None:
        self._session = session
        self._passages = self._look_up_passages(events)
        self._decided = decided_upon(session, [one for one in events if one.entity in DECISIONS])
        texts = _numbers(events, OF_TEXT)
        self._texts = self._pairs(Revision.id, Revision.article_id, texts)
        articles = {*_numbers(events, OF_ARTICLE), *self._texts.values()}
        articles |= {article for _, article in self._passages.values()}
        articles |= {one.article_id for one in self._decided.values()}
        self._articles = self._pairs(Article.id, Article.title, articles)
        self._tags = self._pairs(Tag.id, Tag.name, _numbers(events, ("tag",)))
        acting = {event.actor_id for event in events if event.actor_id is not None}
        self._people = self._pairs(Reviewer.id, Reviewer.name, acting | _numbers(events, OF_PERSON))
        handles = {handle for event in events if (handle := _handle(event))}
        self._by_handle = {
            row.handle: (row.id, row.name)
            for row in session.execute(
                select(Reviewer.handle, Reviewer.id, Reviewer.name).where(
                    Reviewer.handle.in_(handles)
                )
            )
        }

    def entry(self, event: Event) -> Entry:
        """The event with its names."""
        passage, article_id = self._place(event)
        subject_id, subject = self._subject(event)
        decided = self._decided.get(event.id)
        article_id = decided.article_id if decided else article_id
        return Entry(
            event.id,
            event.at,
            event.actor_id,
            self._people.get(event.actor_id or 0, ""),
            event.action,
            event.entity,
            event.before or {},
            event.after or {},
            subject_id,
            subject,
            article_id,
            self._articles.get(article_id or 0, ""),
            passage,
            *((decided.quote, decided.of) if decided else ()),
        )

    def _place(self, event: Event) -> tuple[PassageNow | None, int | None]:
        if event.entity in OF_PASSAGE:
            return self._passages.get(event.row, (None, None))
        number = _number(event.row)
        if event.entity in OF_TEXT:
            return None, self._texts.get(number or 0)
        return None, number if event.entity in OF_ARTICLE else None

    def _subject(self, event: Event) -> tuple[int | None, str]:
        number = _number(event.row)
        if event.entity == "tag":
            return number, self._tags.get(number or 0, "")
        if event.entity in OF_PERSON:
            return number, self._people.get(number or 0, "")
        return self._by_handle.get(_handle(event), (None, ""))

    def _look_up_passages(
        self, events: Sequence[Event]
    ) -> dict[str, tuple[PassageNow | None, int | None]]:
        rows = self._session.execute(
            select(
                Annotation.id,
                Annotation.reviewer_id,
                Reviewer.name,
                Annotation.version,
                Annotation.deleted_at,
                exists()
                .where(
                    Assignment.article_id == Revision.article_id,
                    Assignment.reviewer_id == Annotation.reviewer_id,
                    Assignment.status == "submitted",
                )
                .label("is_submitted"),
                Revision.article_id,
            )
            .join(Revision, Revision.id == Annotation.revision_id)
            .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
            .where(
                Annotation.id.in_(
                    {_uuid(one.row) for one in events if one.entity in OF_PASSAGE} - {None}
                )
            )
        )
        return {
            str(row.id): (
                PassageNow(
                    *(row.id, row.reviewer_id, row.name, row.version),
                    is_deleted=row.deleted_at is not None,
                    is_submitted=row.is_submitted,
                ),
                row.article_id,
            )
            for row in rows
        }

    def _pairs(self, key: Any, value: Any, ids: Iterable[int]) -> dict[int, Any]:
        wanted = set(ids)
        if not wanted:
            return {}
        rows = self._session.execute(select(key, value).where(key.in_(wanted)))
        return {row[0]: row[1] for row in rows}


def _numbers(events: Iterable[Event], entities: Sequence[str]) -> set[int]:
    found = (_number(event.row) for event in events if event.entity in entities)
    return {number for number in found if number is not None}


def _uuid(row: str) -> UUID | None:
    # As above: what a restored archive could not place is no id.
    return None if row.startswith("restored ") else UUID(row)


def _number(row: str) -> int | None:
    # What a restored archive could not place is named otherwise.
    return int(row) if row.isascii() and row.isdigit() and len(row) < 10 else None


def _handle(event: Event) -> str:
    told = (event.after or {}).get("reviewer") or (event.before or {}).get("reviewer") or ""
    return str(told) if event.entity == "reading" else ""
