"""Every colour of the workbench, once: the tags' own, and the inks and greys of the page.

Hue belongs to the tags alone. A tag's row in the database names its palette (`blue`), and the
reader, the strips, the charts and the pages all take the values from here.
"""

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Literal

from looks.vision import contrast

Mode = Literal["light", "dark"]

MODES: tuple[Mode, ...] = ("light", "dark")

WASH_SHARE: dict[Mode, float] = {"light": 0.52, "dark": 0.66}
"""How much of the fill is in the wash of a resting passage; the rest is page."""


def mix(colour: str, ground: str, share: float) -> str:
    """The colour `#rrggbb` laid over the ground, `share` (0 to 1) of it being colour, in sRGB."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(
        f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@dataclass(frozen=True)
class PagePalette:
    """The inks and greys of the page in one mode; contrast figures are in the tests."""

    page: str
    panel: str
    sidebar: str
    card: str
    ink: str
    ink_2: str
    """Secondary words, and text that was read and cleared."""
    hairline: str
    outline: str
    """The frame of what is unread."""
    cleared: str
    """The thin line of what was read without a tag."""
    hover: str
    cursor: str
    selection: str
    primary: str
    on_primary: str
    saved: str
    failed: str
    gold: str
    gold_tint: str


@dataclass(frozen=True)
class TagPalette:
    """One tag's colours in one mode, for its five uses and the text that stands on two of them."""

    ink: str
    """Words in the tag's colour, on the page or on its fill."""
    fill: str
    """The active passage, chips and tag buttons."""
    underline: str
    """The drawn line under a passage, and the blocks of the coverage strip."""
    wash: str
    """A resting passage: the fill mixed with the page. Never drawn without its line."""
    area: str
    """Bars in charts."""
    on_strip: str
    on_area: str


@dataclass(frozen=True)
class TwoModes:
    """One tag's colours in both modes, and the line pattern that tells it apart without any."""

    light: TagPalette
    dark: TagPalette
    pattern: Literal["solid", "dashes", "dots", "wave"]

    def of(self, mode: Mode) -> TagPalette:
        """The colours of one mode."""
        return self.light if mode == "light" else self.dark

    @property
    def as_shown(self) -> TagPalette:
        """For HTML: each colour as the browser picks it for the page that it is on, light or dark."""
        light, dark = astuple(self.light), astuple(self.dark)
        return TagPalette(*(as_shown(*pair) for pair in zip(light, dark, strict=True)))


def as_shown(light: str, dark: str) -> str:
    """A colour in CSS that follows the page when it turns light or dark."""
    return light if light == dark else f"light-dark({light},{dark})"


PAGE: dict[Mode, PagePalette] = {
    "light": PagePalette(
        page="#fdfcfa",
        panel="#f3f1ec",
        sidebar="#f3f1ec",
        card="#ffffff",
        ink="#24211c",
        ink_2="#5f594f",
        hairline="#dbd7ce",
        outline="#8f887b",
        cleared="#948c7c",
        hover="#e6e2d8",
        cursor="#efece4",
        selection="#d5d0c2",
        primary="#24211c",
        on_primary="#ffffff",
        saved="#2a5f46",
        failed="#8c1c2f",
        gold="#554100",
        gold_tint="#f3ecd0",
    ),
    "dark": PagePalette(
        page="#171614",
        panel="#24221f",
        sidebar="#1e1c1a",
        card="#1f1d1b",
        ink="#ece8e1",
        ink_2="#a9a297",
        hairline="#3b3833",
        outline="#857d70",
        cleared="#6f685d",
        hover="#33302b",
        cursor="#282521",
        selection="#4a453c",
        primary="#7a7266",
        on_primary="#ffffff",
        saved="#8fc9ab",
        failed="#ff9aa0",
        gold="#eceebe",
        gold_tint="#34331f",
    ),
}


def _light(ink: str, fill: str, underline: str, *, on: str = "#ffffff") -> TagPalette:
    wash = mix(fill, PAGE["light"].page, WASH_SHARE["light"])
    return TagPalette(ink, fill, underline, wash, area=underline, on_strip=on, on_area=on)


def _dark(
    ink: str, fill: str, underline: str, area: str, *, on_area: str = "#171614"
) -> TagPalette:
    wash = mix(fill, PAGE["dark"].page, WASH_SHARE["dark"])
    return TagPalette(ink, fill, underline, wash, area=area, on_strip="#171614", on_area=on_area)


