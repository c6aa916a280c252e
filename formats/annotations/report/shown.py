"""Text as it may stand on a page: every character visible or harmless, addresses told apart."""

import re
from datetime import UTC, datetime
from unicodedata import bidirectional
from urllib.parse import quote, urlsplit

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_NEVER = (0xFFFE, 0xFFFF, *range(0x80, 0xA0), *range(0xD800, 0xE000))
_VISIBLE = {**_CONTROLS, 0x7F: 0x2421, **dict.fromkeys(_NEVER, 0xFFFD)}

# No character of an address: blanks, controls, and those that change the order of others.
_NO_ADDRESS = re.compile(r"[\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(text: str) -> str:
    """The text with pictures in place of controls, as neither HTML nor a PDF can hold those.

    Tabs and line ends stay, and so does whatever a script needs, marks of direction included.
    """
    return text.translate(_VISIBLE)


def on_one_line(text: str) -> str:
    """What stands in a title or a cell: no line ends, no runs of blanks."""
    return " ".join(shown(text).split())


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    ways = (bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in ways if way in ("L", "R", "AL")), False)


def isolated(text: str) -> str:
    """The text between marks that keep its direction from turning what is around it."""
    return f"\u2068{text}\u2069"


def address(text: str) -> str:
    """An address as it is shown: what could hide or turn a part of it is percent-encoded."""
    return _NO_ADDRESS.sub(lambda found: quote(found.group()), on_one_line(text))


def web_address(text: str) -> str | None:
    """The text itself if it is an http or https address that may be a link, else None."""
    if _NO_ADDRESS.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host else None


def language(code: str) -> str:
    """The code if it has the form of one (BCP 47), else blank."""
    return code if _LANGUAGE.fullmatch(code) else ""


def day(iso: str) -> str:
    """`11 Apr 2026` for an ISO date or moment; the text itself where it is none."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return on_one_line(iso)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def moment(when: datetime) -> str:
    """`11 Apr 2026, 09:30 UTC`."""
    utc = when.astimezone(UTC)
    return f"{day(utc.date().isoformat())}, {utc:%H:%M} UTC"
