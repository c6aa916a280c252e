"""A tag as its passages will look, in light and in dark side by side."""

from html import escape

import streamlit as st

from looks.palette import MODES, PAGE, Mode, palette_of
from models.tag import TagDraft
from words import say


def tag_preview(draft: TagDraft) -> None:
    """A passage at rest, one that is open, and the tag's letter in a strip, in both modes."""
    sides = "".join(_side(draft, mode) for mode in MODES)
    st.html(f'<div class="fcw-preview" role="img" aria-label="{say("tags.preview")}">{sides}</div>')


def _side(draft: TagDraft, mode: Mode) -> str:
    page, colours = PAGE[mode], palette_of(draft.colour).of(mode)
    line = f"border-color:{colours.underline};text-decoration-color:{colours.underline}"
    pattern = escape(draft.pattern)
    before, passage, after = (say(f"tags.preview_{part}") for part in ("before", "text", "after"))
    rests = f'<span class="{pattern}" style="background:{colours.wash};{line}">{passage}</span>'
    opened = f'<span class="{pattern}" style="background:{colours.fill};{line}">{passage}</span>'
    return (
        f'<div style="background:{page.page};color:{page.ink};border-color:{page.hairline}">'
        f'<small style="color:{page.ink_2}">{say(f"tags.side_{mode}")}</small>'
        f"<p>{before} {rests} {after}</p><p>{before} {opened} {after}</p>"
        f'<p class="fcw-chips"><b class="fcw-tag-name {pattern}" style="color:{colours.ink};'
        f'background:{colours.fill};{line}">{escape(draft.name) or "–"}</b>'
        f'<i style="background:{colours.underline};color:{colours.on_strip}">'
        f"{escape(draft.letter[:1])}</i></p></div>"
    )
