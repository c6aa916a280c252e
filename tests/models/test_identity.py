"""Identities: whom a provider's word lets in, as whom, and with which role."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from models.admission import deactivate, forget_identity
from models.database import Database
from models.identity import Claims, IdentityRefused, admit
from models.membership import Role, join, role_of
from models.people import add_reviewer, set_role
from models.reviewer import Reviewer
from tests.accounts import actions
from tests.builders import build_desk

RUTH = Claims("https://id.example", "r-1", "ruth@desk.example", True, "Ruth Ames", ("staff",))
ROLES = {"staff": "reviewer", "chiefs": "editor", "it": "admin"}


def come(database: Database, claims: Claims, roles: dict[str, str] | None = None) -> Reviewer:
    with database.begin() as session:
        return admit(session, claims, ROLES if roles is None else roles)


def test_a_group_with_a_role_makes_somebody_new(database: Database) -> None:
    desk = build_desk(database)
    person = come(database, RUTH)
    assert (person.name, person.handle) == ("Ruth Ames", "ruth@desk.example")
    with database.read() as session:
        assert role_of(session, person.id, desk.project_id) == Role.REVIEWER
    assert come(database, RUTH).id == person.id


def test_the_largest_role_counts_and_follows_the_groups(database: Database) -> None:
    person = come(database, replace(RUTH, groups=("staff", "chiefs", "choir")))
    assert person.everywhere_role == "editor"
    assert come(database, RUTH).everywhere_role == "reviewer"
    with pytest.raises(IdentityRefused, match="None of your groups"):
        come(database, replace(RUTH, groups=("choir",)))


def test_a_role_given_by_hand_before_stays_until_the_groups_change(database: Database) -> None:
    with database.begin() as session:
        add_reviewer(session, "Ada", "ada@desk.example", "admin")
        add_reviewer(session, "Ruth", RUTH.email, "editor")
    assert come(database, RUTH).everywhere_role == "editor"
    assert come(database, replace(RUTH, groups=("it",))).everywhere_role == "admin"
    with database.begin() as session:
        set_role(session, RUTH.email, "viewer")
    assert come(database, replace(RUTH, groups=("it",))).everywhere_role == "viewer"
    assert come(database, RUTH).everywhere_role == "reviewer"


def test_the_last_admin_keeps_the_role_whatever_the_groups_say(database: Database) -> None:
    boss = replace(RUTH, groups=("it",))
    come(database, boss)
    for groups in (("staff",), ("choir",), ()):
        assert come(database, replace(boss, groups=groups)).everywhere_role == "admin"
    assert actions(database, "keep_last_admin") == ["keep_last_admin"] * 3
    with database.begin() as session:
        add_reviewer(session, "Ada", "ada@desk.example", "admin")
    assert come(database, RUTH).everywhere_role == "reviewer"
    with pytest.raises(IdentityRefused, match="None of your groups"):
        come(database, replace(RUTH, groups=()))


def test_a_role_given_in_a_project_stays_while_the_groups_do(database: Database) -> None:
    desk = build_desk(database)
    person = come(database, RUTH)
    with database.begin() as session:
        join(session, person.id, desk.project_id, Role.EDITOR)
    come(database, RUTH)
    with database.read() as session:
        assert role_of(session, person.id, desk.project_id) == Role.EDITOR


def test_somebody_added_here_is_matched_by_a_verified_address(database: Database) -> None:
    with database.begin() as session:
        known = add_reviewer(session, "Ruth", "ruth@desk.example", "editor").id
    person = come(database, replace(RUTH, email="RUTH@desk.example", groups=()), {})
    assert person.id == known
    assert person.everywhere_role == "editor"
    assert actions(database, "bind_identity") == ["bind_identity"]


@pytest.mark.parametrize(
    "claims", [replace(RUTH, email_verified=False), replace(RUTH, email="", email_verified=True)]
)
def test_an_address_that_is_not_verified_matches_nobody(database: Database, claims: Claims) -> None:
    with database.begin() as session:
        add_reviewer(session, "Ruth", "ruth@desk.example", "admin")
    with pytest.raises(IdentityRefused, match="verified"):
        come(database, claims)
    assert actions(database, "bind_identity") == []


def test_once_bound_the_address_may_change_and_need_not_be_verified(database: Database) -> None:
    person = come(database, RUTH)
    moved = replace(RUTH, email="ruth@elsewhere.example", email_verified=False)
    assert come(database, moved).id == person.id
    assert come(database, moved).handle == "ruth@desk.example"


def test_an_address_that_passed_to_somebody_else_does_not_carry_the_work_along(
    database: Database,
) -> None:
    person = come(database, RUTH)
    for other in (replace(RUTH, subject="r-2"), replace(RUTH, issuer="https://other.example")):
        with pytest.raises(IdentityRefused, match="another identity"):
            come(database, other)
    with database.begin() as session:
        forget_identity(session, None, person.id)
    assert come(database, replace(RUTH, subject="r-2")).id == person.id
    with pytest.raises(IdentityRefused):
        come(database, RUTH)


def test_nobody_unknown_is_let_in_without_a_group(database: Database) -> None:
    with pytest.raises(IdentityRefused, match="Nobody here has the address ruth@desk"):
        come(database, RUTH, {})


def test_a_handle_that_only_looks_like_the_address_is_not_matched(database: Database) -> None:
    with database.begin() as session:
        odd = add_reviewer(session, "Odd", None, "admin")
        odd.handle = "ruth@desk.example"
    with pytest.raises(IdentityRefused, match="cannot be used here"):
        come(database, RUTH)


def test_whoever_left_is_not_let_in(database: Database) -> None:
    with database.begin() as session:
        add_reviewer(session, "Ada", "ada@desk.example", "admin")
    person = come(database, RUTH)
    with database.begin() as session:
        deactivate(session, None, person.id)
    with pytest.raises(IdentityRefused, match="deactivated"):
        come(database, RUTH)


def test_two_first_sign_ins_make_one_person(database: Database) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: come(database, RUTH).id, range(2)))
    assert found[0] == found[1]
