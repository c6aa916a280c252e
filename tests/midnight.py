"""Days that end while a test is under way."""

import time
from datetime import UTC, datetime, timedelta, tzinfo

_CLOSE = timedelta(minutes=1)  # longer than a test takes that tells days apart


def wait_for_the_day_to_end() -> None:
    """Waits where midnight, here or in UTC, is less than a minute away; else there is no wait."""
    for zone in (UTC, None):
        left = _left(zone)
        if left < _CLOSE:
            time.sleep(left.total_seconds() + 0.1)


def _left(zone: tzinfo | None) -> timedelta:
    moment = datetime.now(zone)
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1) - moment
