"""Projects: a desk's body of work, with its tag set and its guidelines."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.companion import is_companion, is_hidden
from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.membership import Membership, Role, join, require_role
from models.reviewer import Reviewer
from models.tag import TagDraft, make_tag_set
from models.text import one_line, refuse_unstorable
from models.turns import wait_for_turn

NAME_LIMIT = 200


class Project(Base):
    """A body of work. `readers_per_article` readings are wanted of each article.

    In a blind project nobody sees another's reading of an article before submitting their own;
    `blind_since` says when one that was open was made blind.
    In one that hands out, a queue holds what was given to its reader or begun by them; in others
    every article.
    """

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("readers_per_article >= 1", name="readers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    is_blind: Mapped[bool] = mapped_column(default=False)
    blind_since: Mapped[datetime | None]
    readers_per_article: Mapped[int] = mapped_column(default=1)
    hands_out: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]


class Guideline(Base):
    """One version of a project's guidelines, in Markdown; an annotation remembers its version.

    `change` says in a line what it changed.
    """

    __tablename__ = "guideline"
    __table_args__ = (
        UniqueConstraint("project_id", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    version: Mapped[int]
    markdown: Mapped[str]
    change: Mapped[str] = mapped_column(default="", server_default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


def create_project(
    session: Session,
    asker: int | None,
    name: str,
    tags: Sequence[TagDraft],
    guidelines: str = "",
    keys: Mapping[str, str] | None = None,
) -> Project:
    """A new project with its tag set and the first version of its guidelines.

    `asker` is None on the command line; else who may is said by `may_create`, and the asker becomes
    the project's admin. Everyone who has a role everywhere has it here too. `keys` are those of the
    reader's actions. NotAllowed, or BadInput when the name is blank or taken.
    """
    if asker is not None and not may_create(session, asker):
        raise NotAllowed("no_project_maker")
    name = one_line(name, limit=NAME_LIMIT)
    if not name:
        raise BadInput("project_name_blank")
    wait_for_turn(session, "project")
    if session.scalar(select(Project.id).where(Project.name == name)):
        raise BadInput("project_name_taken", name=name)
    project = Project(name=name)
    session.add(project)
    session.flush()
    make_tag_set(session, project.id, name, tags, keys or {})
    session.add(Guideline(project_id=project.id, version=1, markdown=guidelines, created_by=asker))
    record(session, asker, project.id, "create", "project", project.id, None, {"name": name})
    everywhere = session.execute(
        select(Reviewer.id, Reviewer.everywhere_role).where(Reviewer.everywhere_role.is_not(None))
    )
    for reviewer_id, role in everywhere.all():
        join(session, reviewer_id, project.id, Role(str(role)), asker)
    if asker is not None:
        join(session, asker, project.id, Role.ADMIN, asker)
    session.flush()
    return project


def may_create(session: Session, asker: int) -> bool:
    """Whether the asker may make projects: admins of any project, and whoever is admin everywhere.

    The one person of a solo workbench is admin everywhere.
    """
    left, everywhere = session.execute(
        select(Reviewer.departed_at, Reviewer.everywhere_role).where(Reviewer.id == asker)
    ).one_or_none() or (now(), None)
    if left is not None:
        return False
    runs_one = select(Membership.project_id).where(
        Membership.reviewer_id == asker, Membership.role == Role.ADMIN.value
    )
    return everywhere == Role.ADMIN.value or session.scalar(runs_one.limit(1)) is not None


def projects_of(session: Session, asker: int, *, archived: bool = False) -> list[Project]:
    """The projects the asker is a member of, by name: those in use, or the archived ones."""
    closed = Project.archived_at.is_not(None) if archived else Project.archived_at.is_(None)
    return list(
        session.scalars(
            select(Project)
            .join(Membership, Membership.project_id == Project.id)
            .join(Reviewer, Reviewer.id == Membership.reviewer_id)
            .where(Membership.reviewer_id == asker, closed, Reviewer.departed_at.is_(None))
            .where(~is_companion(Project.id))
            .order_by(Project.name, Project.id)
        )
    )


def choose_project(session: Session, asker: int, project_id: int) -> None:
    """The project the asker works in from now on, on any page and after any reload."""
    require_listed(session, asker, project_id)
    session.get_one(Reviewer, asker).chosen_project_id = project_id


def require_listed(session: Session, asker: int, project_id: int) -> None:
    """NotFound for a project that the asker is no member of, and for one that no list tells of."""
    require_role(session, asker, project_id, Role.VIEWER)
    if is_hidden(session, project_id):
        raise NotFound("project_unknown")


def project_by_name(session: Session, name: str) -> Project:
    """The project of this name; NotFound names those there are."""
    refuse_unstorable(name)
    project = session.scalar(
        select(Project).where(Project.name == name.strip(), ~is_companion(Project.id))
    )
    if project is None:
        names = ", ".join(project.name for project in all_projects(session))
        word = "project_name_unknown" if names else "project_none"
        raise NotFound(word, name=name, names=names)
    return project


def guideline_version(session: Session, project_id: int) -> int:
    """The number of the guidelines in force; 0 where there are none."""
    return (
        session.scalar(
            select(func.coalesce(func.max(Guideline.version), 0)).where(
                Guideline.project_id == project_id
            )
        )
        or 0
    )


def guidelines(session: Session, project_id: int) -> str:
    """The guidelines in force, as Markdown."""
    return (
        session.scalar(
            select(Guideline.markdown)
            .where(Guideline.project_id == project_id)
            .order_by(Guideline.version.desc())
            .limit(1)
        )
        or ""
    )


def all_projects(session: Session) -> list[Project]:
    """Every project, for the command line, by name."""
    listed = select(Project).where(~is_companion(Project.id))
    return list(session.scalars(listed.order_by(Project.name, Project.id)))
