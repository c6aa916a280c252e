"""Which articles an editor finds to settle, and which of one's own readings are settled."""

import pytest

from models.errors import NotAllowed
from models.project import Project
from models.queries.settled import settled_readings
from models.queries.to_settle import ToSettle, articles_to_settle, count_to_settle
from tests.builders import Desk


def listed(desk: Desk, asker: int | None = None) -> list[ToSettle]:
    with desk.database.read() as session:
        return articles_to_settle(session, asker or desk.editor, desk.project_id)


def count(desk: Desk) -> int:
    with desk.database.read() as session:
        return count_to_settle(session, desk.editor, desk.project_id)


def want(desk: Desk, readers: int) -> None:
    with desk.database.begin() as session:
        session.get_one(Project, desk.project_id).readers_per_article = readers


def test_articles_stand_by_how_far_their_settling_is(desk: Desk) -> None:
    want(desk, 2)
    settled, waiting, ready, begun, unread = (desk.article() for _ in range(5))
    for article in (settled, ready, begun):
        desk.submit("Ruth", article)
        desk.submit("Omar", article)
    desk.submit("Ruth", waiting)
    desk.tag("Ruth", unread, "March")
    desk.gold(begun, "40 jobs")
    desk.settle(settled)
    rows = listed(desk)
    assert [(row.article_id, row.state) for row in rows] == [
        (begun.id, "begun"),
        (ready.id, "ready"),
        (waiting.id, "waiting"),
        (settled.id, "settled"),
    ]
    assert [(row.submitted, row.wanted, row.gold) for row in rows[:2]] == [(2, 2, 1), (2, 2, 0)]
    assert list(rows[0].readers) == ["Omar", "Ruth"]
    assert rows[-1].settled_by == "Edith"
    assert count(desk) == 2


def test_a_reading_that_comes_after_settling_brings_the_article_back(desk: Desk) -> None:
    want(desk, 2)
    article = desk.article()
    desk.submit("Ruth", article)
    desk.settle(article)
    assert [(row.state, row.late) for row in listed(desk)] == [("settled", 0)]
    desk.submit("Omar", article)
    assert [(row.state, row.late) for row in listed(desk)] == [("late", 1)]
    assert count(desk) == 1


def test_who_reads_an_article_blind_is_not_told_of_its_readings(desk: Desk) -> None:
    article = desk.article()
    desk.blind()
    desk.submit("Ruth", article)
    assert count(desk) == 1
    desk.tag("Edith", article, "March")
    assert listed(desk) == []
    assert count(desk) == 0


def test_the_list_is_for_editors(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        listed(desk, desk.reviewer("Ruth"))


def test_ones_own_reading_is_known_to_be_settled(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    for one in (article, other):
        desk.submit("Ruth", one)
    desk.settle(article)

    def settled(person: str) -> list[int]:
        with desk.database.read() as session:
            mine = (session, desk.reviewer(person), desk.project_id)
            return list(settled_readings(*mine, [article.id, other.id]))

    assert settled("Ruth") == [article.id]
    assert settled("Omar") == []
