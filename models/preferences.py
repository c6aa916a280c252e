"""How a reviewer reads: size, measure, face, whether others' passages are shown, letters as keys."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from models.errors import BadInput
from models.event import record
from models.reviewer import present_reviewer
from models.text import one_line

# What each preference may be; the reader has a default of its own for one that is not given.
CHOICES: Mapping[str, tuple[int | str | bool, ...]] = {
    "size": (16, 17, 18, 19, 20, 22, 24),
    "measure": ("narrow", "normal", "wide"),
    "face": ("serif", "sans"),
    "leading": ("normal", "loose"),
    "spacing": ("normal", "wide"),
    "paper": ("page", "light", "dark", "sepia"),
    "others": (False, True),
    "letter_keys": (False, True),
}


def reading_preferences(session: Session, asker: int) -> dict[str, Any]:
    """The asker's preferences, those they ever chose."""
    return dict(present_reviewer(session, asker).reading_preferences)


def keep_preferences(session: Session, asker: int, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Keep these preferences in place of all former ones; BadInput names what cannot be chosen."""
    for name, value in wanted.items():
        _refuse_strange(name, value)
    reviewer = present_reviewer(session, asker)
    before = dict(reviewer.reading_preferences)
    after = dict(wanted)
    if after != before:
        reviewer.reading_preferences = after
        session.flush()
        record(session, asker, None, "prefer", "reviewer", asker, before, after)
    return after


def _refuse_strange(name: str, value: object) -> None:
    if name not in CHOICES:
        known = ", ".join(CHOICES)
        raise BadInput("preference_unknown", name=one_line(name, limit=40), known=known)
    allowed = CHOICES[name]
    # By type too: in Python 1 equals True, and 16.0 equals 16.
    if not any(type(value) is type(one) and value == one for one in allowed):
        told = ", ".join(str(one).lower() for one in allowed)
        raise BadInput("preference_choice", name=name, allowed=told)
