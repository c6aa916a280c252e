"""Passages by tag as parts of a dashboard: by article, by reviewer, and as shares of the text."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from charts import tagged_share as share_chart
from charts import tags_by_article as article_chart
from charts import tags_by_reviewer as reviewer_chart
from charts.figures import grouped, percent
from models.queries.desk_coverage import tagged_share
from models.queries.desk_tags import tags_by_article, tags_by_reviewer
from models.queries.scope import Filters, Pick
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel, Slot
from pages.dashboard_tables import counts_table, shares_table
from pages.mark_choice import Mark
from words import say


def tags_of_articles(session: Session, asked: Asked) -> Panel:
    """Passages by tag in the articles with most of them."""
    frame = tags_by_article(session, *asked.of, around(asked.filters, "article"))
    return Panel(
        name="by_article",
        title=say("dashboard.by_article_title"),
        unit=say("dashboard.by_article_unit"),
        scope=selectable(say("dashboard.by_article_unit")),
        frame=frame,
        table=counts_table(frame, "article_id", "article"),
        drawing=article_chart,
        marks=_marks(frame, "article", grouped),
        picked=_of_article(asked.filters.pick),
        picks=_picks_article,
    )


def shares_of_articles(session: Session, asked: Asked) -> Panel:
    """The share of each article's text under each tag, in the most tagged ones."""
    frame = tagged_share(session, *asked.of, around(asked.filters, "article"))
    return Panel(
        name="tagged_share",
        title=say("dashboard.tagged_share_title"),
        unit=say("dashboard.tagged_share_unit"),
        scope=selectable(say("dashboard.tagged_share_unit")),
        frame=frame,
        table=shares_table(frame),
        drawing=share_chart,
        marks=_marks(frame, "article", percent),
        picked=_of_article(asked.filters.pick),
        picks=_picks_article,
    )


def tags_of_reviewers(session: Session, asked: Asked) -> Panel:
    """Passages by tag of the reviewers with most of them."""
    frame = tags_by_reviewer(session, *asked.of, around(asked.filters, "reviewers"))
    pick = asked.filters.pick
    return Panel(
        name="by_reviewer",
        title=say("dashboard.by_reviewer_title"),
        unit=say("dashboard.by_reviewer_unit"),
        scope=selectable(say("dashboard.by_reviewer_unit")),
        frame=frame,
        table=counts_table(frame, "reviewer_id", "reviewer"),
        drawing=reviewer_chart,
        marks=_marks(frame, "reviewer", grouped),
        picked=(str(pick.reviewers[0]), pick.tag) if len(pick.reviewers) == 1 else None,
        picks=_picks_reviewer,
    )


TAG_SLOTS = (
    Slot("by_article", tags_of_articles, slow=2),
    Slot("tagged_share", shares_of_articles, slow=3),
    Slot("by_reviewer", tags_of_reviewers, slow=2),
)


def around(filters: Filters, part: str) -> Filters:
    """The filters for a chart whose marks pick this part: it keeps the marks beside the picked one."""
    return filters.unpicked() if getattr(filters.pick, part) not in (None, ()) else filters


def selectable(unit: str) -> str:
    """The unit, and that a mark can be selected."""
    return say("dashboard.selectable", unit=unit)


def _marks(frame: pd.DataFrame, name: str, written: Callable[..., str]) -> list[Mark]:
    """The bars in words."""
    value = "share" if "share" in frame else "passages"
    return [
        (
            say("dashboard.mark", name=f"{row[name]} · {row['tag']}", figure=written(row[value])),
            {"row": str(row[f"{name}_id"]), "tag": row["tag"]},
        )
        for row in frame.to_dict("records")
        if row[value]
    ]


def _of_article(pick: Pick) -> tuple[str, str | None] | None:
    return None if pick.article is None else (str(pick.article), pick.tag)


def _picks_article(mark: Mapping[str, Any]) -> Pick:
    return Pick(article=int(mark["row"]), tag=str(mark["tag"]))


def _picks_reviewer(mark: Mapping[str, Any]) -> Pick:
    return Pick(reviewers=(int(mark["row"]),), tag=str(mark["tag"]))