TAG_PALETTE: dict[str, TwoModes] = {
    "blue": TwoModes(
        _light("#034a73", "#bed6fc", "#046093"),
        _dark("#a5d8f9", "#162842", "#28acf0", "#258ec4"),
        "solid",
    ),
    "amber": TwoModes(
        _light("#7d4206", "#fee1b5", "#c5641c", on="#120e08"),
        _dark("#ffd08a", "#6e4925", "#fdae2a", "#cf9026"),
        "dashes",
    ),
    "grey": TwoModes(
        _light("#57525b", "#f4f5f5", "#7a727f"),
        _dark("#d3ccd1", "#444545", "#a699a3", "#897f86"),
        "dots",
    ),
    "crimson": TwoModes(
        _light("#6f1230", "#dca1a7", "#972d52"),
        _dark("#ffb0b5", "#470f0e", "#e65265", "#bd4655", on_area="#ffffff"),
        "wave",
    ),
    "green": TwoModes(
        _light("#3f5a3f", "#e6fee2", "#608860", on="#120e08"),
        _dark("#b6cab6", "#344430", "#a8c0a8", "#8b9e8a"),
        "solid",
    ),
    "violet": TwoModes(
        _light("#56469b", "#fae6fe", "#8068e8", on="#120e08"),
        _dark("#dabbda", "#384078", "#d8b8d8", "#b198b1"),
        "dashes",
    ),
    "teal": TwoModes(
        _light("#004838", "#96deca", "#004838"),
        _dark("#d0f8f0", "#205864", "#d0f8f0", "#abcbc4"),
        "dots",
    ),
    "plum": TwoModes(
        _light("#580048", "#caaac6", "#580048"),
        _dark("#e2badb", "#180c14", "#c068b0", "#9e5891", on_area="#ffffff"),
        "wave",
    ),
}
"""The palettes that imports give to tags. The first four are those of the default tag set: sourced,
promotional, filler, disputed, in that order. The others were looked for by computation: as far as
they can be from those four, from gold and from each other, for every kind of eye, in contrasts that
are no lower. Eight are not as far apart as four: tags of one line pattern differ by their letter too.
"""

DEFAULT_TAGS = tuple(TAG_PALETTE)[:4]
"""The palettes of the default tag set."""

SPARE_PALETTE: dict[str, TwoModes] = {
    "jade": TwoModes(
        _light("#00220f", "#1eb44e", "#002412"),
        _dark("#c8fbff", "#247284", "#bafcfc", "#99cecf"),
        "solid",
    ),
}
"""What a fifth tag may name: found by search, since few colours are far enough from those four."""

_OWN = re.compile(r"#[0-9a-f]{6}")


def is_colour(colour: str) -> bool:
    """Whether a tag may name this: a palette, or a colour of its own as `#rrggbb` in small letters."""
    return colour in TAG_PALETTE or colour in SPARE_PALETTE or bool(_OWN.fullmatch(colour))


def palette_of(colour: str) -> TwoModes:
    """The palette that a tag names or derives; grey for a name that this version does not know."""
    known = TAG_PALETTE.get(colour) or SPARE_PALETTE.get(colour)
    if known is not None:
        return known
    return derived(colour) if _OWN.fullmatch(colour) else TAG_PALETTE["grey"]


@lru_cache(256)
def derived(colour: str) -> TwoModes:
    """The palette of a desk's own colour: its uses in both modes, lightened and darkened until they
    can be read.

    Whether they are far enough from those of other tags is for `looks.floors` to say.
    """
    return TwoModes(_derived_light(colour), _derived_dark(colour), "solid")


def _derived_light(colour: str) -> TagPalette:
    page, text = PAGE["light"].page, PAGE["light"].ink
    underline = _until(
        colour,
        "#000000",
        lambda one: contrast(one, page) >= 3.9 and contrast(one, "#ffffff") >= 4.6,
    )
    fill = _until(
        colour, "#ffffff", lambda one: contrast(underline, one) >= 3.2 and contrast(text, one) >= 6
    )
    ink = _until(underline, "#000000", lambda one: contrast(one, fill) >= 5.4)
    return _light(ink, fill, underline)


def _derived_dark(colour: str) -> TagPalette:
    page = PAGE["dark"].page
    underline = _until(colour, "#ffffff", lambda one: contrast(one, page) >= 5.0)
    text = PAGE["dark"].ink
    fill = _until(
        colour, page, lambda one: contrast(underline, one) >= 3.5 and contrast(text, one) >= 6
    )
    ink = _until(underline, "#ffffff", lambda one: contrast(one, fill) >= 5.5)
    area = mix(underline, page, 0.8)
    return _dark(ink, fill, underline, area, on_area=_on(area, "#171614", "#ffffff"))


def _until(colour: str, towards: str, reached: Callable[[str], bool]) -> str:
    """The colour, mixed as little as is needed with another one."""
    steps = (mix(towards, colour, share / 40) for share in range(40))
    return next((one for one in steps if reached(one)), towards)


def _on(ground: str, first: str, second: str) -> str:
    """Which of the two can be read better on this ground."""
    return max(first, second, key=lambda one: contrast(one, ground))
