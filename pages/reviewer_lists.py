"""A person's readings: what was read again, and how fast they read."""

from functools import partial

from sqlalchemy.orm import Session

from charts.figures import grouped, long_day, percent
from models.queries.read_again import KINDS
from models.queries.reading_speed import TimedReading, reading_speed
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing
from pages.reviewer_asked import whose
from pages.reviewer_measures import Again, again_of
from pages.reviewer_numbers import decimals, undefined
from pages.reviewer_readings import draw_readings
from pages.reviewer_tables import columns
from pages.to_the_letter import plain
from words import say


def again(session: Session, asked: Asked) -> Listing:
    """Agreement with oneself, each way of reading again by itself."""
    found = [again_of(session, asked, kind) for kind in KINDS]
    return Listing(
        name="again",
        title=say("reviewers.again_title"),
        unit=say("reviewers.again_unit"),
        table=columns(
            ["read_again", "texts", "alpha", "percentage"],
            [_again(one) for one in found if one.texts],
        ),
        empty=say("reviewers.read_once"),
        wide=True,
    )


def speed(session: Session, asked: Asked) -> Listing:
    """The readings one by one, the latest first, each with the way to its article."""
    readings = reading_speed(session, *asked.of, whose(asked), asked.filters)
    timed = [one for one in readings if one.seconds]
    untimed = len(readings) - len(timed)
    return Listing(
        name="speed",
        title=say("reviewers.speed_title"),
        unit=say("reviewers.speed_unit"),
        aside=say("reviewers.untimed", n=untimed, figure=grouped(untimed)) if untimed else "",
        table=columns(
            ["article", "submitted", "words", "minutes", "pace"], [_cells(one) for one in timed]
        ),
        draw=partial(draw_readings, timed),
        empty=say("reviewers.no_time"),
        wide=True,
    )


def _again(one: Again) -> tuple[str, ...]:
    if one.alpha.value is None:
        alpha = say("reviewers.undefined_because", why=undefined(one))
    else:
        alpha = decimals(one.alpha.value)
        if one.alpha.interval:
            low, high = map(decimals, one.alpha.interval)
            alpha = say("reviewers.with_range", value=alpha, low=low, high=high)
    percentage = one.percentage.value
    shared = say("reviewers.undefined") if percentage is None else percent(percentage)
    return say(f"reviewers.kind_{one.kind}"), grouped(len(one.texts)), alpha, shared


def _cells(one: TimedReading) -> tuple[str, ...]:
    return (
        plain(one.article),
        long_day(one.submitted_at.date()),
        grouped(one.words),
        f"{one.seconds / 60:.1f}",
        grouped(round(one.words_a_minute or 0)),
    )
