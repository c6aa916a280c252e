"""What dashboards counted, kept for as long as the data stay the same: the second view costs nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from models import database
from models.base import today
from models.counting import TOGETHER, changed_texts, count_changed
from models.queries.data_revision import data_revision
from models.queries.scope import Filters
from models.statistics import keep_statistics
from pages.frame import Visit

Value = TypeVar("Value")
MOST = 400
"""So many parts are kept; those not looked at for longest go first."""
_kept: WeakKeyDictionary[database.Database, OrderedDict[Hashable, Any]] = WeakKeyDictionary()
_lock = threading.Lock()


def revision_now() -> Hashable:
    """The state of the data at this moment; days pass without an event, so the day is part of it."""
    with database.current().read() as session:
        return (*data_revision(session), today())


def count_tallies(tell: Callable[[int], None]) -> None:
    """Count the texts again that changed since somebody looked last; `tell` hears how many are left."""
    with database.current().read() as session:
        many = left = changed_texts(session)
    while left > 0:
        if left > TOGETHER:
            tell(left)
        with database.current().begin() as session:
            done = count_changed(session)
        left = left - done if done else 0
    if many > TOGETHER:
        keep_statistics(database.current())


def kept(
    at: Hashable,
    visit: Visit,
    name: Hashable,
    make: Callable[[], Value],
    filters: Filters | None = None,
) -> Value:
    """What `make` gives, or what it gave for the same data, person, name and filters.

    What one person may see another may not: nothing is handed from one to the other.
    """
    key = (at, name, visit.reviewer_id, visit.project_id, visit.role, repr(filters))
    with _lock:
        found = _kept.setdefault(database.current(), OrderedDict())
        if key in found:
            found.move_to_end(key)
            return cast(Value, found[key])
    value = make()
    with _lock:
        found[key] = value
        while len(found) > MOST:
            found.popitem(last=False)
    return value


def forget() -> None:
    """Count everything anew from now on."""
    with _lock:
        _kept.clear()
