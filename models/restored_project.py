"""A project made again from its archive: its settings, its people, its tags and its guidelines.

What an archive says is not trusted: it can make people, but gives them a role in this project
alone, and whoever is known here stays as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from models.errors import BadInput, NotAllowed
from models.event import record
from models.former_tag_name import FormerTagName
from models.membership import Membership, Role, join
from models.project import NAME_LIMIT, Guideline, Project
from models.reviewer import NAME_LIMIT as PERSON_LIMIT
from models.reviewer import Reviewer
from models.strokes import BY_NAME
from models.tag import PROMPT_ANSWERS, Tag, TagSet
from models.text import one_line, refuse_unstorable
from models.turns import wait_for_turn

_LONG = 1_000_000
_SHORT = 300
_PATTERNS = ("solid", "dashes", "dots", "wave")


@dataclass(frozen=True, slots=True)
class CompanionOf:
    """Of a companion: who reads in it, and which number an article of its home has now."""

    reviewer_id: int
    article: Callable[[int], int]


@dataclass(slots=True)
class RestoredProject:
    """The new project, and under which id each thing of the archive is known now."""

    session: Session
    asker: int | None
    id: int
    tag_set_id: int
    name: str = ""
    people: dict[str, int] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    guidelines: set[int] = field(default_factory=set)
    new_people: list[str] = field(default_factory=list)
    companion: CompanionOf | None = None

    def add_person(self, handle: str, name: str, email: str, role: str, **times: Any) -> None:
        """A person of the archive: whoever has the handle here, else somebody new."""
        if handle in self.people:
            raise BadInput("restore_twice", what=handle)
        bounded("reviewer", handle, _SHORT, blank=False)
        found = self._known(handle)
        if found is None:
            found = self._new_person(handle, name, email, times["departed_at"])
        self.people[handle], self.handles[handle] = found
        if not role:
            return
        if role not in set(Role):
            raise BadInput("role_unknown", role=role[:40], roles=", ".join(Role))
        if self.session.get(Membership, (self.id, found[0])):
            raise BadInput("restore_twice", what=handle)
        joined = {"created_at": times["joined_at"]} if times["joined_at"] else {}
        joined |= {name: times[name] for name in ("on_duty", "absent_from", "absent_until")}
        first, last = times["absent_from"], times["absent_until"]
        if first and last and last < first:
            raise BadInput("absence_backwards")
        member = Membership(project_id=self.id, reviewer_id=found[0], role=role, **joined)
        self.session.add(member)
        self.session.flush()

    def person(self, handle: str) -> int:
        """The id of a person of the archive; BadInput for one it does not list."""
        try:
            return self.people[handle]
        except KeyError:
            raise BadInput("restore_person", handle=handle[:80]) from None

    def maker(self, handle: str) -> int | None:
        """The same, and None for the command line."""
        return self.person(handle) if handle else None

    def tag(self, name: str) -> int:
        """The id of a tag of the archive; BadInput for one it does not list."""
        try:
            return self.tags[name]
        except KeyError:
            raise BadInput("tag_unknown", tag=name[:80], known=", ".join(self.tags)) from None

    def guideline(self, version: int | None) -> int | None:
        """The version of the guidelines, if the archive has it."""
        if version is not None and version not in self.guidelines:
            raise BadInput("restore_guideline", version=version)
        return version

    def add_tag(
        self, name: str, values: Mapping[str, Any], former: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """A tag with everything that is kept of it; BadInput for what no tag can be.

        `former` are its former names, each with the moment until which it bore it.
        """
        bounded("tag", name, _SHORT, blank=False)
        for column in ("key", "colour"):
            bounded(column, values[column], 40, blank=False)
        for column in ("description", "counter_example", "boundary"):
            bounded(column, values[column], _LONG)
        for text in (
            *values["examples"],
            *(word for one in values["prompts"] for word in one.values()),
        ):
            refuse_unstorable(text)
        if len(values["letter"]) not in (1, 2) or values["pattern"] not in _PATTERNS:
            raise BadInput("restore_look")
        if not all(one.keys() == {"ask", "answer"} for one in values["prompts"]) or any(
            one["answer"] not in PROMPT_ANSWERS for one in values["prompts"]
        ):
            raise BadInput("prompt_shape")
        self._refuse_second_tag(name, values)
        tag = Tag(tag_set_id=self.tag_set_id, project_id=self.id, name=name, **values)
        self.session.add(tag)
        self.session.flush()
        self.tags[name] = tag.id
        self._add_former(tag, former)

    def add_guideline(
        self, version: int, markdown: str, maker: str, at: datetime, change: str = ""
    ) -> None:
        """A version of the guidelines."""
        if version in self.guidelines or version < 1:
            raise BadInput("restore_twice", what=version)
        bounded("guidelines", markdown, _LONG)
        bounded("change", change, _SHORT)
        told = {"markdown": markdown, "change": change}
        values = {"project_id": self.id, "version": version, **told}
        made = {"created_by": self.maker(maker), "created_at": at}
        self.session.execute(insert(Guideline), [{**values, **made}])
        self.guidelines.add(version)

    def _add_former(self, tag: Tag, former: Sequence[Mapping[str, str]]) -> None:
        for one in former:
            name = bounded("former_names", one.get("name", ""), _SHORT, blank=False)
            try:
                until = datetime.fromisoformat(one.get("until", ""))
            except ValueError:
                raise BadInput("field_type", field="former_names", wanted="time") from None
            at = until if until.tzinfo else until.replace(tzinfo=UTC)
            self.session.add(
                FormerTagName(tag_id=tag.id, project_id=self.id, name=name, changed_at=at)
            )
        self.session.flush()

    def finish(self, told: Mapping[str, Any]) -> None:
        """Whoever has a role everywhere has it here too, and the asker is the project's admin."""
        everywhere = self.session.execute(
            select(Reviewer.id, Reviewer.everywhere_role).where(
                Reviewer.everywhere_role.is_not(None)
            )
        )
        due = {number: Role(str(role)) for number, role in everywhere.all()}
        if self.asker is not None:
            due[self.asker] = Role.ADMIN
        for number, role in due.items():
            known = self.session.get(Membership, (self.id, number))
            if known is None or not Role(known.role).covers(role):
                join(self.session, number, self.id, role, self.asker)
        record(self.session, self.asker, self.id, "restore", "project", self.id, None, dict(told))

    def _known(self, handle: str) -> tuple[int, str] | None:
        found = self.session.execute(
            select(Reviewer.id, Reviewer.handle).where(
                func.lower(Reviewer.handle) == handle.lower()
            )
        ).first()
        return (found.id, found.handle) if found else None

    def _new_person(
        self, handle: str, name: str, email: str, departed_at: datetime | None
    ) -> tuple[int, str]:
        bounded("name", name, PERSON_LIMIT, blank=False)
        # The handle is the e-mail where there is one: no other address makes anybody known.
        own = handle if email and email == handle else None
        reviewer = Reviewer(handle=handle, name=name, email=own, departed_at=departed_at)
        self.session.add(reviewer)
        self.session.flush()
        self.new_people.append(handle)
        return reviewer.id, handle

    def _refuse_second_tag(self, name: str, values: Mapping[str, Any]) -> None:
        same_key = (
            select(Tag.id)
            .where(Tag.tag_set_id == self.tag_set_id, Tag.retired_at.is_(None))
            .where(Tag.key == values["key"])
        )
        in_use = values["retired_at"] is None
        if name in self.tags or (in_use and self.session.scalar(same_key)):
            raise BadInput("tag_set_clash")


