"""The keys to be changed: one field a tag and an action, saved together, and taken back together."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from models import database
from models.errors import WorkbenchError
from models.key_table import ACTIONS, change_keys
from models.strokes import FIXED, action_name
from models.tag import Tag
from pages.frame import Visit
from pages.keys_shown import Binding, grouped_actions, in_signs
from pages.to_the_letter import plain
from words import say

_BEFORE = "keys_before"
_SHOWN = "keys_shown"
_SAVED = "keys_saved"
_DEFAULTS = "1234567890"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a project: of tags by id, of actions by name."""

    tags: dict[int, str]
    actions: dict[str, str]

    def beyond(self, other: "Keys") -> "Keys":
        """What differs from `other`."""
        return Keys(
            {tag: key for tag, key in self.tags.items() if other.tags.get(tag) != key},
            {name: key for name, key in self.actions.items() if other.actions.get(name) != key},
        )


def keys_form(visit: Visit, tags: Sequence[Tag], bindings: Sequence[Binding]) -> None:
    """The fields, what became of the last change, and the two ways back."""
    stored = Keys(
        {tag.id: tag.key for tag in tags},
        {binding["action"]: binding["strokes"][0] for binding in bindings},
    )
    st.caption(say("tags.keys_how"))
    with st.form("keys", border=False):
        wanted = _fields(visit, stored, tags, bindings)
        # Where the button was that was pressed: anywhere else it might be out of sight.
        told = st.empty()
        saving = st.form_submit_button(say("tags.save_keys"), type="primary")
    if st.session_state.get(_SAVED) == visit.project_id:
        told.markdown(say("tags.keys_saved"))
    if saving:
        _change(visit, stored, wanted, told)
    _ways_back(visit, stored, tags, told)


def _fields(visit: Visit, stored: Keys, tags: Sequence[Tag], bindings: Sequence[Binding]) -> Keys:
    _show(visit.project_id, stored)
    asked = Keys({}, {})
    columns = st.columns(3, gap="large")
    columns[0].html(f"<h2>{say('tags.keys_tags')}</h2>")
    for tag in tags:
        asked.tags[tag.id] = columns[0].text_input(
            plain(tag.name), key=_field(tag.id), max_chars=20
        )
    for column, groups in zip(columns, grouped_actions(bindings), strict=True):
        for group, found in groups.items():
            column.html(f"<h2>{say(f'tags.keys_{group}')}</h2>")
            for binding in found:
                name = binding["action"]
                asked.actions[name] = column.text_input(
                    _label(binding), key=_field(name), max_chars=20, disabled=name in FIXED
                )
    has = {binding["action"]: binding["strokes"] for binding in bindings}
    return Keys(
        {tag: key.strip() for tag, key in asked.tags.items()},
        {name: _stroke(key.strip(), has[name]) for name, key in asked.actions.items()},
    )


def _show(project_id: int, stored: Keys) -> None:
    """Let the fields say what is stored: where that is new, and where a field is."""
    state = st.session_state
    drawn_before = state.get(_SHOWN) == (project_id, stored)
    state[_SHOWN] = (project_id, stored)
    said = {_field(tag): key for tag, key in stored.tags.items()}
    said |= {_field(name): in_signs(key) for name, key in stored.actions.items()}
    for field, key in said.items():
        if not drawn_before or field not in state:
            state[field] = key


def _field(of: int | str) -> str:
    """The field for the tag of this id, or for the action of this name: always the same one."""
    return f"key-of-{of}"


def _stroke(written: str, has: Sequence[str]) -> str:
    """What is written in a field as a stroke: those the action has are not written as stored."""
    return {in_signs(stroke).lower(): stroke for stroke in has}.get(written.lower(), written)


def _label(binding: Binding) -> str:
    # Not made plain: it is ours, and a screen reader hears what holds off Markdown.
    others = ", ".join(in_signs(stroke) for stroke in binding["strokes"][1:])
    name = action_name(binding["action"])
    return say("tags.also", action=name, strokes=others) if others else name


def _change(
    visit: Visit, stored: Keys, wanted: Keys, told: st.delta_generator.DeltaGenerator
) -> None:
    """Store what is new in `wanted`, keep the way back, and draw the page again; or say why not."""
    changed = wanted.beyond(stored)
    # An earlier success is no answer to this.
    st.session_state.pop(_SAVED, None)
    try:
        with database.current().begin() as session:
            change_keys(session, visit.reviewer_id, visit.project_id, changed.tags, changed.actions)
    except WorkbenchError as error:
        told.error(plain(str(error)))
        return
    st.session_state[_SAVED] = visit.project_id
    if changed.tags or changed.actions:
        st.session_state[_BEFORE] = (visit.project_id, stored)
    st.rerun()


def _ways_back(
    visit: Visit, stored: Keys, tags: Sequence[Tag], told: st.delta_generator.DeltaGenerator
) -> None:
    first = Keys(
        {tag.id: _DEFAULTS[number] for number, tag in enumerate(tags[: len(_DEFAULTS)])},
        {action.name: action.strokes[0] for action in ACTIONS},
    )
    changed = first.beyond(stored)
    if (changed.tags or changed.actions) and st.button(say("tags.default_keys")):
        _change(visit, stored, first, told)
    project_id, before = st.session_state.get(_BEFORE, (0, stored))
    if project_id != visit.project_id or before == stored:
        return
    if st.button(say("tags.undo_keys"), icon=":material/undo:"):
        _change(visit, stored, before, told)
