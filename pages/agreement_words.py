"""Figures of agreement in words: the value, its interval, or why there is none."""

from collections.abc import Iterable

from agreement.bases import Basis
from agreement.figure import Figure, reason_for
from charts.coefficients import coefficient, interval
from charts.figures import grouped
from words import say


def under(figure: Figure, *, of_tag: bool = False) -> str:
    """What stands under a value: its interval, or why there is none, or why there is no value."""
    if figure.undefined:
        return why(figure, of_tag=of_tag)
    if figure.interval:
        return interval(figure.interval)
    return say(f"agreement.no_interval_{figure.no_interval}") if figure.no_interval else ""


def why(figure: Figure, *, of_tag: bool = False) -> str:
    """Why a figure, of all tags or of one, is undefined, as a clause."""
    return say(f"agreement.why_{reason_for(figure.undefined, of_tag=of_tag)}")


IN_CHARACTERS = ("u_alpha", "coded_alpha", "found_alpha")
"""Coefficients of passages that are counted in the characters of those."""


def made_of(figure: Figure, basis: Basis, coefficient_name: str = "") -> str:
    """How many units of how many readers and articles, and what was left out."""
    unit = "characters" if coefficient_name in IN_CHARACTERS else basis
    told = say(
        f"agreement.made_of_{unit}",
        units=grouped(figure.units),
        reviewers=figure.reviewers,
        articles=grouped(figure.articles),
    )
    left = [
        say(f"agreement.dropped_{reason}", n=count, units=grouped(count))
        for reason, count in figure.dropped.items()
    ]
    return say("charts.sentences").join([told, *left])


def row_words(name: str, figure: Figure, *, of_tag: bool = False) -> str:
    """A row of a chart in words."""
    if figure.undefined:
        return say("agreement.row_undefined", name=name, why=why(figure, of_tag=of_tag))
    if figure.interval:
        bounds = interval(figure.interval)
        return say("agreement.row", name=name, value=coefficient(figure.value), interval=bounds)
    if figure.no_interval:
        reason = say(f"agreement.no_interval_{figure.no_interval}")
        return say("agreement.row", name=name, value=coefficient(figure.value), interval=reason)
    return say("agreement.row_plain", name=name, value=coefficient(figure.value))


def lacking(figures: Iterable[Figure]) -> str:
    """Why some of these have no interval, as sentences; blank where all have one."""
    reasons = dict.fromkeys(one.no_interval for one in figures if one.no_interval)
    return " ".join(say(f"agreement.lacks_{reason}") for reason in reasons)


def shown(figure: Figure, *, of_tag: bool = False) -> str:
    """The value, or 'undefined' with its reason where the value would stand."""
    if figure.undefined:
        return say("agreement.undefined_why", why=why(figure, of_tag=of_tag))
    return coefficient(figure.value)
