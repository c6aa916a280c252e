"""The numbers of the tags' and the outlets' dashboards against ones counted by hand, on random desks."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from models.counting import count_changed
from models.database import Database
from models.errors import NotFound
from models.guideline_versions import save_guidelines
from models.queries.cited import cited_sources, first_passages, named_sources
from models.queries.composition import By, composition
from models.queries.counted import Basis
from models.queries.outlet_counts import outlet_counts
from models.queries.overlaps import Whose, meeting_passages, tags_meeting
from models.queries.projects_beside import projects_beside
from models.queries.repeated import repeated_passages
from models.queries.scope import Filters
from models.same_words import same_words
from models.tag import tags_of
from tests.builders import Desk, build_desk
from tests.models.queries.tagged_world import WORDS, DrawnArticle, World, build, covered, worlds

pytestmark = pytest.mark.usefixtures("one_day")

ALL = Filters()
few = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@few
@given(drawn=worlds)
def test_each_number_is_what_counting_by_hand_gives(
    database: Database, drawn: list[DrawnArticle]
) -> None:
    world = build(database, drawn)
    for by in ("project", "outlet", "author", "article", "week"):
        assert_composed(world, by)
    for whose in ("within", "between"):
        assert_meeting(world, whose)
    for basis in ("settled_first", "readings", "gold"):
        assert_counted(world, basis)
    assert_cited(world)
    assert_repeated(world)


def ask(world: World, question: Any, *more: object) -> Any:
    with world.desk.database.read() as session:
        return question(session, world.desk.editor, world.desk.project_id, ALL, *more)


def assert_composed(world: World, by: By) -> None:
    found = ask(world, composition, by)
    rows = world.passages
    today = datetime.now(UTC).date()
    keys = {
        "project": pd.Series(str(world.desk.project_id), index=rows.index),
        "outlet": rows["outlet"],
        "author": rows["byline"],
        "article": rows["article"].astype(str),
        "week": pd.Series(str(today - timedelta(days=today.weekday())), index=rows.index),
    }[by]
    expected = Counter(zip(keys, rows["tag"], strict=True))
    shown = found.frame
    assert dict(zip(zip(shown["row"], shown["tag"], strict=True), shown["passages"], strict=True)) == expected  # fmt: skip
    assert found.rows == keys.nunique()
    totals = Counter(keys)
    assert all(totals[row] == total for row, total in zip(shown["row"], shown["total"], strict=True))  # fmt: skip


def assert_meeting(world: World, whose: Whose) -> None:
    rows = world.passages.reset_index()
    pairs = rows.merge(rows, on="article", suffixes=("", "_o"))
    same = pairs["reader"] == pairs["reader_o"]
    apart = same & (pairs["tag"] != pairs["tag_o"]) if whose == "within" else ~same
    pairs = pairs[
        apart.astype(bool) & (pairs["start"] < pairs["end_o"]) & (pairs["start_o"] < pairs["end"])
    ]
    expected = {}
    for (tag, other), some in pairs.groupby(["tag", "tag_o"]):
        shared = some[["article", "reader", "start", "start_o", "end", "end_o"]].values.tolist()
        lies_under = {
            (article, reader, at)
            for article, reader, start, start_o, end, end_o in shared
            for at in range(max(start, start_o), min(end, end_o))
        }
        mine = rows[rows["tag"] == tag]
        whole = sum(covered(one) for _, one in mine.groupby(["article", "reader"]))
        expected[str(tag), str(other)] = (
            some["index"].nunique(),
            len(lies_under),
            len(mine),
            whole,
        )
    found = ask(world, tags_meeting, whose)
    assert {(row[0], row[1]): tuple(row[2:]) for row in found.values.tolist()} == expected
    for (tag, other), (count, *_) in list(expected.items())[:1]:
        with world.desk.database.read() as session:
            who, where = world.desk.editor, world.desk.project_id
            met = meeting_passages(session, who, where, ALL, whose, (tag, other))
            assert len(met) == len(set(met)) == count


def assert_counted(world: World, basis: Basis) -> None:
    found = ask(world, partial(outlet_counts, with_characters=True), basis)
    settled = set(world.texts.loc[world.texts["settled"].astype(bool), "article"])
    readings = {
        (article, reader)
        for article, reader in world.submitted.values.tolist()
        if basis == "readings" or (basis == "settled_first" and article not in settled)
    }
    if basis != "readings":
        readings |= {(article, 0) for article in settled}
    read = found.read
    assert set(zip(read["article_id"], read["reader_id"], strict=True)) == readings
    assert len(read) == len(readings)
    outlets = dict(zip(world.texts["article"], world.texts["outlet"], strict=True))
    assert [outlets[article] for article in read["article_id"]] == list(read["outlet"])
    assert set(read["words"]) <= {len(WORDS.split())}
    every = pd.concat([world.passages, world.gold.assign(reader=0)])
    expected = {
        (article, reader, tag): (len(some), covered(some))
        for (article, reader, tag), some in every.groupby(["article", "reader", "tag"])
        if (article, reader) in readings
    }
    names = {tag.id: tag.name for tag in found.tags}
    assert {
        (row[0], row[1], names[row[2]]): tuple(row[3:]) for row in found.found.values.tolist()
    } == expected
    tallied = ask(world, outlet_counts, basis).found
    assert {(row[0], row[1], names[row[2]]): row[3] for row in tallied.values.tolist()} == {
        key: passages for key, (passages, _) in expected.items()
    }


def assert_cited(world: World) -> None:
    found = ask(world, cited_sources)
    cited = world.passages.reset_index().explode("sources").dropna(subset=["sources"])
    expected = {
        str(source): (some["index"].nunique(), some["article"].nunique(), len(some))
        for source, some in cited.groupby("sources")
    }
    shown = found.frame
    assert {row[0]: tuple(row[1:4]) for row in shown.values.tolist()} == expected
    assert found.sources == len(expected)
    ids = ask(world, first_passages, "cited", list(expected))
    assert {source: len(some) for source, some in ids.items()} == {
        source: min(count, 10) for source, (count, *_) in expected.items()
    }


def assert_repeated(world: World) -> None:
    with world.desk.database.begin() as session:
        while count_changed(session):
            pass
    found = ask(world, repeated_passages)
    rows = world.passages.assign(key=world.passages["quote"].map(same_words))
    rows = rows[rows["key"] != ""]
    expected = {
        key: (some["article"].nunique(), len(some), Counter(some["tag"]))
        for key, some in rows.groupby("key")
        if some["article"].nunique() > 1
    }
    told = {same_words(one.quote): (one.articles, one.passages, dict(one.tags)) for one in found}
    assert told == expected
    assert all(len(one.ids) == one.passages for one in found)


def test_who_is_named_is_what_notes_say_where_the_tag_asks(desk: Desk) -> None:
    with desk.database.begin() as session:
        tag = next(tag for tag in tags_of(session, desk.project_id) if tag.name == "sourced")
        tag.prompts = [{"ask": "Who is the source?", "answer": "note"}]
    first, second = desk.article(), desk.article()
    for article, note in ((first, "Ruth Ames "), (second, "ruth ames"), (second, "x" * 121)):
        desk.tag("Ana", article, "The mill", "sourced", note=note)
    desk.tag("Ana", first, "The mill", "filler", note="Ruth Ames")
    desk.tag("Ana", first, "The mill", "sourced")
    with desk.database.read() as session:
        mine = (session, desk.editor, desk.project_id, ALL)
        found = named_sources(*mine)
        ids = first_passages(*mine, "named", list(found.frame["source"]))
    assert found.frame.values.tolist() == [["Ruth Ames", 2, 2]]
    assert found.sources == 1
    assert [len(some) for some in ids.values()] == [2]


def test_only_ones_own_projects_stand_side_by_side(desk: Desk) -> None:
    secret = build_desk(desk.database, "Secret")
    secret.tag("Eve", secret.article(), "The mill", "disputed")
    projects = [desk.project_id, secret.project_id]
    with desk.database.read() as session, pytest.raises(NotFound):
        projects_beside(session, desk.editor, projects, Filters(), "readings")


def test_rates_follow_days_and_guidelines_of_whole_readings(desk: Desk) -> None:
    """One article read on 1 and 5 March by version 1; one read and settled today by version 2."""
    first, second = desk.article(), desk.article()
    for name, day in (("Ana", 1), ("Bo", 5)):
        desk.tag(name, first, "The mill")
        desk.submit(name, first, datetime(2026, 3, day, 12, tzinfo=UTC))
    with desk.database.begin() as session:
        save_guidelines(session, None, desk.project_id, 1, "Tag more.", "More")
    desk.tag("Cy", second, "The mill")
    desk.submit("Cy", second)
    desk.gold(second, "The mill")
    desk.settle(second)
    ana, bo, cy = (desk.reviewer(name) for name in ("Ana", "Bo", "Cy"))

    def readers(basis: Basis, **filters: Any) -> list[int]:
        with desk.database.read() as session:
            asked = (desk.editor, desk.project_id, Filters(**filters), basis)
            return sorted(outlet_counts(session, *asked).read["reader_id"])

    march = {"since": date(2026, 3, 2), "until": date(2026, 3, 5)}
    assert readers("settled_first") == [0, ana, bo]
    assert readers("readings", **march) == [bo]
    assert readers("settled_first", **march) == [bo]
    assert readers("settled_first", since=date(2026, 3, 6)) == [0]
    assert readers("readings", versions=[1]) == [ana, bo]
    assert readers("readings", versions=[2]) == [cy]
    assert readers("gold", versions=[2]) == [0]
    assert readers("gold", versions=[1]) == []
    assert readers("readings", statuses=["in_progress"]) == [ana, bo, cy]
