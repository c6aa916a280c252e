"""The desk's four headline numbers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from charts.figures import grouped, long_day, percent, short_day
from models.base import today
from models.forecast import Forecast, forecast
from models.membership import Role
from models.queries.desk_pace import Pace
from models.queries.desk_progress import Progress
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number, Way
from pages.desk_asked import pace_of, progress_of
from words import say


def desk_numbers(session: Session, asked: Asked) -> Sequence[Number]:
    """How far the desk is, what waits, how much was read, and when it will be done."""
    found = progress_of(session, asked)
    return [
        _settled(asked, found),
        _waiting(asked, found),
        _read(found),
        _done_by(pace_of(session, asked)),
    ]


def ahead_of(found: Pace) -> Forecast | str:
    """The forecast for the readings that are left, or why there is none."""
    if found.left is None:
        return "blind"
    return forecast(found.submitted, found.left, today())


def _settled(asked: Asked, found: Progress) -> Number:
    value = say("desk.of", part=grouped(found.settled), whole=grouped(found.articles))
    under = say("desk.this_week", n=found.settled_this_week)
    way = Way("adjudicate.py") if asked.visit.may(Role.EDITOR) else Way("library.py")
    return Number(say("desk.settled"), value, under, way)


def _waiting(asked: Asked, found: Progress) -> Number:
    way = Way("assign.py") if asked.visit.may(Role.EDITOR) else Way("library.py")
    label, value = say("desk.waiting"), grouped(found.waiting)
    if not found.overdue:
        return Number(label, value, say("desk.none_overdue"), way)
    strong = say("desk.overdue", figure=grouped(found.overdue))
    return Number(label, value, say("desk.oldest", n=found.longest), way, strong)


def _read(found: Progress) -> Number:
    share = percent(found.read_twice / found.words) if found.words else say("desk.undefined")
    under = say("desk.of_words", words=grouped(found.words))
    return Number(
        say("desk.text_read"), share, under, Way("library.py"), help=say("desk.text_read_help")
    )


def _done_by(found: Pace) -> Number:
    label, ahead = say("desk.done_by"), ahead_of(found)
    if isinstance(ahead, str):
        value = say("desk.done") if ahead == "done" else say("desk.undefined")
        return Number(label, value, say(f"desk.pace_{ahead}"))
    first = long_day if ahead.earliest.year != ahead.done.year else short_day
    if ahead.latest is None:
        under = say("desk.range_open", first=first(ahead.earliest))
    else:
        under = say("desk.range", first=first(ahead.earliest), last=short_day(ahead.latest))
    near = ahead.done.year == today().year
    value = short_day(ahead.done) if near else long_day(ahead.done)
    return Number(label, value, under, help=say("desk.pace_help"))
