"""Title, byline and date, guessed from the first lines of a text that names none of them.

Guessing only fills in details: the text keeps every line it was guessed from.
"""

import re
from dataclasses import dataclass, field

from formats.articles.dates import find_date

LONGEST_TITLE = 200
LONGEST_FIRST_SENTENCE = 80
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
_DATED_LINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][^\d_()]{1,40}?)\s*(?:\((?P<agency>[^()\d]{2,40})\))?,?\s+"
    r"(?:(?i:le|den|am|on|el)\s+)?(?P<when>(?:\d|[^\W\d_]{3,10}\.? \d)[^-–—]{4,25}?)\s*[-–—]{1,2}\s"
)
_PLACE_WORDS = 5
_LABELLED = (
    (
        "byline",
        re.compile(r"(?i)^(?:author|authors|byline|autor|autorin|auteur|autora)\s?:\s*(.+)$"),
    ),
    (
        "outlet",
        re.compile(r"(?i)^(?:source|outlet|publisher|publication|quelle|fuente)\s?:\s*(.+)$"),
    ),
)
_LONGEST_LABELLED = 80
_NO_NAME = re.compile(r"[\w)]\.$|://|www\.|@|[.!?] ")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]*[^\W\d_a-z])"
)
_PROSE_END = re.compile(r"[.!?…][\"'”’»)]*$")
_LONGEST_ONE_SENTENCE_TITLE = 120
_SHORTEST_PROSE = 30


_LABEL = re.compile(r"(?i)^(?:title|headline):\s+(?=\S)")


@dataclass
class Head:
    """What the first lines tell; `found` as in ImportedArticle.

    `in_prose` is whether the article itself has begun, so that no title can follow.
    """

    title: str = ""
    byline: str = ""
    published_at: str = ""
    outlet: str = ""
    in_prose: bool = False
    found: dict[str, str] = field(default_factory=dict)


def read_head(text: str) -> Head:
    """The details that the first lines of `text` show, blank where they show none."""
    lines = [line.strip() for line in text[:_HEAD_CHARACTERS].lstrip("\ufeff").splitlines()]
    head = Head()
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if _take_detail(line, head):
            continue
        head.in_prose = head.in_prose or _is_prose(line)
        if not head.title and not head.in_prose and _could_be_title(line):
            head.title, head.found["title"] = _LABEL.sub("", line), "first_line"
    return head


def first_words(text: str) -> str:
    """The first sentence as a title of last resort, cut between two words where it is long."""
    lines = [line.strip() for line in text[:_HEAD_CHARACTERS].lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line]
    line = next((line for line in lines if not _take_detail(line, Head())), "")
    opened = next((match for one in lines[:_HEAD_LINES] if (match := _opening(one))), None)
    if opened is not None:
        line = opened.string[opened.end() :].strip()
    return shortened(_first_sentence(line or next(iter(lines), "")), LONGEST_FIRST_SENTENCE)


def shortened(line: str, longest: int) -> str:
    """`line`, or its beginning up to a blank, with an ellipsis, within `longest` code points."""
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _first_sentence(line: str) -> str:
    if not _is_prose(line) and len(line) <= LONGEST_FIRST_SENTENCE:
        return line.removesuffix(".")
    return _SENTENCE_END.split(line, maxsplit=1)[0].removesuffix(".")


def _take_detail(line: str, head: Head) -> bool:
    """Reads a byline, a date or an agency's opening into `head`; whether the line is only that."""
    return (
        _take_label(line, head)
        or _take_byline(line, head)
        or _take_date(line, head)
        or _take_opening(line, head)
    )


def _take_label(line: str, head: Head) -> bool:
    for name, pattern in _LABELLED:
        match = pattern.match(line) if len(line) <= _LONGEST_LABELLED else None
        if match is not None:
            if not _NO_NAME.search(match[1]) and not getattr(head, name):
                setattr(head, name, match[1].strip())
                head.found[name] = "author_line" if name == "byline" else "source_line"
            return True
    return False


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
    match = _opening(line)
    if match is None:
        return False
    if match["agency"] and not head.outlet:
        head.outlet, head.found["outlet"] = match["agency"].strip(), "dateline"
    _note_date(find_date(match["when"] or ""), head)
    head.in_prose = True
    return True


def _opening(line: str) -> re.Match[str] | None:
    """The place, the agency and the day with which an article's first sentence may open."""
    match = _PLACE_LINE.match(line)
    if match is not None:
        return match
    match = _DATED_LINE.match(line)
    if match is None or find_date(match["when"]) is None:
        return None
    words = match["place"].strip(" ,").split()
    named = all(not word[0].islower() or len(word) <= 3 for word in words)
    return match if named and len(words) <= _PLACE_WORDS else None


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph: several sentences, or one that is long."""
    if not _PROSE_END.search(line):
        return len(line) > LONGEST_TITLE
    if len(line) > _LONGEST_ONE_SENTENCE_TITLE:
        return True
    return len(line) > _SHORTEST_PROSE and _SENTENCE_END.search(line) is not None


def _note_date(found: tuple[str, int, int] | None, head: Head) -> None:
    if found is not None and not head.published_at:
        head.published_at, head.found["published_at"] = found[0], "dateline"


def _says_more(rest: str) -> bool:
    """Whether a line has words of its own besides the date, its clock and its labels."""
    return len(re.findall(r"[^\W\d_]{2,}", _DATE_WORDS.sub(" ", rest))) > 3


def _could_be_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and any(character.isalpha() for character in line)
