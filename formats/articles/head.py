"""Title, byline and date, guessed from the first lines of a text that names none of them.

Guessing only fills in details: the text keeps every line it was guessed from.
"""

import re
from dataclasses import dataclass, field

from formats.articles.dates import find_date

LONGEST_TITLE = 200
_HEAD_LINES = 8
_HEAD_CHARACTERS = 20_000

_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|da|van|von|der|den|la|le|al|bin|ter)"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,5}}"
_BYLINE = re.compile(
    rf"^(?:By|BY|Von|Par|Por|Written by|Story by|Words by):? "
    rf"(?P<names>{_NAMES}(?:(?:, | and | & | und | et | y ){_NAMES}){{0,5}})"
    rf"(?P<rest>$|[,|·•/–—-].*| \W.*| (?:in|for|with) .{{1,60}}$)"
)
_EMPTY_BYLINE = re.compile(r"^(?:By|BY)\s*(?:[|·•:–—-]|$)")
_DATE_WORDS = re.compile(
    r"(?i)\b(?:by|published|posted|updated|last updated|on|at|first published|date|from|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"am|pm|a\.m\.|p\.m\.|gmt|utc|bst|est|edt|cet|cest|et|pt|ist|uhr|h)\b"
)
_PLACE_LINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][^\d_a-z]{2,40}(?:, [^\W\d][^\d(),]{1,24})?)"
    r"(?:, (?P<when>[\w., ]{3,25}?))?\s*\((?P<agency>[^()\d]{2,40})\)\s*[-–—]{1,2}\s"
)


_LABEL = re.compile(r"(?i)^(?:title|headline):\s+(?=\S)")


@dataclass
class Head:
    """What the first lines tell; `found` as in ImportedArticle."""

    title: str = ""
    byline: str = ""
    published_at: str = ""
    outlet: str = ""
    found: dict[str, str] = field(default_factory=dict)


def read_head(text: str) -> Head:
    """The details that the first lines of `text` show, blank where they show none."""
    lines = [line.strip() for line in text[:_HEAD_CHARACTERS].lstrip("\ufeff").splitlines()]
    head = Head()
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if not _take_detail(line, head) and not head.title and _could_be_title(line):
            head.title, head.found["title"] = _LABEL.sub("", line), "first_line"
    return head


def first_words(text: str) -> str:
    """The beginning of the first line as a title of last resort, cut between two words."""
    line = next((line.strip() for line in text.splitlines() if line.strip("\ufeff \t")), "")
    line = line.lstrip("\ufeff")
    if len(line) <= 80:
        return line
    return line[:80].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _take_detail(line: str, head: Head) -> bool:
    """Reads a byline, a date or an agency's opening into `head`; whether the line is only that."""
    return _take_byline(line, head) or _take_date(line, head) or _take_opening(line, head)


def _take_byline(line: str, head: Head) -> bool:
    if len(line) > 160:
        return False
    match = _BYLINE.match(line)
    if match is None and _EMPTY_BYLINE.match(line) is None:
        return False
    if match is not None and not head.byline:
        head.byline, head.found["byline"] = match["names"], "author_line"
    _note_date(find_date(line), head)
    return True


def _take_date(line: str, head: Head) -> bool:
    if len(line) > 100:
        return False
    found = find_date(line)
    if found is None or _says_more(line[: found[1]] + " " + line[found[2] :]):
        return False
    _note_date(found, head)
    return True


def _take_opening(line: str, head: Head) -> bool:
    match = _PLACE_LINE.match(line)
    if match is None:
        return False
    if not head.outlet:
        head.outlet, head.found["outlet"] = match["agency"].strip(), "dateline"
    _note_date(find_date(match["when"] or ""), head)
    return True


def _note_date(found: tuple[str, int, int] | None, head: Head) -> None:
    if found is not None and not head.published_at:
        head.published_at, head.found["published_at"] = found[0], "dateline"


def _says_more(rest: str) -> bool:
    """Whether a line has words of its own besides the date, its clock and its labels."""
    return len(re.findall(r"[^\W\d_]{2,}", _DATE_WORDS.sub(" ", rest))) > 3


def _could_be_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and any(character.isalpha() for character in line)
