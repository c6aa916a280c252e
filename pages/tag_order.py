"""What admins do with a tag as a whole: edit it, move it, retire it, and bring it back."""

from collections.abc import Callable

import streamlit as st

from models import database
from models.tag import Tag
from models.tag_editing import bring_back_tag, move_tag, retire_tag
from pages.frame import Visit, telling_errors
from words import say


def tag_buttons(visit: Visit, tag: Tag, *, first: bool, last: bool) -> None:
    """The buttons of one tag; `first` and `last` of those in use have nowhere to go."""
    shared = (visit.reviewer_id, visit.project_id, tag.id)
    with st.container(horizontal=True, key=f"tag-buttons-{tag.id}"):
        st.page_link("tag_editor.py", label=say("tags.edit"), query_params={"tag": str(tag.id)})
        if tag.retired_at is not None:
            if st.button(say("tags.bring_back"), key=f"back-{tag.id}"):
                _do(lambda session: bring_back_tag(session, *shared))
            return
        if st.button(say("tags.up"), key=f"up-{tag.id}", disabled=first):
            _do(lambda session: move_tag(session, *shared, -1))
        if st.button(say("tags.down"), key=f"down-{tag.id}", disabled=last):
            _do(lambda session: move_tag(session, *shared, 1))
        if st.button(say("tags.retire"), key=f"retire-{tag.id}", help=say("tags.retire_help")):
            _do(lambda session: retire_tag(session, *shared))


def _do(verb: Callable[..., None]) -> None:
    with telling_errors():
        with database.current().begin() as session:
            verb(session)
        st.rerun()
