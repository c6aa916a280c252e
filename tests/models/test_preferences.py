"""How texts look to a reviewer: kept whole or refused whole."""

from typing import Any

import pytest

from models.errors import BadInput
from models.preferences import CHOICES, keep_preferences, reading_preferences
from tests.builders import Desk


def test_preferences_are_the_reviewer_s_own_and_replaced_as_a_whole(desk: Desk) -> None:
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    with desk.database.begin() as session:
        assert reading_preferences(session, ruth) == {}
        keep_preferences(session, ruth, {"size": 20, "paper": "sepia", "others": False})
        keep_preferences(session, omar, {"size": 16})
    with desk.database.begin() as session:
        kept = reading_preferences(session, ruth)
        assert kept == {"size": 20, "paper": "sepia", "others": False}
        keep_preferences(session, ruth, {"face": "sans", "letter_keys": False})
    with desk.database.read() as session:
        assert reading_preferences(session, ruth) == {"face": "sans", "letter_keys": False}
        assert reading_preferences(session, omar) == {"size": 16}


HOSTILE: list[Any] = [None, "", [], {}, "x\ud800", -1, 10**400]
STRANGE: list[dict[str, Any]] = [{name: value} for name in CHOICES for value in HOSTILE]


@pytest.mark.parametrize(
    "wanted",
    [
        *STRANGE,
        {"size": 15},
        {"size": "18"},
        {"size": 18.0},
        {"size": True},
        {"others": 1},
        {"others": "true"},
        {"letter_keys": 0},
        {"letter_keys": "off"},
        {"colour": "red"},
        {"": 1},
        {"x" * 10_000: 1},
    ],
    ids=lambda wanted: repr(wanted)[:30],
)
def test_what_cannot_be_chosen_changes_nothing(sqlite_desk: Desk, wanted: dict[str, Any]) -> None:
    ruth = sqlite_desk.reviewer("Ruth")
    with sqlite_desk.database.begin() as session:
        keep_preferences(session, ruth, {"size": 20})
        with pytest.raises(BadInput, match=r"preference") as caught:
            keep_preferences(session, ruth, {"face": "sans", **wanted})
        assert len(str(caught.value)) < 300
        assert reading_preferences(session, ruth) == {"size": 20}
