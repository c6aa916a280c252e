"""The contract of every codec in the registry, held by each as it is added."""

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from formats.annotations.dataset import WriteOptions
from formats.annotations.registry import MODULES
from tests.formats.annotations.contract import TEXTS, read_back, sample, spans, written
from tests.formats.annotations.samples import MOMENT
from words import section

BOTH = [module for module in MODULES if hasattr(module, "read") and hasattr(module, "write")]
FLAT = {"conll"}
NO_EMPTY = {"goodly", "recogito"}
"""They have nowhere to put an article in which nobody marked anything."""
BASES = {"code points", "UTF-16 code units", "bytes", "tokens", "none"}
MARKED = {
    "plain": [(4, 11), (19, 25)],
    "astral": [(0, 1), (24, 28)],
    "right to left": [(0, 3), (27, 31)],
    "chinese": [(0, 2), (8, 10)],
    "white space": [(0, 3), (12, 13)],
    "one letter": [(0, 1)],
}
"""Those in the plain text are whole words, which formats of tokens have too."""


def named(modules: list[ModuleType]) -> Iterator[object]:
    return (pytest.param(module, id=module.NAME) for module in modules)


@pytest.mark.parametrize("codec", named(list(MODULES)))
def test_a_codec_says_what_it_is(codec: ModuleType) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", codec.NAME)
    assert codec.__doc__
    assert f"name_{codec.NAME}" in section("exporting")
    assert hasattr(codec, "read") == hasattr(codec, "recognises") or not hasattr(codec, "read")
    if hasattr(codec, "write"):
        assert codec.MEDIA_TYPE
        assert codec.SUFFIX.startswith(".")
        assert f"who_{codec.NAME}" in section("exporting")
        assert [
            one for one in codec.CARRIES_NOT if f"lacks_{one}" not in section("exporting")
        ] == []
    if hasattr(codec, "read"):
        assert all(suffix.startswith(".") for suffix in codec.SUFFIXES)
        assert codec.OFFSETS in BASES


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        pytest.param(codec, name, id=f"{codec.NAME}-{name}")
        for codec in BOTH
        for name in (["plain"] if codec.NAME in FLAT else TEXTS)
    ],
)
def test_what_goes_out_comes_in_again(codec: ModuleType, name: str) -> None:
    marks = [(start, end, "sourced", "ines") for start, end in MARKED[name]]
    data = written(codec, sample([(TEXTS[name], marks)]))
    found = [span for article in read_back(codec, data) for span in spans(article)]
    assert sorted(found) == sorted(marks)
    texts = {article.text for article in read_back(codec, data)}
    if codec.NAME not in FLAT:
        assert texts <= {TEXTS[name], None}


@pytest.mark.parametrize("codec", named([one for one in BOTH if one.NAME not in FLAT]))
def test_overlapping_nested_adjacent_and_equal_passages_are_all_kept(codec: ModuleType) -> None:
    text = TEXTS["plain"]
    marks = [
        (0, 11, "sourced", "ines"),
        (4, 11, "filler", "ines"),
        (4, 15, "disputed", "ines"),
        (12, 15, "sourced", "ines"),
        (0, 11, "promotional", "ines"),
        (0, 11, "sourced", "ruth"),
    ]
    data = written(codec, sample([(text, marks), (TEXTS["astral"], [])]))
    found = [span for article in read_back(codec, data) for span in spans(article)]
    assert sorted(found) == sorted(marks)
    articles = {article.text for article in read_back(codec, data)}
    if articles != {None} and codec.NAME not in NO_EMPTY:
        assert TEXTS["astral"] in articles


@pytest.mark.parametrize("codec", named([one for one in BOTH if one.NAME in FLAT]))
def test_what_a_flat_format_leaves_out_is_counted(codec: ModuleType) -> None:
    marks = [(0, 11, "sourced", "ines"), (4, 11, "filler", "ines"), (13, 15, "filler", "ines")]
    options = WriteOptions(made_at=MOMENT)
    data = written(codec, sample([(TEXTS["plain"], marks)]), options)
    found = [span for article in read_back(codec, data) for span in spans(article)]
    assert len(found) + options.lost["overlaps"] == len(marks)
    assert options.lost["sub_token"] == 1
    assert set(options.lost) <= set(codec.CARRIES_NOT)
