"""The report has the palette's colours, a desk's own colours included."""

from formats.annotations.report.colours import DARK, LIGHT, tag_colours
from formats.annotations.report.tag_set import PATTERNS
from looks.palette import PAGE, TAG_PALETTE, palette_of


def test_the_page_is_the_palettes() -> None:
    assert (LIGHT.page, DARK.ink) == (PAGE["light"].page, PAGE["dark"].ink)


def test_the_tags_are_the_palettes() -> None:
    for colour in (*TAG_PALETTE, "jade", "#2e7d32", "unknown"):
        both = palette_of(colour)
        light, dark = tag_colours(colour)
        assert (light.ink, light.underline, light.wash) == (
            both.light.ink,
            both.light.underline,
            both.light.wash,
        )
        assert dark.underline == both.dark.underline
    assert {both.pattern for both in TAG_PALETTE.values()} == set(PATTERNS)
