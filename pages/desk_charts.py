"""Which charts stand on the desk, in their order."""

from charts import tagged_share, tags_by_article, tags_by_reviewer, work_over_time
from charts.figures import grouped
from models.queries.desk_days import Days
from models.queries.desk_scope import DeskFilters
from pages.desk_found import Found
from pages.desk_panels import Panel
from pages.desk_tables import counts_table, days_table, shares_table
from words import say


def panels(found: Found, filters: DeskFilters) -> list[Panel]:
    """The four charts, each with its frame, its table and the bar that is picked in it."""
    pick = filters.pick
    in_article = None if pick.article is None else (str(pick.article), pick.tag)
    of_reviewer = None if pick.reviewer is None else (str(pick.reviewer), pick.tag)
    articles, reviewers = _of_articles(found, filters), _of_reviewers(found, filters)
    return [
        Panel(
            name="by_article",
            unit=say("dashboard.by_article_unit"),
            scope=_fullest("by_article", articles),
            frame=found.articles,
            table=counts_table(found.articles, "article_id", "article"),
            drawing=tags_by_article,
            picked=in_article,
        ),
        Panel(
            name="tagged_share",
            unit=say("dashboard.tagged_share_unit"),
            scope=_fullest("tagged_share", articles),
            frame=found.shares,
            table=shares_table(found.shares),
            drawing=tagged_share,
            picked=in_article,
        ),
        Panel(
            name="by_reviewer",
            unit=say("dashboard.by_reviewer_unit"),
            scope=_fullest("by_reviewer", reviewers),
            frame=found.reviewers,
            table=counts_table(found.reviewers, "reviewer_id", "reviewer"),
            drawing=tags_by_reviewer,
            picked=of_reviewer,
        ),
        Panel(
            name="over_time",
            unit=_days(found.days),
            scope=_days(found.days),
            frame=found.days.frame,
            table=days_table(found.days.frame),
            drawing=work_over_time,
            picked=pick.day.isoformat() if pick.day else None,
        ),
    ]


def _of_articles(found: Found, filters: DeskFilters) -> tuple[int, int]:
    """How many articles the charts of articles show, and of how many with passages."""
    shown = int(found.articles["article_id"].nunique())
    counted = found.numbers.articles_tagged
    return shown, shown if filters.pick.article is not None else counted


def _of_reviewers(found: Found, filters: DeskFilters) -> tuple[int, int]:
    """How many reviewers their chart shows, and of how many with passages."""
    shown = int(found.reviewers["reviewer_id"].nunique())
    return shown, shown if filters.pick.reviewer is not None else found.numbers.reviewers


def _page(name: str) -> str:
    unit = say(f"dashboard.{name}_unit")
    return say("dashboard.selectable", unit=unit)


def _fullest(name: str, rows: tuple[int, int]) -> str:
    shown, total = rows
    if shown >= total:
        return _page(name)
    return say("dashboard.fullest", scope=_page(name), shown=shown, total=grouped(total))


def _days(days: Days) -> str:
    if not days.earlier:
        return say("dashboard.over_time_scope")
    return say("dashboard.over_time_earlier", n=days.earlier, figure=grouped(days.earlier))
