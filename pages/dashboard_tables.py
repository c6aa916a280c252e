"""The numbers of a chart as a table: a row an article, a reviewer or a day."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from charts.figures import grouped, long_day, percent
from pages.to_the_letter import plain
from words import say


def tags_table(
    frame: pd.DataFrame,
    names: tuple[str, str],
    value: str,
    total: str | None,
    written: Callable[..., str],
    total_written: Callable[..., str] | None = None,
) -> pd.DataFrame:
    """One row for each thing counted, one column a tag, in the frame's order; figures in words.

    `names` are the columns of its id and name, `total` that of the row's own total, or None where
    the row's values add up to it; where it is written otherwise than they are, `total_written` says
    how.
    """
    number, name = names
    tags = list(frame.sort_values("position")["tag"].unique())
    wide = frame.pivot(index=number, columns="tag", values=value).fillna(0)[tags]
    first = frame.drop_duplicates(number).set_index(number)
    wide = wide.loc[first.index]
    ends = {"tagged": "dashboard.any_tag", "articles": "dashboard.settled_articles"}
    totals = first[total] if total else wide.sum(axis=1)
    table: pd.DataFrame = wide.apply(lambda column: column.map(written))
    end = _apart(say(ends.get(total or "", "dashboard.total")), tags)
    table[end] = totals.map(total_written or written)
    head = _apart(say(f"charts.{'outlet' if number == 'outlet' else name}"), tags)
    # The table renders Markdown, and titles and names are anybody's.
    table.columns = [plain(str(tag)) for tag in table.columns]
    table.insert(0, head, first[name].map(plain))
    return pd.DataFrame(table.reset_index(drop=True))


def _apart(head: str, tags: list[str]) -> str:
    """A column's head that no tag bears, were a tag called Total."""
    while head in tags:
        head += "\u00a0"
    return head


def counts_table(frame: pd.DataFrame, number: str, name: str) -> pd.DataFrame:
    """Passages by tag, from a frame of counts."""
    return tags_table(frame, (number, name), "passages", None, lambda n: grouped(int(n)))


def shares_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares of the text by tag, and under any tag."""
    return tags_table(frame, ("article_id", "article"), "share", "tagged", percent)


def days_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The days on which something was tagged, the latest first."""
    worked = frame[frame["passages"] > 0].iloc[::-1]
    return pd.DataFrame(
        {
            say("charts.day_column"): [long_day(date.fromisoformat(day)) for day in worked["day"]],
            say("charts.passages"): worked["passages"].map(grouped).to_list(),
        }
    )
