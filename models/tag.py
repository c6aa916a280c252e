"""Tags and tag sets: what a passage can be called, with its look, its key and its guideline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.errors import BadInput
from models.membership import Role, require_role
from models.strokes import Bound, actions_bound, refuse_shared, stroke
from models.text import one_line

PROMPT_ANSWERS = ("note", "evidence")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a card asks of a passage with the tag, and where the answer goes: note or evidence."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class TagDraft:
    """A tag before it is stored. `colour` names a palette entry, `pattern` the line it is drawn with.

    `letter`, one or two, stands for it where there is no room for its name.
    """

    name: str
    key: str
    letter: str
    colour: str
    pattern: str
    description: str = ""
    examples: Sequence[str] = field(default_factory=tuple)
    counter_example: str = ""
    boundary: str = ""
    asks_evidence: bool = False
    prompts: Sequence[Prompt] = field(default_factory=tuple)


class TagSet(Base):
    """The tags of one project, in their order.

    `keys` are the keys its project gave to actions of the reader, by the action's name.
    """

    __tablename__ = "tag_set"
    __table_args__ = (UniqueConstraint("id", "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    name: Mapped[str]
    keys: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Tag(Base):
    """One tag. Once used it is retired, never deleted; a retired one keeps its old passages."""

    __tablename__ = "tag"
    __table_args__ = (
        ForeignKeyConstraint(["tag_set_id", "project_id"], ["tag_set.id", "tag_set.project_id"]),
        UniqueConstraint("tag_set_id", "name"),
        UniqueConstraint("id", "project_id"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("pattern IN ('solid', 'dashes', 'dots', 'wave')", name="pattern"),
        CheckConstraint("length(letter) BETWEEN 1 AND 2", name="letter"),
        # Two tags in use never share a key; a retired one gives its key back.
        Index(
            "uq_tag_key_in_use",
            "tag_set_id",
            "key",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_set_id: Mapped[int]
    project_id: Mapped[int]
    name: Mapped[str]
    key: Mapped[str]
    letter: Mapped[str]
    colour: Mapped[str]
    pattern: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    examples: Mapped[list[str]] = mapped_column(default=list)
    counter_example: Mapped[str] = mapped_column(default="")
    boundary: Mapped[str] = mapped_column(default="")
    asks_evidence: Mapped[bool] = mapped_column(default=False)
    prompts: Mapped[list[dict[str, str]]] = mapped_column(default=list, server_default="[]")
    position: Mapped[int]
    retired_at: Mapped[datetime | None]


def make_tag_set(
    session: Session,
    project_id: int,
    name: str,
    drafts: Sequence[TagDraft],
    actions: Mapping[str, str] | None = None,
) -> TagSet:
    """The project's tag set, in the order given; `actions` are keys of the reader's actions.

    BadInput where two share a name or a key, or where one has a key that the reader's own actions
    have.
    """
    names = [one_line(draft.name, limit=60) for draft in drafts]
    if not all(names) or len(set(names)) < len(names):
        raise BadInput("tag_set_clash")
    keys = [stroke(draft.key) for draft in drafts]
    refuse_shared([*map(Bound, keys, names), *actions_bound(actions or {})])
    tag_set = TagSet(project_id=project_id, name=name, keys=dict(actions or {}))
    session.add(tag_set)
    session.flush()
    for position, draft in enumerate(drafts):
        session.add(
            Tag(
                tag_set_id=tag_set.id,
                project_id=project_id,
                position=position,
                name=names[position],
                key=keys[position],
                letter=draft.letter,
                colour=draft.colour,
                pattern=draft.pattern,
                description=draft.description,
                examples=list(draft.examples),
                counter_example=draft.counter_example,
                boundary=draft.boundary,
                asks_evidence=draft.asks_evidence,
                prompts=[_prompt(prompt) for prompt in draft.prompts],
            )
        )
    session.flush()
    return tag_set


def tags_for(session: Session, asker: int, project_id: int) -> list[Tag]:
    """The project's tags as `tags_of` has them, for members of the project."""
    require_role(session, asker, project_id, Role.VIEWER)
    return tags_of(session, project_id)


def tags_of(session: Session, project_id: int) -> list[Tag]:
    """The project's tags in their order, retired ones last; whoever calls has asked for the role."""
    return list(
        session.scalars(
            select(Tag)
            .where(Tag.project_id == project_id)
            .order_by(Tag.retired_at.is_not(None), Tag.position, Tag.id)
        )
    )


def _prompt(prompt: Prompt) -> dict[str, str]:
    ask = one_line(prompt.ask, limit=200)
    if not ask or prompt.answer not in PROMPT_ANSWERS:
        raise BadInput("prompt_shape")
    return {"ask": ask, "answer": prompt.answer}
