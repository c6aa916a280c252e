"""People: an admin invites, hands out links, lets go and takes back; nobody else sees it."""

import pytest
from streamlit.testing.v1 import AppTest

from models.database import Database
from models.project import projects_of
from models.reviewer import Reviewer
from models.sign_in import Place
from models.signing_in import sign_in_with_link
from tests.accounts import HERE, PASSWORD, admit, turn_on_second_factor
from tests.builders import Desk
from tests.pages.signed_in import PAGES, Tab, checked, fill, html, open_page, press, said


@pytest.fixture
def ada(staffed: Desk, tab: Tab) -> int:
    """Ada, admin of the whole desk, signed in here."""
    found = admit(staffed.database, "Ada", "admin")
    tab.sign_in(staffed.database, found)
    return found


def test_a_link_is_made_shown_once_and_good(staffed: Desk, ada: int) -> None:
    page = fill(open_page("people_page.py"), Name="Ruth_Ames *x*")
    fields = {box.label: box for box in page.text_input}
    fields["E-mail address"].set_value("ruth@desk.example")
    page = press(page, "Invite")
    assert "Hand this link to" in said(page)
    secret = page.code[0].value.rpartition("/")[2]
    page = press(page, "Done")
    assert not page.code
    assert "invited, not here yet" in html(page)
    assert sign_in_with_link(staffed.database, secret, PASSWORD, HERE)
    with staffed.database.read() as session:
        ruth = session.query(Reviewer).filter_by(email="ruth@desk.example").one()
    assert ruth.everywhere_role == "reviewer"
    assert ada


def test_a_bad_invitation_is_said_to_be_one(staffed: Desk, ada: int) -> None:
    page = open_page("people_page.py")
    {box.label: box for box in page.text_input}["E-mail address"].set_value("no address")
    {box.label: box for box in page.text_input}["Name"].set_value("Eve")
    page = press(page, "Invite")
    assert "no address is not an" in page.error[0].value
    assert staffed.editor != ada


def test_somebody_is_let_go_and_taken_back(staffed: Desk, ada: int) -> None:
    ruth = admit(staffed.database, "Ruth")
    page = open_page("people_page.py")
    deactivated = next(button for button in page.button if button.key == f"off_{ruth}")
    deactivated.click()
    page = checked(page.run())
    assert "deactivated" in html(page)
    page = press(page, "Take back")
    with staffed.database.read() as session:
        assert session.get_one(Reviewer, ruth).departed_at is None
    assert f"off_{ada}" not in {button.key for button in page.button}


def test_a_way_back_in_can_leave_the_second_factor_out(staffed: Desk, ada: int) -> None:
    ruth = admit(staffed.database, "Ruth")
    turn_on_second_factor(staffed.database, ruth)
    page = press(open_page("people_page.py"), "Reset link without second factor")
    secret = page.code[0].value.rpartition("/")[2]
    begun = sign_in_with_link(staffed.database, secret, "seven loud geese march", Place())
    assert not begun.halfway
    assert ada


def test_nobody_else_sees_it(staffed: Desk, tab: Tab) -> None:
    tab.sign_in(staffed.database, admit(staffed.database, "Ruth", "editor"))
    page = AppTest.from_file(str(PAGES / "people_page.py"), default_timeout=120).run()
    checked(page)
    assert "Only an admin of the whole desk" in page.error[0].value
    assert not page.text_input
    assert "ruth@desk.example" not in html(page)


def test_a_name_is_shown_as_it_is_written(staffed: Desk, tab: Tab, ada: int) -> None:
    with staffed.database.begin() as session:
        session.get_one(Reviewer, ada).name = "<img src=x> _Ada_"
    assert "&lt;img src=x&gt; _Ada_" in html(open_page("people_page.py"))
    assert tab.cookies


def test_the_first_admin_makes_the_first_project(with_accounts: Database, tab: Tab) -> None:
    ines = admit(with_accounts, "Ines", "admin")
    tab.sign_in(with_accounts, ines)
    page = fill(open_page("projects_page.py"), **{"Name of the project": "Coast"})
    page = press(page, "Make the project")
    with with_accounts.read() as session:
        assert [one.name for one in projects_of(session, ines)] == ["Coast"]
