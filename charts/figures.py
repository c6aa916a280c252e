"""Numbers and dates as the workbench writes them: 1,180, 54 %, 11 Apr 2026."""

from datetime import date

from words import say


def grouped(number: int) -> str:
    """A count with a comma at the thousands."""
    return f"{number:,}"


def passages_in_words(count: int) -> str:
    """So many passages: 1,180 passages."""
    return say("charts.passages_of", n=count, figure=grouped(count))


def percent(share: float) -> str:
    """A share (0 to 1) in whole per cent; what is not quite nothing or all never reads as such."""
    number = round(share * 100)
    if number == 0 and share > 0:
        return say("charts.percent", number="<1")
    if number == 100 and share < 1:
        return say("charts.percent", number=">99")
    return say("charts.percent", number=number)


def long_day(day: date) -> str:
    """A day with its year."""
    return say("charts.day", day=day.day, month=_month(day), year=day.year)


def short_day(day: date) -> str:
    """A day without its year, for the start of a range within one year."""
    return say("charts.day_of_year", day=day.day, month=_month(day))


def _month(day: date) -> str:
    return say("charts.months").split()[day.month - 1]
