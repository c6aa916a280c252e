"""The parts of the page of reviewers: how sure and how right, what was read again, and how fast."""

from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from charts import reliability
from charts.figures import grouped, passages_in_words, percent
from models.queries.calibration import LISTED, calibration_passages
from models.queries.listed_ids import listed_ids
from models.queries.scope import Filters
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing, Panel, Slot
from pages.passage_folds import fold, folds
from pages.reviewer_asked import whose
from pages.reviewer_lists import again, speed
from pages.reviewer_measures import calibration_of
from pages.reviewer_tables import columns, levels_table
from rates.calibration import Calibration, Level
from words import say

LEVELS = ("high", "medium", "low", "")


def sure(session: Session, asked: Asked) -> Panel:
    """The share that was right at each level of confidence."""
    found = calibration_of(session, asked)
    frame = pd.DataFrame(
        [_row(level) for level in reversed(found.levels)],
        columns=["name", "said", "value", "low", "high", "passages", "right", "figure", "words"],
    )
    return Panel(
        name="sure",
        title=say("reviewers.sure_title"),
        unit=say("reviewers.sure_unit"),
        frame=frame,
        table=levels_table(found),
        drawing=reliability,
        options={"empty": _why_none(found)},
    )


def otherwise(session: Session, asked: Asked) -> Listing:
    """The passages of each level, those that were settled otherwise first."""
    found = calibration_of(session, asked)
    ids = calibration_passages(session, *asked.of, whose(asked), asked.filters)
    every = [one for some in ids.values() for one in some]
    passages = listed_ids(session, *asked.of, Filters(), every)
    counts = {level.name: (level.passages, level.right) for level in found.levels}
    counts[""] = (found.unsaid, found.unsaid_right)
    rows = []
    for is_right in (False, True):
        for level in LEVELS:
            total, right = counts.get(level, (0, 0))
            if count := right if is_right else total - right:
                rows.append((_head(level, is_right), count, ids[level, is_right]))

    def draw() -> None:
        folds(
            fold(
                head,
                [passages_in_words(count)],
                [passages[one] for one in some if one in passages],
                say("reviewers.first_of", most=LISTED) if count > len(some) else "",
            )
            for head, count, some in rows
        )

    return Listing(
        name="otherwise",
        title=say("reviewers.otherwise_title"),
        unit=say("reviewers.otherwise_unit"),
        table=columns(["level", "passages"], [(head, grouped(count)) for head, count, _ in rows]),
        draw=draw,
        empty=say("reviewers.nothing_settled"),
    )


SLOTS = (
    Slot("sure", sure, slow=1),
    Slot("otherwise", otherwise, slow=2),
    Slot("again", again, slow=3),
    Slot("speed", speed, slow=0),
)


def _row(level: Level) -> tuple[Any, ...]:
    low, high = level.share.interval or (0.0, 1.0)
    share = level.right / level.passages
    name = say(f"reviewers.level_{level.name}")
    told = {"share": percent(share), "n": level.passages, "figure": grouped(level.passages)}
    few = say("reviewers.too_few") if level.is_few else ""
    words = say(
        "reviewers.level_words", name=name, low=percent(low), high=percent(high), said=percent(level.said), **told
    )  # fmt: skip
    figure = say("reviewers.share_of", **told) + few
    return name, level.said, share, low, high, level.passages, level.right, figure, words + few


def _why_none(found: Calibration) -> str:
    return say("reviewers.no_confidence" if found.unsaid else "reviewers.nothing_settled")


def _head(level: str, is_right: bool) -> str:
    side = "as" if is_right else "otherwise"
    return say(f"reviewers.head_{side}", level=say(f"reviewers.level_{level}"))
