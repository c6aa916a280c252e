"""What a batch of operations asks again and again: roles, tags, texts and readings, looked up once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.assignment import Assignment
from models.errors import BadInput, NotFound
from models.event import event_row
from models.membership import Role, require_role
from models.passage import Shelf, Shelved
from models.project import guideline_version
from models.reviewer import Reviewer
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class TagRule:
    """What a tag allows: a retired one keeps its passages but takes no new ones."""

    id: int
    name: str
    retired: bool


class DeskRules:
    """Looks a thing up once a transaction; a transaction is short, so nothing grows stale."""

    def __init__(self, session: Session, shelf: Shelf) -> None:
        self._session = session
        self._shelf = shelf
        self._revisions: dict[int, Shelved | None] = {}
        self._roles: set[tuple[int, int]] = set()
        self._tags: dict[int, dict[int, TagRule]] = {}
        self._guidelines: dict[int, int] = {}
        self._people: dict[int, tuple[str, str]] = {}
        self._readings: dict[tuple[int, int], str] = {}

    def revision(self, asker: int, revision_id: int) -> Shelved:
        """The revision's text, if the asker may annotate it; NotFound and NotAllowed otherwise."""
        if revision_id not in self._revisions:
            self._revisions[revision_id] = self._shelf.get(self._session, revision_id)
        revision = self._revisions[revision_id]
        if revision is None:
            raise NotFound("revision_unknown")
        if (asker, revision.project_id) not in self._roles:
            try:
                require_role(self._session, asker, revision.project_id, Role.REVIEWER)
            except NotFound as error:
                raise NotFound("revision_unknown") from error
            self._roles.add((asker, revision.project_id))
        return revision

    def tag(self, project_id: int, name: str) -> TagRule:
        """The project's tag of this name that is in use, else the retired one; BadInput if none."""
        named = [rule for rule in self._project_tags(project_id).values() if rule.name == name]
        if not named:
            known = [r.name for r in self._project_tags(project_id).values() if not r.retired]
            raise BadInput("tag_unknown", tag=name[:80], known=", ".join(known))
        return min(named, key=lambda rule: rule.retired)

    def tag_name(self, project_id: int, tag_id: int) -> str:
        """What the tag is called."""
        return self._project_tags(project_id)[tag_id].name

    def guideline_version(self, project_id: int) -> int | None:
        """The guidelines in force, by number; None where there are none."""
        if project_id not in self._guidelines:
            self._guidelines[project_id] = guideline_version(self._session, project_id)
        return self._guidelines[project_id] or None

    def person(self, reviewer_id: int) -> tuple[str, str]:
        """Handle and name."""
        if reviewer_id not in self._people:
            row = self._session.execute(
                select(Reviewer.handle, Reviewer.name).where(Reviewer.id == reviewer_id)
            ).one()
            self._people[reviewer_id] = (row.handle, row.name)
        return self._people[reviewer_id]

    def begin_reading(
        self, reviewer_id: int, revision: Shelved, at: datetime
    ) -> list[dict[str, Any]]:
        """The person's reading of the article is in progress now; the events that tells.

        BadInput for a submitted one: it must be reopened first.
        """
        key = (reviewer_id, revision.article_id)
        if key not in self._readings:
            self._readings[key] = self._status(*key)
        status = self._readings[key]
        if status == "submitted":
            raise BadInput("reading_submitted")
        if status == "in_progress":
            return []
        self._start(key, status, at)
        return [
            event_row(
                reviewer_id,
                revision.project_id,
                "start",
                "reading",
                revision.article_id,
                {"status": status} if status else None,
                {"status": "in_progress"},
                at,
            )
        ]

    def _status(self, reviewer_id: int, article_id: int) -> str:
        return (
            self._session.scalar(
                select(Assignment.status).where(
                    Assignment.article_id == article_id, Assignment.reviewer_id == reviewer_id
                )
            )
            or ""
        )

    def _start(self, key: tuple[int, int], status: str, at: datetime) -> None:
        reviewer_id, article_id = key
        if status:
            self._session.execute(
                update(Assignment)
                .where(Assignment.article_id == article_id, Assignment.reviewer_id == reviewer_id)
                .values(status="in_progress", started_at=at)
            )
        else:
            self._session.execute(
                insert(Assignment).values(
                    article_id=article_id,
                    reviewer_id=reviewer_id,
                    status="in_progress",
                    assigned_at=at,
                    started_at=at,
                    active_seconds=0,
                )
            )
        self._readings[key] = "in_progress"

    def _project_tags(self, project_id: int) -> dict[int, TagRule]:
        if project_id not in self._tags:
            rows = self._session.execute(
                select(Tag.id, Tag.name, Tag.retired_at)
                .where(Tag.project_id == project_id)
                .order_by(Tag.position, Tag.id)
            )
            self._tags[project_id] = {
                row.id: TagRule(row.id, row.name, row.retired_at is not None) for row in rows
            }
        return self._tags[project_id]
