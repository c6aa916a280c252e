"""The colours of the report: the values of `charts/palette.py` that it needs, once more.

A codec imports nothing of ours but `formats` and `words`, and a report must look like the screen it
was made on; so the values stand here too, and a test holds both places equal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageColours:
    """The inks and greys of the page in one mode."""

    page: str
    panel: str
    ink: str
    ink_2: str
    hairline: str


@dataclass(frozen=True, slots=True)
class TagColours:
    """One tag in one mode: words, the drawn line, and the wash that never stands without it."""

    ink: str
    underline: str
    wash: str


LIGHT = PageColours("#fdfcfa", "#f3f1ec", "#24211c", "#5f594f", "#dbd7ce")
DARK = PageColours("#171614", "#24221f", "#ece8e1", "#a9a297", "#3b3833")

TAGS: dict[str, tuple[TagColours, TagColours]] = {
    "blue": (
        TagColours("#034a73", "#046093", "#dce8fb"),
        TagColours("#a5d8f9", "#28acf0", "#162232"),
    ),
    "amber": (
        TagColours("#7d4206", "#c5641c", "#feeed6"),
        TagColours("#ffd08a", "#fdae2a", "#50381f"),
    ),
    "grey": (
        TagColours("#57525b", "#7a727f", "#f8f8f7"),
        TagColours("#d3ccd1", "#a699a3", "#353534"),
    ),
    "crimson": (
        TagColours("#6f1230", "#972d52", "#eccdcf"),
        TagColours("#ffb0b5", "#e65265", "#371110"),
    ),
    "green": (
        TagColours("#3f5a3f", "#608860", "#f1fdee"),
        TagColours("#b6cab6", "#a8c0a8", "#2a3426"),
    ),
    "violet": (
        TagColours("#56469b", "#8068e8", "#fbf1fc"),
        TagColours("#dabbda", "#d8b8d8", "#2d3256"),
    ),
    "teal": (
        TagColours("#004838", "#004838", "#c7ece1"),
        TagColours("#d0f8f0", "#d0f8f0", "#1d4249"),
    ),
    "plum": (
        TagColours("#580048", "#580048", "#e2d1df"),
        TagColours("#e2badb", "#c068b0", "#180f14"),
    ),
}
"""Each palette that a tag may name, in light and in dark."""

UNKNOWN = "grey"
"""What a tag gets whose palette this version does not know."""
