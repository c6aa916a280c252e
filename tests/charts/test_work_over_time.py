"""The days of work: a bar each, weekends paler, the peak in words."""

import re
from datetime import date, timedelta

import pandas as pd

from charts import export, work_over_time
from charts.palette import PAGE


def days(first: str, *counts: int) -> pd.DataFrame:
    start = date.fromisoformat(first)
    rows = [((start + timedelta(at)).isoformat(), count) for at, count in enumerate(counts)]
    return pd.DataFrame(rows, columns=["day", "passages"])


def bars(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Each bar's words and its fill."""
    svg = export.svg(work_over_time.chart(frame, mode="light")).decode()
    return re.findall(r'aria-label="([^"]*)"[^>]*roledescription="bar"[^>]*fill="([^"]*)"', svg)


def test_each_day_is_a_bar_that_says_its_count_and_weekends_are_paler() -> None:
    page = PAGE["light"]
    assert bars(days("2026-04-10", 3, 1200, 0, 1)) == [
        ("10 Apr 2026: 3 passages", page.ink_2),
        ("11 Apr 2026: 1,200 passages", page.outline),
        ("12 Apr 2026: 0 passages", page.outline),
        ("13 Apr 2026: 1 passage", page.ink_2),
    ]


def test_days_are_labelled_in_utc_and_the_day_after_the_last_is_not() -> None:
    svg = export.svg(work_over_time.chart(days("2026-03-01", *range(1, 8)), mode="light")).decode()
    labels = re.findall(r">(\d+ \w{3})</text>", svg)
    assert labels
    assert "8 Mar" not in labels
    assert labels[0] in {"1 Mar", "2 Mar"}


def test_the_text_alternative_names_the_range_the_sum_and_the_peak() -> None:
    assert work_over_time.describe(days("2026-04-10", 3, 1200, 0, 1)) == (
        "Passages a day, 10 Apr 2026 to 13 Apr 2026: 1,204 passages in all. "
        "Most on 11 Apr 2026: 1,200."
    )


def test_nothing_tagged_is_a_sentence() -> None:
    for frame in (days("2026-04-10"), days("2026-04-10", 0, 0)):
        assert work_over_time.describe(frame) == "No passages."
        assert b"No passages." in export.svg(work_over_time.chart(frame, mode="dark"), mode="dark")


def test_the_picked_day_is_framed_and_can_be_listened_to() -> None:
    chart = work_over_time.chart(
        days("2026-04-10", 3, 2), mode="light", selection="pick", picked="2026-04-11"
    )
    assert chart.to_dict()["params"][0]["select"]["fields"] == ["on"]
    svg = export.svg(chart).decode()
    assert svg.count(f'stroke="{PAGE["light"].ink}" stroke-width="2"') == 1
