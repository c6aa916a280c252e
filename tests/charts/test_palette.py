"""The contrasts that look.md promises, computed again from the values that the pages use."""

import pytest

from charts.palette import MODES, PAGE, TAG_PALETTE, Mode, mix


def luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def smallest(pairs: list[tuple[str, str]]) -> float:
    return round(min(contrast(one, other) for one, other in pairs), 1)


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(
    ("mode", "on_fill", "ink_on_fill", "ink_on_page"),
    [("light", 7.4, 5.4, 7.4), ("dark", 6.5, 5.5, 10.4)],
)
def test_words_are_legible(
    mode: Mode, on_fill: float, ink_on_fill: float, ink_on_page: float
) -> None:
    page, tags = PAGE[mode], [both.of(mode) for both in TAG_PALETTE.values()]
    assert smallest([(page.ink, tag.fill) for tag in tags]) == on_fill
    assert smallest([(tag.ink, tag.fill) for tag in tags]) == ink_on_fill
    assert smallest([(tag.ink, page.page) for tag in tags]) == ink_on_page


@pytest.mark.parametrize(
    ("mode", "on_page", "on_fill", "on_wash", "on_cursor"),
    [("light", 3.9, 3.2, 3.5, 3.4), ("dark", 5.0, 3.5, 4.5, 4.2)],
)
def test_lines_can_be_seen(
    mode: Mode, on_page: float, on_fill: float, on_wash: float, on_cursor: float
) -> None:
    page, tags = PAGE[mode], [both.of(mode) for both in TAG_PALETTE.values()]
    assert smallest([(tag.underline, page.page) for tag in tags]) == on_page
    assert smallest([(tag.underline, tag.fill) for tag in tags]) == on_fill
    assert smallest([(tag.underline, tag.wash) for tag in tags]) == on_wash
    assert smallest([(tag.underline, page.cursor) for tag in tags]) == on_cursor


@pytest.mark.parametrize(
    ("mode", "letter", "label", "area"), [("light", 4.6, 4.6, 3.9), ("dark", 5.0, 4.7, 3.6)]
)
def test_labels_on_strips_and_bars_are_legible(
    mode: Mode, letter: float, label: float, area: float
) -> None:
    page, tags = PAGE[mode], [both.of(mode) for both in TAG_PALETTE.values()]
    assert smallest([(tag.on_strip, tag.underline) for tag in tags]) == letter
    assert smallest([(tag.on_area, tag.area) for tag in tags]) == label
    assert smallest([(tag.area, page.page) for tag in tags]) == area


@pytest.mark.parametrize(("mode", "ink", "ink_2"), [("light", 15.6, 6.8), ("dark", 14.8, 7.1)])
def test_the_page_itself_is_legible(mode: Mode, ink: float, ink_2: float) -> None:
    page = PAGE[mode]
    assert smallest([(page.ink, page.page)]) == ink
    assert smallest([(page.ink_2, page.page)]) == ink_2
    greys = (page.panel, page.sidebar, page.card, page.cursor, page.hover)
    assert smallest([(page.ink_2, grey) for grey in greys]) >= 4.5
    assert smallest([(page.outline, page.page), (page.cleared, page.page)]) >= 3.0
    assert smallest([(page.on_primary, page.primary)]) >= 4.5


def test_the_dark_area_is_the_underline_mixed_with_the_page() -> None:
    for both in TAG_PALETTE.values():
        mixed = mix(both.dark.underline, PAGE["dark"].page, 0.8)
        for at in (1, 3, 5):
            assert abs(int(mixed[at : at + 2], 16) - int(both.dark.area[at : at + 2], 16)) <= 1


def test_no_two_tags_share_a_pattern_or_a_colour() -> None:
    assert len({both.pattern for both in TAG_PALETTE.values()}) == len(TAG_PALETTE)
    for mode in MODES:
        assert len({both.of(mode).underline for both in TAG_PALETTE.values()}) == len(TAG_PALETTE)
