"""Charts of agreement: what is taken for what, intervals with their undefined rows, and time."""

import re
from typing import Any

import pandas as pd

from charts import agreement_over_time, confusion, export, intervals
from charts.coefficients import coefficient, interval
from charts.heat import HEAT
from charts.palette import MODES, PAGE
from looks.vision import contrast

CELLS = [("sourced", "S"), ("filler", "F"), ("no tag", "none")]
COUNTS = {(0, 0): 18.0, (1, 0): 6.0, (1, 1): 7.0, (2, 0): 0.0, (2, 1): 1.5, (2, 2): 40.0}


def matrix(counts: dict[tuple[int, int], float] = COUNTS) -> pd.DataFrame:
    rows = [
        {
            "row": CELLS[row][0], "column": CELLS[column][0],
            "row_tag": CELLS[row][0], "column_tag": CELLS[column][0],
            "row_letter": CELLS[row][1], "column_letter": CELLS[column][1],
            "row_position": row, "column_position": column,
            "units": units, "figure": f"{units:g}",
        }
        for (row, column), units in counts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def marks(chart: Any, kind: str) -> list[tuple[str, str]]:
    """Each mark's words and its fill."""
    svg = export.svg(chart).decode()
    return re.findall(rf'aria-label="([^"]*)"[^>]*roledescription="{kind}"[^>]*fill="([^"]*)"', svg)


def test_cells_are_greys_and_agreement_is_the_page() -> None:
    cells = dict(marks(confusion.chart(matrix(), mode="light"), "bar"))
    assert cells["sourced, both: 18"] == PAGE["light"].page
    assert cells["filler and sourced: 6"] == HEAT["light"][-1]
    assert cells["no tag and filler: 1.5"] == HEAT["light"][1]
    assert cells["no tag and sourced: 0"] == PAGE["light"].page


def test_figures_can_be_read_on_every_grey() -> None:
    for mode in MODES:
        assert min(contrast(PAGE[mode].ink, grey) for grey in HEAT[mode]) >= 4.5


def test_the_matrix_in_words_names_what_is_most_often_taken_for_what() -> None:
    assert confusion.describe(matrix()) == (
        "Of 72 comparisons the tag was the same in 65. "
        "filler and sourced: 6. no tag and filler: 1.5"
    )
    nothing = matrix(dict.fromkeys(COUNTS, 0.0))
    assert confusion.describe(nothing) == "Nothing was read by two."
    assert b"Nothing was read by two." in export.svg(confusion.chart(nothing, mode="dark"))


def test_a_cell_can_be_listened_to_and_is_framed() -> None:
    chart = confusion.chart(matrix(), mode="light", selection="pick", picked=("filler", "sourced"))
    assert chart.to_dict()["params"][0]["select"]["fields"] == ["row", "column"]
    svg = export.svg(chart).decode()
    assert svg.count(f'stroke="{PAGE["light"].ink}" stroke-width="2"') == 1


def rows(*given: tuple[str, float | None, float | None, float | None]) -> pd.DataFrame:
    found = [
        (
            name,
            name,
            value,
            low,
            high,
            coefficient(value),
            f"{name}: {coefficient(value)}",
            "",
            0.67,
        )
        for name, value, low, high in given
    ]
    columns = ["row", "name", "value", "low", "high", "figure", "words", "colour", "floor"]
    frame = pd.DataFrame(found, columns=columns)
    return frame.astype({"value": float, "low": float, "high": float})


def test_what_is_undefined_says_so_where_its_point_would_stand() -> None:
    chart = intervals.chart(rows(("a", 0.81, 0.7, 0.9), ("b", None, None, None)), mode="light")
    svg = export.svg(chart).decode()
    assert [words for words, _ in marks(chart, "point")] == ["a: 0.81"]
    assert ">undefined<" in svg
    assert "undefined" in intervals.describe(rows(("b", None, None, None)))


def test_the_axis_goes_down_to_the_lowest_interval() -> None:
    usual = export.svg(intervals.chart(rows(("a", 0.8, 0.7, 0.9)), mode="light")).decode()
    low = export.svg(intervals.chart(rows(("a", 0.1, -0.3, 0.9)), mode="light")).decode()
    assert ">0.4<" in usual
    assert ">0.2<" not in usual
    assert ">\u22120.4<" in low
    assert "Nothing was read by two." in intervals.describe(rows())


def test_time_has_a_hole_where_nothing_is_defined() -> None:
    columns = ["since", "until", "value", "low", "high", "words"]
    weeks = [
        ("2026-04-06", "2026-04-12", 0.6, 0.5, 0.7, "first"),
        ("2026-04-13", "2026-04-19", float("nan"), None, None, "second"),
        ("2026-04-20", "2026-04-26", 0.7, None, None, "third"),
    ]
    frame = pd.DataFrame(weeks, columns=columns).astype({"low": float, "high": float})
    chart = agreement_over_time.chart(frame, mode="dark")
    assert [words for words, _ in marks(chart, "point")] == ["first", "third"]
    assert agreement_over_time.describe(frame) == (
        "Agreement from 6 Apr 2026 to 26 Apr 2026. Lowest: 0.60, from 6 Apr 2026. "
        "Highest: 0.70, from 20 Apr 2026."
    )
    assert agreement_over_time.describe(frame[1:2]) == "Nothing was read by two."


def test_coefficients_never_round_to_what_they_are_not() -> None:
    assert [coefficient(one) for one in (1.0, 0.9999, 0.0, -0.001, -0.126, None)] == [
        "1.00", ">0.99", "0.00", "0.00", "\u22120.13", "undefined",
    ]  # fmt: skip
    assert interval((0.641, 0.77)) == "0.64 to 0.77"


def test_a_name_that_is_too_long_is_cut_and_its_number_is_not() -> None:
    long = rows(
        ("Bartholomew · =SUM(A1:A9)WWWWWWWWWW (2,845)", 0.81, 0.7, 0.9),
        ("Ana · Bo (28)", 0.8, 0.7, 0.9),
    )
    drawn = export.svg(intervals.chart(long, mode="light")).decode()
    words = [part.split("</text>")[0] for part in drawn.split(">") if "</text" in part]
    names = [word.removesuffix("</text") for word in words]
    assert any(one.startswith("Barth") and one.endswith("… (2,845)") for one in names), names
    assert "Ana · Bo (28)" in names
