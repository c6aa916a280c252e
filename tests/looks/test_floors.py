"""A desk's own colours are held to the floors to which those that come with the workbench keep."""

import re

import pytest

from looks.floors import APART, first_shortfall, shortfalls
from looks.palette import (
    DEFAULT_TAGS,
    MODES,
    SPARE_PALETTE,
    TAG_PALETTE,
    derived,
    is_colour,
    palette_of,
)

EVERY = {**TAG_PALETTE, **SPARE_PALETTE}
APART_FROM_ALL = {name: EVERY[name] for name in (*DEFAULT_TAGS, *SPARE_PALETTE)}


@pytest.mark.parametrize("name", APART_FROM_ALL)
def test_what_a_tag_set_is_offered_keeps_to_every_floor(name: str) -> None:
    others = {other: both for other, both in APART_FROM_ALL.items() if other != name}
    assert list(shortfalls(EVERY[name], others)) == []


@pytest.mark.parametrize("name", TAG_PALETTE)
def test_what_imports_give_can_be_read(name: str) -> None:
    assert [miss for miss in shortfalls(EVERY[name], {}) if not miss.near] == []


def test_a_colour_twice_is_too_near() -> None:
    found = first_shortfall(TAG_PALETTE["blue"], {"sourced": TAG_PALETTE["blue"]})
    assert found is not None
    assert (found.near, found.value) == ("sourced", 0)


def test_a_colour_that_only_some_eyes_tell_apart_is_too_near() -> None:
    green = derived("#2e7d32")
    found = list(shortfalls(green, {"promotional": TAG_PALETTE["amber"]}))
    assert {miss.vision for miss in found} & {"protan", "deutan"}
    assert all(miss.value < APART for miss in found if miss.near)


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ff0000", "#00ff00", "#777777"])
def test_an_own_colour_is_made_legible(colour: str) -> None:
    """Words can be read and lines be seen, whatever was picked; only nearness may be amiss."""
    assert [miss for miss in shortfalls(derived(colour), {}) if not miss.near] == []
    for mode in MODES:
        for value in vars(derived(colour).of(mode)).values():
            assert re.fullmatch("#[0-9a-f]{6}", value)


def test_what_is_a_colour() -> None:
    assert all(is_colour(name) for name in (*EVERY, "#0a0b0c"))
    assert not any(is_colour(name) for name in ("", "red", "#FFF", "#12345", "#12345g", "#1234567"))
    assert palette_of("red") is TAG_PALETTE["grey"]
    assert len({both.light.underline for both in EVERY.values()}) == len(EVERY)
