"""Saved views: a dashboard as somebody narrowed it down, under a name, to be opened again."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.membership import Role, require_role
from models.text import one_line
from models.writing import require_writer

NAME_LIMIT = 80
QUERY_LIMIT = 4_000


class SavedView(Base):
    """One person's view of a dashboard: what stood in its address. The project sees a shared one.

    Nothing of what the view showed is kept: whoever opens it sees what they may see by then.
    Removing only sets `deleted_at`.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        Index(None, "project_id", "dashboard"),
        Index(None, "reviewer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    dashboard: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]


def views_of(session: Session, asker: int, project_id: int, dashboard: str) -> list[SavedView]:
    """The asker's own views of the dashboard and those shared in the project, by name."""
    require_role(session, asker, project_id, Role.VIEWER)
    found = session.scalars(
        select(SavedView)
        .where(
            SavedView.project_id == project_id,
            SavedView.dashboard == dashboard,
            SavedView.deleted_at.is_(None),
            or_(SavedView.reviewer_id == asker, SavedView.shared),
        )
        .order_by(SavedView.id)
    )
    return sorted(found, key=lambda view: (view.name.lower(), view.id))


def save_view(
    session: Session,
    asker: int,
    project_id: int,
    dashboard: str,
    name: str,
    query: str,
    shared: bool = False,
) -> SavedView:
    """Keep what stands in the dashboard's address; the asker's own view of that name is replaced.

    Editors may share it with the project.
    """
    require_writer(session, asker, project_id, Role.EDITOR if shared else Role.VIEWER)
    wanted = one_line(name, NAME_LIMIT)
    if not wanted:
        raise BadInput("view_name", most=NAME_LIMIT)
    if len(query) > QUERY_LIMIT:
        raise BadInput("view_query")
    view = _own(session, asker, project_id, dashboard, wanted)
    before = _told(view) if view else None
    if view is None:
        view = SavedView(
            project_id=project_id, reviewer_id=asker, dashboard=dashboard, name=wanted, query=query
        )
        session.add(view)
    view.query, view.shared = query, shared
    session.flush()
    record(session, asker, project_id, "save", "saved_view", view.id, before, _told(view))
    return view


def remove_view(session: Session, asker: int, project_id: int, view_id: int) -> None:
    """Take a view away: one's own, or, as an editor, a shared one; `bring_back_view` undoes it."""
    view = _to_change(session, asker, project_id, view_id)
    if view.deleted_at is None:
        view.deleted_at = now()
        session.flush()
        record(session, asker, project_id, "remove", "saved_view", view.id, _told(view))


def bring_back_view(session: Session, asker: int, project_id: int, view_id: int) -> None:
    """A view that was taken away is there again."""
    view = _to_change(session, asker, project_id, view_id)
    if view.deleted_at is not None:
        view.deleted_at = None
        session.flush()
        record(session, asker, project_id, "bring_back", "saved_view", view.id, None, _told(view))


def _own(
    session: Session, asker: int, project_id: int, dashboard: str, name: str
) -> SavedView | None:
    return session.scalar(
        select(SavedView).where(
            SavedView.project_id == project_id,
            SavedView.reviewer_id == asker,
            SavedView.dashboard == dashboard,
            SavedView.name == name,
            SavedView.deleted_at.is_(None),
        )
    )


def _to_change(session: Session, asker: int, project_id: int, view_id: int) -> SavedView:
    require_writer(session, asker, project_id, Role.VIEWER)
    view = session.get(SavedView, view_id)
    if view is None or view.project_id != project_id:
        raise NotFound("view_unknown")
    if view.reviewer_id != asker:
        if not view.shared:
            raise NotFound("view_unknown")
        role = require_role(session, asker, project_id, Role.VIEWER)
        if not role.covers(Role.EDITOR):
            raise NotAllowed("role_too_small", role=role.value, needed=Role.EDITOR.value)
    return view


def _told(view: SavedView) -> dict[str, object]:
    # Not its name: the trail of an open project is everybody's, and a view may be one's own.
    return {"dashboard": view.dashboard, "shared": view.shared}
