"""The keys to be read: which key gives which tag, and what the others do, in their groups."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from models.strokes import action_name
from models.tag import Tag
from words import say

# Three columns of groups; an action that no group names stands at the end of the last one.
COLUMNS: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "moving": (
            *("next_sentence", "previous_sentence", "next_word", "previous_word"),
            *("next_untagged", "previous_untagged", "next_passage", "previous_passage"),
        ),
    },
    {
        "extent": (
            *("extend_sentence", "shrink_sentence", "extend_word", "shrink_word"),
            *("start_later", "start_earlier", "narrow", "widen"),
        ),
        "marking": ("clear", "unclear", "repeat_tag", "also_here"),
    },
    {
        "cards": (
            *("note", "evidence", "confidence", "duplicate", "split", "merge"),
            *("talk", "copy_link", "delete"),
        ),
        "reading": (
            *("undo", "redo", "find", "filter", "outline", "guidelines"),
            *("appearance", "keys", "submit", "leave"),
        ),
    },
)
SIGNS = {"ArrowDown": "↓", "ArrowUp": "↑", "ArrowRight": "→", "ArrowLeft": "←", "Mod": "Ctrl"}

Binding = Mapping[str, Any]


def grouped_actions(bindings: Sequence[Binding]) -> Iterator[dict[str, list[Binding]]]:
    """The actions by column and group, in the order in which they are shown; none is left out."""
    known = {binding["action"]: binding for binding in bindings if binding["shown"]}
    named = {name for column in COLUMNS for names in column.values() for name in names}
    others = [binding for name, binding in known.items() if name not in named]
    for column in COLUMNS:
        groups = {
            group: [known[name] for name in names if name in known]
            for group, names in column.items()
        }
        if column is COLUMNS[-1]:
            groups["reading"] += others
        yield groups


def in_signs(stroke: str) -> str:
    """A stroke as keyboards have it: 'Shift+↓' for Shift+ArrowDown."""
    *held, last = stroke.split("+") if len(stroke) > 1 else [stroke]
    return "+".join(SIGNS.get(part, part) for part in (*held, last))


def keys_shown(tags: Sequence[Tag], bindings: Sequence[Binding]) -> None:
    """Every key, for those who may not change them."""
    st.caption(say("tags.keys_of_admins"))
    with st.container(key="keys"):
        columns = st.columns(3, gap="large")
        columns[0].html(_group("tags", [(tag.name, [tag.key]) for tag in tags]))
        for column, groups in zip(columns, grouped_actions(bindings), strict=True):
            for group, found in groups.items():
                rows = [(action_name(one["action"]), one["strokes"]) for one in found]
                column.html(_group(group, rows))


def _group(group: str, rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd>"
        + " ".join(f"<kbd>{escape(in_signs(stroke))}</kbd>" for stroke in strokes)
        + "</dd>"
        for name, strokes in rows
    )
    return f'<h2>{say(f"tags.keys_{group}")}</h2><dl class="fcw-keys">{lines}</dl>'
