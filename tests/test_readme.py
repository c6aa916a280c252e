"""The README says what is true of the formats."""

import re

from formats.exchange.known_formats import all_formats
from tests.source import ROOT

_ROW = re.compile(r"^\| ([^|]+) \| `([^`|]+)` \| ([✓–]) \| ([✓–]) \| ([^|]+) \|$", re.M)


def test_the_table_of_formats_is_that_of_the_registry() -> None:
    rows = _ROW.findall((ROOT / "README.md").read_text("utf-8"))
    told = [(name, reads == "✓", writes == "✓", basis) for _, name, reads, writes, basis in rows]
    known = [
        (one["name"], one["reads"], one["writes"], one["offsets"] or "–")
        for one in all_formats()
        if one["kind"] == "labelled"
    ]
    assert told == known


def test_the_readers_of_articles_are_those_of_the_registry() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for start, kind in (("Single articles: ", "articles"), ("Many at once: ", "collections")):
        sentence = text[text.index(start) : text.index(".", text.index(start))]
        names = [one["name"] for one in all_formats() if one["kind"] == kind]
        assert re.findall("`([^`]+)`", sentence) == names
