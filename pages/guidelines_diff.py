"""What differs between two versions of the guidelines, word for word, as HTML of nothing but text.

An insertion is underlined and a deletion struck through, and each is named to screen readers: no
colour has to be told.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from words import say

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4_000
"""A stretch with more words than this is told as lines: comparing costs the square of them."""


def diff_html(before: str, after: str) -> str:
    """Both versions in one text: what is gone struck through, what is new underlined."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts = []
    for kind, *bounds in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[bounds[0] : bounds[1]]), "".join(new[bounds[2] : bounds[3]])
        if kind == "equal":
            parts.append(escape(gone))
        else:
            parts.extend(_changed(gone, come))
    return f'<div class="fcw-diff">{"".join(parts)}</div>'


def _changed(gone: str, come: str) -> Iterator[str]:
    old, new = _WORDS.findall(gone), _WORDS.findall(come)
    if len(old) + len(new) > MOST_WORDS:
        yield from (_marked("del", gone), _marked("ins", come))
        return
    for kind, *bounds in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = _joined(old, bounds[0], bounds[1]), _joined(new, bounds[2], bounds[3])
        if kind == "equal":
            yield escape(left)
        else:
            yield _marked("del", left)
            yield _marked("ins", right)


def _joined(words: Sequence[str], start: int, end: int) -> str:
    return "".join(words[start:end])


def _marked(element: str, text: str) -> str:
    if not text:
        return ""
    named = say(f"tags.diff_{element}")
    return f'<{element}><span class="fcw-heard">{named} </span>{escape(text)}</{element}>'
