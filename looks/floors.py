"""The floors of the look: how far a tag's colours must be from others, and how well they are read.

`look.md` of the design says which; the palettes that come with the workbench keep to them, and a
colour that a desk gives a tag must too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from looks.palette import MODES, PAGE, Mode, TagPalette, TwoModes
from looks.vision import VISIONS, Vision, ciede2000, contrast, lab

APART = 15.0
"""The least CIEDE2000 of two colours that mean something, for every kind of eye."""
READ = 4.5
"""The least contrast of words with their ground."""
SEEN = 3.0
"""The least contrast of a line with its ground."""
USES = ("underline", "fill", "area")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where a colour misses its floor: what of it, in which mode, by how much.

    `near` names what it is too like, for an eye of that `vision`; both are blank where the contrast
    is too small.
    """

    use: str
    mode: Mode
    value: float
    floor: float
    near: str = ""
    vision: Vision | str = ""


def first_shortfall(colour: TwoModes, others: Mapping[str, TwoModes]) -> Shortfall | None:
    """The first floor that the colour misses beside those of the others, by name; None where none."""
    return next(iter(shortfalls(colour, others)), None)


def shortfalls(colour: TwoModes, others: Mapping[str, TwoModes]) -> Iterator[Shortfall]:
    """Every floor that the colour misses: contrasts first, then how far it is from others and gold."""
    for mode in MODES:
        yield from _unread(colour.of(mode), mode)
    for mode in MODES:
        for use in USES:
            ground = {name: str(getattr(other.of(mode), use)) for name, other in others.items()}
            if use == "underline":
                ground["gold"] = PAGE[mode].gold
            yield from _near(str(getattr(colour.of(mode), use)), ground, use, mode)


def _unread(colour: TagPalette, mode: Mode) -> Iterator[Shortfall]:
    page = PAGE[mode]
    pairs: Iterable[tuple[str, str, str, float]] = (
        ("text", page.ink, colour.fill, READ),
        ("label", colour.ink, colour.fill, READ),
        ("label", colour.ink, page.page, READ),
        ("underline", colour.underline, page.page, SEEN),
        ("underline", colour.underline, colour.fill, SEEN),
        ("underline", colour.underline, colour.wash, SEEN),
        ("underline", colour.underline, page.cursor, SEEN),
        ("letter", colour.on_strip, colour.underline, READ),
        ("letter", colour.on_area, colour.area, READ),
        ("area", colour.area, page.page, SEEN),
    )
    for use, one, other, floor in pairs:
        found = contrast(one, other)
        if found < floor:
            yield Shortfall(use, mode, found, floor)


def _near(one: str, others: Mapping[str, str], use: str, mode: Mode) -> Iterator[Shortfall]:
    for vision in VISIONS:
        seen = lab(one, vision)
        for name, other in others.items():
            found = ciede2000(seen, lab(other, vision))
            # To one decimal, as the look tells its figures.
            if round(found, 1) < APART:
                yield Shortfall(use, mode, found, APART, name, vision)
