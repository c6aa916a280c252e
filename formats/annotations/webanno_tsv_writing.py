"""An article and one reviewer's passages as a WebAnno TSV 3.3 file.

Each sentence's text runs to where the next one begins, so that none between them is lost. White
space that a passage begins or ends in, or that the text begins with, is a token of its own: the
format cannot say otherwise where it ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formats.annotations.documents import Document
from formats.annotations.offsets import TextMap
from formats.annotations.rows import AnnotationRow
from formats.annotations.tokens import Span, sentences_of, tokens
from formats.annotations.uima_layers import NAMED_ENTITY
from formats.annotations.webanno_escapes import escape_text, escape_value

_LAST_PLAIN = "\uffff"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={NAMED_ENTITY}|value\n\n"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text cut into tokens, and which passages, by number, cover which part of each."""

    text: str
    units: Sequence[int]
    passages: Sequence[AnnotationRow]
    parts: dict[Span, dict[Span, list[int]]]


def tsv(document: Document, rows: Sequence[AnnotationRow]) -> Iterator[bytes]:
    """The file, sentence by sentence."""
    text = document.article.text
    cut = _whole(text, tokens(text), rows)
    yield _HEADER.encode()
    parts = _parts(cut, rows)
    here = _Cut(text, _units(text), rows, parts)
    sentences = list(sentences_of(cut, document.sentences))
    for number, sentence in enumerate(sentences, start=1):
        end = sentences[number][0][0] if number < len(sentences) else len(text)
        yield _sentence(here, sentence, end, number).encode("utf-8")


def _units(text: str) -> Sequence[int]:
    """The UTF-16 unit that each code point begins at, and the end."""
    is_plain = max(text, default="") <= _LAST_PLAIN
    return range(len(text) + 1) if is_plain else TextMap(text).utf16_starts


def _whole(text: str, words: Sequence[Span], rows: Sequence[AnnotationRow]) -> list[Span]:
    """The tokens, and what lies between two of them wherever a passage begins or ends in it."""
    starts = sorted(row.start for row in rows)
    ends = sorted(row.end for row in rows)
    whole: list[Span] = []
    at = 0
    for start, end in [*words, (len(text), len(text))]:
        begins = bisect_left(starts, start) > bisect_left(starts, at)
        closes = bisect_right(ends, start) > bisect_right(ends, at)
        if at < start and (at == 0 or begins or closes):
            whole.append((at, start))
        if start < end:
            whole.append((start, end))
        at = end
    return whole


def _parts(cut: Sequence[Span], rows: Sequence[AnnotationRow]) -> dict[Span, dict[Span, list[int]]]:
    starts = [start for start, _ in cut]
    parts: dict[Span, dict[Span, list[int]]] = {}
    for number, row in enumerate(rows, start=1):
        position = max(0, bisect_right(starts, row.start) - 1)
        while position < len(cut) and cut[position][0] < row.end:
            token = cut[position]
            part = (max(token[0], row.start), min(token[1], row.end))
            if part[0] < part[1]:
                parts.setdefault(token, {}).setdefault(part, []).append(number)
            position += 1
    return parts


def _sentence(cut: _Cut, sentence: Sequence[Span], end: int, number: int) -> str:
    text = cut.text[sentence[0][0] : end]
    lines = ["", *(f"#Text={escape_text(line)}" for line in text.split("\n"))]
    for position, token in enumerate(sentence, start=1):
        covered = cut.parts.get(token, {})
        name = f"{number}-{position}"
        lines.append(_row(cut, name, token, covered.get(token, ())))
        parts = sorted(part for part in covered if part != token)
        for order, part in enumerate(parts, start=1):
            lines.append(_row(cut, f"{name}.{order}", part, covered[part]))
    return "\n".join(lines) + "\n"


def _row(cut: _Cut, name: str, span: Span, numbers: Sequence[int]) -> str:
    start, end = span
    offsets = f"{cut.units[start]}-{cut.units[end]}"
    cells = [f"{escape_value(cut.passages[one - 1].tag) or '*'}[{one}]" for one in numbers]
    words = escape_text(cut.text[start:end])
    return "\t".join([name, offsets, words, "|".join(cells) or "_", ""])
