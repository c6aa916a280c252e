"""What dashboards counted, kept for as long as the data stay the same: the second view costs nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from models import database
from models.base import today
from models.queries.data_revision import data_revision
from pages.dashboard_parts import Asked

Value = TypeVar("Value")
MOST = 400
"""So many parts are kept; those not looked at for longest go first."""
_kept: WeakKeyDictionary[database.Database, OrderedDict[Hashable, Any]] = WeakKeyDictionary()
_lock = threading.Lock()


def revision_now() -> Hashable:
    """The state of the data at this moment; days pass without an event, so the day is part of it."""
    with database.current().read() as session:
        return (*data_revision(session), today())


def kept(at: Hashable, asked: Asked, name: Hashable, make: Callable[[], Value]) -> Value:
    """What `make` gives, or what it gave for the same data, person, filters and name.

    What one person may see another may not: nothing is handed from one to the other.
    """
    visit = asked.visit
    key = (at, name, visit.reviewer_id, visit.project_id, visit.role, repr(asked.filters))
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
