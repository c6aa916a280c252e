"""One tag to be changed, or a new one: its fields, how it will look, and what it was called before."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from models import database
from models.errors import WorkbenchError
from models.former_tag_name import Renaming, renamings
from models.membership import Role
from models.tag import Tag, TagDraft, tags_for
from models.tag_editing import change_tag, create_tag
from models.tag_fields import stored_values
from models.tag_look import refuse_look
from pages.frame import Visit, heading, open_page, telling_errors
from pages.strip import day_in_words
from pages.tag_form import tag_draft
from pages.tag_preview import tag_preview
from pages.to_the_letter import plain
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.ADMIN, writes=True)
    with database.current().read() as session:
        tags = tags_for(session, visit.reviewer_id, visit.project_id)
        former = renamings(session, visit.reviewer_id, visit.project_id)
    asked = st.query_params.get("tag", "")
    tag = next((one for one in tags if str(one.id) == asked), None)
    if asked and tag is None:
        heading(say("tags.gone"), say("errors.tag_not_here"))
        st.page_link("tags_page.py", label=say("tags.back"), icon=":material/arrow_back:")
        return
    title = say("tags.edit_title", tag=tag.name) if tag else say("tags.new_title")
    heading(title, say("tags.edit_sentence"))
    beside = [one for one in tags if one.retired_at is None and one is not tag]
    with st.container(key="tag-editor"):
        left, right = st.columns([5, 4], gap="large")
        with left:
            seen = _seen(tag)
            draft = tag_draft(tag, beside)
            _save(visit, tag, draft, seen)
        with right:
            _look(tag, draft, beside)
            _history(tag, former)


def _look(tag: Tag | None, draft: TagDraft, beside: list[Tag]) -> None:
    st.html(f'<h2 class="fcw-part">{say("tags.preview")}</h2>')
    tag_preview(draft)
    if not draft.letter:
        return
    try:
        refuse_look(draft, beside, tag)
    except WorkbenchError as error:
        st.warning(plain(str(error)))


def _history(tag: Tag | None, former: Sequence[Renaming]) -> None:
    told = [one for one in former if tag is not None and one.tag_id == tag.id]
    if not told:
        return
    st.html(f'<h2 class="fcw-part">{say("tags.history")}</h2>')
    for one in told:
        day = day_in_words(one.until.date().isoformat())
        word = "tags.called_by" if one.by else "tags.called"
        st.markdown(say(word, name=plain(one.name), day=day, by=plain(one.by)))
    st.caption(say("tags.called_still"))


def _seen(tag: Tag | None) -> Mapping[str, Any] | None:
    """The tag as it was when its fields were filled; None for a new one."""
    if tag is None:
        return None
    if f"tag-{tag.id}-name" not in st.session_state:
        st.session_state[f"tag-{tag.id}-seen"] = stored_values(tag)
    seen: Mapping[str, Any] = st.session_state[f"tag-{tag.id}-seen"]
    return seen


def _save(visit: Visit, tag: Tag | None, draft: TagDraft, seen: Mapping[str, Any] | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        saving = st.button(say("tags.save"), type="primary")
        st.page_link("tags_page.py", label=say("tags.back"), icon=":material/arrow_back:")
    if not saving:
        return
    if tag is not None:
        # Whoever is told what somebody else stored has seen it: saving again is a decision.
        st.session_state[f"tag-{tag.id}-seen"] = stored_values(tag)
    with telling_errors():
        with database.current().begin() as session:
            if tag is None:
                create_tag(session, visit.reviewer_id, visit.project_id, draft)
            else:
                change_tag(session, visit.reviewer_id, visit.project_id, tag.id, draft, seen)
        _forget(tag)
        st.switch_page("tags_page.py")


def _forget(tag: Tag | None) -> None:
    """The fields begin with what is stored when the editor opens again."""
    for key in [key for key in st.session_state if str(key).startswith("tag-")]:
        if tag is None or str(key).startswith(f"tag-{tag.id}-"):
            del st.session_state[key]


page()
