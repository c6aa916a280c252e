"""When an article was published, as tables and feeds write it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from formats.articles.dates import iso_moment

_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_COMPACT = re.compile(r"(?P<day>(?:19|20)\d{6})(?:T?\d{4,6}Z?)?")
_TWO_WAYS = re.compile(
    r"(?P<first>\d{1,2})(?P<by>[./-])(?P<second>\d{1,2})(?P=by)(?P<year>(?:19|20)\d\d)"
)
_LONGEST = 200


def moment(value: str, *, month_first: bool | None = None) -> str:
    """The moment as `published_at` has it; blank where it is none.

    `month_first` tells how 05/06/2026 is meant, and None that nothing tells.
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return ""
    if _SECONDS.fullmatch(value):
        return _since_1970(float(value))
    if _MILLISECONDS.fullmatch(value):
        return _since_1970(int(value) / 1000)
    if match := _COMPACT.fullmatch(value):
        day = match["day"]
        return iso_moment(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    if (match := _TWO_WAYS.match(value)) and month_first is not None:
        first, second = int(match["first"]), int(match["second"])
        month, day_of_month = (first, second) if month_first else (second, first)
        return iso_moment(f"{match['year']}-{month:02}-{day_of_month:02}") or iso_moment(value)
    return _of_mail(value) or iso_moment(value)


def is_month_first(values: Iterable[str]) -> bool | None:
    """How a column writes 05/06/2026, told by its days after the 12th; None where none tells."""
    matches = [match for value in values if (match := _TWO_WAYS.match(value.strip()))]
    day_first = any(int(match["first"]) > 12 for match in matches)
    month_first = any(int(match["second"]) > 12 for match in matches)
    return month_first if month_first != day_first else None


def _since_1970(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return ""


def _of_mail(value: str) -> str:
    """A date as mails and RSS write it: `Sat, 28 Nov 2026 09:00:00 +0100`."""
    if not re.search(r"\d{1,2}:\d\d", value) or not re.match(
        r"(?:[A-Za-z]{3,9},? )?\d{1,2} ", value
    ):
        return ""
    try:
        return iso_moment(parsedate_to_datetime(value).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
