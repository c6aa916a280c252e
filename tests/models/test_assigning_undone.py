"""Undoing what was assigned, planned, said of duty, or reopened: what nobody touched since, and no more."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.article import Article
from models.article_plan import plan_alike, undo_plans
from models.assignment import Assignment
from models.base import now
from models.duty import Duty, own_duty, set_duty
from models.errors import BadInput
from models.handing_out import set_handing_out
from models.project import Project
from models.queries.article_filter import ArticleFilter
from models.queries.reading_list import reading_list
from models.reopening import Reopened, reopen_for, undo_reopening
from tests.builders import Desk
from tests.models.test_assigning import DAY, actions, give, undo
from tests.models.test_assigning import desk as desk  # noqa: PLC0414 (a fixture)
from tests.models.test_assigning import either as either  # noqa: PLC0414 (a fixture)


def test_undoing_the_only_assignment_gives_everybody_every_article_again(desk: Desk) -> None:
    article = desk.article()
    ana, bo = desk.reviewer("Ana"), desk.reviewer("Bo")

    def queue(person: int) -> list[int]:
        with desk.database.read() as session:
            mine = ArticleFilter(own=True)
            rows = reading_list(session, person, desk.project_id, mine)
        return [row.article_id for row in rows]

    assert queue(bo) == [article.id]
    since = now()
    changes = give(desk, [article], "Ana")
    assert (queue(ana), queue(bo)) == ([article.id], [])
    undo(desk, changes, since)
    assert (queue(ana), queue(bo)) == ([article.id], [article.id])
    with desk.database.begin() as session:
        set_handing_out(session, desk.editor, desk.project_id, given_only=True)
    assert queue(ana) == []


def test_what_is_given_already_leaves_the_queues_as_they_are(desk: Desk) -> None:
    article, other = desk.article(), desk.article()

    def hands_out() -> bool:
        with desk.database.read() as session:
            return session.get_one(Project, desk.project_id).hands_out

    give(desk, [article], "Ana")
    with desk.database.begin() as session:
        set_handing_out(session, desk.editor, desk.project_id, given_only=False)
    assert give(desk, [article], "Ana") == []
    assert not hands_out()
    since = now()
    changes = give(desk, [other], "Ana")
    assert hands_out()
    undo(desk, changes, since)
    assert not hands_out()
    changes = give(desk, [other], "Ana")
    give(desk, [other], "Bo")
    undo(desk, changes, since)
    assert hands_out()


def test_a_reading_that_was_begun_gets_another_day_and_it_is_undone(either: Desk) -> None:
    desk = either
    begun, done = desk.article(), desk.article()
    desk.tag("Ana", begun, "40 jobs")
    desk.submit("Ana", done)
    changes = give(desk, [begun, done], "Ana", due_on=DAY, priority=2)
    assert [one.article_id for one in changes] == [begun.id]

    def plan() -> tuple[date | None, int]:
        with desk.database.read() as session:
            found = select(Assignment).where(Assignment.article_id == begun.id)
            reading = session.scalars(found).one()
            assert reading.status == "in_progress"
            return reading.due_on, reading.priority

    assert plan() == (DAY, 2)
    later = give(desk, [begun], "Ana", due_on=DAY + timedelta(days=1))
    assert undo(desk, changes) == []
    undo(desk, later)
    undo(desk, changes)
    assert plan() == (None, 0)
    assert [action for action, *_ in actions(desk)] == ["replan"] * 4


def test_another_day_keeps_the_reading_and_is_undone(either: Desk) -> None:
    desk = either
    article = desk.article()
    give(desk, [article], "Ana")
    changes = give(desk, [article], "Ana", due_on=DAY)
    assert [(one.before is not None, one.after is not None) for one in changes] == [(True, True)]
    undo(desk, changes)
    with desk.database.read() as session:
        assert session.scalars(select(Assignment.due_on)).one() is None


def test_what_is_not_said_of_a_plan_stays_and_a_later_plan_is_not_undone(either: Desk) -> None:
    desk, where = either, (either.editor, either.project_id)
    articles = [desk.article().id, desk.article().id]

    def plans() -> list[tuple[int, date | None]]:
        with desk.database.read() as session:
            found = (session.get_one(Article, one) for one in articles)
            return [(one.priority, one.due_on) for one in found]

    with desk.database.begin() as session:
        urgent = plan_alike(session, *where, articles, priority=2)
    with desk.database.begin() as session:
        later = plan_alike(session, *where, articles[:1], due_on=DAY)
    assert plans() == [(2, DAY), (2, None)]
    with desk.database.begin() as session:
        assert [one.article_id for one in undo_plans(session, *where, urgent)] == articles[1:]
    assert plans() == [(2, DAY), (0, None)]
    with desk.database.begin() as session:
        undo_plans(session, *where, later)
    assert plans() == [(2, None), (0, None)]
    with pytest.raises(BadInput, match="priority or a day"), desk.database.begin() as session:
        plan_alike(session, *where, articles)


def test_duty_that_somebody_changed_meanwhile_is_kept(either: Desk) -> None:
    desk, where = either, (either.editor, either.project_id)
    ana = desk.reviewer("Ana")
    with desk.database.begin() as session:
        seen = own_duty(session, ana, desk.project_id)
        set_duty(session, ana, desk.project_id, ana, on=None, absent_until=DAY)
    with pytest.raises(BadInput, match="changed meanwhile"), desk.database.begin() as session:
        set_duty(session, *where, ana, on=False, seen=seen)
    with desk.database.read() as session:
        assert own_duty(session, ana, desk.project_id) == Duty(None, None, DAY)


def test_a_reopening_is_undone_unless_its_reader_went_on(either: Desk) -> None:
    desk = either
    article = desk.article()
    desk.submit("Ana", article)
    ana = desk.reviewer("Ana")

    def reading() -> tuple[str, datetime | None, int | None, datetime | None]:
        with desk.database.read() as session:
            one = session.scalars(select(Assignment)).one()
            return one.status, one.submitted_at, one.submitted_revision_id, one.reopened_at

    def reopened() -> Reopened:
        with desk.database.begin() as session:
            done = reopen_for(session, desk.editor, article.id, ana)
            assert done is not None
            return done

    before = reading()
    done = reopened()
    with desk.database.begin() as session:
        undo_reopening(session, desk.editor, done)
    assert reading() == before
    with pytest.raises(BadInput, match="gone on"), desk.database.begin() as session:
        undo_reopening(session, desk.editor, done)
    done = reopened()
    desk.clear("Ana", article, 0)
    with pytest.raises(BadInput, match="gone on"), desk.database.begin() as session:
        undo_reopening(session, desk.editor, done)
    desk.submit("Ana", article)
    done = reopened()
    desk.tag("Ana", article, "40 jobs")
    with pytest.raises(BadInput, match="gone on"), desk.database.begin() as session:
        undo_reopening(session, desk.editor, done)
