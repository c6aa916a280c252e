"""`workbench reviewer invite`: the first admin's way in, and anybody's way back."""

from sqlalchemy import select

from models.database import Database
from models.reviewer import Reviewer
from models.signing_in import sign_in_with_link, sign_in_with_password
from tests.accounts import HERE, PASSWORD, actions, turn_on_second_factor
from tests.commands import command, refused

ACCOUNTS = {
    "WORKBENCH_AUTH": "accounts",
    "WORKBENCH_SECRET_KEY": "kJd8_2hslWq0-lkjsdf98wefkjhsdf0x",
}


def test_the_first_admin_gets_a_link_and_nothing_else_is_printed(
    sqlite_url: str, sqlite_database: Database
) -> None:
    run = command(sqlite_url, **ACCOUNTS, WORKBENCH_HOSTS="desk.example")
    done = run("reviewer", "invite", "Ines@desk.example", "--name", "Ines", "--role", "admin")
    assert done.stderr == ""
    (link,) = done.stdout.splitlines()
    start, _, secret = link.rpartition("/")
    assert start == "https://desk.example/sign-in/link"
    assert sign_in_with_link(sqlite_database, secret, PASSWORD, HERE)
    with sqlite_database.read() as session:
        ines = session.scalars(select(Reviewer)).one()
    assert (ines.name, ines.handle, ines.everywhere_role) == ("Ines", "ines@desk.example", "admin")
    assert secret not in repr(actions(sqlite_database))


def test_who_was_added_before_is_invited_and_later_gets_back_in(
    sqlite_url: str, sqlite_database: Database
) -> None:
    run = command(sqlite_url, **ACCOUNTS)
    run("reviewer", "add", "Ruth", "--email", "ruth@desk.example", "--role", "reviewer")
    first = run("reviewer", "invite", "ruth@desk.example").stdout.strip()
    assert first.startswith("http://127.0.0.1:8501/sign-in/link/")
    sign_in_with_link(sqlite_database, first.rpartition("/")[2], PASSWORD, HERE)
    with sqlite_database.read() as session:
        ruth = session.scalars(select(Reviewer.id)).one()
    turn_on_second_factor(sqlite_database, ruth)
    back = run("reviewer", "invite", "ruth@desk.example", "--no-second-factor").stdout.strip()
    other = "seven loud geese march"
    assert not sign_in_with_link(sqlite_database, back.rpartition("/")[2], other, HERE).halfway
    assert sign_in_with_password(sqlite_database, "ruth@desk.example", other, HERE)


def test_somebody_known_is_given_another_role_and_the_last_admin_keeps_theirs(
    sqlite_url: str,
) -> None:
    run = command(sqlite_url, **ACCOUNTS)
    for name, role in (("Ines", "admin"), ("Ruth", "viewer")):
        run("reviewer", "add", name, "--email", f"{name}@desk.example", "--role", role)
    ines, ruth = (
        ("reviewer", "role", "ines@desk.example"),
        ("reviewer", "role", "ruth@desk.example"),
    )
    assert "last admin" in refused(run, *ines, "editor")
    assert run(*ruth, "admin").stdout == "Ruth (ruth@desk.example) is admin in every project now.\n"
    run(*ines, "editor")
    assert "last admin" in refused(run, *ruth, "viewer")


def test_what_cannot_be_is_said_in_a_sentence(sqlite_url: str) -> None:
    run = command(sqlite_url, **ACCOUNTS)
    assert "Nobody is known as" in refused(run, "reviewer", "invite", "eve@desk.example")
    wrong = ("reviewer", "invite", "eve@desk.example", "--name", "Eve", "--role", "owner")
    assert "is not a role" in refused(run, *wrong)
    solo = command(sqlite_url)
    assert "WORKBENCH_AUTH is accounts" in refused(solo, "reviewer", "invite", "eve@desk.example")
    keyless = command(sqlite_url, WORKBENCH_AUTH="accounts")
    assert "WORKBENCH_SECRET_KEY is not set" in refused(keyless, "project", "list")
