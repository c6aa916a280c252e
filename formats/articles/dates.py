"""The day an article was published, out of the ways that datelines write it."""

import re
from datetime import UTC, date, datetime

# First three letters of each month, without accents, over the languages that share them.
MONTHS = {
    "jan": 1, "gen": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrt": 3, "apr": 4, "avr": 4,
    "abr": 4, "may": 5, "mai": 5, "mei": 5, "mag": 5, "maj": 5, "jun": 6, "giu": 6, "jul": 7,
    "lug": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10,
    "ott": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12, "des": 12,
}  # fmt: skip
EXCEPTIONS = {
    "juin": 6,
    "juil": 7,
    "juillet": 7,
    "märz": 3,
    "mär": 3,
    "maerz": 3,
    "jänner": 1,
    "mayo": 5,
}
_ACCENTS = str.maketrans("éèûôàâç", "eeuoaac")

_MONTH = r"(?P<month>[A-Za-zéèûäç]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º°])?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.-]){_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}(?!\d)",
        rf"(?<![\w-]){_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}(?!\d)",
        rf"(?<![\w-]){_DAY}\s{{1,3}}(?:de |of )?{_MONTH},?(?:\s{{1,3}}del?)?\s{{1,3}}{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<first>\d{{1,2}})[./](?P<second>\d{{1,2}})[./]{_YEAR}(?!\d)",
    )
)


def find_date(line: str) -> tuple[str, int, int] | None:
    """The first full date in `line` as `YYYY-MM-DD`, with where it stands; None without one.

    A date that could be read two ways ('05/06/2026') is not guessed.
    """
    for pattern in WRITTEN:
        for match in pattern.finditer(line):
            day = _day_of(match.groupdict())
            if day is not None:
                return day.isoformat(), match.start(), match.end()
    return None


def iso_moment(value: str) -> str:
    """A machine's time stamp as `published_at` has it; blank where it is none.

    With an offset it becomes `YYYY-MM-DDTHH:MM:SSZ`; without one the hour means nothing
    certain, and only the day stays.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = find_date(value)
        return found[0] if found else ""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return ""


def _day_of(parts: dict[str, str | None]) -> date | None:
    try:
        return date(int(parts["year"] or 0), *_month_and_day(parts))
    except (ValueError, KeyError):
        return None


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    if parts.get("number"):
        return int(parts["number"] or 0), int(parts["day"] or 0)
    if parts.get("month"):
        return _month((parts["month"] or "").lower()), int(parts["day"] or 0)
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(parts)
    return (second, first) if first > 12 or first == second else (first, second)


def _month(name: str) -> int:
    return EXCEPTIONS.get(name) or MONTHS[name.translate(_ACCENTS)[:3]]
