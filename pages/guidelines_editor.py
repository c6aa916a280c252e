"""Guidelines to be written: the text, how it will be read, and the line that says what changed."""

import streamlit as st

from models import database
from models.guideline_versions import CHANGE_LIMIT, guidelines_in_force, save_guidelines
from models.membership import Role
from pages.frame import Visit, heading, open_page, telling_errors
from pages.guidelines_unclear import unclear_shown
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.ADMIN, writes=True)
    with database.current().read() as session:
        now = guidelines_in_force(session, visit.reviewer_id, visit.project_id)
    # What it was written upon: another version that comes meanwhile is not written over.
    seen = st.session_state.setdefault(_key(visit, "seen"), now.version)
    heading(say("tags.write_title"), say("tags.write_sentence", n=now.version))
    with st.container(key="guidelines-editor"):
        left, right = st.columns(2, gap="large")
        with left:
            text = st.text_area(
                say("tags.guidelines_field"), now.markdown, height=480, key=_key(visit, "text")
            )
        with right:
            st.html(f'<h2 class="fcw-part">{say("tags.read_as")}</h2>')
            with st.container(key="guidelines"):
                st.markdown(text)
        change = st.text_input(
            say("tags.change_field"), max_chars=CHANGE_LIMIT, key=_key(visit, "change")
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(say("tags.save_version", n=seen + 1), type="primary"):
                _save(visit, seen, text, change)
            st.page_link("tags_page.py", label=say("tags.back"), icon=":material/arrow_back:")
    unclear_shown(visit)


def _save(visit: Visit, seen: int, text: str, change: str) -> None:
    with telling_errors():
        with database.current().begin() as session:
            save_guidelines(session, visit.reviewer_id, visit.project_id, seen, text, change)
        for part in ("seen", "text", "change"):
            st.session_state.pop(_key(visit, part), None)
        st.switch_page("tags_page.py")


def _key(visit: Visit, part: str) -> str:
    return f"guidelines-{part}-{visit.project_id}"


page()
