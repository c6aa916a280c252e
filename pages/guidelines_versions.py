"""The guidelines with their versions: who changed what when, and any two of them compared."""

from collections.abc import Sequence

import streamlit as st

from models import database
from models.guideline_versions import (
    Version,
    guideline_text,
    guideline_versions,
    guidelines_in_force,
    passages_by_version,
)
from models.membership import Role
from pages.frame import Visit, empty_state
from pages.guidelines_diff import diff_html
from pages.guidelines_unclear import unclear_shown
from pages.strip import day_in_words
from pages.to_the_letter import plain
from words import say


def guidelines_shown(visit: Visit) -> None:
    """The version in force, and under it the others."""
    shared = (visit.reviewer_id, visit.project_id)
    with database.current().read() as session:
        now = guidelines_in_force(session, *shared)
        versions = guideline_versions(session, *shared)
        elsewhere = passages_by_version(session, *shared).get(None, 0)
    if visit.may(Role.ADMIN):
        st.page_link("guidelines_editor.py", label=say("tags.write"), icon=":material/edit_note:")
    with st.container(key="guidelines"):
        if now.markdown.strip():
            st.caption(say("tags.version", n=now.version))
            st.markdown(now.markdown)
        else:
            empty_state(say("tags.no_guidelines_title"), say("tags.no_guidelines_sentence"))
    if visit.may(Role.EDITOR):
        unclear_shown(visit)
    if versions:
        _versions(versions, elsewhere)
    if len(versions) > 1:
        _compared(visit, [one.version for one in versions])


def _versions(versions: Sequence[Version], elsewhere: int) -> None:
    st.html(f'<h2 class="fcw-part">{say("tags.versions")}</h2>')
    for one in versions:
        change = plain(one.change) or say("tags.first_version")
        st.markdown(f"**{say('tags.version', n=one.version)}** · {change}")
        day = day_in_words(one.at.date().isoformat())
        by = say("tags.version_by", by=plain(one.by), day=day) if one.by else day
        st.caption(f"{by} · {say('tags.made_under', n=one.passages)}")
    if elsewhere:
        st.caption(say("tags.made_elsewhere", n=elsewhere))


def _compared(visit: Visit, numbers: Sequence[int]) -> None:
    st.html(f'<h2 class="fcw-part">{say("tags.compare")}</h2>')
    with st.container(horizontal=True, key="guidelines-compare"):
        chosen = [
            st.selectbox(
                say(f"tags.compare_{side}"),
                numbers,
                index=index,
                format_func=lambda number: say("tags.version", n=number),
                key=f"compare-{side}-{visit.project_id}",
            )
            for side, index in (("from", 1), ("to", 0))
        ]
    with database.current().read() as session:
        before, after = (
            guideline_text(session, visit.reviewer_id, visit.project_id, number)
            for number in chosen
        )
    st.html(diff_html(before, after))
    if before == after:
        st.caption(say("tags.compare_same"))
