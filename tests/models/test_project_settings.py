"""Projects: renamed, set, archived and brought back, and taken as a template."""

import pytest
from sqlalchemy import func, select

from models.article import Article, ArticleDraft, add_article
from models.errors import BadInput, ProjectClosed
from models.event import Event
from models.key_table import change_keys, key_bindings
from models.membership import Membership, Role
from models.project import Project, guidelines, projects_of
from models.project_copy import copy_project
from models.project_settings import (
    archive_project,
    bring_back_project,
    change_settings,
    project_for,
    rename_project,
)
from models.queries.export_annotations import annotation_rows
from models.queries.export_filters import ExportFilters
from models.queries.passages import passages
from models.tag import tags_of
from models.tag_editing import retire_tag
from tests.builders import Desk, build_desk, operation, reading_operation


def actions(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        found = select(Event.action).where(
            Event.entity == "project", Event.project_id == desk.project_id
        )
        return list(session.scalars(found.order_by(Event.id)))


def test_settings_are_changed_and_opening_is_recorded(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    with desk.database.begin() as session:
        rename_project(session, admin, desk.project_id, " Winter ")
        change_settings(session, admin, desk.project_id, 3, True)
        change_settings(session, admin, desk.project_id, 3, True)
        change_settings(session, admin, desk.project_id, 3, False)
        project = project_for(session, admin, desk.project_id)
        assert (project.name, project.readers_per_article) == ("Winter", 3)
    assert actions(desk) == ["create", "rename", "change_settings", "open_readings"]


@pytest.mark.parametrize("readers", [0, -1, 21, 2**40])
def test_a_number_of_readers_that_cannot_be(sqlite_desk: Desk, readers: int) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    with pytest.raises(BadInput, match="between 1 and 20"), sqlite_desk.database.begin() as session:
        change_settings(session, admin, sqlite_desk.project_id, readers, False)


def test_a_name_that_is_taken_or_blank_is_refused(sqlite_desk: Desk) -> None:
    build_desk(sqlite_desk.database, "Elsewhere")
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    for name in (" ", "Elsewhere"):
        with pytest.raises(BadInput), sqlite_desk.database.begin() as session:
            rename_project(session, admin, sqlite_desk.project_id, name)
    with sqlite_desk.database.begin() as session:
        assert rename_project(session, admin, sqlite_desk.project_id, "Desk").name == "Desk"


def test_an_archived_project_is_read_and_exported_and_takes_nothing(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill")
    with desk.database.begin() as session:
        archive_project(session, admin, desk.project_id)
        archive_project(session, admin, desk.project_id)
    wanted = {"revision_id": article.revision_id, "start": 0, "end": 3, "tag": "sourced"}
    answers = desk.apply(
        "Ruth",
        operation("create", id="7f1b9d4e-0000-4000-8000-000000000001", **wanted),
        operation("delete", id=passage, version=1),
        reading_operation("clear", article.revision_id, 0),
    )
    assert {(one.status, "archived" in (one.message or "")) for one in answers} == {
        ("rejected", True)
    }
    with desk.database.begin() as session:
        for asker in (None, admin):
            with pytest.raises(ProjectClosed):
                add_article(session, asker, desk.project_id, ArticleDraft("T", "New."))
        assert len(passages(session, desk.people["Ruth"], article.revision_id)) == 1
        rows = annotation_rows(session, desk.editor, desk.project_id, ExportFilters())
        assert len(list(rows)) == 1
        assert projects_of(session, admin) == []
        assert [one.name for one in projects_of(session, admin, archived=True)] == ["Desk"]
        bring_back_project(session, admin, desk.project_id)
    desk.tag("Ruth", article, (0, 3))
    assert actions(desk) == ["create", "archive", "bring_back"]


def test_a_copy_has_the_tags_and_settings_and_nothing_of_the_work(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    desk.tag("Ruth", desk.article(), "The mill")
    with desk.database.begin() as session:
        change_settings(session, admin, desk.project_id, 3, True)
        change_keys(session, admin, desk.project_id, {}, {"note": "x"})
        retire_tag(session, admin, desk.project_id, tags_of(session, desk.project_id)[3].id)
        made = copy_project(session, admin, desk.project_id, "Next winter").id
    with desk.database.read() as session:
        copy = session.get_one(Project, made)
        assert (copy.is_blind, copy.readers_per_article) == (True, 3)
        assert [tag.name for tag in tags_of(session, made)] == ["sourced", "promotional", "filler"]
        assert tags_of(session, made)[0].asks_evidence
        assert guidelines(session, made) == "Tag what you would check."
        bound = {one["action"]: one["strokes"][0] for one in key_bindings(session, admin, made)}
        assert bound["note"] == "x"
        count = select(func.count()).select_from(Article).where(Article.project_id == made)
        assert session.scalar(count) == 0
        people = session.scalars(
            select(Membership.reviewer_id).where(Membership.project_id == made)
        ).all()
        assert people == [admin]
