"""The colours of the report: those of the screen it was made on, as far as it needs them."""

from dataclasses import dataclass

from looks.palette import PAGE, PagePalette, TagPalette, palette_of


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


def _page(palette: PagePalette) -> PageColours:
    return PageColours(palette.page, palette.panel, palette.ink, palette.ink_2, palette.hairline)


LIGHT, DARK = _page(PAGE["light"]), _page(PAGE["dark"])


def tag_colours(colour: str) -> tuple[TagColours, TagColours]:
    """The tag's colours in light and in dark; grey for a colour that this version does not know."""
    both = palette_of(colour)
    return _colours(both.light), _colours(both.dark)


def _colours(palette: TagPalette) -> TagColours:
    return TagColours(palette.ink, palette.underline, palette.wash)
