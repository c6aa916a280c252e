"""What a batch of operations asks again and again: roles, tags, texts and readings, looked up once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from models.assignment import Assignment
from models.base import Base
from models.errors import BadInput, NotAllowed, NotFound, ProjectClosed
from models.event import event_row
from models.former_tag_name import tags_once_named
from models.membership import Role, sufficient
from models.others_seen import others_seen, sees_now
from models.passage import Shelf, Shelved
from models.queries.passage_place import passage_place
from models.queries.visible import blind_articles
from models.standing import Standing, standing
from models.tag import Tag

_TAG = Base.metadata.tables[Tag.__tablename__].c
_TAGS = (
    select(_TAG.id, _TAG.name, _TAG.retired_at)
    .where(_TAG.project_id == bindparam("project"))
    .order_by(_TAG.position, _TAG.id)
)


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
        self._standings: dict[tuple[int, int], Standing | None] = {}
        self._tags: dict[int, dict[int, TagRule]] = {}
        self._former: dict[int, dict[str, int]] = {}
        self._guidelines: dict[int, int | None] = {}
        self._people: dict[int, tuple[str, str]] = {}
        self._readings: dict[tuple[int, int], str] = {}
        self._blind: dict[tuple[int, int], bool] = {}
        self._seen: dict[tuple[int, int], bool] = {}

    def revision(self, asker: int, revision_id: int, needed: Role = Role.REVIEWER) -> Shelved:
        """The revision's text, if the asker may annotate it; NotFound and NotAllowed otherwise."""
        found = self._standing(asker, revision_id)
        if found is None:
            raise NotFound("revision_unknown")
        try:
            sufficient(found.role, needed, found.stored[1])
        except NotFound as error:
            raise NotFound("revision_unknown") from error
        if found.closed:
            raise ProjectClosed(found.stored[1])
        if revision_id not in self._revisions:
            self._revisions[revision_id] = self._shelf.get(self._session, revision_id, found.stored)
        revision = self._revisions[revision_id]
        if revision is None:
            raise NotFound("revision_unknown")
        return revision

    def revision_to_settle(self, asker: int, revision_id: int) -> Shelved:
        """The same for whoever settles it: an editor who does not read the article blind."""
        revision = self.revision(asker, revision_id, Role.EDITOR)
        key = (asker, revision.article_id)
        if key not in self._blind:
            project_id, article_id = revision.project_id, revision.article_id
            self._blind[key] = bool(blind_articles(self._session, asker, project_id, {article_id}))
        if self._blind[key]:
            raise NotAllowed("reads_blind")
        return revision

    def tag(self, project_id: int, name: str) -> TagRule:
        """The project's tag of this name: one in use, else a retired one, else one that was called so.

        BadInput if there is none.
        """
        named = [rule for rule in self._project_tags(project_id).values() if rule.name == name]
        if not named and (renamed := self._renamed(project_id, name)) is not None:
            return renamed
        if not named:
            known = [r.name for r in self._project_tags(project_id).values() if not r.retired]
            raise BadInput("tag_unknown", tag=name[:80], known=", ".join(known))
        return min(named, key=lambda rule: rule.retired)

    def tag_name(self, project_id: int, tag_id: int) -> str:
        """What the tag is called."""
        return self._project_tags(project_id)[tag_id].name

    def guideline_version(self, project_id: int) -> int | None:
        """The guidelines in force, by number; None where there are none.

        Asked, like what follows, of a project, person or reading whose revision was asked for.
        """
        return self._guidelines[project_id]

    def person(self, reviewer_id: int) -> tuple[str, str]:
        """Handle and name."""
        return self._people[reviewer_id]

    def submitted_before(self, reviewer_id: int, revision: Shelved) -> bool:
        """Whether they submitted the article once: what they do now, they do after it."""
        found = self._standings[reviewer_id, revision.id]
        return found is not None and found.submitted_before

    def others_seen(self, reviewer_id: int, revision: Shelved) -> bool:
        """Whether they could see others' work on the article, now or before."""
        key = (reviewer_id, revision.article_id)
        if key not in self._seen:
            found = self._standings[reviewer_id, revision.id]
            self._seen[key] = found is not None and others_seen(
                self._session.connection(), reviewer_id, found
            )
        return self._seen[key]

    def as_told(
        self, reviewer_id: int, revision: Shelved, annotation: dict[str, Any]
    ) -> dict[str, Any]:
        """Their annotation as they are told it: who reads blind now learns nothing of others by it."""
        found = self._standings[reviewer_id, revision.id]
        if "others_seen" not in annotation or (found is not None and sees_now(found)):
            return annotation
        return {name: value for name, value in annotation.items() if name != "others_seen"}

    def require_unsubmitted(self, reviewer_id: int, revision: Shelved) -> None:
        """BadInput for a submitted reading: it must be reopened first."""
        if self._readings[reviewer_id, revision.article_id] == "submitted":
            raise BadInput("reading_submitted")

    def may_see(self, reviewer_id: int, annotation_id: UUID) -> bool:
        """Whether this annotation is one that the person is shown."""
        return passage_place(self._session, reviewer_id, annotation_id) is not None

    def begin_reading(
        self, reviewer_id: int, revision: Shelved, at: datetime
    ) -> list[dict[str, Any]]:
        """The person's reading of the article is in progress now; the events that tells.

        BadInput for a submitted one: it must be reopened first.
        """
        self.require_unsubmitted(reviewer_id, revision)
        key = (reviewer_id, revision.article_id)
        status = self._readings[key]
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

    def _standing(self, asker: int, revision_id: int) -> Standing | None:
        key = (asker, revision_id)
        if key not in self._standings:
            found = standing(self._session.connection(), asker, revision_id)
            self._standings[key] = found
            if found is not None:
                article_id, project_id, _ = found.stored
                self._people[asker] = found.person
                self._guidelines[project_id] = found.guidelines
                # Another revision of the same article may have begun the reading a moment ago.
                self._readings.setdefault((asker, article_id), found.reading)
        return self._standings[key]

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

    def _renamed(self, project_id: int, name: str) -> TagRule | None:
        """The tag that was called so: a reader that was open meanwhile still says it."""
        if project_id not in self._former:
            self._former[project_id] = tags_once_named(self._session, project_id)
        tag_id = self._former[project_id].get(name)
        return None if tag_id is None else self._project_tags(project_id)[tag_id]

    def _project_tags(self, project_id: int) -> dict[int, TagRule]:
        if project_id not in self._tags:
            rows = self._session.connection().execute(_TAGS, {"project": project_id})
            self._tags[project_id] = {
                row.id: TagRule(row.id, row.name, row.retired_at is not None) for row in rows
            }
        return self._tags[project_id]
