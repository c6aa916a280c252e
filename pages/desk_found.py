"""What the database says of one view of the desk, asked for in one go."""

from dataclasses import dataclass

import pandas as pd

from models import database
from models.queries.desk import Headline, headline
from models.queries.desk_coverage import tagged_share
from models.queries.desk_days import Days, passages_a_day
from models.queries.desk_passages import ListedPassage, listed_passages
from models.queries.desk_readings import Readings, readings_begun
from models.queries.desk_scope import DeskFilters
from models.queries.desk_tags import tags_by_article, tags_by_reviewer
from pages.frame import Visit


@dataclass(frozen=True)
class Found:
    """Headline numbers, a frame a chart, the readings, and the passages behind a narrowed view."""

    numbers: Headline
    articles: pd.DataFrame
    reviewers: pd.DataFrame
    shares: pd.DataFrame
    days: Days
    readings: Readings
    passages: list[ListedPassage]


def look(visit: Visit, filters: DeskFilters) -> Found:
    """Everything that the desk shows by these filters."""
    who, where, pick = visit.reviewer_id, visit.project_id, filters.pick
    # A chart keeps showing the bars beside the picked one: it alone is not narrowed by it.
    around = filters.unpicked()
    of_article = filters if pick.article is None else around
    of_reviewer = filters if pick.reviewer is None else around
    of_day = filters if pick.day is None else around
    with database.current().read() as session:
        return Found(
            numbers=headline(session, who, where, filters),
            articles=tags_by_article(session, who, where, of_article),
            reviewers=tags_by_reviewer(session, who, where, of_reviewer),
            shares=tagged_share(session, who, where, of_article),
            days=passages_a_day(session, who, where, of_day),
            readings=readings_begun(session, who, where, filters),
            passages=listed_passages(session, who, where, filters) if filters.is_narrow else [],
        )
