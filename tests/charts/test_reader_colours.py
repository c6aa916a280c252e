"""The reader's stylesheet has colours of its own: they are the palette's, and sepia is as legible."""

import re
from pathlib import Path

import pytest

from charts.palette import PAGE, TAG_PALETTE, Mode
from looks.vision import contrast, smallest_contrast

READER = Path(__file__).parents[2] / "highlighter/frontend/src/view"
SHARED = ("page", "panel", "card", "ink", "ink-2", "hairline", "outline", "cleared", "hover",
          "cursor", "selection", "primary", "saved", "failed")  # fmt: skip
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"--fcw-r-([\w-]+):\s*(#[0-9a-f]{6})")


def colours(selector: str) -> dict[str, str]:
    """The custom properties of every rule of the reader for exactly this selector."""
    found: dict[str, str] = {}
    for path in sorted(READER.glob("*.css")):
        sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for selectors, body in _RULE.findall(sheet):
            if selector in [one.strip() for one in selectors.split(",")]:
                found |= dict(_COLOUR.findall(body))
    return found


@pytest.fixture(scope="module")
def sepia() -> dict[str, str]:
    light = colours(".fcw-r-root")
    own = colours('.fcw-r-root[data-theme="sepia"]')
    assert own
    return light | own


@pytest.mark.parametrize(
    ("mode", "selector"),
    [("light", ".fcw-r-root"), ("dark", '.fcw-r-root[data-theme="dark"]')],
)
def test_the_reader_has_the_colours_of_the_pages(mode: Mode, selector: str) -> None:
    found = colours(selector)
    wanted = {name: getattr(PAGE[mode], name.replace("-", "_")) for name in SHARED}
    assert {name: found.get(name) for name in SHARED} == wanted


def test_sepia_is_legible(sepia: dict[str, str]) -> None:
    page = sepia["page"]
    of = {name: round(contrast(sepia[name], page), 1) for name in ("ink", "ink-2", "outline")}
    assert of == {"ink": 13.0, "ink-2": 6.6, "outline": 3.1}
    assert contrast(sepia["cleared"], page) >= 3.0
    greys = [sepia[name] for name in ("page", "panel", "card", "cursor", "hover")]
    assert smallest_contrast([(sepia["ink-2"], grey) for grey in greys]) >= 5.0
    assert contrast(sepia["ink"], sepia["selection"]) >= 7.0
    assert smallest_contrast([(sepia[name], page) for name in ("saved", "failed")]) >= 4.5


def test_tags_are_legible_on_sepia(sepia: dict[str, str]) -> None:
    """They are those of the light page, whose washes keep their own ground."""
    tags = [both.light for both in TAG_PALETTE.values()]
    grounds = [sepia["page"], sepia["cursor"]]
    assert smallest_contrast([(sepia["ink"], tag.fill) for tag in tags]) >= 4.5
    assert smallest_contrast([(sepia["ink"], tag.wash) for tag in tags]) >= 4.5
    assert smallest_contrast([(tag.ink, sepia["page"]) for tag in tags]) >= 4.5
    assert smallest_contrast([(tag.underline, one) for tag in tags for one in grounds]) >= 3.0
