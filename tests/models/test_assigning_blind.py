"""Assigning by an editor who reads blind: no answer tells how far others are with what she reads."""

from collections.abc import Callable
from datetime import date

import pytest

from models.assigning import give_readings
from models.assigning_by_rule import Rule, assign_by_rule, plan_by_rule
from models.assigning_undone import undo_changes
from models.assignment import reopen_reading
from models.assignment_rule import Move
from models.duty import set_duty
from models.errors import NotAllowed
from models.membership import Role
from models.queries.assign_board import loads
from tests.builders import BuiltArticle, Desk
from tests.models.test_assigning import given

DAY = date(2026, 11, 28)


@pytest.fixture
def desk(sqlite_desk: Desk) -> Desk:
    """A blind desk in which Eva edits, and Ana and Ron read."""
    sqlite_desk.reviewer("Eva", Role.EDITOR)
    sqlite_desk.reviewer("Ana")
    sqlite_desk.reviewer("Ron")
    sqlite_desk.blind()
    return sqlite_desk


def others_states(desk: Desk, article: BuiltArticle) -> list[Callable[[], None]]:
    """Ron's reading of the article from not there to submitted, and back into work."""

    def give() -> None:
        with desk.database.begin() as session:
            people = [desk.people["Ron"]]
            give_readings(session, desk.editor, desk.project_id, [article.id], people)

    def begin() -> None:
        desk.tag("Ron", article, "40 jobs")

    def reopen() -> None:
        with desk.database.begin() as session:
            reopen_reading(session, desk.people["Ron"], article.id)

    return [lambda: None, give, begin, lambda: desk.submit("Ron", article), reopen]


def planned(desk: Desk, asker: int) -> list[Move]:
    with desk.database.read() as session:
        return plan_by_rule(session, asker, desk.project_id, Rule(DAY, rebalance=True))


def test_the_rule_is_blind_to_what_its_editor_reads_blind(desk: Desk) -> None:
    hidden, *_ = (desk.article() for _ in range(4))
    eva = desk.people["Eva"]
    with desk.database.begin() as session:
        set_duty(session, desk.editor, desk.project_id, eva, on=True)
    desk.tag("Eva", hidden, "40 jobs")
    plans = []
    for step in others_states(desk, hidden):
        step()
        plans.append(planned(desk, eva))
        with desk.database.read() as session:
            open_before = {
                one.reviewer_id: one.open for one in loads(session, eva, desk.project_id, DAY)
            }
        first: dict[int, int] = {}
        for move in plans[-1]:
            first.setdefault(move.given_to or 0, move.load)
        assert first.items() <= open_before.items()
        assert open_before[eva] == 1
    assert len(plans[0]) == 3
    assert plans[1:] == plans[:1] * (len(plans) - 1)
    assert planned(desk, desk.editor) != plans[0]


def test_what_the_rule_gave_is_what_it_showed(desk: Desk) -> None:
    hidden, *_ = (desk.article() for _ in range(3))
    eva = desk.people["Eva"]
    desk.tag("Eva", hidden, "40 jobs")
    desk.tag("Ron", hidden, "40 jobs")
    shown = planned(desk, eva)
    with desk.database.begin() as session:
        changes = assign_by_rule(session, eva, desk.project_id, Rule(DAY, rebalance=True))
    told = [(one.article_id, one.reviewer_id) for one in changes]
    assert told == [(one.article_id, one.given_to) for one in shown]
    assert hidden.id not in {article for article, _ in told}
    # Its reader is not told a load that is not theirs.
    assert all(one.after and "load" not in (one.after.reason or {}) for one in changes)


def test_giving_what_one_reads_blind_is_refused_however_far_the_other_is(desk: Desk) -> None:
    hidden = desk.article()
    eva, ron, project = desk.people["Eva"], desk.people["Ron"], desk.project_id
    desk.tag("Eva", hidden, "40 jobs")
    for step in others_states(desk, hidden):
        step()
        for people in ([ron], [ron, eva]):
            with pytest.raises(NotAllowed, match="blind"), desk.database.begin() as session:
                give_readings(session, eva, project, [hidden.id], people, due_on=DAY)
    with desk.database.begin() as session:
        assert len(give_readings(session, eva, project, [hidden.id], [eva], due_on=DAY)) == 1


def test_undoing_leaves_what_one_reads_blind_however_far_the_other_is(desk: Desk) -> None:
    hidden, plain = desk.article(), desk.article()
    eva, project = desk.people["Eva"], desk.project_id
    with desk.database.begin() as session:
        people = [desk.people["Ron"], desk.people["Ana"]]
        changes = give_readings(session, eva, project, [hidden.id, plain.id], people)
    desk.tag("Eva", hidden, "40 jobs")
    told = []
    for step in others_states(desk, hidden)[1:]:
        step()
        with desk.database.begin() as session:
            undone = undo_changes(session, eva, project, changes)
        told.append({one.article_id for one in undone})
    assert told == [{plain.id}, set(), set(), set()]
    assert {article for article, _ in given(desk)} == {hidden.id}


def test_who_was_given_it_with_the_others_and_did_not_begin_undoes_all(desk: Desk) -> None:
    article = desk.article()
    eva, project = desk.people["Eva"], desk.project_id
    with desk.database.begin() as session:
        people = [desk.people["Ron"], eva]
        changes = give_readings(session, eva, project, [article.id], people)
    with desk.database.begin() as session:
        assert len(undo_changes(session, eva, project, changes)) == 2
    assert given(desk) == {}
