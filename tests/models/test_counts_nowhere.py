"""A second reading changes nothing that any query of the role walk answers, to anybody."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import ClauseElement

from models.assignment import submit_reading
from models.base import Base, today
from models.database import Database
from models.given import Pair
from models.queries.opened import opened_article
from models.serving_again import ServingRule, serve_again
from tests.builders import operation, reading_operation
from tests.test_role_walk import attempt, verbs
from tests.walk_queries import EVERYWHERE, QUERIES
from tests.walk_world import World, build_world

pytestmark = pytest.mark.usefixtures("one_day")

ABOUT_IT = ("models.queries.served_list.served_list", "models.queries.changes.changes")
"""What tells of it, and what answers with the time."""
TAGS = ("sourced", "promotional", "filler", "disputed")

spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda one: (one[0], sum(one)))
seconds = st.tuples(
    st.lists(st.tuples(spans, st.sampled_from(TAGS)), min_size=1, max_size=4),
    st.sets(st.integers(0, 2)),
)


def comparable(value: Any) -> Any:
    """A query's answer, as far as it can be compared with what the same query answers later."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv()
    if isinstance(value, Base):
        there = value.__dict__.items()
        return {name: comparable(one) for name, one in sorted(there) if not name.startswith("_")}
    if isinstance(value, ClauseElement | Exception):
        return str(value)
    if is_dataclass(value):
        return [comparable(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return {str(key): comparable(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        told = [comparable(one) for one in value]
        return sorted(told, key=str) if isinstance(value, set | frozenset) else told
    return value if isinstance(value, str | int | float | Enum | UUID | None) else str(value)


def told(world: World, asker: int) -> dict[str, Any]:
    known, found = verbs(), {}
    for name, needed in QUERIES.items():
        if needed != EVERYWHERE and name not in ABOUT_IT:
            outcome, result, _ = attempt(world, name, known[name], asker)
            found[name] = (outcome, comparable(result))
    return found


def read_once(world: World) -> World:
    """The reviewer and the editor read and submit another article."""
    desk, article = world.desk, world.desk.article()
    passage = desk.tag("Reviewer", article, "The mill closed", confidence="high")
    desk.tag("Editor", article, "counted 40 jobs", "filler")
    desk.clear("Reviewer", article, 1)
    for name in ("Reviewer", "Editor"):
        desk.submit(name, article)
    return replace(world, article=article, passage=UUID(passage))


def served(world: World) -> list[Pair]:
    with world.desk.database.begin() as session:
        rule = ServingRule(today() + timedelta(days=2), each=50, days=1)
        return serve_again(session, world.desk.editor, world.desk.project_id, rule)


def read_again(world: World, second: Any) -> list[int]:
    """The reviewer makes this of whatever was served to them; what is left to be submitted."""
    desk, copies = world.desk, []
    for article_id, _ in served(world):
        with desk.database.read() as session:
            opened = opened_article(session, world.people["reviewer"], article_id)
        copies.append(opened.article.id)
        where = {"revision_id": opened.revision.id}
        sent = [
            operation("create", id=str(uuid4()), start=start, end=end, tag=tag, **where)
            for (start, end), tag in second[0]
        ]
        if second[1]:
            sent.append(reading_operation("clear", opened.revision.id, *sorted(second[1])))
        assert all(one.status == "saved" for one in desk.apply("Reviewer", *sent))
    return copies


@pytest.mark.long
def test_a_second_reading_changes_no_number(database: Database) -> None:
    kept = build_world(database)

    @settings(
        max_examples=2 if database.engine.dialect.name == "sqlite" else 1,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(second=seconds)
    def check(second: Any) -> None:
        world = read_once(kept)
        admin, reader = world.people["admin"], world.people["reviewer"]
        before = {one: told(world, one) for one in (admin, reader)}
        copies = read_again(world, second)
        assert copies
        # Its reader is not shown their first reading meanwhile: their own numbers are smaller.
        assert differing(before[admin], told(world, admin)) == {}
        with world.desk.database.begin() as session:
            for copy_id in copies:
                submit_reading(session, reader, copy_id)
        for one in (admin, reader):
            assert differing(before[one], told(world, one)) == {}

    check()


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: (told, after[name]) for name, told in before.items() if after[name] != told}


def test_what_is_compared_tells_of_readings(sqlite_database: Database) -> None:
    """The comparison above would see one."""
    world = read_once(build_world(sqlite_database))
    editor = world.people["editor"]
    before = told(world, editor)
    world.desk.tag("Bo", world.article, "The mill closed")
    world.desk.submit("Bo", world.article)
    after = told(world, editor)
    assert len(differing(before, after)) > 20
