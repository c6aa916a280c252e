"""The first visit: a name, then the demo or an article of one's own in a project of its own."""

import streamlit as st

from models import database
from models.project import all_projects, choose_project, create_project
from pages.frame import telling_errors
from pages.visitor import current_visitor, is_solo, sign_in
from seeds.demo import demo_name, seed_demo
from seeds.tag_set import default_guidelines, default_tags
from settings import settings
from words import say

PICTURE = (
    '<div class="fcw-welcome-picture" aria-hidden="true">'
    '<div class="strip"><i class="s"></i><b></b><i class="p"></i><b></b><i class="d"></i>'
    '<u></u><u></u><u></u></div><div class="lines">'
    '<span class="s" style="width:92%"></span><span class="s" style="width:58%"></span>'
    '<span style="width:86%"></span><span class="p" style="width:94%"></span>'
    '<span class="p" style="width:48%"></span><span style="width:82%"></span>'
    '<span class="d" style="width:68%"></span></div></div>'
)


def welcome() -> None:
    """Ask for the name once; where there is no project yet, offer the demo."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="center")
    with left:
        st.html(
            f'<div class="fcw-welcome"><h1>{say("app.welcome_title")}</h1>'
            f"<p>{say('app.welcome_sentence')}</p></div>"
        )
        with st.form("welcome", border=False, enter_to_submit=True):
            name = (
                ""
                if _is_known()
                else st.text_input(say("app.your_name"), max_chars=200, autocomplete="name")
            )
            with st.container(horizontal=True):
                start = "start_reading" if has_other_work() else "open_demo"
                first = st.form_submit_button(say(f"app.{start}"), type="primary")
                own = st.form_submit_button(
                    say("app.bring_in_article"), icon=":material/upload_file:"
                )
        if not is_solo():
            st.page_link("projects_page.py", label=say("app.make_project"))
    with right:
        st.html(PICTURE)
    st.html(_three_steps())
    if first or own:
        _enter(name, own)


def has_other_work() -> bool:
    """Whether there are projects, and the demo is not among them: then nobody wants it put in."""
    with database.current().read() as session:
        names = {project.name for project in all_projects(session)}
    return bool(names) and demo_name() not in names


def _is_known() -> bool:
    """Whether there is a name already: given before, or by whoever runs the workbench."""
    return bool(settings().solo_name) or current_visitor() is not None


def _enter(name: str, own: bool) -> None:
    with telling_errors():
        if not _is_known():
            sign_in(name)
        if not has_other_work():
            _own_project() if own else _demo()
        if own:
            st.switch_page("import_page.py")
        st.rerun()


def _demo() -> None:
    with database.current().begin() as session:
        seed_demo(session)


def _own_project() -> None:
    """A project for articles of one's own: the demo's readings are no place for them."""
    here = current_visitor()
    if here is None:
        return
    with database.current().begin() as session:
        name, tags = say("app.first_project"), default_tags()
        made = create_project(session, here.person.id, name, tags, default_guidelines())
        choose_project(session, here.person.id, made.id)


def _three_steps() -> str:
    steps = "".join(
        f"<div><h3>{say(f'app.step_{step}')}</h3><p>{say(f'app.step_{step}_how')}</p></div>"
        for step in ("read", "tag", "see")
    )
    return f'<div class="fcw-steps">{steps}</div>'
