"""Tags and guidelines: what each tag means, how to read, and which key does what."""

import streamlit as st

from models import database
from models.key_table import key_bindings
from models.membership import Role
from models.tag import tags_for
from pages.frame import heading, open_page
from pages.guidelines_versions import guidelines_shown
from pages.keys_form import keys_form
from pages.keys_shown import keys_shown
from pages.tag_entries import tag_entries
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page()
    with database.current().read() as session:
        tags = tags_for(session, visit.reviewer_id, visit.project_id)
        bindings = key_bindings(session, visit.reviewer_id, visit.project_id)
    in_use = [tag for tag in tags if tag.retired_at is None]
    heading(say("tags.title"), say("tags.sentence", n=len(in_use), project=visit.project))
    meaning, reading, keys = st.tabs(
        [say("tags.tab_tags"), say("tags.tab_guidelines"), say("tags.tab_keys")]
    )
    with meaning:
        if visit.may(Role.ADMIN):
            st.page_link("tag_editor.py", label=say("tags.new_tag"), icon=":material/add:")
        tag_entries(visit, tags)
    with reading:
        guidelines_shown(visit)
    with keys:
        if visit.may(Role.ADMIN):
            keys_form(visit, in_use, bindings)
        else:
            keys_shown(in_use, bindings)


page()
