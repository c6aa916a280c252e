"""A small desk for tests: people, a project with tags, articles and passages, made by our verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from uuid import uuid4

from models.article import ArticleDraft, add_article, latest_revision
from models.assignment import submit_reading
from models.database import Database
from models.membership import Role
from models.operations import Answer, apply_operations
from models.people import add_reviewer
from models.project import Project, create_project
from models.settling import settle_text
from models.tag import TagDraft

TAGS = (
    TagDraft("sourced", "1", "S", "blue", "solid", "Says where it comes from.", asks_evidence=True),
    TagDraft("promotional", "2", "P", "amber", "dashes", "Sells something."),
    TagDraft("filler", "3", "F", "grey", "dots", "Says nothing."),
    TagDraft("disputed", "4", "D", "crimson", "wave", "Somebody says otherwise."),
)
TEXT = (
    "The mill closed in March. Dr. Ruth Ames counted 40 jobs lost, the register says.\n\n"
    "The new owner promises a dazzling future 🇩🇪. Critics doubt it."
)
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class BuiltArticle:
    """An article with its first revision."""

    id: int
    revision_id: int
    text: str
    project_id: int

    def span(self, quote: str) -> tuple[int, int]:
        """Where the quote stands first: code points, half-open."""
        start = self.text.index(quote)
        return start, start + len(quote)


@dataclass
class Desk:
    """One project, an editor, and as many reviewers as a test names."""

    database: Database
    project_id: int
    editor: int
    people: dict[str, int] = field(default_factory=dict)

    def reviewer(self, name: str, role: Role = Role.REVIEWER) -> int:
        """The id of the person `name`, who joins on first mention as name@desk.example."""
        if name not in self.people:
            with self.database.begin() as session:
                project = session.get_one(Project, self.project_id)
                email = f"{name.lower()}@desk.example"
                self.people[name] = add_reviewer(session, name, email, role, project).id
        return self.people[name]

    def article(self, text: str = "", **details: str) -> BuiltArticle:
        """An article of the project; without a text one that no other article has."""
        number = next(_numbers)
        details.setdefault("title", f"The mill, part {number}")
        draft = ArticleDraft(text=text or f"{TEXT} So part {number} ends.", **details)
        with self.database.begin() as session:
            article = add_article(session, self.editor, self.project_id, draft)
            revision = latest_revision(session, article.id)
            return BuiltArticle(article.id, revision.id, revision.text, self.project_id)

    def apply(
        self, person: str, *operations: object, at: datetime | None = None
    ) -> Sequence[Answer]:
        """Applies operations as `person` sent them."""
        reviewer = self.reviewer(person)
        with self.database.begin() as session:
            return apply_operations(session, reviewer, operations, at)

    def tag(
        self,
        person: str,
        article: BuiltArticle,
        passage: str | tuple[int, int],
        tag: str = "sourced",
        **fields: object,
    ) -> str:
        """`person` tags a passage (a quote, or start and end); returns the annotation's id."""
        annotation = str(uuid4())
        start, end = article.span(passage) if isinstance(passage, str) else passage
        wanted = {"id": annotation, "revision_id": article.revision_id, "start": start, "end": end}
        (answer,) = self.apply(person, operation("create", **wanted, tag=tag, **fields))
        assert answer.status == "saved", answer.message
        return annotation

    def clear(self, person: str, article: BuiltArticle, *sentences: int) -> None:
        """`person` clears these sentences, counted from 0."""
        (answer,) = self.apply(person, reading_operation("clear", article.revision_id, *sentences))
        assert answer.status == "saved", answer.message

    def submit(self, person: str, article: BuiltArticle, at: datetime | None = None) -> None:
        """`person` has read the article's newest text, and submits the reading."""
        reviewer = self.reviewer(person)
        with self.database.begin() as session:
            newest = latest_revision(session, article.id)
            submit_reading(session, reviewer, article.id, at, newest.id)

    def gold(self, article: BuiltArticle, passage: str, tag: str = "sourced", *sources: str) -> str:
        """The editor makes gold of a passage, from these sources; returns its id."""
        gold_id, (start, end) = str(uuid4()), article.span(passage)
        wanted = {"id": gold_id, "revision_id": article.revision_id, "start": start, "end": end}
        raw = settling_operation("gold_create", **wanted, tag=tag, sources=list(sources))
        (answer,) = self.apply("Edith", raw)
        assert answer.status == "saved", answer.message
        return gold_id

    def reject(
        self, article: BuiltArticle, annotation: str, reason: str, note: str | None = None
    ) -> None:
        """The editor rejects a reviewer's passage."""
        wanted = {"annotation_id": annotation, "revision_id": article.revision_id}
        raw = settling_operation("reject", **wanted, reason=reason, note=note)
        (answer,) = self.apply("Edith", raw)
        assert answer.status == "saved", answer.message

    def settle(self, article: BuiltArticle) -> None:
        """The editor settles an article, whatever is open in it."""
        with self.database.begin() as session:
            settle_text(session, self.editor, article.revision_id, anyway=True, overlapping=True)

    def blind(self) -> None:
        """Nobody sees another's reading before submitting their own."""
        with self.database.begin() as session:
            session.get_one(Project, self.project_id).is_blind = True


def operation(kind: str, **annotation: object) -> dict[str, object]:
    """An operation as a client posts it, with an id of its own."""
    return {"id": str(uuid4()), "kind": kind, "annotation": annotation}


def reading_operation(kind: str, revision_id: int, *sentences: object) -> dict[str, object]:
    """An operation upon a reading as a client posts it, with an id of its own."""
    reading = {"revision_id": revision_id, "sentences": list(sentences)}
    return {"id": str(uuid4()), "kind": kind, "reading": reading}


def settling_operation(kind: str, **fields: object) -> dict[str, object]:
    """An operation by which an editor settles an article, as a client posts it, with an id of its own."""
    part = "rejection" if kind.endswith("reject") else "unclear"
    part = "gold" if kind.startswith("gold_") else part
    return {"id": str(uuid4()), "kind": kind, part: fields}


def build_desk(database: Database, name: str = "Desk") -> Desk:
    """A project with the four tags and its editor Edith."""
    with database.begin() as session:
        project = create_project(session, None, name, TAGS, "Tag what you would check.")
        editor = add_reviewer(session, "Edith", None, Role.EDITOR, project)
        return Desk(database, project.id, editor.id, {"Edith": editor.id})
