"""The charts of composition, rates and meetings: what they draw, and what they say."""

import math
from typing import Any

import pandas as pd

from charts import rate_intervals, tag_composition, tag_meetings

COMPOSED = pd.DataFrame(
    [
        ("Post", "Post", "sourced", "S", "blue", 0, 1, 4),
        ("Post", "Post", "filler", "F", "grey", 2, 3, 4),
        ("", "No outlet given", "sourced", "S", "blue", 0, 2, 2),
    ],
    columns=["row", "name", "tag", "letter", "colour", "position", "passages", "total"],
)
RATES = pd.DataFrame(
    [
        ("a", "Post", 2.5, 1.0, 4.0, "2.5", "Post: 2.5 (1.0 to 4.0)", "blue"),
        ("b", "Ledger", math.nan, math.nan, math.nan, "Too few articles: 3 of 5.", "Ledger: Too few articles: 3 of 5.", ""),
    ],
    columns=["row", "name", "value", "low", "high", "figure", "words", "colour"],
)  # fmt: skip
MEETINGS = pd.DataFrame(
    [("sourced", "sourced", 0.0, "", "never"), ("sourced", "filler", 0.5, "50 %", "1 of 2 meets"),
     ("filler", "sourced", 1.0, "100 %", "1 of 1 meets"), ("filler", "filler", 0.0, "", "never")],
    columns=["tag", "other", "share", "figure", "words"],
)  # fmt: skip


def rows_of(chart: Any) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_a_composition_is_of_shares_and_counts_at_the_end() -> None:
    drawn = tag_composition.chart(COMPOSED, mode="light", head="Outlet")
    shares = {(row["name"], row["tag"]): row["value"] for row in rows_of(drawn)}
    assert shares == {("Post", "sourced"): 0.25, ("Post", "filler"): 0.75, ("No outlet given", "sourced"): 1.0}  # fmt: skip
    said = tag_composition.describe(COMPOSED).replace("\u00a0", " ")
    assert "Post: 4 (sourced 25 %, filler 75 %)" in said
    kept = tag_composition.describe(COMPOSED.iloc[::-1], in_order=True)
    assert kept.index("No outlet given") < kept.index("Post")
    assert (
        "No passages." in tag_composition.chart(COMPOSED[:0], mode="dark").to_dict()["description"]
    )


def test_a_rate_has_its_interval_and_what_is_missing_says_why() -> None:
    drawn = rate_intervals.chart(RATES, mode="dark", selection="pick", picked="a")
    assert (
        drawn.to_dict()["description"]
        == "Post: 2.5 (1.0 to 4.0). Ledger: Too few articles: 3 of 5."
    )
    defined = {row["name"]: row["is_defined"] for row in rows_of(drawn)}
    assert defined == {"Post": True, "Ledger": False}
    assert (
        rate_intervals.chart(RATES[:0], mode="light").to_dict()["description"]
        == "Nothing to count."
    )
    nothing = RATES.assign(value=0.0, low=0.0, high=0.0)
    assert rate_intervals.chart(nothing, mode="light").to_dict()["height"] == 80


def test_tags_that_meet_are_darker_the_more_they_do() -> None:
    drawn = tag_meetings.chart(MEETINGS, mode="light", picked=("sourced", "filler"))
    shades = {(row["tag"], row["other"]): row["shade"] for row in rows_of(drawn)}
    assert len(set(shades.values())) == 3
    assert tag_meetings.describe(MEETINGS) == "1 of 2 meets. 1 of 1 meets"
    assert tag_meetings.describe(MEETINGS[:0]) == "No two tags meet."
