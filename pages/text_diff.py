"""What differs between two texts of an article, word for word, as HTML of nothing but text.

What is unchanged is folded to what stands beside a change. An insertion is underlined and a deletion
struck through, and each is named to screen readers: no colour has to be told.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from models.alignment import Run, align, shared
from models.text import count_words
from words import say

BESIDE = 240
"""Code points of unchanged text shown beside a change; more is folded."""
_LONGEST = 4_000
"""Of a longer stretch that came or went, its beginning and its end are shown."""


class Piece(NamedTuple):
    """A stretch of both texts: the same in both, or what went and what came."""

    went: str
    came: str

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.went == self.came


def pieces(old: str, new: str) -> list[Piece]:
    """Both texts as stretches that are the same, and changes between them."""
    return _pieces(old, new, align(old, new))


def compared_html(old: str, new: str) -> str:
    """Two short texts in one: what went struck through, what came underlined."""
    return "".join(
        escape(one.went) if one.same else _changed(one)
        for one in _pieces(old, new, shared(old, new))
    )


def diff_html(found: Sequence[Piece], first: int, count: int) -> str:
    """The changes from number `first` on, `count` of them at most, with what stands beside them."""
    changes = [at for at, one in enumerate(found) if not one.same][first : first + count]
    if not changes:
        return ""
    opened, closed = max(0, changes[0] - 1), min(len(found), changes[-1] + 2)
    shown = found[opened:closed]
    parts = [
        _same(one.went, at == 0, at == len(shown) - 1) if one.same else _changed(one)
        for at, one in enumerate(shown)
    ]
    return f'<div class="fcw-text-diff" tabindex="0">{"".join(parts)}</div>'


def marked(element: str, text: str) -> str:
    """What went (`del`) or came (`ins`), named; nothing for nothing."""
    if not text:
        return ""
    named = say(f"tags.diff_{element}")
    # A line that came or went alone would not be seen.
    seen = text if text.strip() else text.replace("\n", "¶\n")
    return f'<{element}><span class="fcw-heard">{named} </span>{escape(seen)}</{element}>'


def _pieces(old: str, new: str, runs: Sequence[Run]) -> list[Piece]:
    found: list[Piece] = []
    at = (0, 0)
    for run in [*runs, Run(len(old), len(new), 0)]:
        found.append(Piece(old[at[0] : run.old], new[at[1] : run.new]))
        found.append(Piece(old[run.old : run.old_end], new[run.new : run.new_end]))
        at = run.old_end, run.new_end
    return list(_readable(one for one in found if one.went or one.came))


def _readable(found: Iterator[Piece]) -> Iterator[Piece]:
    """Changes with nothing but a blank between them are one change."""
    held: Piece | None = None
    blank = ""
    for one in found:
        if held is not None and one.same and not one.went.strip():
            blank += one.went
        elif held is not None and not one.same:
            held, blank = Piece(held.went + blank + one.went, held.came + blank + one.came), ""
        elif one.same:
            if held is not None:
                yield held
            yield Piece(blank + one.went, blank + one.came)
            held, blank = None, ""
        else:
            held = one
    if held is not None:
        yield held
        if blank:
            yield Piece(blank, blank)


def _changed(piece: Piece) -> str:
    return marked("del", _shortened(piece.went)) + marked("ins", _shortened(piece.came))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    left_out = say("corrections.folded", n=count_words(text[half:-half]))
    return f"{text[:half]} […{left_out}…] {text[-half:]}"


def _same(text: str, is_first: bool, is_last: bool) -> str:
    """Unchanged text: what stands beside a change, and how many words are folded between."""
    before = "" if is_first else text[: text.find(" ", BESIDE) + 1]
    after = "" if is_last else text[text.rfind(" ", 0, -BESIDE) + 1 :]
    # Without a blank where it would be cut it is shown whole.
    folded = len(text) - len(before) - len(after)
    if folded <= BESIDE or (not is_first and not before):
        return escape(text)
    told = say("corrections.folded", n=count_words(text[len(before) : len(before) + folded]))
    return f'{escape(before)}<span class="fcw-folded">{escape(told)}</span>{escape(after)}'
