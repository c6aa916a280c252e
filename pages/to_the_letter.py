"""Text that is no Markdown, for the places where Streamlit takes it for Markdown."""

import re

_SIGNS = frozenset("\\`*_{}[]()<>#+-.!|~$:&/=^@")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_ICON = re.compile(r":(?=(material_\w+|streamlit):)")
_ARROW = re.compile(r"(?<!\S)([-<>~])(?=(?:->|>|-|=)(?!\S))")
_WORD_JOINER = "\u2060"
_COLOURED = re.compile(r":color\[(https?|www|\\@)\]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS = re.compile(r"https?(?=\\:\\/\\/)|www(?=\\\.)|\\@", re.IGNORECASE)


def plain(text: str) -> str:
    """Text for a widget that renders Markdown, with every sign of Markdown made harmless."""
    # A line that begins with spaces would be code; a page shows no such spaces anyway.
    lines = _INDENT.sub("", text)
    # No backslash holds off these two, which are looked for after the Markdown was read.
    whole = _ICON.sub(f":{_WORD_JOINER}", _ARROW.sub(rf"\1{_WORD_JOINER}", lines))
    escaped = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in whole)
    # Addresses are looked for after the Markdown was read too, in text of one piece: a piece of its
    # own, to which no colour is given, adds nothing to what is shown.
    return _ADDRESS.sub(r":color[\g<0>]", escaped)


def written_plainly(markdown: str) -> str:
    """What `plain` made harmless, as it was: for places that render no Markdown."""
    whole = _COLOURED.sub(r"\1", markdown.replace(_WORD_JOINER, ""))
    return _ESCAPED.sub(r"\1", whole)
