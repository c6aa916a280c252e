"""An article's tokens with one reviewer's passages in IOB2, as lines of CoNLL.

The format holds one label a token. A passage is widened to the tokens that it begins and ends in;
of two that overlap the longer one is kept. Both are counted. No sentence ends inside a passage.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from formats.annotations.conll_reading import DOCUMENT_START, TITLE
from formats.annotations.documents import Document
from formats.annotations.rows import AnnotationRow
from formats.annotations.tokens import Span, sentences_of, tokens

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Run:
    tag: str
    first: int
    last: int


def lines(document: Document, rows: Sequence[AnnotationRow], lost: Counter[str]) -> bytes:
    """The article, from its -DOCSTART- on."""
    text = document.article.text
    cut = tokens(text)
    kept = _kept(_widened(cut, rows, lost), lost)
    labels = ["O"] * len(cut)
    inside: set[int] = set()
    for run in kept:
        labels[run.first : run.last + 1] = [f"I-{run.tag}"] * (run.last - run.first + 1)
        labels[run.first] = f"B-{run.tag}"
        inside.update(range(run.first + 1, run.last + 1))
    written = [f"{DOCUMENT_START}\tO", f"{TITLE}{_one_line(document.article.title)}"]
    begins = {sentence[0][0] for sentence in sentences_of(cut, document.sentences)}
    for position, (start, end) in enumerate(cut):
        if start in begins and position not in inside:
            written.append("")
        written.append(f"{text[start:end]}\t{labels[position]}")
    return ("\n".join(written) + "\n\n").encode("utf-8")


def other_white_space(document: Document) -> int:
    """Between how many words other white space would be read back than stands there."""
    text = document.article.text
    cut = tokens(text)
    begins = {sentence[0][0] for sentence in sentences_of(cut, document.sentences)}
    gaps = ((text[end:start], start) for (_, end), (start, _) in pairwise(cut))
    return sum(gap != ("\n" if start in begins else " ") for gap, start in gaps)


def _widened(cut: Sequence[Span], rows: Sequence[AnnotationRow], lost: Counter[str]) -> list[_Run]:
    starts = [start for start, _ in cut]
    ends = [end for _, end in cut]
    runs: list[_Run] = []
    for row in rows:
        first, last = bisect_right(ends, row.start), bisect_left(starts, row.end) - 1
        if first > last:
            # White space alone: there is no token to label.
            lost["sub_token"] += 1
            continue
        if starts[first] < row.start or ends[last] > row.end:
            lost["sub_token"] += 1
        tag = _one_line(row.tag).replace(" ", "_")
        if tag != row.tag:
            lost["exact_tags"] += 1
        runs.append(_Run(tag, first, last))
    return runs


def _kept(runs: Sequence[_Run], lost: Counter[str]) -> list[_Run]:
    """The longest first, then the earliest; none that overlaps a kept one."""
    taken: set[int] = set()
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.first - run.last, run.first)):
        covered = range(run.first, run.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(run)
        else:
            lost["overlaps"] += 1
    return kept


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()
