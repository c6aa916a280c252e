"""Tags and guidelines: what everybody reads there, and what an admin changes and takes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.key_table import key_bindings
from models.membership import Role, join
from models.tag import tags_of
from tests.builders import Desk

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


@pytest.fixture
def ines(ines_as: Callable[[Role], Desk]) -> Desk:
    """A desk whose tags Ines, the one person of this workbench, looks at as its admin."""
    return ines_as(Role.ADMIN)


def visit() -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.switch_page("tags_page.py").run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def fill(page: AppTest, **keys: str) -> AppTest:
    """Writes keys into their fields, found by what they begin with, and saves."""
    for start, key in keys.items():
        label = start.replace("_", " ")
        next(box for box in page.text_input if box.label.lower().startswith(label)).set_value(key)
    return press(page, "Save keys")


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    page.run()
    assert not page.exception
    return page


def saved(page: AppTest) -> bool:
    return "The keys are saved." in [element.value for element in page.markdown]


def keys(desk: Desk) -> dict[str, str]:
    """The key of each tag and the first of each action, as the reader is given them."""
    with desk.database.read() as session:
        bound = key_bindings(session, desk.people["Ines"], desk.project_id)
        tags = tags_of(session, desk.project_id)
        return {tag.name: tag.key for tag in tags} | {b["action"]: b["strokes"][0] for b in bound}


def test_each_tag_is_explained_with_its_key(ines: Desk) -> None:
    shown = html(visit())
    for name, key in (("sourced", "1"), ("disputed", "4")):
        assert f">{name}</span><kbd>{key}</kbd>" in shown
    assert "Says where it comes from." in shown


def test_the_guidelines_are_there_to_be_read(ines: Desk) -> None:
    assert "Tag what you would check." in [element.value for element in visit().markdown]


def test_an_admin_changes_keys_and_takes_it_back(ines: Desk) -> None:
    before = keys(ines)
    page = fill(visit(), sourced="q", next_sentence="F2")
    assert keys(ines) == before | {"sourced": "q", "next_sentence": "F2"}
    assert not page.error

    press(page, "Undo")
    assert keys(ines) == before
    press(page, "Undo")
    assert keys(ines)["sourced"] == "q"

    press(page, "Back to the default keys")
    assert keys(ines) == before


def test_two_tags_change_places(ines: Desk) -> None:
    fill(visit(), sourced="2", promotional="1")
    changed = keys(ines)
    assert (changed["sourced"], changed["promotional"]) == ("2", "1")


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ({"sourced": "2"}, ("sourced", "promotional")),
        ({"filler": "j"}, ("filler", "Next sentence")),
        ({"note": "e"}, ("Note", "Evidence")),
        ({"filler": "Enter"}, ("Enter",)),
    ],
)
def test_what_cannot_be_a_key_is_refused(
    ines: Desk, wanted: dict[str, str], named: tuple[str, ...]
) -> None:
    before = keys(ines)
    page = fill(visit(), **wanted)
    (error,) = page.error
    assert all(name in error.value.replace("\\", "") for name in named)
    assert keys(ines) == before


def test_a_refusal_stands_alone_and_leaves_what_was_written(ines: Desk) -> None:
    page = fill(visit(), sourced="q")
    assert saved(page)
    fill(page, filler="q", note="x")
    assert page.error
    assert not saved(page)
    written = [box.value for box in page.text_input if box.label in {"sourced", "filler", "Note"}]
    assert written == ["q", "q", "x"]
    fill(page, filler="y")
    assert saved(page)
    assert not page.error
    assert keys(ines)["filler"] == "y"


def test_an_action_is_set_to_a_key_that_it_has(ines: Desk) -> None:
    page = fill(visit(), extend_by_a_sentence="Shift+j", next_sentence="↓", undo="ctrl+z")
    assert not page.error
    changed = keys(ines)
    assert changed["extend_sentence"] == "Shift+j"
    assert (changed["next_sentence"], changed["undo"]) == ("ArrowDown", "Mod+z")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.EDITOR])
def test_others_read_the_keys(ines: Desk, role: Role) -> None:
    with ines.database.begin() as session:
        join(session, ines.people["Ines"], ines.project_id, role)
    page = visit()
    assert not page.text_input
    assert not page.button
    assert "<dt>Next sentence</dt><dd><kbd>j</kbd> <kbd>↓</kbd></dd>" in html(page)
