"""Assigning: by hand, by rule, taken back, handed on, undone, with the trail of it."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.article_plan import plan_articles, undo_plans
from models.assigning import give_readings, hand_on, take_back
from models.assigning_by_rule import Rule, assign_by_rule, plan_by_rule
from models.assigning_undone import undo_changes
from models.assignment import Assignment, reopen_reading
from models.base import now
from models.database import Database
from models.duty import set_duty
from models.errors import BadInput, NotAllowed, NotFound
from models.event import Event
from models.given import Change
from models.membership import Membership, Role
from models.project import Project
from models.reviewer import Reviewer
from tests.builders import BuiltArticle, Desk, build_desk

DAY = date(2026, 11, 28)


@pytest.fixture
def desk(sqlite_desk: Desk) -> Desk:
    """Where the kind of database makes no difference."""
    return sqlite_desk


@pytest.fixture
def either(database: Database) -> Desk:
    """On SQLite and on PostgreSQL."""
    return build_desk(database)


def given(desk: Desk) -> dict[tuple[int, str], str]:
    """Who has which article, and how far it is."""
    names = {number: name for name, number in desk.people.items()}
    with desk.database.read() as session:
        rows = session.scalars(select(Assignment).order_by(Assignment.id))
        return {(row.article_id, names[row.reviewer_id]): row.status for row in rows}


def loads(desk: Desk) -> Counter[str]:
    return Counter(name for _, name in given(desk))


def run(desk: Desk, day: date = DAY, **how: Any) -> list[Change]:
    with desk.database.begin() as session:
        return assign_by_rule(session, desk.editor, desk.project_id, Rule(day, **how))


def wanting(desk: Desk, readers: int) -> None:
    with desk.database.begin() as session:
        session.get_one(Project, desk.project_id).readers_per_article = readers


def give(desk: Desk, articles: list[BuiltArticle], *people: str, **how: Any) -> list[Change]:
    ids = [desk.reviewer(name) for name in people]
    with desk.database.begin() as session:
        numbers = [one.id for one in articles]
        return give_readings(session, desk.editor, desk.project_id, numbers, ids, **how)


def undo(desk: Desk, changes: list[Change], since: datetime | None = None) -> list[Change]:
    with desk.database.begin() as session:
        where = (desk.editor, desk.project_id)
        return undo_changes(session, *where, changes, handed_out_at=since)


def actions(desk: Desk) -> list[tuple[str, Any, Any]]:
    with desk.database.read() as session:
        rows = session.scalars(
            select(Event)
            .where(Event.action.in_(("assign", "unassign", "replan")))
            .order_by(Event.id)
        )
        return [(row.action, row.before, row.after) for row in rows]


def test_the_rule_gives_each_article_its_readers_and_tells_why(either: Desk) -> None:
    desk = either
    articles = [desk.article() for _ in range(4)]
    for name in ("Ana", "Bo", "Cy"):
        desk.reviewer(name)
    wanting(desk, 2)
    with desk.database.read() as session:
        planned = plan_by_rule(session, desk.editor, desk.project_id, Rule(DAY))
    changes = run(desk)
    assert [(one.article_id, one.reviewer_id) for one in changes] == [
        (one.article_id, one.given_to) for one in planned
    ]
    assert sorted(loads(desk).values()) == [2, 3, 3]
    assert Counter(article for article, _ in given(desk)) == Counter({a.id: 2 for a in articles})
    with desk.database.read() as session:
        last = session.scalars(select(Assignment).order_by(Assignment.id.desc())).first()
        assert last is not None
        assert last.reason == {"by": "rule", "reader": 2, "of": 2, "load": 2, "on": "2026-11-28"}
        assert last.assigned_by == desk.editor
        assert session.get_one(Project, desk.project_id).hands_out
    assert run(desk) == []
    assert len(actions(desk)) == 8


def test_only_those_on_duty_who_read_get_something(desk: Desk) -> None:
    for _ in range(6):
        desk.article()
    desk.reviewer("Vera", Role.VIEWER)
    people = {name: desk.reviewer(name) for name in ("Ana", "Bo", "Cy", "Di")}
    with desk.database.begin() as session:
        project = desk.project_id
        set_duty(session, desk.editor, project, people["Bo"], on=False)
        set_duty(
            session, people["Cy"], project, people["Cy"], on=None, absent_from=DAY, absent_until=DAY
        )
        session.get_one(Reviewer, people["Di"]).departed_at = now()
    run(desk)
    assert loads(desk) == Counter(Ana=6)
    run(desk, DAY + timedelta(days=1), rebalance=True)
    assert loads(desk) == Counter(Ana=3, Cy=3)


def test_an_editor_reads_only_where_they_say_so(desk: Desk) -> None:
    desk.article()
    run(desk)
    assert given(desk) == {}
    with desk.database.begin() as session:
        set_duty(session, desk.editor, desk.project_id, desk.editor, on=True)
    run(desk)
    assert loads(desk) == Counter(Edith=1)


def test_whoever_leaves_keeps_what_they_began(desk: Desk) -> None:
    articles = [desk.article() for _ in range(3)]
    ana = desk.reviewer("Ana")
    run(desk)
    desk.tag("Ana", articles[0], "40 jobs")
    desk.submit("Ana", articles[1])
    desk.reviewer("Bo")
    with desk.database.begin() as session:
        session.delete(session.get_one(Membership, (desk.project_id, ana)))
    run(desk)
    assert given(desk) == {
        (articles[0].id, "Ana"): "in_progress",
        (articles[1].id, "Ana"): "submitted",
        (articles[2].id, "Bo"): "assigned",
        (articles[0].id, "Bo"): "assigned",
    }
    assert run(desk) == []


def test_late_joiners_change_nothing_unless_asked(desk: Desk) -> None:
    for _ in range(4):
        desk.article()
    desk.reviewer("Ana")
    run(desk)
    desk.reviewer("Bo")
    assert run(desk) == []
    changes = run(desk, rebalance=True)
    assert loads(desk) == Counter(Ana=2, Bo=2)
    assert run(desk, rebalance=True) == []
    undo(desk, changes)
    assert loads(desk) == Counter(Ana=4)


def test_what_a_hand_gave_can_be_undone_as_long_as_nobody_began(either: Desk) -> None:
    desk = either
    first, second = desk.article(), desk.article()
    since = now()
    changes = give(desk, [first, second], "Ana", "Bo", due_on=DAY, priority=2)
    assert len(changes) == 4
    assert give(desk, [first, second], "Ana", "Bo", due_on=DAY, priority=2) == []
    desk.tag("Ana", first, "40 jobs")
    assert len(undo(desk, changes, since)) == 3
    assert given(desk) == {(first.id, "Ana"): "in_progress"}
    with desk.database.read() as session:
        kept = session.scalars(select(Assignment)).one()
        assert (kept.due_on, kept.priority, kept.assigned_by) == (DAY, 2, desk.editor)
        assert session.get_one(Project, desk.project_id).hands_out
    assert [action for action, *_ in actions(desk)] == ["assign"] * 4 + ["unassign"] * 3


def test_a_reading_is_taken_back_and_handed_on_unless_it_was_begun(desk: Desk) -> None:
    first, second = desk.article(), desk.article()
    give(desk, [first, second], "Ana", due_on=DAY)
    ana, bo, project = desk.reviewer("Ana"), desk.reviewer("Bo"), desk.project_id
    with desk.database.begin() as session:
        changes = hand_on(session, desk.editor, project, first.id, ana, bo)
    assert given(desk) == {(second.id, "Ana"): "assigned", (first.id, "Bo"): "assigned"}
    undo(desk, changes)
    assert given(desk) == {(second.id, "Ana"): "assigned", (first.id, "Ana"): "assigned"}
    with desk.database.begin() as session:
        take_back(session, desk.editor, project, [(second.id, ana)])
    assert given(desk) == {(first.id, "Ana"): "assigned"}
    desk.tag("Ana", first, "40 jobs")
    with pytest.raises(BadInput, match="Ana has begun"), desk.database.begin() as session:
        take_back(session, desk.editor, project, [(first.id, ana)])
    with pytest.raises(BadInput, match="Ana has begun"), desk.database.begin() as session:
        hand_on(session, desk.editor, project, first.id, ana, bo)
    assert given(desk) == {(first.id, "Ana"): "in_progress"}


def test_what_is_planned_for_an_article_goes_to_its_readers(desk: Desk) -> None:
    first, second = desk.article(), desk.article()
    desk.reviewer("Ana")
    with desk.database.begin() as session:
        planned = plan_articles(session, desk.editor, desk.project_id, {second.id: (2, DAY)})
    run(desk, due_on=DAY + timedelta(days=3))
    with desk.database.read() as session:
        rows = session.execute(
            select(Assignment.article_id, Assignment.priority, Assignment.due_on).order_by(
                Assignment.id
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        (second.id, 2, DAY),
        (first.id, 0, DAY + timedelta(days=3)),
    ]
    with desk.database.begin() as session:
        undo_plans(session, desk.editor, desk.project_id, planned)
    assert [action for action, *_ in actions(desk)].count("replan") == 2


def test_what_cannot_be_assigned_changes_nothing(desk: Desk) -> None:
    article = desk.article()
    ana, vera = desk.reviewer("Ana"), desk.reviewer("Vera", Role.VIEWER)
    other = build_desk(desk.database, "Other")
    theirs = other.article("Another text of theirs.")
    mine = (desk.editor, desk.project_id)
    cases: list[tuple[int, list[int], list[int], dict[str, Any], type[Exception]]] = [
        (desk.editor, [article.id], [], {}, BadInput),
        (desk.editor, [], [ana], {}, BadInput),
        (desk.editor, [article.id], [vera], {}, BadInput),
        (desk.editor, [article.id], [other.editor], {}, BadInput),
        (desk.editor, [theirs.id], [ana], {}, NotFound),
        (desk.editor, [10**6], [ana], {}, NotFound),
        (desk.editor, [article.id], [ana], {"priority": 3}, BadInput),
        (ana, [article.id], [ana], {}, NotAllowed),
        (other.editor, [article.id], [ana], {}, NotFound),
    ]
    for asker, articles, people, how, error in cases:
        with pytest.raises(error), desk.database.begin() as session:
            give_readings(session, asker, desk.project_id, articles, people, **how)
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        assign_by_rule(session, ana, desk.project_id, Rule(DAY))
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        set_duty(session, ana, desk.project_id, desk.editor, on=False)
    earlier = DAY - timedelta(days=1)
    with pytest.raises(BadInput), desk.database.begin() as session:
        set_duty(session, *mine, ana, on=None, absent_from=DAY, absent_until=earlier)
    assert given(desk) == {}
    assert actions(desk) == []


def test_who_reopened_a_reading_stays_on_it(desk: Desk) -> None:
    article = desk.article()
    desk.submit("Ana", article)
    ana = desk.reviewer("Ana")
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Bo"), article.id, ana)
    with desk.database.begin() as session:
        reopen_reading(session, desk.editor, article.id, ana)
    with desk.database.read() as session:
        reading = session.scalars(select(Assignment)).one()
        assert (reading.status, reading.reopened_by) == ("in_progress", desk.editor)
        assert reading.reopened_at is not None
        event = session.scalars(select(Event).where(Event.action == "reopen")).one()
        assert (event.actor_id, event.after) == (
            desk.editor,
            {"status": "in_progress", "reviewer": "ana@desk.example"},
        )
