"""What people read a second time leaves with its project and comes back beside it, or not at all."""

from itertools import count

import pytest
from sqlalchemy import select

from formats.exchange.project_restore import restore_project
from formats.source import MemorySource
from models.article import Article
from models.companion import Companion
from models.event import Event
from models.membership import Membership, Role
from models.people import join_everywhere
from models.project import projects_of
from models.queries.export_filters import ExportFilters
from models.reviewer import make_reviewer
from models.served_again import ServedAgain, article_in_hand
from tests.builders import Desk
from tests.formats.exchange.archives import (
    FOLDER,
    archive_of,
    as_before,
    changed,
    in_order,
    members,
    tables,
)
from tests.formats.exchange.full_desk import counted, fill, read_again

_names = count(1)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A project with something in every table."""
    fill(desk, "Nobody knew. " * 3)
    read_again(desk)
    return desk


def test_what_was_read_again_comes_back_and_counts_in_nothing_else(full: Desk) -> None:
    original = archive_of(full.database, full.project_id)
    report = restore_project(full.database, None, MemorySource("a.zip", original), "Once more")
    assert report.faults == []
    assert report.project_id is not None
    again = archive_of(full.database, report.project_id)
    with full.database.read() as session:
        mine = Companion.home_id == report.project_id
        beside = session.scalars(select(Companion).where(mine)).one()
        members_ = select(Membership.reviewer_id).where(Membership.project_id == beside.project_id)
        assert session.scalars(members_).all() == [beside.reviewer_id] == [full.people["Ruth"]]
        listed = projects_of(session, full.people["Ruth"])
        assert beside.project_id not in {one.id for one in listed}
        served = session.scalars(
            select(ServedAgain)
            .join(Article, Article.id == ServedAgain.copy_id)
            .where(Article.project_id == beside.project_id)
        ).one()
        events = select(Event).where(
            Event.project_id == beside.project_id, Event.entity == "second_reading"
        )
        told = session.scalars(events).one()
        assert told.row == str(served.copy_id)
        assert told.after == {
            "article": served.article_id,
            "reviewer": beside.reviewer_id,
            "days": 28,
        }
        # Whoever reads it again has the copy open in the article's place, here as there.
        assert article_in_hand(session, beside.reviewer_id, served.article_id) == served.copy_id
    before, after = tables(original, FOLDER), tables(again, FOLDER)
    assert {len(before[name]) for name in ("annotations", "assignments", "reading_states")} == {1}
    after = as_before(before, after, beside.project_id, moved=True, is_told=False)
    for name in set(before) - {"events"}:
        assert in_order(after)[name] == in_order(before)[name], name
    assert len(after["events"]) == len(before["events"])


def test_second_readings_leave_by_the_command_line_alone_and_whole(full: Desk) -> None:
    with full.database.begin() as session:
        boss = make_reviewer(session, "Boss")
        join_everywhere(session, boss, Role.ADMIN)
    for data in (
        archive_of(full.database, full.project_id, asker=boss.id),
        archive_of(full.database, full.project_id, ExportFilters(tags=["filler"])),
    ):
        assert not any(name.startswith(FOLDER) for name in members(data))
        assert tables(data)["second_readings"] == []


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("second_readings.csv", {"article_id": "1000000"}, "not in the archive"),
        ("second_readings.csv", {"copy_id": "1000000"}, "not in the archive"),
        ("second_readings.csv", {"reviewer": "nobody"}, "not among the reviewers"),
        (f"{FOLDER}tags.csv", {"tag": "other"}, "are not those of the project"),
        (f"{FOLDER}annotations.csv", {"reviewer": "nobody"}, "not among the reviewers"),
    ],
)
def test_a_second_reading_that_fits_nothing_is_told_and_nothing_is_stored(
    full: Desk, name: str, change: dict[str, str], why: str
) -> None:
    source = changed(
        archive_of(full.database, full.project_id), name, lambda rows: rows[0].update(change)
    )
    before = counted(full.database)
    report = restore_project(full.database, None, source, f"Again {next(_names)}")
    assert report.project_id is None
    assert any(why in fault.reason for fault in report.faults), report.faults
    where = {fault.table for fault in report.faults}
    assert all(table.startswith("second_readings") for table in where)
    assert counted(full.database) == before
