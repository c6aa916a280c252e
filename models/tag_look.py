"""How a tag may look beside the others of its set: line and letter of its own, a colour far enough."""

import unicodedata
from collections.abc import Sequence

from looks.floors import Shortfall, first_shortfall
from looks.palette import DEFAULT_TAGS, SPARE_PALETTE, TAG_PALETTE, is_colour, palette_of
from models.errors import BadInput
from models.tag import Tag, TagDraft
from models.text import one_line
from words import say

PATTERNS = ("solid", "dashes", "dots", "wave")
COLOURS = (*DEFAULT_TAGS, *SPARE_PALETTE)
"""The palettes that are offered first, any of them far enough from all the others."""
ALL_COLOURS = (*COLOURS, *(name for name in TAG_PALETTE if name not in DEFAULT_TAGS))
"""These and those that imports give besides, which are less far apart."""


def refuse_look(draft: TagDraft, others: Sequence[Tag], before: Tag | None = None) -> None:
    """BadInput where the tag could be taken for one of `others`, which are in use, or cannot be read.

    What stays as it was `before` is not asked again: an import gives tags looks where there are more
    of them than colours.
    """
    _refuse_shape(draft)
    if before is None or (draft.pattern, draft.letter) != (before.pattern, before.letter):
        _refuse_same_line(draft, others)
    if before is None or draft.colour != before.colour:
        _refuse_near(draft, others)


def free_colours(others: Sequence[Tag]) -> list[str]:
    """The palettes that none of these tags has."""
    taken = {tag.colour for tag in others}
    return [name for name in COLOURS if name not in taken]


def _refuse_shape(draft: TagDraft) -> None:
    if draft.pattern not in PATTERNS:
        raise BadInput("field_choice", field="pattern", allowed=", ".join(PATTERNS))
    if len(draft.letter) not in (1, 2) or any(
        unicodedata.category(one)[0] not in "LN" for one in draft.letter
    ):
        raise BadInput("letter_shape")
    if not is_colour(draft.colour):
        told = one_line(draft.colour, limit=40)
        raise BadInput("colour_unknown", colour=told, known=", ".join(ALL_COLOURS))


def _refuse_same_line(draft: TagDraft, others: Sequence[Tag]) -> None:
    for tag in others:
        if (tag.pattern, tag.letter) == (draft.pattern, draft.letter):
            pattern = say(f"tags.pattern_{tag.pattern}")
            raise BadInput("look_shared", tag=tag.name, pattern=pattern, letter=tag.letter)


def _refuse_near(draft: TagDraft, others: Sequence[Tag]) -> None:
    free = free_colours(others)
    # Once those are given away, tags may share one, or have one of the others: line and letter tell
    # them apart.
    shares = not free and draft.colour in ALL_COLOURS
    beside = {
        tag.name: palette_of(tag.colour)
        for tag in others
        if not (shares and tag.colour in ALL_COLOURS)
    }
    found = first_shortfall(palette_of(draft.colour), beside)
    if found is not None:
        raise _told(found, free)


def _told(found: Shortfall, free: Sequence[str]) -> BadInput:
    names = ", ".join(say(f"tags.colour_{name}") for name in free)
    way_on = say("tags.colours_free", names=names) if free else say("tags.colours_gone")
    values = {"mode": say(f"tags.mode_{found.mode}"), "floor": f"{found.floor:g}", "next": way_on}
    if not found.near:
        return BadInput("colour_unread", value=f"{found.value:.1f}", **values)
    seen = say(f"tags.vision_{found.vision}")
    near = say("tags.gold") if found.near == "gold" else found.near
    return BadInput("colour_near", tag=near, value=f"{found.value:.1f}", vision=seen, **values)
