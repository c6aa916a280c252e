"""Who may do what: roles, strangers, people who left, and people who are everywhere."""

import pytest

from models.base import now
from models.database import Database
from models.errors import BadInput, NotAllowed, NotFound
from models.membership import Role, join, require_role, role_of
from models.people import add_reviewer, sign_in_locally
from models.project import create_project, project_by_name, projects_of
from models.reviewer import Reviewer, local_reviewer, make_reviewer, reviewer_by_handle
from tests.builders import TAGS, Desk, build_desk


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("needed", list(Role))
def test_each_role_may_what_the_smaller_ones_may(
    sqlite_desk: Desk, role: Role, needed: Role
) -> None:
    person = sqlite_desk.reviewer("Ruth", role)
    with sqlite_desk.database.read() as session:
        if list(Role).index(role) >= list(Role).index(needed):
            assert require_role(session, person, sqlite_desk.project_id, needed) is role
        else:
            with pytest.raises(NotAllowed, match=f"As {role} .* takes the role {needed}"):
                require_role(session, person, sqlite_desk.project_id, needed)


@pytest.mark.parametrize("project", [0, -1, 999, 2**31, 10**40])
def test_a_stranger_learns_nothing_of_a_project(desk: Desk, project: int) -> None:
    other = build_desk(desk.database, "Other")
    with desk.database.read() as session:
        for number in (project, other.project_id):
            with pytest.raises(NotFound, match="no such project, or you are not a member"):
                require_role(session, desk.editor, number, Role.VIEWER)
        assert [found.name for found in projects_of(session, desk.editor)] == ["Desk"]


def test_whoever_left_may_nothing(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        session.get_one(Reviewer, ruth).departed_at = now()
    with desk.database.read() as session:
        assert role_of(session, ruth, desk.project_id) is None
        assert projects_of(session, ruth) == []


def test_joining_again_changes_the_role_and_joining_twice_is_once(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth", Role.VIEWER)
    with desk.database.begin() as session:
        for role in (Role.EDITOR, Role.EDITOR):
            join(session, ruth, desk.project_id, role)
        assert role_of(session, ruth, desk.project_id) is Role.EDITOR


def test_a_role_everywhere_holds_in_projects_made_later(desk: Desk) -> None:
    with desk.database.begin() as session:
        person = add_reviewer(session, "Ada", "ada@desk.example", "editor")
        later = create_project(session, None, "Later", TAGS)
        assert role_of(session, person.id, desk.project_id) is Role.EDITOR
        assert role_of(session, person.id, later.id) is Role.EDITOR


def test_whoever_makes_a_project_is_its_admin(desk: Desk) -> None:
    with desk.database.begin() as session:
        join(session, desk.editor, desk.project_id, Role.ADMIN)
        made = create_project(session, desk.editor, "Mine", TAGS)
        assert role_of(session, desk.editor, made.id) is Role.ADMIN


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.EDITOR])
def test_only_admins_make_projects(sqlite_desk: Desk, role: Role) -> None:
    person = sqlite_desk.reviewer("Ruth", role)
    with pytest.raises(NotAllowed, match="Only admins"), sqlite_desk.database.begin() as session:
        create_project(session, person, "Mine", TAGS)
    with sqlite_desk.database.begin() as session:
        session.get_one(Reviewer, person).everywhere_role = Role.ADMIN.value
        assert create_project(session, person, "Mine", TAGS).name == "Mine"


def test_a_handle_is_unique_whatever_its_case(desk: Desk) -> None:
    with desk.database.begin() as session:
        make_reviewer(session, "Zoë", "Zoë@Desk.example")
        assert reviewer_by_handle(session, " ZOË@desk.EXAMPLE ").name == "Zoë"
        with pytest.raises(BadInput, match="belongs to a reviewer already"):
            make_reviewer(session, "Another", "zoë@desk.example")
        with pytest.raises(NotFound, match="workbench reviewer add"):
            reviewer_by_handle(session, "nobody@desk.example")


def test_people_of_one_name_have_handles_of_their_own(desk: Desk) -> None:
    with desk.database.begin() as session:
        handles = [
            make_reviewer(session, name).handle for name in ("李 明", "李 明", "Zoë", "--", "🇩🇪")
        ]
    assert handles == ["李-明", "李-明-2", "zoë", "reviewer", "reviewer-2"]


@pytest.mark.parametrize(
    ("name", "email", "role", "says"),
    [
        (" ", "a@b.example", "editor", "at least one character"),
        ("Ruth", "ruth", "editor", "not an e-mail address"),
        ("Ruth", "a@b@c", "editor", "not an e-mail address"),
        ("Ruth", "a b@c.example", "editor", "not an e-mail address"),
        ("Ruth", "ruth@b.example\x00", "editor", "e-mail|NUL"),
        ("Ruth", "x" * 300 + "@b.example", "editor", "not an e-mail address"),
        (
            "Ruth",
            "ruth@b.example",
            "owner",
            "not a role; give one of viewer, reviewer, editor, admin",
        ),
        ("\ud800", "ruth@b.example", "editor", "half a character"),
    ],
)
def test_a_person_who_cannot_be_added_is_refused(
    sqlite_desk: Desk, name: str, email: str, role: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says), sqlite_desk.database.begin() as session:
        add_reviewer(session, name, email, role)


def test_projects_have_names_of_their_own(desk: Desk) -> None:
    for name, says in (("Desk", "called “Desk” already"), (" ", "at least one character")):
        with pytest.raises(BadInput, match=says), desk.database.begin() as session:
            create_project(session, None, name, TAGS)
    with desk.database.read() as session:
        assert project_by_name(session, " Desk ").id == desk.project_id
        with pytest.raises(NotFound, match="there are: Desk"):
            project_by_name(session, "Dest")


def test_without_any_project_the_name_of_one_says_how_to_make_one(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound, match="--create"):
        project_by_name(session, "Desk")


def test_the_one_person_of_a_solo_workbench_is_admin_of_everything(desk: Desk) -> None:
    with desk.database.begin() as session:
        person = sign_in_locally(session, "Ines")
        assert role_of(session, person.id, desk.project_id) is Role.ADMIN
        assert sign_in_locally(session, "Ines Maria").id == person.id
    with desk.database.begin() as session:
        found = local_reviewer(session)
        assert found is not None
        assert (found.name, found.handle) == ("Ines Maria", "ines")


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "Two\nlines", "x" * 10_000])
def test_a_new_name_is_as_tidy_as_the_first(desk: Desk, name: str) -> None:
    with desk.database.begin() as session:
        sign_in_locally(session, "Ines")
    try:
        with desk.database.begin() as session:
            kept = sign_in_locally(session, name).name
    except BadInput:
        return
    assert "\n" not in kept
    assert len(kept) <= 200
