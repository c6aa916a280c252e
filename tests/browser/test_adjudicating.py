"""An editor settles an article with keys alone; a reviewer is told how their reading differed."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import expect_none
from tests.browser.conftest import Complaints, serving
from tests.browser.server import Prepared, Workbench
from tests.browser.settling import Settling
from tests.browser.wire import Wire

PASSWORD = "four quiet herons wade"
KEY = "a secret key of these tests alone, 1234567890"
DEMO = "Coastal desk"
ARCHIVE = "Council archive moves to a former cannery"
SEFA = "sefa.demir@coastal-desk.example"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, prepared: Prepared) -> Iterator[Workbench]:
    """A workbench with accounts and the demo, whose three reviewers submitted and do not agree."""
    environment = {"WORKBENCH_AUTH": "accounts", "WORKBENCH_SECRET_KEY": KEY}
    with serving(tmp_path_factory, prepared, environment) as server:
        server.workbench("seed")
        yield server


def opened(page: Page, desk: Workbench, title: str) -> Settling:
    """The readings of the article of the demo with this title."""
    listed = desk.api.get(f"/api/projects/{desk.project_id(DEMO)}/articles").json()
    article = next(one for one in listed["articles"] if one["title"] == title)
    page.goto(f"{desk.url}/adjudicate?article={article['id']}")
    settling = Settling(page)
    settling.expect_open(desk.text(article["revision_id"]))
    return settling


def come_in(desk: Workbench, page: Page, email: str, *more: str) -> None:
    """Comes by an invitation and chooses a password."""
    page.goto(desk.workbench("reviewer", "invite", email, *more).strip())
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_test_id("stSidebarNav")).to_be_visible()


def test_an_editor_settles_with_keys_alone_and_a_reviewer_compares(
    desk: Workbench, page: Page, new_context: Callable[[], BrowserContext], complaints: Complaints
) -> None:
    come_in(desk, page, "eve@desk.example", "--name", "Eve", "--role", "editor")
    settling = opened(page, desk, ARCHIVE)
    conflicts = settling.open.count()
    assert conflicts > 3

    settling.press("a", "Shift+1")
    expect(settling.gold).to_have_count(1)
    expect(settling.cards.first).to_have_attribute("data-decision", "accepted")
    settling.press("j", "r", "2")
    page.get_by_role("dialog").get_by_role("textbox").fill("Begins too early.")
    settling.press("Control+Enter")
    expect(settling.cards.first).to_have_attribute("data-decision", "rejected")
    expect(settling.cards.first).to_contain_text("Begins too early.")
    settling.press("j", "e", "Shift+ArrowLeft", "3")
    expect(settling.gold).to_have_attribute("data-tag", "filler")
    settling.press("4")
    expect(settling.gold).to_have_attribute("data-tag", "disputed")
    settling.press("z")
    expect(settling.gold).to_have_attribute("data-tag", "filler")
    settling.press("f")
    page.get_by_role("dialog").get_by_role("textbox").fill("Say what a whole sentence is.")
    settling.press("Control+Enter")
    expect(page.locator(".fcw-s-unclear")).to_contain_text("Say what a whole sentence is.")
    settling.expect_saved()
    expect_none(page, "the adjudication screen")

    decided = settling.settled.count()
    page.reload()
    expect(settling.settled).to_have_count(decided)
    for _ in range(conflicts):
        if settling.open.count() == 0:
            break
        left = settling.open.count()
        settling.press("u", *(f"Shift+{number}" for number in range(1, 7)))
        expect(settling.open).not_to_have_count(left)
    settling.press("Control+Enter")
    # What was accepted of one reader lies over what was accepted of another.
    expect(page.get_by_role("dialog")).to_contain_text(
        "Gold passages of one tag lie over one another"
    )
    expect(page.get_by_role("button", name="Look at it again")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Reopen article")).to_be_visible()
    settling.press("Shift+2")
    expect(page.locator(".fcw-r-notice")).to_contain_text("is settled")

    sefa = new_context().new_page()
    come_in(desk, sefa, SEFA)
    sefa.goto(f"{desk.url}/queue")
    row = sefa.get_by_test_id("stHorizontalBlock").filter(has_text=ARCHIVE)
    row.get_by_role("link", name="Compare").click()
    expect(sefa.get_by_role("heading", name="How your reading differed")).to_be_visible()
    expect(sefa.get_by_text(re.compile(r"Settled .* by Eve"))).to_be_visible()
    expect(sefa.locator(".fcw-counts")).to_contain_text("as in gold")
    complaints.console.clear()


def test_decisions_outlive_a_lost_network_and_a_reload(
    desk: Workbench, page: Page, wire: Wire, complaints: Complaints
) -> None:
    come_in(desk, page, "ivo@desk.example", "--name", "Ivo", "--role", "editor")
    settling = opened(page, desk, "Seven reasons to love the spring market")
    wire.cut()
    for key in ("Shift+1", "j", "Shift+1"):
        settling.press(key)
        expect(settling.gold).to_have_count(0 if key == "j" else 1)
    expect(settling.save_state).to_contain_text("not saved")
    decided = settling.settled.count()
    page.reload()
    expect(settling.settled).to_have_count(decided)
    expect(settling.save_state).to_have_attribute("data-pending", "2")
    wire.mend()
    settling.expect_saved()
    page.reload()
    expect(settling.settled).to_have_count(decided)
    settling.expect_saved()
    complaints.console.clear()


def test_what_another_editor_decides_appears_without_a_reload_and_takes_nothing_away(
    desk: Workbench, page: Page, new_context: Callable[[], BrowserContext], complaints: Complaints
) -> None:
    title = "Five questions about the new tram fares"
    come_in(desk, page, "ida@desk.example", "--name", "Ida", "--role", "editor")
    mine = opened(page, desk, title)
    other = new_context().new_page()
    come_in(desk, other, "udo@desk.example", "--name", "Udo", "--role", "editor")
    theirs = opened(other, desk, title)
    expect(page.get_by_test_id("company")).to_contain_text("Udo")

    # What is being written stays while decisions come in; the passage is decided by both.
    mine.press("r", "1")
    note = page.get_by_role("dialog").get_by_role("textbox")
    note.fill("Begins too early.")
    theirs.press("Shift+1")
    expect(theirs.cards.first).to_have_attribute("data-decision", "accepted")
    expect(mine.cards.first).to_have_attribute("data-decision", "accepted")
    expect(note).to_have_value("Begins too early.")
    mine.press("Control+Enter")
    expect(mine.cards.first).to_have_attribute("data-decision", "rejected")
    expect(theirs.cards.first).to_have_attribute("data-decision", "rejected")
    mine.press("z")
    expect(theirs.cards.first).to_have_attribute("data-decision", "accepted")

    # Two at the same moment: both are shown, and one of them is chosen.
    for settling in (mine, theirs):
        settling.press("j")
    page.context.set_offline(True)
    theirs.press("Shift+1")
    theirs.expect_saved()
    mine.press("r", "3", "Control+Enter")
    page.context.set_offline(False)
    met = page.locator(".fcw-s-met")
    expect(met).to_contain_text("Rejected: missed what matters")
    expect(met).to_contain_text("Udo")
    met.get_by_role("button", name="Keep mine").click()
    expect(met).to_have_count(0)
    expect(theirs.cards.first).to_have_attribute("data-decision", "rejected")

    theirs.press("Control+Enter")
    other.get_by_role("button", name="Settle all the same").click()
    expect(page.locator(".fcw-r-notice")).to_contain_text("Udo settled the article just now.")
    expect(page.get_by_role("button", name="Reopen article")).to_be_visible()
    complaints.console.clear()
