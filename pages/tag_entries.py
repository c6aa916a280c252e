"""The tags as their readers look them up: swatch, key, definition, examples, and what is asked."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from charts.palette import TagPalette, palette_of
from models.membership import Role
from models.tag import Tag
from pages.frame import Visit
from pages.tag_order import tag_buttons
from words import say


def tag_entries(visit: Visit, tags: Sequence[Tag]) -> None:
    """One entry a tag, in their order, retired ones last; admins change them there."""
    in_use = [tag for tag in tags if tag.retired_at is None]
    edits = visit.may(Role.ADMIN)
    for tag in tags:
        entry = _entry(tag, palette_of(tag.colour).as_shown)
        st.html(f'<div class="fcw-tags">{entry}</div>')
        if edits:
            tag_buttons(visit, tag, first=tag is in_use[0], last=tag is in_use[-1])


def swatch_html(tag: Tag, colours: TagPalette) -> str:
    """The tag's name as the reader shows it: on its fill, over its own line."""
    return (
        f'<span class="fcw-tag-name {tag.pattern}" style="color:{colours.ink};'
        f'background:{colours.fill};border-color:{colours.underline}">{escape(tag.name)}</span>'
    )


def _entry(tag: Tag, colours: TagPalette) -> str:
    retired = tag.retired_at is not None
    mark = f"<small>{say('tags.retired')}</small>" if retired else f"<kbd>{escape(tag.key)}</kbd>"
    said = [
        ("definition", f"<p>{escape(tag.description)}</p>" if tag.description else ""),
        ("examples", _list(tag.examples)),
        ("counter_example", f"<p>{escape(tag.counter_example)}</p>" if tag.counter_example else ""),
        ("boundary", f"<p>{escape(tag.boundary)}</p>" if tag.boundary else ""),
        ("asks", _list([_asked(prompt) for prompt in tag.prompts])),
    ]
    details = "".join(
        f"<dt>{say(f'tags.part_{name}')}</dt><dd>{body}</dd>" for name, body in said if body
    )
    return (
        f"<section><h2>{swatch_html(tag, colours)}{mark}"
        f"<small>{say('tags.letter', letter=escape(tag.letter))}</small></h2>"
        f"<dl>{details}</dl></section>"
    )


def _asked(prompt: dict[str, str]) -> str:
    return say(f"tags.asked_{prompt['answer']}", ask=prompt["ask"])


def _list(sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""
