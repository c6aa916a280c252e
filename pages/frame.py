"""What every page stands in: who is here, in which project, and what is shown when something is wrong."""

from dataclasses import dataclass
from html import escape

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.membership import Role, role_of
from models.project import Project, choose_project, projects_of
from models.queries.opened import last_project
from models.reviewer import Reviewer
from pages.refusal_notes import VISITOR
from pages.refusal_notes import telling_errors as telling_errors  # noqa: PLC0414 (pages take it from here)
from pages.visitor import Visitor, current_visitor, is_solo, sign_in, signed_out, visitor
from settings import settings
from words import say

# Under which key the session keeps the project that the page is drawn for.
VISITED = "visited_project"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a page, and at which project.

    `archived` where that one takes no changes; `sign_in_id` is None in solo.
    """

    reviewer_id: int
    handle: str
    name: str
    project_id: int
    project: str
    role: Role
    projects: tuple[tuple[int, str], ...]
    archived: bool = False
    sign_in_id: int | None = None

    def may(self, needed: Role) -> bool:
        """Whether the visitor's role suffices, and the project takes changes."""
        return self.role.covers(needed) and not self.archived


def current_visit() -> Visit | None:
    """Who is signed in and which project they chose; None where nobody is, or there is no project."""
    with database.current().read() as session:
        found = visitor(session)
        if found is not None:
            return _visit(session, found, projects_of(session, found.person.id))
    if is_solo() and settings().solo_name:
        sign_in(settings().solo_name)
        return current_visit()
    return None


def work_in(reviewer_id: int, project_id: int) -> None:
    """From now on the visitor works in this project, on any page and after any reload."""
    with database.current().begin() as session:
        choose_project(session, reviewer_id, project_id)


def open_page(needed: Role = Role.VIEWER, *, writes: bool = False) -> Visit:
    """The visit a page is drawn for; shows what is to be done instead and stops where there is none.

    It also stops, with a sentence and a way on, where the page is for a larger role, or where it
    `writes` and the project is archived.
    """
    visit = current_visit()
    if visit is None:
        here = current_visitor()
        if not is_solo() and here is None:
            signed_out()
        if here is not None and not here.is_admin:
            empty_state(say("account.no_project_title"), say("account.no_project_sentence"))
            st.stop()
        from pages.welcome import welcome  # noqa: PLC0415 (the welcome itself stands in the frame)

        welcome()
        st.stop()
    if not visit.role.covers(needed) or (writes and visit.archived):
        from pages.refused import refuse_page  # noqa: PLC0415 (it stands in the frame, too)

        refuse_page(visit, needed)
        st.stop()
    return visit


def heading(title: str, sentence: str = "") -> None:
    """A page's title and the sentence under it; both are escaped."""
    st.html(
        f'<div class="fcw-heading"><h1>{escape(title)}</h1>'
        + (f"<p>{escape(sentence)}</p>" if sentence else "")
        + "</div>"
    )


def empty_state(title: str, sentence: str) -> None:
    """What is missing, and what to do; the one button is drawn by the caller below it."""
    st.html(f'<div class="fcw-empty"><h2>{escape(title)}</h2><p>{escape(sentence)}</p></div>')


def mode() -> str:
    """'light' or 'dark', as the visitor's page is drawn."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _visit(session: Session, here: Visitor, projects: list[Project]) -> Visit | None:
    reviewer = here.person
    chosen = _chosen(session, reviewer, projects)
    if chosen is None:
        return None
    st.session_state[VISITED] = chosen.id
    st.session_state[VISITOR] = reviewer.id
    if "project" in st.query_params and reviewer.chosen_project_id != chosen.id:
        work_in(reviewer.id, chosen.id)
    role = role_of(session, reviewer.id, chosen.id) or Role.VIEWER
    return Visit(
        reviewer.id,
        reviewer.handle,
        reviewer.name,
        chosen.id,
        chosen.name,
        role,
        tuple((project.id, project.name) for project in projects),
        chosen.archived_at is not None,
        here.sign_in_id,
    )


def _chosen(session: Session, reviewer: Reviewer, projects: list[Project]) -> Project | None:
    asked = st.query_params.get("project", "")
    # An archived project can be opened, and is never opened by itself.
    closed = projects_of(session, reviewer.id, archived=True)
    known = {project.id: project for project in (*projects, *closed)}
    if asked.isascii() and asked.isdigit() and int(asked[:9]) in known:
        return known[int(asked[:9])]
    chosen = known.get(reviewer.chosen_project_id or 0)
    if chosen is not None:
        return chosen
    wanted = last_project(session, reviewer.id)
    last = next((project for project in projects if project.id == wanted), None)
    return last or next(iter((*projects, *closed)), None)
