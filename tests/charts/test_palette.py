"""Every contrast and colour difference that is promised, computed from the values the pages use."""

import pytest

from charts.palette import DEFAULT_TAGS, MODES, PAGE, TAG_PALETTE, Mode, mix
from looks.vision import (
    VISIONS,
    Triple,
    Vision,
    ciede2000,
    contrast,
    smallest_contrast,
    smallest_distance,
)

APART = 15.0
"""The least difference of two colours that mean something, for every kind of eye."""

APART_OF_EIGHT = 11.0
"""The same where there are eight of them; then a line pattern and a letter tell the tags apart too."""


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
    assert smallest_contrast([(page.ink, tag.fill) for tag in tags]) == on_fill
    assert smallest_contrast([(tag.ink, tag.fill) for tag in tags]) == ink_on_fill
    assert smallest_contrast([(tag.ink, page.page) for tag in tags]) == ink_on_page


@pytest.mark.parametrize(
    ("mode", "on_page", "on_fill", "on_wash", "on_cursor"),
    [("light", 3.9, 3.2, 3.5, 3.4), ("dark", 5.0, 3.5, 4.5, 4.2)],
)
def test_lines_can_be_seen(
    mode: Mode, on_page: float, on_fill: float, on_wash: float, on_cursor: float
) -> None:
    page, tags = PAGE[mode], [both.of(mode) for both in TAG_PALETTE.values()]
    assert smallest_contrast([(tag.underline, page.page) for tag in tags]) == on_page
    assert smallest_contrast([(tag.underline, tag.fill) for tag in tags]) == on_fill
    assert smallest_contrast([(tag.underline, tag.wash) for tag in tags]) == on_wash
    assert smallest_contrast([(tag.underline, page.cursor) for tag in tags]) == on_cursor


@pytest.mark.parametrize(
    ("mode", "letter", "label", "area"), [("light", 4.6, 4.6, 3.9), ("dark", 5.0, 4.7, 3.6)]
)
def test_labels_on_strips_and_bars_are_legible(
    mode: Mode, letter: float, label: float, area: float
) -> None:
    page, tags = PAGE[mode], [both.of(mode) for both in TAG_PALETTE.values()]
    assert smallest_contrast([(tag.on_strip, tag.underline) for tag in tags]) == letter
    assert smallest_contrast([(tag.on_area, tag.area) for tag in tags]) == label
    assert smallest_contrast([(tag.area, page.page) for tag in tags]) == area


@pytest.mark.parametrize(("mode", "ink", "ink_2"), [("light", 15.6, 6.8), ("dark", 14.8, 7.1)])
def test_the_page_itself_is_legible(mode: Mode, ink: float, ink_2: float) -> None:
    page = PAGE[mode]
    assert smallest_contrast([(page.ink, page.page)]) == ink
    assert smallest_contrast([(page.ink_2, page.page)]) == ink_2
    greys = (page.panel, page.sidebar, page.card, page.cursor, page.hover)
    assert smallest_contrast([(page.ink_2, grey) for grey in greys]) >= 4.5
    assert smallest_contrast([(page.outline, page.page), (page.cleared, page.page)]) >= 3.0
    assert smallest_contrast([(page.on_primary, page.primary)]) >= 4.5


def test_the_dark_area_is_the_underline_mixed_with_the_page() -> None:
    for both in TAG_PALETTE.values():
        mixed = mix(both.dark.underline, PAGE["dark"].page, 0.8)
        for at in (1, 3, 5):
            assert abs(int(mixed[at : at + 2], 16) - int(both.dark.area[at : at + 2], 16)) <= 1


def test_no_two_default_tags_share_a_pattern_and_no_two_palettes_a_colour() -> None:
    assert len({TAG_PALETTE[name].pattern for name in DEFAULT_TAGS}) == len(DEFAULT_TAGS)
    for mode in MODES:
        assert len({both.of(mode).underline for both in TAG_PALETTE.values()}) == len(TAG_PALETTE)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_colour_difference_is_that_of_the_paper(
    one: Triple, other: Triple, difference: float
) -> None:
    assert round(ciede2000(one, other), 4) == difference
    assert round(ciede2000(other, one), 4) == difference


@pytest.mark.parametrize(
    ("mode", "use", "expected"),
    [
        ("light", "underline", (24.0, 15.1, 15.6, 15.9)),
        ("light", "fill", (15.9, 15.4, 16.1, 15.4)),
        ("light", "area", (24.0, 15.1, 15.6, 15.9)),
        ("dark", "underline", (24.9, 18.2, 20.4, 18.0)),
        ("dark", "fill", (16.3, 15.4, 15.4, 15.5)),
        ("dark", "area", (23.4, 15.9, 17.8, 18.0)),
    ],
)
def test_tags_differ_for_every_kind_of_eye(
    mode: Mode, use: str, expected: tuple[float, ...]
) -> None:
    colours = [str(getattr(TAG_PALETTE[name].of(mode), use)) for name in DEFAULT_TAGS]
    found = tuple(smallest_distance(colours, vision) for vision in VISIONS)
    assert found == expected
    assert min(found) >= APART


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", VISIONS)
def test_gold_differs_from_every_default_tag(mode: Mode, vision: Vision) -> None:
    lines = [TAG_PALETTE[name].of(mode).underline for name in DEFAULT_TAGS]
    assert smallest_distance([*lines, PAGE[mode].gold], vision) >= APART


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", VISIONS)
def test_the_lines_and_bars_of_all_palettes_and_gold_differ(mode: Mode, vision: Vision) -> None:
    tags = [both.of(mode) for both in TAG_PALETTE.values()]
    gold = PAGE[mode].gold
    assert smallest_distance([*(tag.underline for tag in tags), gold], vision) >= APART_OF_EIGHT
    assert smallest_distance([tag.area for tag in tags], vision) >= APART_OF_EIGHT


def test_gold_saved_and_failed_are_legible() -> None:
    expected: dict[Mode, tuple[float, ...]] = {"light": (7.3, 8.8, 9.6), "dark": (9.6, 8.9, 15.1)}
    for mode, values in expected.items():
        page = PAGE[mode]
        said = (page.saved, page.failed, page.gold)
        assert tuple(round(contrast(one, page.page), 1) for one in said) == values


@pytest.mark.parametrize("mode", MODES)
def test_text_under_the_cursor_in_a_selection_or_cleared_is_legible(mode: Mode) -> None:
    """Cleared text is in the second ink; a selection writes even that in the first."""
    page = PAGE[mode]
    assert smallest_contrast([(page.ink, page.selection)]) == {"light": 10.4, "dark": 7.8}[mode]
    washes = [both.of(mode).wash for both in TAG_PALETTE.values()]
    assert smallest_contrast([(page.ink, wash) for wash in washes]) >= 7.0
    assert smallest_contrast([(page.ink_2, grey) for grey in (page.page, page.cursor)]) >= 5.2
