"""The table of formats: what is read, what is written, how each counts and what it loses."""

from collections.abc import Iterator, Sequence
from typing import Any

from formats.annotations import registry
from formats.articles.collections.registry import CODECS as COLLECTIONS
from formats.articles.registry import CODECS
from words import say


def all_formats() -> list[dict[str, Any]]:
    """Every format: labelled data, then files of many articles, then of one.

    `offsets` is blank where a format has none.
    """
    articles = [("collections", codec) for codec in COLLECTIONS] + [
        ("articles", codec) for codec in CODECS
    ]
    return [_labelled(module) for module in registry.MODULES] + [
        {
            "name": codec.NAME,
            "kind": kind,
            "reads": True,
            "writes": False,
            "suffixes": list(codec.SUFFIXES),
            "offsets": "",
            "loses": [],
        }
        for kind, codec in articles
    ]


def format_table(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same in lines for a terminal."""
    yield say("cli.formats_head")
    for one in found:
        marks = ["✓" if one[what] else "–" for what in ("reads", "writes")]
        losses = ", ".join(say(f"exporting.lacks_{loss}") for loss in one["loses"])
        line = f"{one['name']:<18} {marks[0]:<6} {marks[1]:<7} {one['offsets']:<20} {losses}"
        yield line.rstrip()


def _labelled(module: Any) -> dict[str, Any]:
    suffixes = getattr(module, "SUFFIXES", None) or (getattr(module, "SUFFIX", ""),)
    return {
        "name": module.NAME,
        "kind": "labelled",
        "reads": module.NAME in registry.READERS,
        "writes": module.NAME in registry.CODECS,
        "suffixes": list(suffixes),
        "offsets": getattr(module, "OFFSETS", ""),
        "loses": list(getattr(module, "CARRIES_NOT", ())),
    }
