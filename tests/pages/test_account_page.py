"""Your account: what one changes about oneself, and how one gets out."""

import pytest

from models.admission import invite
from models.database import Database
from models.membership import Role
from models.people import add_reviewer
from models.project import Project
from models.reviewer import Reviewer
from models.sign_in import begin_sign_in, find_sign_in
from models.signing_in import sign_in_with_link, sign_in_with_password
from models.token import bearer
from tests.accounts import (
    HERE,
    PASSWORD,
    account,
    actions,
    code_of,
    turn_on_second_factor,
)
from tests.builders import Desk
from tests.pages.signed_in import Tab, fill, html, open_main, open_page, press, said

OTHER = "seven loud geese march"


@pytest.fixture
def ruth(staffed: Desk, tab: Tab) -> int:
    """Ruth, who reads on this desk and is signed in here."""
    with staffed.database.begin() as session:
        made = invite(
            session, None, "Ruth", "ruth@desk.example", "reviewer",
            session.get_one(Project, staffed.project_id),
        )  # fmt: skip
    sign_in_with_link(staffed.database, made.secret, PASSWORD, HERE)
    tab.sign_in(staffed.database, made.reviewer_id)
    return made.reviewer_id


def test_who_is_signed_in_is_said_on_every_page(staffed: Desk, ruth: int) -> None:
    page = open_main()
    assert f"<b>{'Ruth'}</b>" in html(page)
    assert 'action="/sign-in/out"' in html(page)
    assert "solo" not in said(page)
    assert ruth != staffed.editor


def test_a_name_is_changed(staffed: Desk, ruth: int) -> None:
    page = press(fill(open_page("account_page.py"), Your_name=" Ruth Ames "), "Change the name")
    assert "The name is changed." in said(page)
    with staffed.database.read() as session:
        assert session.get_one(Reviewer, ruth).name == "Ruth Ames"
    page = press(fill(page, Your_name=" "), "Change the name")
    assert page.error


def test_a_password_is_changed_by_who_knows_the_former(staffed: Desk, ruth: int) -> None:
    page = open_page("account_page.py")
    for former, wanted, told in (
        (OTHER, OTHER, "not your password"),
        (PASSWORD, "short", "12 to 256"),
    ):
        page = press(
            fill(page, Present_password=former, New_password=wanted), "Change the password"
        )
        assert told in page.error[0].value
    page = press(fill(page, Present_password=PASSWORD, New_password=OTHER), "Change the password")
    assert "every other device is signed out" in said(page)
    assert sign_in_with_password(staffed.database, "ruth@desk.example", OTHER, HERE)
    assert "Your account" in html(open_page("account_page.py"))
    assert ruth


def test_the_second_factor_is_turned_on_by_a_code_and_off_by_the_password(
    staffed: Desk, ruth: int
) -> None:
    page = press(open_page("account_page.py"), "Turn on the second factor")
    assert "data:image/svg+xml;base64," in html(page)
    stored = account(staffed.database, ruth)
    assert stored is not None
    assert not stored.asks_for_code
    secret = stored.code_secret or ""
    page = press(fill(page, Code_from_the_app="000000"), "Turn it on")
    assert "does not fit" in page.error[0].value
    page = press(fill(page, Code_from_the_app=code_of(secret)), "Turn it on")
    assert page.code[0].value.count("\n") == 9
    page = press(page, "I keep them")
    assert "10 recovery codes are left." in said(page)
    assert not page.code
    page = press(page, "Turn off the second factor")
    assert "not your password" in page.error[0].value
    last = [box for box in page.text_input if box.label == "Present password"][-1]
    last.set_value(PASSWORD)
    page = press(page, "Turn off the second factor")
    assert "Off." in said(page)
    assert actions(staffed.database, "second_factor_on", "second_factor_off") == [
        "second_factor_on",
        "second_factor_off",
    ]


def test_recovery_codes_are_made_anew(staffed: Desk, ruth: int) -> None:
    _, codes = turn_on_second_factor(staffed.database, ruth)
    page = open_page("account_page.py")
    [box for box in page.text_input if box.label == "Present password"][-1].set_value(PASSWORD)
    page = press(page, "Make new recovery codes")
    assert codes[0] not in page.code[0].value


def test_a_device_is_signed_out_from_another(staffed: Desk, ruth: int) -> None:
    with staffed.database.begin() as session:
        there = begin_sign_in(session, ruth, "password", HERE)
    page = open_page("account_page.py")
    assert html(page).count("this device") == 1
    assert html(page).count("Firefox · Linux") == 3
    press(page, "Sign out there")
    with staffed.database.read() as session:
        assert find_sign_in(session, there) is None
    assert "Your account" in html(open_page("account_page.py"))


def test_signing_out_everywhere_ends_this_tab_too(staffed: Desk, ruth: int) -> None:
    with staffed.database.begin() as session:
        there = begin_sign_in(session, ruth, "password", HERE)
    other_tab = open_page("library.py")
    page = press(open_page("account_page.py"), "Sign out everywhere")
    assert "You are signed out." in html(page)
    assert "You are signed out." in html(other_tab.run())
    with staffed.database.read() as session:
        assert find_sign_in(session, there) is None


def test_a_token_is_shown_once_and_revoked(staffed: Desk, ruth: int) -> None:
    page = fill(open_page("account_page.py"), What_it_is_for="<b>nightly</b> export")
    page = press(page, "Make a token")
    token = page.code[0].value
    with staffed.database.read() as session:
        assert bearer(session, token) == ruth
    page = page.run()
    assert not page.code
    assert "&lt;b&gt;nightly&lt;/b&gt; export" in html(page)
    page = press(page, "Revoke")
    with staffed.database.read() as session:
        assert bearer(session, token) is None
    assert "nightly" not in html(page)


def test_somebody_else_in_the_same_tab_finds_nothing_of_the_first(
    staffed: Desk, tab: Tab, ruth: int
) -> None:
    page = press(open_page("account_page.py"), "Turn on the second factor")
    assert "data:image/svg+xml" in html(page)
    tab.sign_in(staffed.database, staffed.reviewer("Omar", Role.REVIEWER))
    page = page.run()
    assert "data:image/svg+xml" not in html(page)
    assert "Omar" in html(page)
    assert ruth


def test_without_a_project_one_is_told_who_can_help(staffed: Desk, tab: Tab) -> None:
    with staffed.database.begin() as session:
        project = session.get_one(Project, staffed.project_id)
        lone = add_reviewer(session, "Lone", "lone@desk.example", "reviewer", project).id
        session.execute(Project.metadata.tables["membership"].delete().where(
            Project.metadata.tables["membership"].c.reviewer_id == lone
        ))  # fmt: skip
    tab.sign_in(staffed.database, lone)
    page = open_main()
    assert "No project for you yet." in html(page)
    assert 'action="/sign-in/out"' in html(page)


def test_an_admin_without_any_project_is_offered_the_demo(
    with_accounts: Database, tab: Tab
) -> None:
    with with_accounts.begin() as session:
        admin = add_reviewer(session, "Ada", "ada@desk.example", "admin").id
    tab.sign_in(with_accounts, admin)
    page = open_main()
    assert [button.label for button in page.button] == ["Open the demo", "Bring in an article"]
    assert not page.text_input
