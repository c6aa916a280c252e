"""Readings against plan: its words lie beside its lines, and not over one another."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from charts import readings_against_plan

FIRST = date(2026, 6, 1)
Row = tuple[str, int, float]


def frame(*rows: Row) -> pd.DataFrame:
    days = [(FIRST + timedelta(days=day)).isoformat() for _, day, _ in rows]
    return pd.DataFrame(
        {
            "kind": [kind for kind, _, _ in rows],
            "day": days,
            "readings": [n for _, _, n in rows],
            "low": [n if kind == "ahead" else None for kind, _, n in rows],
            "high": [n if kind == "ahead" else None for kind, _, n in rows],
        }
    )


def words(*rows: Row) -> dict[str, dict[str, Any]]:
    """The mark of each word, by the word."""
    drawn = readings_against_plan.chart(frame(*rows), mode="light").to_dict()
    return {
        drawn["datasets"][layer["data"]["name"]][0]["label"]: layer["mark"]
        for layer in drawn["layer"]
        if layer["mark"]["type"] == "text"
    }


@pytest.mark.parametrize(
    ("ahead", "submitted", "forecast"), [(7, "right", "left"), (90, "left", "right")]
)
def test_what_lies_shortly_ahead_is_named_beyond_and_what_was_submitted_before(
    ahead: int, submitted: str, forecast: str
) -> None:
    said = words(
        ("done", 0, 0),
        ("done", 100, 40_000),
        ("ahead", 100, 40_000),
        ("ahead", 100 + ahead, 41_000),
    )
    assert said["40,000 submitted"]["align"] == submitted
    assert said["forecast"]["align"] == forecast


@pytest.mark.parametrize(("planned", "above"), [(50_000, True), (20_000, False)])
def test_the_plan_is_named_on_the_side_where_the_readings_are_not(
    planned: int, above: bool
) -> None:
    said = words(("done", 0, 0), ("done", 100, 40_000), ("plan", 0, 0), ("plan", 100, planned))
    assert (said["plan"]["dy"] < 0) is above


def test_days_stand_apart_on_a_phone() -> None:
    drawn = readings_against_plan.chart(
        frame(("done", 0, 0), ("done", 20, 30), ("ahead", 20, 30), ("ahead", 30, 40)), mode="light"
    )
    days = drawn.to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert days["labelOverlap"]
    assert days["labelSeparation"] >= 8
