"""Page furniture in an article's text: suggested for cutting, cut only by a person's word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from formats.articles.furniture_patterns import LIST_HEAD, TAIL, reason_for

LEAST_LEAD = 80
"""A paragraph must be this long (code points) for its repetition to be worth a word."""

_PROSE = re.compile(r"(?s).{80,}[.!?…。！？][\"'”’»)]*\s*$")
_BOX_VERB = re.compile(r" (?:is|was|has|writes|covers|reports|works|joined|leads)\b")
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]*){1,3}")


@dataclass(frozen=True)
class Suggestion:
    """Whole lines, `text[start:end]` in code points without their line end, that may be furniture.

    `reason` is the key `cut_<reason>` in the words of formats. `ticked` says whether the cut
    is proposed, or only pointed out and left to the person.
    """

    start: int
    end: int
    reason: str
    ticked: bool = True


def suggest_cuts(text: str) -> list[Suggestion]:
    """What looks like page furniture, in the order of the text and without overlaps."""
    lines = list(text_lines(text))
    found = {
        start: Suggestion(start, end, reason) for start, end, reason in _by_pattern(text, lines)
    }
    for suggestion in (
        *_in_tail(text, lines, found),
        *_repeated(text, lines),
        *_author(text, lines),
    ):
        found.setdefault(suggestion.start, suggestion)
    return [found[start] for start in sorted(found)]


def apply_cuts(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    """`text` without the ranges `[start, end)`, in code points.

    A range over whole lines takes their line ends with it, and the blank lines that would
    stand double where it was. Everything else stays as it is, character by character.
    """
    kept: list[str] = []
    at = 0
    for start, end in _merged(text, cuts):
        kept.append(text[at:start])
        at = end
        if _whole_lines(text, start, end):
            at = _past_line_ends(text, start, end)
            if at == len(text):
                kept = ["".join(kept).rstrip("\n")]
    kept.append(text[at:])
    return "".join(kept)


def text_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks around it."""
    start = 0
    for line in text.split("\n"):
        content = line.strip()
        if content:
            begin = start + line.index(content)
            yield begin, begin + len(content)
        start += len(line) + 1


def _by_pattern(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    for start, end in lines:
        reason = reason_for(text[start:end])
        if reason is not None:
            yield start, end, reason


def _in_tail(
    text: str, lines: list[tuple[int, int]], found: dict[int, Suggestion]
) -> Iterator[Suggestion]:
    """Leftover labels and link lists after the last paragraph of prose, among other furniture."""
    tail = _tail(text, lines)
    under_links = False
    for place, (start, end) in enumerate(tail):
        line = text[start:end]
        if start in found:
            under_links = found[start].reason == "related" and bool(LIST_HEAD.fullmatch(line))
        elif under_links:
            yield Suggestion(start, end, "related", ticked=False)
        elif _among_furniture(tail, place, found):
            yield from (Suggestion(start, end, why) for why, word in TAIL if word.fullmatch(line))


def _among_furniture(tail: list[tuple[int, int]], place: int, found: dict[int, Suggestion]) -> bool:
    """Whether furniture follows, or nothing does and furniture came before."""
    if place + 1 < len(tail):
        return tail[place + 1][0] in found
    return place > 0 and tail[place - 1][0] in found


def _tail(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for place in range(len(lines) - 1, -1, -1):
        start, end = lines[place]
        if _PROSE.match(text[start:end]) and reason_for(text[start:end]) is None:
            previous = lines[place - 1] if place else (0, 0)
            if not _is_box(text[previous[0] : previous[1]], text[start:end]):
                return lines[place + 1 :]
    return []


def _repeated(text: str, lines: list[tuple[int, int]]) -> Iterator[Suggestion]:
    """Paragraphs that say word for word what an earlier one said."""
    seen: set[str] = set()
    for start, end in lines:
        words = " ".join(text[start:end].split())
        if len(words) >= LEAST_LEAD and words in seen:
            yield Suggestion(start, end, "lead_again", ticked=False)
        seen.add(words)


def _author(text: str, lines: list[tuple[int, int]]) -> Iterator[Suggestion]:
    """A name on a line and then a paragraph that begins with it: the box about the author."""
    last_third = lines[len(lines) * 2 // 3 :]
    for name, about in pairwise(last_third):
        if _is_box(text[name[0] : name[1]], text[about[0] : about[1]]):
            yield Suggestion(*name, "author_box", ticked=False)
            yield Suggestion(*about, "author_box", ticked=False)


def _is_box(name: str, about: str) -> bool:
    return bool(_NAME.fullmatch(name)) and bool(
        about.startswith(name) and _BOX_VERB.match(about[len(name) :])
    )


def _merged(text: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, clipped to the text; those that only blanks part become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in cuts):
        if start >= end:
            continue
        if merged and (start <= merged[-1][1] or _blank_lines(text[merged[-1][1] : start])):
            first, last = merged.pop()
            merged.append((first, max(end, last)))
        else:
            merged.append((start, end))
    return merged


def _blank_lines(between: str) -> bool:
    return "\n" in between and not between.strip()


def _whole_lines(text: str, start: int, end: int) -> bool:
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return (
        not text[before:start].strip() and not text[end : len(text) if after < 0 else after].strip()
    )


def _past_line_ends(text: str, start: int, end: int) -> int:
    """Where the text goes on after a cut of whole lines."""
    at = text.find("\n", end) + 1 or len(text)
    first = text.rfind("\n", 0, start) + 1
    if first and not text.endswith("\n\n", 0, first):
        return at
    while at < len(text) and text[at] == "\n":
        at += 1
    return at
