"""The pool: what is handed out next, and that a crowd that asks at once gets no article too often."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from models.article_plan import plan_articles
from models.assignment import Assignment
from models.base import now
from models.duty import set_duty
from models.errors import NotAllowed
from models.membership import Membership, Role, join
from models.next_reading import pool_size, take_next
from models.project import Project
from tests.builders import Desk, build_desk

DAY = date(2026, 11, 28)


def ask(desk: Desk, person: str) -> int | None:
    who = desk.reviewer(person)
    with desk.database.begin() as session:
        found = take_next(session, who, desk.project_id, DAY)
        return found.article_id if found else None


def wanting(desk: Desk, readers: int) -> None:
    with desk.database.begin() as session:
        session.get_one(Project, desk.project_id).readers_per_article = readers


def begin(desk: Desk, person: str, article_id: int) -> None:
    who = desk.reviewer(person)
    with desk.database.begin() as session:
        row = session.scalars(
            select(Assignment).where(
                Assignment.article_id == article_id, Assignment.reviewer_id == who
            )
        ).one()
        row.status, row.started_at = "in_progress", now()


def test_the_most_urgent_comes_first_and_nobody_gets_what_they_read(desk: Desk) -> None:
    plain, due, urgent = desk.article(), desk.article(), desk.article()
    wanting(desk, 2)
    with desk.database.begin() as session:
        plans = {due.id: (0, DAY), urgent.id: (2, None)}
        plan_articles(session, desk.editor, desk.project_id, plans)
    got = []
    for _ in range(4):
        article = ask(desk, "Ana")
        got.append(article)
        if article is not None:
            begin(desk, "Ana", article)
    assert got == [urgent.id, due.id, plain.id, None]
    with desk.database.read() as session:
        rows = session.scalars(select(Assignment).order_by(Assignment.id)).all()
        assert [row.priority for row in rows] == [2, 0, 0]
        assert rows[1].due_on == DAY
        assert rows[0].reason == {"by": "next", "reader": 1, "of": 2}
        assert rows[0].assigned_by is None


def test_asking_again_before_beginning_gives_the_same(sqlite_desk: Desk) -> None:
    sqlite_desk.article()
    sqlite_desk.article()
    assert ask(sqlite_desk, "Ana") == ask(sqlite_desk, "Ana")
    assert ask(sqlite_desk, "Ana") != ask(sqlite_desk, "Bo")
    assert ask(sqlite_desk, "Cy") is None


def test_the_place_of_whoever_left_is_free_unless_they_submitted(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    first, second = desk.article(), desk.article()
    desk.submit("Ana", first)
    desk.tag("Ana", second, "40 jobs")
    assert ask(desk, "Bo") is None
    elsewhere, ana = build_desk(desk.database, "Elsewhere"), desk.people["Ana"]
    with desk.database.begin() as session:
        join(session, ana, elsewhere.project_id, Role.REVIEWER)
        session.delete(session.get_one(Membership, (desk.project_id, ana)))
    with desk.database.read() as session:
        assert pool_size(session, desk.reviewer("Bo"), desk.project_id) == 1
    assert ask(desk, "Bo") == second.id


def test_whoever_may_not_read_or_is_off_duty_gets_nothing(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    desk.article()
    viewer, ana = desk.reviewer("Vera", Role.VIEWER), desk.reviewer("Ana")
    with desk.database.begin() as session:
        set_duty(session, desk.editor, desk.project_id, ana, on=True, absent_until=DAY)
    for who, words in ((viewer, "As viewer"), (ana, "off duty")):
        with pytest.raises(NotAllowed, match=words), desk.database.begin() as session:
            take_next(session, who, desk.project_id, DAY)
    assert ask(desk, "Edith") is not None


def test_a_crowd_of_threads_gets_every_place_once(desk: Desk) -> None:
    articles = [desk.article() for _ in range(6)]
    wanting(desk, 2)
    people = [f"P{number}" for number in range(14)]
    for name in people:
        desk.reviewer(name)
    with ThreadPoolExecutor(14) as crowd:
        got = list(crowd.map(partial(ask, desk), people))
    wanted: list[int | None] = [None, None, *(one.id for one in articles for _ in range(2))]
    assert Counter(got) == Counter(wanted)


def test_one_person_who_asks_from_many_windows_gets_one(desk: Desk) -> None:
    for _ in range(5):
        desk.article()
    desk.reviewer("Ana")
    with ThreadPoolExecutor(8) as windows:
        assert len(set(windows.map(partial(ask, desk), ["Ana"] * 8))) == 1


ROOT = Path(__file__).parents[2]
# Takes and begins until there is nothing left, and says what it got.
ASK_FROM_AFAR = """
import json, sys
from datetime import date
from models.base import now
from models.database import Database
from models.next_reading import take_next

url, project_id, who, day = json.loads(sys.argv[1])
database, got = Database(url), []
while True:
    with database.begin() as session:
        found = take_next(session, who, project_id, date.fromisoformat(day))
        if found is None:
            break
        found.status, found.started_at = "in_progress", now()
        got.append(found.article_id)
database.close()
print(json.dumps(got))
"""


def ask_from_afar(asked: list[object]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ASK_FROM_AFAR, json.dumps(asked)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_several_processes_share_one_pool(desk: Desk) -> None:
    articles = [desk.article() for _ in range(8)]
    wanting(desk, 2)
    people = [desk.reviewer(name) for name in ("Ana", "Bo")]
    processes = [
        ask_from_afar([desk.database.url, desk.project_id, who, DAY.isoformat()]) for who in people
    ]
    got = [json.loads(process.communicate()[0]) for process in processes]
    assert all(len(set(one)) == len(one) for one in got)
    assert Counter(article for one in got for article in one) == Counter(
        {one.id: 2 for one in articles}
    )
