"""The four numbers about a person's own reading."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from charts.figures import grouped, percent
from models.queries.read_again import KINDS
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number
from pages.reviewer_measures import Again, again_of, calibration_of, pace_of
from rates.calibration import Calibration
from words import say


def reviewer_numbers(session: Session, asked: Asked) -> Sequence[Number]:
    """How often right, how well that was known, how steady, and how fast."""
    found = calibration_of(session, asked)
    ways = (again_of(session, asked, kind) for kind in KINDS)
    again = next((one for one in ways if one.texts), None)
    return [
        _right(found),
        _brier(found),
        _steady(again),
        _fast(session, asked),
    ]


def _right(found: Calibration) -> Number:
    label = say("reviewers.right")
    every = found.passages + found.unsaid
    if not every:
        return Number(label, say("reviewers.undefined"), say("reviewers.nothing_settled"))
    under = say("reviewers.right_of", n=every, figure=grouped(every))
    return Number(label, percent(found.right / every), under, help=say("reviewers.right_help"))


def _brier(found: Calibration) -> Number:
    label, why = say("reviewers.brier"), say("reviewers.brier_help")
    if found.brier.value is None:
        said = "nothing_settled" if not found.unsaid else "no_confidence"
        return Number(label, say("reviewers.undefined"), say(f"reviewers.{said}"), help=why)
    value = decimals(found.brier.value)
    always = decimals(found.always or 0)
    if found.brier.interval is None:
        return Number(label, value, say("reviewers.brier_few", always=always), help=why)
    low, high = map(decimals, found.brier.interval)
    return Number(
        label, value, say("reviewers.brier_range", low=low, high=high, always=always), help=why
    )


def _steady(again: Again | None) -> Number:
    label, why = say("reviewers.steady"), say("reviewers.steady_help")
    if again is None:
        return Number(label, say("reviewers.undefined"), say("reviewers.read_once"), help=why)
    if again.alpha.value is None:
        return Number(label, say("reviewers.undefined"), undefined(again), help=why)
    return Number(
        label,
        decimals(again.alpha.value),
        say(f"reviewers.{again.kind}_of", n=len(again.texts), figure=grouped(len(again.texts))),
        help=why,
    )


def _fast(session: Session, asked: Asked) -> Number:
    found, label = pace_of(session, asked), say("reviewers.pace")
    why = say("reviewers.pace_help")
    if found.middle is None:
        return Number(label, say("reviewers.undefined"), say("reviewers.no_time"), help=why)
    low, high = grouped(round(found.low)), grouped(round(found.high))
    under = say("reviewers.pace_range", n=found.readings, low=low, high=high)
    return Number(label, grouped(round(found.middle)), under, help=why)


def decimals(value: float) -> str:
    """A coefficient to two decimals."""
    return f"{value:.2f}"


def undefined(again: Again) -> str:
    """Why the person's agreement with themselves has no value."""
    return say(f"reviewers.undefined_{again.alpha.undefined}")