def begin_project(
    session: Session,
    asker: int | None,
    name: str,
    settings: Mapping[str, Any],
    tag_set: Mapping[str, Any],
) -> RestoredProject:
    """A new project of that name with its empty tag set, and nobody in it.

    NotAllowed for whoever is not admin everywhere: it can make people. BadInput where the name is
    blank or taken.
    """
    if asker is not None:
        role = session.get_one(Reviewer, asker).everywhere_role
        if role != Role.ADMIN.value:
            raise NotAllowed("role_too_small", role=role or "–", needed=Role.ADMIN.value)
    name = one_line(name, limit=NAME_LIMIT)
    if not name:
        raise BadInput("project_name_blank")
    wait_for_turn(session, "project")
    if session.scalar(select(Project.id).where(Project.name == name)):
        raise BadInput("project_name_taken", name=name)
    if not 1 <= settings["readers_per_article"] <= 1_000:
        raise BadInput("field_type", field="readers_per_article", wanted="integer")
    for action, stroke in tag_set["keys"].items():
        bounded("keys", stroke, 40, blank=False)
        if action not in BY_NAME:
            raise BadInput("action_unknown", action=one_line(action, limit=40))
    bounded("tag_set", tag_set["name"], _SHORT)
    project = Project(name=name, **settings)
    session.add(project)
    session.flush()
    made = TagSet(project_id=project.id, **tag_set)
    session.add(made)
    session.flush()
    return RestoredProject(session, asker, project.id, made.id, name)


def bounded(field_name: str, value: str, limit: int, *, blank: bool = True) -> str:
    """The text; BadInput where it is longer than is kept, blank where it must not be, or no text."""
    refuse_unstorable(value)
    if len(value) > limit:
        raise BadInput("field_too_long", field=field_name, limit=f"{limit:,}")
    if not blank and not value.strip():
        raise BadInput("field_missing", field=field_name)
    return value
