"""Text of people as text, where a widget would take its signs for Markdown."""

import re

_SIGNS = frozenset("\\`*_{}[]()<>#+-.!|~$:&/=^@")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_ICON = re.compile(r":(?=(material_\w+|streamlit):)")
_ARROW = re.compile(r"(?<!\S)([-<>~])(?=(?:->|>|-|=)(?!\S))")
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """Text for a widget that renders Markdown, with every sign of Markdown made harmless."""
    # A line that begins with spaces would be code; a page shows no such spaces anyway.
    lines = _INDENT.sub("", text)
    # No backslash holds off these two, which are looked for after the Markdown was read.
    whole = _ICON.sub(f":{_WORD_JOINER}", _ARROW.sub(rf"\1{_WORD_JOINER}", lines))
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in whole)
