from datetime import date

import pytest

from charts.figures import grouped, long_day, percent, short_day


def test_counts_have_a_comma_at_the_thousands() -> None:
    assert [grouped(n) for n in (0, 999, 1180, 71420000)] == ["0", "999", "1,180", "71,420,000"]


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0 %"), (0.54, "54 %"), (0.001, "<1 %"), (0.999, ">99 %"), (1, "100 %")],
)
def test_a_share_never_reads_as_nothing_or_all_when_it_is_not(share: float, written: str) -> None:
    assert percent(share).replace("\u00a0", " ") == written


def test_days_are_written_with_their_month() -> None:
    assert long_day(date(2026, 4, 11)) == "11 Apr 2026"
    assert short_day(date(2026, 3, 1)) == "1 Mar"
