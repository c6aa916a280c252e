"""The fields of one tag, filled with what is stored, as a draft that can be previewed and saved."""

from collections.abc import Sequence

import streamlit as st

from looks.palette import palette_of
from models.tag import Prompt, Tag, TagDraft
from models.tag_look import ALL_COLOURS, COLOURS, PATTERNS, free_colours
from words import say

_OWN = "own"


def tag_draft(tag: Tag | None, others: Sequence[Tag]) -> TagDraft:
    """What the fields say; `others` are the tags in use beside it, whose colours are not offered first."""
    kept = f"tag-{tag.id if tag else 'new'}"
    name = st.text_input(say("tags.field_name"), tag.name if tag else "", 60, key=f"{kept}-name")
    with st.container(horizontal=True):
        key = st.text_input(say("tags.field_key"), tag.key if tag else "", 20, key=f"{kept}-key")
        letter = st.text_input(
            say("tags.field_letter"), tag.letter if tag else "", 2, key=f"{kept}-letter"
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        colour = _colour(tag, others, kept)
        pattern = st.selectbox(
            say("tags.field_pattern"),
            PATTERNS,
            index=PATTERNS.index(tag.pattern) if tag else 0,
            format_func=lambda one: say(f"tags.pattern_{one}"),
            key=f"{kept}-pattern",
        )
    description = st.text_area(
        say("tags.field_description"), tag.description if tag else "", key=f"{kept}-description"
    )
    examples = st.text_area(
        say("tags.field_examples"), "\n".join(tag.examples) if tag else "", key=f"{kept}-examples"
    )
    counter = st.text_area(
        say("tags.field_counter"), tag.counter_example if tag else "", height=80, key=f"{kept}-no"
    )
    boundary = st.text_area(
        say("tags.field_boundary"), tag.boundary if tag else "", height=80, key=f"{kept}-ends"
    )
    asks = st.checkbox(
        say("tags.field_evidence"), tag.asks_evidence if tag else False, key=f"{kept}-asks"
    )
    return TagDraft(
        name, key.strip(), letter.strip(), colour, pattern, description, tuple(examples.splitlines()),
        counter, boundary, asks, _prompts(tag, kept),
    )  # fmt: skip


def _colour(tag: Tag | None, others: Sequence[Tag], kept: str) -> str:
    stored = tag.colour if tag else next(iter(free_colours(others)), COLOURS[0])
    offered = [*ALL_COLOURS, _OWN]
    chosen = st.selectbox(
        say("tags.field_colour"),
        offered,
        index=offered.index(stored if stored in ALL_COLOURS else _OWN),
        format_func=lambda one: say(f"tags.colour_{one}"),
        key=f"{kept}-colour",
    )
    if chosen != _OWN:
        return str(chosen)
    begins = stored if stored.startswith("#") else palette_of(stored).light.underline
    return st.color_picker(say("tags.field_own"), begins, key=f"{kept}-own").lower()


def _prompts(tag: Tag | None, kept: str) -> tuple[Prompt, ...]:
    asked: list[Prompt] = []
    for answer in ("note", "evidence"):
        lines = [one["ask"] for one in tag.prompts if one["answer"] == answer] if tag else []
        text = st.text_area(
            say(f"tags.field_asks_{answer}"), "\n".join(lines), height=80, key=f"{kept}-{answer}"
        )
        asked += [Prompt(line.strip(), answer) for line in text.splitlines() if line.strip()]
    return tuple(asked)
