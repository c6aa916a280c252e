"""The report has the palette's colours, value for value."""

import pytest

from charts.palette import PAGE, TAG_PALETTE, TagPalette
from formats.annotations.report.colours import DARK, LIGHT, TAGS, PageColours, TagColours
from formats.annotations.report.tag_set import PATTERNS


@pytest.mark.parametrize(("ours", "mode"), [(LIGHT, "light"), (DARK, "dark")])
def test_the_page_is_the_palettes(ours: PageColours, mode: str) -> None:
    page = PAGE[mode]  # type: ignore[index]
    theirs = PageColours(page.page, page.panel, page.ink, page.ink_2, page.hairline)

    assert ours == theirs


def test_the_tags_are_the_palettes() -> None:
    def needed(tag: TagPalette) -> TagColours:
        return TagColours(tag.ink, tag.underline, tag.wash)

    theirs = {name: (needed(both.light), needed(both.dark)) for name, both in TAG_PALETTE.items()}

    assert theirs == TAGS
    assert {both.pattern for both in TAG_PALETTE.values()} == set(PATTERNS)
