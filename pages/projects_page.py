"""Projects: those the visitor is in, the archived ones, and a new one."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models import database
from models.membership import Role
from models.project import create_project, may_create
from models.project_copy import copy_project
from models.queries.project_list import ProjectRow, project_list
from pages.frame import Visit, current_visit, heading, open_page, telling_errors, work_in
from pages.project_archiving import bring_back
from pages.strip import day_in_words
from pages.visitor import current_visitor, is_solo
from seeds.tag_set import default_guidelines, default_tags
from words import say


def page() -> None:
    """Draw the page."""
    here = current_visitor()
    if here is not None and here.is_admin and not is_solo() and current_visit() is None:
        # The desk's first project: there is none yet that the page could be of.
        heading(say("projects.title"), say("projects.none"))
        _new(here.person.id, [])
        return
    visit = open_page()
    with database.current().read() as session:
        rows = project_list(session, visit.reviewer_id)
        makes = may_create(session, visit.reviewer_id)
    open_ones = [row for row in rows if row.archived_at is None]
    closed = [row for row in rows if row.archived_at is not None]
    heading(say("projects.title"), say("projects.sentence", n=len(open_ones)))
    with st.container(key="project-rows"):
        for row in open_ones:
            _row(visit, row)
    if closed:
        st.html(f'<h2 class="fcw-part">{say("projects.archived")}</h2>')
        with st.container(key="project-rows-archived"):
            for row in closed:
                _row(visit, row)
    if makes:
        _new(visit.reviewer_id, [row for row in rows if row.role is Role.ADMIN])


def _row(visit: Visit, row: ProjectRow) -> None:
    left, right = st.columns([5, 2], vertical_alignment="center")
    here = f" <small>{say('projects.here')}</small>" if row.id == visit.project_id else ""
    left.html(
        f'<p class="fcw-project"><b>{escape(row.name)}</b>{here}</p>'
        f'<p class="fcw-quiet">{escape(_told(row))}</p>'
    )
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        if row.id != visit.project_id and st.button(say("projects.open"), key=f"open-{row.id}"):
            work_in(visit.reviewer_id, row.id)
            st.query_params.clear()
            st.rerun()
        if row.archived_at is not None and row.role is Role.ADMIN:
            bring_back(visit, row.id)


def _told(row: ProjectRow) -> str:
    parts = [
        say("projects.articles", n=row.articles),
        say("projects.readers", n=row.readers),
        say("projects.blind" if row.is_blind else "projects.open_reading"),
        say("projects.as_role", role=say(f"app.role_{row.role.value}")),
    ]
    if row.archived_at is not None:
        parts.append(say("projects.since", day=day_in_words(row.archived_at.date().isoformat())))
    return " · ".join(parts)


def _new(asker: int, templates: Sequence[ProjectRow]) -> None:
    st.html(f'<h2 class="fcw-part">{say("projects.new")}</h2>')
    names = {0: say("projects.template_default")} | {row.id: row.name for row in templates}
    with st.container(key="project-new"), st.form("new-project", border=False):
        name = st.text_input(say("projects.name"), max_chars=200)
        template = st.selectbox(
            say("projects.template"),
            list(names),
            format_func=names.__getitem__,
            help=say("projects.template_help"),
        )
        making = st.form_submit_button(say("projects.make"), type="primary")
    if making:
        with telling_errors():
            _make(asker, name, template)


def _make(asker: int, name: str, template: int) -> None:
    with database.current().begin() as session:
        if template:
            made = copy_project(session, asker, template, name)
        else:
            tags, text = default_tags(), default_guidelines()
            made = create_project(session, asker, name, tags, text)
        number = made.id
    work_in(asker, number)
    st.query_params.clear()
    st.switch_page("project_page.py")


page()
