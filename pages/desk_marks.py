"""The marks of the desk's charts in words, for whoever selects by the keyboard."""

from datetime import date

import pandas as pd

from charts.figures import long_day, passages_in_words, percent
from pages.mark_choice import Mark
from words import say


def outlet_marks(frame: pd.DataFrame) -> list[Mark]:
    """What each outlet prints, tag by tag; `name` is what it is called."""
    return [
        (
            say("dashboard.mark", name=f"{row['name']} · {row['tag']}", figure=percent(row["share"])),
            {"row": str(row["outlet"]), "tag": row["tag"]},
        )
        for row in frame.to_dict("records")
        if row["share"]
    ]  # fmt: skip


def day_marks(frame: pd.DataFrame) -> list[Mark]:
    """The days on which something was tagged, the latest first, as their table has them."""
    return [
        (
            say("charts.on_day", day=long_day(date.fromisoformat(row["day"])), passages=passages_in_words(row["passages"])),
            {"on": row["day"]},
        )
        for row in frame.iloc[::-1].to_dict("records")
        if row["passages"]
    ]  # fmt: skip
