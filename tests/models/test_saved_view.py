"""Saved views: one's own, shared ones, and who may take which away."""

import pytest
from sqlalchemy import select

from formats.exchange.project_restore import restore_project
from formats.source import MemorySource
from models.article import Article
from models.errors import BadInput, NotAllowed, NotFound
from models.event import Event
from models.membership import Role
from models.queries.export_views import saved_view_rows
from models.saved_view import bring_back_view, remove_view, save_view, views_of
from tests.builders import Desk
from tests.formats.exchange.archives import archive_of


def names(desk: Desk, who: int) -> list[str]:
    with desk.database.read() as session:
        return [view.name for view in views_of(session, who, desk.project_id, "desk")]


def save(desk: Desk, who: int, name: str, query: str = "", *, shared: bool = False) -> int:
    with desk.database.begin() as session:
        return save_view(session, who, desk.project_id, "desk", name, query, shared).id


def test_a_view_is_ones_own_until_an_editor_shares_one(sqlite_desk: Desk) -> None:
    desk, vera = sqlite_desk, sqlite_desk.reviewer("Vera", Role.VIEWER)
    mine = save(desk, vera, "Mine", "tag=filler")
    save(desk, desk.editor, "Late", shared=True)
    assert (names(desk, vera), names(desk, desk.editor)) == (["Late", "Mine"], ["Late"])
    with pytest.raises(NotAllowed):
        save(desk, vera, "For all", shared=True)
    with pytest.raises(NotFound), desk.database.begin() as session:
        remove_view(session, desk.editor, desk.project_id, mine)
    assert names(desk, vera) == ["Late", "Mine"]


def test_a_name_is_saved_over_and_needs_a_letter(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    first = save(desk, desk.editor, "Late", "tag=filler")
    assert save(desk, desk.editor, " Late\n", "tag=sourced") == first
    with desk.database.read() as session:
        (view,) = views_of(session, desk.editor, desk.project_id, "desk")
    assert view.query == "tag=sourced"
    with pytest.raises(BadInput):
        save(desk, desk.editor, " \n ")
    with pytest.raises(BadInput):
        save(desk, desk.editor, "Long", "x" * 5_000)


def test_a_shared_view_goes_and_comes_back_by_an_editor(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    view, ana = save(desk, desk.editor, "Late", shared=True), desk.reviewer("Ana")
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        remove_view(session, ana, desk.project_id, view)
    other = desk.reviewer("Olga", Role.EDITOR)
    with desk.database.begin() as session:
        remove_view(session, other, desk.project_id, view)
    assert names(desk, ana) == []
    with desk.database.begin() as session:
        bring_back_view(session, other, desk.project_id, view)
    assert names(desk, ana) == ["Late"]
    with desk.database.read() as session:
        told = session.scalars(
            select(Event).where(Event.entity == "saved_view").order_by(Event.id)
        ).all()
    assert [one.action for one in told] == ["save", "remove", "bring_back"]
    assert "Late" not in str([(one.before, one.after) for one in told])


def test_views_come_back_with_an_archive_and_lead_to_the_same(sqlite_desk: Desk) -> None:
    desk, olga = sqlite_desk, sqlite_desk.reviewer("Olga", Role.EDITOR)
    article = desk.article()
    query = f"article={article.id}&article=999&reviewer={olga}&pick-tag=&basis=gold&beside=7"
    save(desk, desk.editor, "Ours", query, shared=True)
    save(desk, desk.editor, "Mine")
    archive = MemorySource("project.zip", archive_of(desk.database, desk.project_id))
    report = restore_project(desk.database, None, archive, "Again")
    assert (report.faults, report.stored["saved_views"]) == ([], 2)
    assert report.project_id is not None
    again = Desk(desk.database, report.project_id, desk.editor)
    assert (names(again, desk.editor), names(again, olga)) == (["Mine", "Ours"], ["Ours"])
    with desk.database.read() as session:
        (view,) = views_of(session, olga, again.project_id, "desk")
        (now,) = session.scalars(select(Article.id).where(Article.project_id == again.project_id))
        told = list(saved_view_rows(session, olga, desk.project_id))
    assert view.query == f"article={now}&reviewer={olga}&pick-tag=&basis=gold"
    assert [one["view_name"] for one in told] == ["Ours"]
