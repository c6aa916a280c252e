"""Admission: what only an admin may do, that the last one stays, and that everything can be undone."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.admission import deactivate, forget_identity, invite, link_for, reactivate
from models.database import Database
from models.errors import BadInput, NotAllowed, NotFound, WorkbenchError
from models.people import add_reviewer, rename
from models.project import Project
from models.queries.people_list import people_list
from models.reviewer import Reviewer
from models.sign_in import find_sign_in
from models.token import bearer, create_personal_token
from tests.accounts import actions, admit, come_in
from tests.builders import build_desk

Verb = Callable[[Session, int, int], object]
VERBS: list[Verb] = [
    lambda session, asker, _: invite(session, asker, "Eve", "eve@desk.example", "admin"),
    link_for,
    deactivate,
    reactivate,
    forget_identity,
    lambda session, asker, _: people_list(session, asker),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "role", ["viewer", "reviewer", "editor", "project admin", "left", "nobody"]
)
def test_only_an_admin_of_the_whole_desk_may(
    sqlite_database: Database, verb: Verb, role: str
) -> None:
    admit(sqlite_database, "Ada", "admin")
    other = admit(sqlite_database, "Omar")
    asker = _person(sqlite_database, role)
    before = len(actions(sqlite_database))
    with pytest.raises(NotAllowed), sqlite_database.begin() as session:
        verb(session, asker, other)
    assert len(actions(sqlite_database)) == before


def _person(database: Database, role: str) -> int:
    if role == "nobody":
        return 4711
    if role == "project admin":
        desk = build_desk(database)
        with database.begin() as session:
            project = session.get_one(Project, desk.project_id)
            return add_reviewer(session, "Ruth", None, "admin", project).id
    person = admit(database, "Ruth", "admin" if role == "left" else role)
    if role == "left":
        with database.begin() as session:
            deactivate(session, None, person)
    return person


def test_whoever_is_deactivated_is_out_at_once_and_comes_back_with_everything(
    database: Database,
) -> None:
    ada = admit(database, "Ada", "admin")
    ruth, begun = come_in(database, "Ruth")
    with database.begin() as session:
        token = create_personal_token(session, ruth)
        deactivate(session, ada, ruth)
    with database.read() as session:
        assert find_sign_in(session, begun.secret) is None
        assert bearer(session, token) is None
        assert {row.id: row.state for row in people_list(session, ada)}[ruth] == "left"
    with database.begin() as session:
        reactivate(session, ada, ruth)
    with database.read() as session:
        assert find_sign_in(session, begun.secret) is None
        assert bearer(session, token) == ruth
        assert session.get_one(Reviewer, ruth).everywhere_role == "reviewer"
    assert actions(database, "deactivate", "reactivate") == ["deactivate", "reactivate"]


def test_the_last_admin_and_oneself_stay(database: Database) -> None:
    ada = admit(database, "Ada", "admin")
    with pytest.raises(BadInput, match="cannot deactivate yourself"), database.begin() as session:
        deactivate(session, ada, ada)
    with pytest.raises(BadInput, match="last admin"), database.begin() as session:
        deactivate(session, None, ada)
    with database.read() as session:
        assert session.get_one(Reviewer, ada).departed_at is None


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**63])
def test_somebody_who_is_not_there_is_not_found(database: Database, number: int) -> None:
    ada = admit(database, "Ada", "admin")
    for verb in (link_for, deactivate, reactivate, forget_identity):
        with pytest.raises(NotFound), database.begin() as session:
            verb(session, ada, number)


@pytest.mark.parametrize(
    ("name", "email", "role"),
    [
        ("", "eve@desk.example", "reviewer"),
        ("Eve", "", "reviewer"),
        ("Eve", "no address", "reviewer"),
        ("Eve", "eve@desk.example", "owner"),
        ("Eve", "ADA@desk.example", "reviewer"),
        ("Eve\x00", "eve@desk.example", "reviewer"),
    ],
)
def test_a_bad_invitation_changes_nothing(
    database: Database, name: str, email: str, role: str
) -> None:
    ada = admit(database, "Ada", "admin")
    before = actions(database)
    with pytest.raises(WorkbenchError), database.begin() as session:
        invite(session, ada, name, email, role)
    assert actions(database) == before
    with database.read() as session:
        assert len(people_list(session, ada)) == 1


def test_the_list_says_how_far_each_is(database: Database) -> None:
    ada = admit(database, "Ada", "admin")
    with database.begin() as session:
        invite(session, ada, "Omar", "omar@desk.example", "reviewer")
        add_reviewer(session, "Lea", "lea@desk.example", "viewer")
        rows = people_list(session, ada)
    assert [(row.name, row.state) for row in rows] == [
        ("Ada", "active"),
        ("Lea", "added"),
        ("Omar", "invited"),
    ]
    assert rows[0].seen_at is not None


def test_a_link_for_a_person_without_address_is_refused(database: Database) -> None:
    desk = build_desk(database)
    with pytest.raises(BadInput, match="no e-mail address"), database.begin() as session:
        link_for(session, None, desk.editor)


def test_one_is_called_as_one_says(database: Database) -> None:
    ruth = admit(database, "Ruth")
    with database.begin() as session:
        rename(session, ruth, "  Ruth\nAmes ")
        assert session.get_one(Reviewer, ruth).name == "Ruth Ames"
    with pytest.raises(BadInput), database.begin() as session:
        rename(session, ruth, " ")
    assert actions(database, "rename") == ["rename"]
