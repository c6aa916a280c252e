"""Project settings: the name, how articles are read, and whether the project is open."""

import streamlit as st

from models import database
from models.membership import Role
from models.project import Project
from models.project_settings import MOST_READERS, change_settings, project_for, rename_project
from pages.frame import Visit, heading, open_page, telling_errors
from pages.project_archiving import archive, bring_back
from words import say

# What was chosen and waits for an answer: readings of others would become visible.
_ASKED = "asked_to_open"


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.ADMIN)
    with database.current().read() as session:
        project = project_for(session, visit.reviewer_id, visit.project_id, Role.ADMIN)
    heading(say("projects.settings_title"), say("projects.settings_sentence", project=project.name))
    if visit.archived:
        bring_back(visit, visit.project_id, primary=True)
        return
    with st.container(key="project-settings"):
        _form(visit, project)
        if st.session_state.get(_ASKED) == visit.project_id:
            _ask(visit)
    st.html(f'<h2 class="fcw-part">{say("projects.archive_title")}</h2>')
    archive(visit)


def _form(visit: Visit, project: Project) -> None:
    kept = f"{project.id}"
    with st.form("project", border=False):
        name = st.text_input(
            say("projects.name"), project.name, max_chars=200, key=f"project-name-{kept}"
        )
        readers = st.number_input(
            say("projects.readers_field"),
            1,
            MOST_READERS,
            project.readers_per_article,
            key=f"project-readers-{kept}",
        )
        st.radio(
            say("projects.reading"),
            [True, False],
            index=0 if project.is_blind else 1,
            format_func=lambda blind: say(f"projects.choice_{'blind' if blind else 'open'}"),
            key=_choice(project.id),
        )
        saving = st.form_submit_button(say("projects.save"), type="primary")
    if not saving:
        return
    opens = project.is_blind and not st.session_state[_choice(project.id)]
    with telling_errors():
        # Reading stays blind until that is answered; the rest is saved.
        blind = project.is_blind if opens else bool(st.session_state[_choice(project.id)])
        _save(visit, name, int(readers), blind)
        if opens:
            st.session_state[_ASKED] = project.id
        st.rerun()


def _ask(visit: Visit) -> None:
    """Whether everybody shall see everybody's passages, which nobody can unsee."""
    st.warning(say("projects.ask_open"))
    with st.container(horizontal=True):
        opening = st.button(say("projects.open_all"))
        staying = st.button(say("projects.stay_blind"), type="primary")
    if not (opening or staying):
        return
    st.session_state.pop(_ASKED, None)
    st.session_state.pop(_choice(visit.project_id), None)
    with telling_errors():
        if opening:
            with database.current().begin() as session:
                project = project_for(session, visit.reviewer_id, visit.project_id, Role.ADMIN)
                readers = project.readers_per_article
                change_settings(session, visit.reviewer_id, visit.project_id, readers, False)
        st.rerun()


def _save(visit: Visit, name: str, readers: int, blind: bool) -> None:
    with database.current().begin() as session:
        rename_project(session, visit.reviewer_id, visit.project_id, name)
        change_settings(session, visit.reviewer_id, visit.project_id, readers, blind)


def _choice(project_id: int) -> str:
    return f"project-blind-{project_id}"


page()
