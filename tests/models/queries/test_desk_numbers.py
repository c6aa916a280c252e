"""The desk's numbers against what pandas counts row by row, on random desks and both databases."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.counting import count_changed
from models.forecast import Forecast, forecast, weeks_before
from models.project import Project
from models.queries.behind_gold import listed_gold
from models.queries.desk_outlets import printed_by_outlets
from models.queries.desk_pace import pace
from models.queries.desk_progress import progress
from models.queries.desk_waiting import late_readings, who_waits
from models.queries.scope import Filters, passages_in_scope
from models.queries.tallies import tallies_in_scope
from tests.builders import BuiltArticle, Desk, operation

TODAY = date(2026, 3, 18)
NAMES = ("Ana", "Bo", "Cy")
TAGS = ("sourced", "promotional", "filler", "disputed")


def fill(desk: Desk, dice: random.Random) -> list[BuiltArticle]:
    """Three articles of two outlets, readings on random days, some submitted, some settled."""
    articles = [desk.article(outlet=dice.choice(("Courier", "Post", ""))) for _ in range(3)]
    for article in articles:
        for name in dice.sample(NAMES, dice.randint(0, 3)):
            day = datetime(2026, 3, dice.randint(1, 15), 12, tzinfo=UTC)
            for _ in range(dice.randint(1, 3)):
                start = dice.randrange(100)
                span = {"id": str(uuid4()), "start": start, "end": start + dice.randint(1, 40)}
                wanted = {"revision_id": article.revision_id, "tag": dice.choice(TAGS)}
                desk.apply(name, operation("create", **span, **wanted), at=day)
            if dice.random() < 0.6:
                desk.submit(name, article, day)
        if dice.random() < 0.5:
            desk.gold(article, "The mill closed", dice.choice(TAGS))
            desk.gold(article, "dazzling future", dice.choice(TAGS))
            desk.settle(article)
    with desk.database.begin() as session:
        for reading in session.scalars(select(Assignment)).all():
            reading.due_on = TODAY + timedelta(days=dice.randint(-9, 9))
        if dice.random() < 0.3:
            session.get_one(Article, articles[0].id).archived_at = datetime.now(UTC)
    return articles


def frames(desk: Desk) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Articles, readings and passages of the project that are not archived, as they are stored."""
    engine = desk.database.engine
    where = f"project_id = {desk.project_id} AND archived_at IS NULL"
    articles = pd.read_sql(text(f"SELECT id, outlet FROM article WHERE {where}"), engine)
    readings = pd.read_sql(text("SELECT * FROM assignment"), engine)
    passages = pd.read_sql(
        text(
            "SELECT a.*, r.article_id FROM annotation a JOIN revision r ON r.id = a.revision_id"
            " WHERE a.deleted_at IS NULL"
        ),
        engine,
    )
    of = set(articles["id"])
    return (
        articles,
        readings[readings["article_id"].isin(of)],
        passages[passages["article_id"].isin(of)],
    )


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000))
def check(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    fill(desk, dice)
    with desk.database.begin() as session:
        count_changed(session, 1_000)
    articles, readings, passages = frames(desk)
    asked = (desk.editor, desk.project_id)
    with desk.database.read() as session:
        found = progress(session, *asked, Filters(), TODAY)
        gold = pd.read_sql(
            text(
                'SELECT g.tag_id, g."end" - g.start AS length, a.outlet, a.id AS article'
                " FROM gold_annotation g"
                " JOIN adjudication d ON d.revision_id = g.revision_id"
                " JOIN article a ON a.id = d.article_id WHERE a.archived_at IS NULL"
                " AND d.settled_at IS NOT NULL AND g.deleted_at IS NULL"
            ),
            session.connection(),
        )
        settled = session.scalars(
            select(Adjudication.article_id).where(Adjudication.settled_at.is_not(None))
        ).all()
        printed = printed_by_outlets(session, *asked, Filters())
        assert listed_gold(session, *asked, Filters())[1] == len(gold)
        late = late_readings(session, *asked, Filters(), TODAY, limit=99)
        waits = who_waits(session, *asked, Filters(), TODAY)
        speed = pace(session, *asked, Filters())
        for filters in (
            Filters(),
            Filters(tags=["sourced", "filler"]),
            Filters(outlets=["Courier"], statuses=["submitted"]),
            Filters(since=date(2026, 3, 5), until=date(2026, 3, 9)),
            Filters(reviewers=[desk.reviewer("Ana")]),
        ):
            scope = passages_in_scope(session, *asked, filters)
            one_by_one = session.execute(select(scope.c.tag_id, scope.c.start, scope.c.end)).all()
            tallies = tallies_in_scope(session, *asked, filters)
            summed = session.execute(select(tallies.c.passages, tallies.c.characters)).all()
            assert sum(row[0] for row in summed) == len(one_by_one)
            assert sum(row[1] for row in summed) == sum(row[2] - row[1] for row in one_by_one)
    left = readings[readings["status"] != "submitted"]
    due = pd.to_datetime(left["due_on"]).dt.date
    assert (found.articles, found.settled) == (len(articles), articles["id"].isin(settled).sum())
    assert (found.waiting, found.overdue) == (len(left), (due < TODAY).sum())
    assert found.longest == max([(TODAY - day).days for day in due if day < TODAY], default=0)
    assert [one.days for one in late] == sorted(
        [(TODAY - day).days for day in due if day < TODAY], reverse=True
    )
    assert {one.reviewer_id: one.readings for one in waits.people} == (
        left.groupby("reviewer_id").size().to_dict()
    )
    sums = gold.groupby(["outlet", "tag_id"])["length"].sum()
    assert sorted(printed["characters"]) == sorted(sums)
    assert printed.groupby("outlet")["share"].sum().round(9).eq(1).all()
    submitted = readings[readings["status"] == "submitted"]
    days = pd.to_datetime(submitted["submitted_at"], format="ISO8601", utc=True).dt.date
    assert dict(speed.submitted) == days.value_counts().to_dict()
    open_ones = articles[~articles["id"].isin(settled)]["id"]
    wanted = dict.fromkeys(open_ones, 0)
    with desk.database.read() as session:
        readers = session.get_one(Project, desk.project_id).readers_per_article
    for one in open_ones:
        own = readings[readings["article_id"] == one]
        wanted[one] = max(readers, len(own)) - (own["status"] == "submitted").sum()
    assert speed.left == sum(wanted.values())
    assert len(passages) >= 0


def test_the_numbers_are_what_pandas_counts(desk: Desk) -> None:
    check(desk)


def test_who_reads_blind_is_told_of_nobody_else(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.tag("Bo", article, "The mill")
    desk.submit("Bo", article)
    desk.blind()
    with desk.database.begin() as session:
        count_changed(session)
        session.execute(update(Assignment).values(due_on=TODAY - timedelta(days=3)))
    asked = (desk.reviewer("Ana"), desk.project_id)
    with desk.database.read() as session:
        found = progress(session, *asked, Filters(), TODAY)
        speed = pace(session, *asked, Filters())
        waits = who_waits(session, *asked, Filters(), TODAY)
        tallies = tallies_in_scope(session, *asked, Filters())
        people = set(session.scalars(select(tallies.c.reviewer_id)))
    assert (found.waiting, found.read_twice) == (1, 0)
    assert (speed.total, speed.left) == (0, None)
    assert [one.reviewer for one in waits.people] == ["Ana"]
    assert (waits.to_give, waits.to_settle) == (None, None)
    assert people == {desk.reviewer("Ana")}


def test_gold_and_settling_are_kept_from_who_reads_the_article_blind(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article(outlet="Courier")
    desk.tag("Ana", article, "The mill")
    desk.submit("Bo", article)
    desk.gold(article, "The mill closed")
    desk.settle(article)
    desk.blind()
    with desk.database.begin() as session:
        count_changed(session)
    told = {}
    for name in ("Ana", "Bo", "Edith"):
        asked = (desk.reviewer(name), desk.project_id, Filters())
        with desk.database.read() as session:
            found = progress(session, *asked, TODAY)
            counts = (found.settled, found.settled_this_week, len(pace(session, *asked).settled))
            gold = (len(printed_by_outlets(session, *asked)), listed_gold(session, *asked)[1])
        told[name] = (*counts, *gold)
    assert told == {"Ana": (0, 0, 0, 0, 0), "Bo": (1, 1, 1, 1, 1), "Edith": (1, 1, 1, 1, 1)}


def submitted(*weeks: int) -> dict[date, int]:
    """So many readings in each whole week before TODAY, the last first."""
    return {TODAY - timedelta(days=7 * back + 7): n for back, n in enumerate(weeks)}


def test_a_steady_desk_is_done_when_arithmetic_says_so() -> None:
    found = forecast(submitted(10, 10, 10, 10), 30, TODAY)
    assert isinstance(found, Forecast)
    assert found.done == found.earliest == found.latest == TODAY + timedelta(days=21)
    assert [one.middle for one in found.ahead][:3] == [10, 20, 30]


def test_an_uneven_desk_has_a_range_around_its_middle() -> None:
    found = forecast(submitted(0, 20, 5, 12, 3), 40, TODAY)
    assert isinstance(found, Forecast)
    assert found.latest is not None
    assert found.earliest < found.done < found.latest
    assert found == forecast(submitted(0, 20, 5, 12, 3), 40, TODAY)


@pytest.mark.parametrize(
    ("weeks", "left", "why"),
    [
        ((5, 5, 5), 0, "done"),
        ((5, 5), 9, "too_little"),
        ((), 9, "too_little"),
        ((0, 0, 0, 0, 0, 0, 0, 0, 4), 9, "standstill"),
    ],
)
def test_where_there_is_no_forecast_it_says_why(
    weeks: tuple[int, ...], left: int, why: str
) -> None:
    assert forecast({day: n for day, n in submitted(*weeks).items() if n}, left, TODAY) == why


def test_only_whole_weeks_count() -> None:
    days = {TODAY: 50, TODAY - timedelta(days=1): 2, TODAY - timedelta(days=15): 3}
    assert weeks_before(days, TODAY) == [2, 0]
