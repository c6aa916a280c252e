"""Projects, their settings, members, tags and guidelines, as an admin works with them in the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.guideline_versions import guideline_versions
from models.membership import Role, role_of
from models.project import Project, projects_of
from models.project_settings import change_settings
from models.tag import tags_of
from tests.builders import Desk, build_desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk that Ines, the one person of this workbench, is the admin of."""
    return ines_as(Role.ADMIN)


def visit(path: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page(path).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    page.run()
    assert not page.exception
    return page


def write(page: AppTest, label: str, text: str) -> None:
    fields = [*page.text_input, *page.text_area]
    next(one for one in fields if one.label == label).set_value(text)


def project(desk: Desk) -> Project:
    with desk.database.read() as session:
        return session.get_one(Project, desk.project_id)


def test_a_project_is_made_after_another_one(ines: Desk) -> None:
    page = visit("projects_page.py")
    write(page, "Name of the project", "Winter")
    page.selectbox[0].set_value(ines.project_id)
    press(page, "Make the project")
    with ines.database.read() as session:
        assert [one.name for one in projects_of(session, ines.people["Ines"])] == ["Desk", "Winter"]
    assert "How Winter is called" in html(page)


def test_a_name_that_is_taken_is_said(ines: Desk) -> None:
    page = visit("projects_page.py")
    write(page, "Name of the project", "Desk")
    press(page, "Make the project")
    assert "already" in page.error[0].value


def test_opening_blind_readings_is_asked_first(ines: Desk) -> None:
    with ines.database.begin() as session:
        change_settings(session, None, ines.project_id, 2, True)
    page = visit("project_page.py")
    page.radio[0].set_value(False)
    press(page, "Save settings")
    assert project(ines).is_blind
    assert page.warning
    press(page, "Stay blind")
    assert project(ines).is_blind
    assert page.radio[0].value is True
    page.radio[0].set_value(False)
    press(page, "Save settings")
    press(page, "Open all readings")
    assert not project(ines).is_blind
    assert not page.warning


def test_an_archived_project_says_so_on_every_page_and_comes_back(ines: Desk) -> None:
    ines.article()
    page = press(visit("project_page.py"), "Archive this project")
    assert project(ines).archived_at is not None
    assert "This project is archived" in html(page)
    page.switch_page("import_page.py").run()
    assert [button.label for button in page.button] == ["Go to the desk"]
    page.switch_page("project_page.py").run()
    press(page, "Bring back")
    assert project(ines).archived_at is None
    assert "This project is archived" not in html(page)


def test_people_get_roles_leave_and_come_back(ines: Desk) -> None:
    other = build_desk(ines.database, "Elsewhere")
    ruth = other.reviewer("Ruth")
    page = visit("members_page.py")
    write(page, "E-mail or handle", "ruth@desk.example")
    press(page, "Add to the project")

    def role() -> Role | None:
        with ines.database.read() as session:
            return role_of(session, ruth, ines.project_id)

    assert role() is Role.REVIEWER
    next(box for box in page.selectbox if box.label == "Role of Ruth").set_value(Role.EDITOR).run()
    assert role() is Role.EDITOR
    next(one for one in page.button if one.key == f"remove-{ruth}").click().run()
    assert role() is None
    press(page, "Undo")
    assert role() is Role.EDITOR


def test_the_last_admin_is_told_to_stay(ines: Desk) -> None:
    page = visit("members_page.py")
    next(one for one in page.button if one.key == f"remove-{ines.people['Ines']}").click().run()
    assert "last admin" in page.error[0].value
    box = next(box for box in page.selectbox if box.label == "Role of Ines")
    box.set_value(Role.VIEWER).run()
    assert "last admin" in page.error[0].value
    with ines.database.read() as session:
        assert role_of(session, ines.people["Ines"], ines.project_id) is Role.ADMIN


def test_a_tag_is_made_renamed_moved_and_retired(ines: Desk) -> None:
    page = visit("tag_editor.py")
    for label, text in (("Name", "opinion"), ("Key", "5"), ("One or two letters in strips", "O")):
        write(page, label, text)
    press(page, "Save tag")

    def names(retired: bool = False) -> list[str]:
        with ines.database.read() as session:
            found = tags_of(session, ines.project_id)
            return [one.name for one in found if (one.retired_at is not None) is retired]

    assert names()[-1] == "opinion"
    with ines.database.read() as session:
        number = tags_of(session, ines.project_id)[-1].id
    page = visit("tags_page.py")
    next(one for one in page.button if one.key == f"up-{number}").click().run()
    assert names()[-2] == "opinion"
    next(one for one in page.button if one.key == f"retire-{number}").click().run()
    assert names(retired=True) == ["opinion"]
    next(one for one in page.button if one.key == f"back-{number}").click().run()
    assert names(retired=True) == []
    page.query_params["tag"] = str(number)
    page.switch_page("tag_editor.py").run()
    write(page, "Name", "view")
    press(page, "Save tag")
    assert "view" in names()


def test_a_look_that_is_taken_is_said_before_it_is_saved(ines: Desk) -> None:
    page = visit("tag_editor.py")
    write(page, "One or two letters in strips", "S")
    page.run()
    assert "has the solid line and the letter S" in page.warning[0].value


def test_what_editors_found_unclear_stands_beside_the_guidelines(ines: Desk) -> None:
    article = ines.article(title="Quay")
    passage = ines.tag("Ruth", article, "40 jobs")
    ines.submit("Ruth", article)
    ines.reject(article, passage, "guideline_unclear", "Is a <b>count</b> a source?")
    for path in ("guidelines_editor.py", "tags_page.py"):
        shown = html(visit(path))
        assert "1 passage is unclear by these guidelines" in shown
        assert "<q>40 jobs</q>" in shown
        assert "&lt;b&gt;count" in shown
    page = visit("guidelines_editor.py")
    write(page, "Guidelines", "A count is a source.")
    write(page, "What this version changes, in a line", "Counts")
    press(page, "Save as version 2")
    assert "is unclear by" not in html(visit("tags_page.py"))


def test_guidelines_are_written_and_compared(ines: Desk) -> None:
    page = visit("guidelines_editor.py")
    write(page, "Guidelines", "Tag what you would check twice.")
    press(page, "Save as version 2")
    assert "in a line" in page.error[0].value
    write(page, "What this version changes, in a line", "Says how often")
    press(page, "Save as version 2")
    with ines.database.read() as session:
        told = guideline_versions(session, ines.people["Ines"], ines.project_id)
    assert [(one.version, one.change) for one in told] == [(2, "Says how often"), (1, "")]
    page = visit("tags_page.py")
    assert "<ins>" in html(page)
    assert "twice" in html(page)


@pytest.mark.parametrize("asked", ["9999", "Six", "theirs"])
def test_an_address_of_a_project_one_is_not_in_says_so_and_is_corrected(
    ines: Desk, asked: str
) -> None:
    if asked == "theirs":
        with ines.database.begin() as session:
            session.add(secret := Project(name="Secret"))
            session.flush()
            asked = str(secret.id)
    page = AppTest.from_file(str(MAIN), default_timeout=30).run()
    page.switch_page("desk.py")
    page.query_params["project"] = asked
    page.run()
    assert not page.exception
    assert "you are not in. You see Desk." in html(page)
    assert page.query_params["project"] in (str(ines.project_id), [str(ines.project_id)])
    page.run()
    assert "You see Desk." in html(page)
    page.switch_page("composition.py").run()
    assert "You see Desk." not in html(page)
    page.query_params["project"] = str(ines.project_id)
    page.run()
    assert "You see Desk." not in html(page)
