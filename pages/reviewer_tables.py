"""Tables of the page of reviewers."""

from typing import Any

import pandas as pd

from charts.figures import grouped, percent
from rates.calibration import Calibration
from words import say


def columns(names: list[str], rows: list[Any]) -> pd.DataFrame:
    """Rows under the words for these columns."""
    return pd.DataFrame(rows, columns=[say(f"reviewers.column_{name}") for name in names])


def levels_table(found: Calibration) -> pd.DataFrame:
    """The levels of confidence from high to low, and what has none."""
    rows = []
    for level in reversed(found.levels):
        low, high = level.share.interval or (0.0, 1.0)
        of = say("desk.of", part=grouped(level.right), whole=grouped(level.passages))
        interval = say("reviewers.range", low=percent(low), high=percent(high))
        name = say(f"reviewers.level_{level.name}")
        few = say("reviewers.too_few") if level.is_few else ""
        share = percent(level.right / level.passages) + few
        rows.append((name, percent(level.said), of, share, interval))
    if found.unsaid:
        of = say("desk.of", part=grouped(found.unsaid_right), whole=grouped(found.unsaid))
        share = percent(found.unsaid_right / found.unsaid)
        rows.append((say("reviewers.level_"), "", of, share, ""))
    return columns(["level", "said", "right", "share", "interval"], rows)
