"""Members: the people of the project and their roles."""

from html import escape

import streamlit as st

from models import database
from models.members import (
    Member,
    add_member,
    change_role,
    members_of,
    put_member_back,
    remove_member,
)
from models.membership import Role
from pages.frame import Visit, heading, open_page, telling_errors
from pages.history_address import history_href
from pages.to_the_letter import plain
from words import say

# Who was taken out last, so that one press brings them back.
_REMOVED = "member_removed"


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.ADMIN)
    with database.current().read() as session:
        members = members_of(session, visit.reviewer_id, visit.project_id)
    heading(say("members.title"), say("members.sentence", n=len(members), project=visit.project))
    _undo(visit)
    with st.container(key="members-rows"):
        for member in members:
            _row(visit, member)
    if not visit.archived:
        _add(visit)


def _row(visit: Visit, member: Member) -> None:
    who, role, action = st.columns([5, 3, 2], vertical_alignment="center")
    left = f" · {say('members.left')}" if member.left else ""
    you = f" <small>{say('members.you')}</small>" if member.id == visit.reviewer_id else ""
    who.html(
        f'<p class="fcw-project"><b>{escape(member.name)}</b>{you}</p>'
        f'<p class="fcw-quiet">{escape(member.handle)}{left} · '
        f'<a href="{history_href(person=member.id)}">{say("history.link")}</a></p>'
    )
    # The key holds the role: after a refusal the field shows what is stored.
    key = f"role-{member.id}-{member.role.value}-{st.session_state.get('members_run', 0)}"
    chosen = role.selectbox(
        say("members.role_of", name=plain(member.name)),
        list(Role),
        index=list(Role).index(member.role),
        format_func=lambda one: say(f"app.role_{one.value}"),
        key=key,
        label_visibility="collapsed",
        disabled=visit.archived,
    )
    if chosen is not member.role:
        _change(visit, member, Role(chosen or member.role))
    with action, st.container(horizontal_alignment="right"):
        if not visit.archived and st.button(
            say("members.remove"), key=f"remove-{member.id}", help=say("members.remove_help")
        ):
            _remove(visit, member)


def _change(visit: Visit, member: Member, role: Role) -> None:
    st.session_state["members_run"] = st.session_state.get("members_run", 0) + 1
    with telling_errors():
        with database.current().begin() as session:
            change_role(session, visit.reviewer_id, visit.project_id, member.id, role.value)
        st.rerun()


def _remove(visit: Visit, member: Member) -> None:
    with telling_errors():
        with database.current().begin() as session:
            former = remove_member(session, visit.reviewer_id, visit.project_id, member.id)
        st.session_state[_REMOVED] = (visit.project_id, member.name, former)
        st.rerun()


def _undo(visit: Visit) -> None:
    project_id, name, former = st.session_state.get(_REMOVED, (0, "", None))
    if former is None or project_id != visit.project_id:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("members.removed", name=plain(name)))
        if st.button(say("members.undo"), icon=":material/undo:"):
            st.session_state.pop(_REMOVED)
            with telling_errors():
                with database.current().begin() as session:
                    put_member_back(session, visit.reviewer_id, project_id, former)
                st.rerun()


def _add(visit: Visit) -> None:
    st.html(f'<h2 class="fcw-part">{say("members.add_title")}</h2>')
    with st.container(key="members-add"), st.form("add-member", border=False):
        handle = st.text_input(
            say("members.handle"), max_chars=254, help=say("members.handle_help")
        )
        role = st.selectbox(
            say("members.role"),
            list(Role),
            index=1,
            format_func=lambda one: (
                f"{say(f'app.role_{one.value}')}: {say(f'members.{one.value}')}"
            ),
        )
        adding = st.form_submit_button(say("members.add"), type="primary")
    if adding:
        with telling_errors():
            with database.current().begin() as session:
                add_member(session, visit.reviewer_id, visit.project_id, handle, role or "")
            st.rerun()


page()
