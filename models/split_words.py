"""Whether a word goes on from one character to the next."""

from collections.abc import Sequence

_WITHOUT_BLANKS: Sequence[tuple[str, str]] = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u30ff")),
    *(("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)
"""Thai, Lao, Burmese, Khmer, kana and Han."""


def splits_word(one: str, other: str) -> bool:
    """Whether a word goes on from one character to the other; not where scripts have no blanks."""
    return all(side.isalnum() and not _stands_alone(side) for side in (one, other))


def _stands_alone(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _WITHOUT_BLANKS)
