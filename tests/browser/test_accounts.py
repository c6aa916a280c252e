"""Several people, each in a browser of their own: in by link or password, out everywhere."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import BrowserContext, Page, expect

from models.base import now
from models.one_time_code import code_at, step_of
from tests.browser.conftest import Complaints, fresh_text, serving
from tests.browser.reader import Reader
from tests.browser.server import Prepared, Workbench

PASSWORD = "four quiet herons wade"
KEY = "a secret key of these tests alone, 1234567890"
PAGES = ("", "queue", "annotate?article=1", "library", "import", "export", "desk", "history", "assign", "tags", "projects", "project-settings", "members", "account", "people")  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, prepared: Prepared) -> Iterator[Workbench]:
    """A workbench with accounts."""
    environment = {"WORKBENCH_AUTH": "accounts", "WORKBENCH_SECRET_KEY": KEY}
    with serving(tmp_path_factory, prepared, environment) as server:
        yield server


def invited(desk: Workbench, page: Page, name: str, role: str = "reviewer") -> None:
    """Comes by an invitation and chooses a password."""
    address = f"{name.lower()}@desk.example"
    link = desk.workbench("reviewer", "invite", address, "--name", name, "--role", role).strip()
    page.goto(link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_text(name, exact=True).first).to_be_visible()


def sign_in(page: Page, name: str) -> None:
    """Fills in the form that is open."""
    page.get_by_label("E-mail address").fill(f"{name.lower()}@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_the_first_request_ever_to_any_page_shows_nothing(desk: Workbench, page: Page) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    for address in PAGES:
        page.goto(f"{desk.url}/{address}")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        expect(page.get_by_test_id("stApp")).to_have_count(0)
    assert sockets == []


def test_an_invitation_leads_to_a_working_reader(desk: Workbench, page: Page) -> None:
    article = desk.add_article(*fresh_text(501))
    invited(desk, page, "Ruth")
    reader = Reader(page, desk)
    reader.open(article)
    reader.tag(reader.find("Ashworth"), "1")
    reader.expect_saved(1)
    (row,) = reader.expect_rows(("Ashworth", "sourced"))
    assert row["reviewer"] == "ruth@desk.example"


def test_signing_in_leads_to_the_article_one_asked_for(
    desk: Workbench, page: Page, new_context: Callable[[], BrowserContext], complaints: Complaints
) -> None:
    article = desk.add_article(*fresh_text(502))
    invited(desk, page, "Omar")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    other = new_context().new_page()
    other.goto(f"{desk.url}/annotate?article={article.id}")
    sign_in(other, "Omar")
    expect(other).to_have_url(re.compile(rf"/annotate\?article={article.id}$"))
    reader = Reader(other, desk)
    reader.article = article
    reader.expect_open()
    (cookie,) = (one for one in other.context.cookies() if one["name"] == "workbench")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert "workbench=" not in other.evaluate("document.cookie")
    complaints.console.clear()


def test_signing_out_everywhere_ends_the_other_tab_at_its_next_action(
    desk: Workbench, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    article = desk.add_article(*fresh_text(503))
    invited(desk, page, "Lea")
    other = new_context().new_page()
    with other.expect_websocket() as opened:
        other.goto(f"{desk.url}/annotate?article={article.id}")
        sign_in(other, "Lea")
    reader = Reader(other, desk)
    reader.article = article
    reader.expect_open()
    tokens: list[str] = []
    other.on("request", lambda sent: tokens.append(sent.headers.get("authorization", "")))
    # A while after it is saved the page is drawn anew, for its numbers: a run that came later would
    # find the sign-in ended before anybody did anything.
    with opened.value.expect_event("framesent"):
        reader.tag(reader.find("Ashworth"), "1")
        reader.expect_saved(1)
    expect(other.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    page.goto(f"{desk.url}/account")
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()

    token = next(token for token in tokens if token)
    answer = httpx.get(f"{desk.url}/api/projects", headers={"Authorization": token}, timeout=30)
    assert answer.status_code == 401
    reader.tag(reader.find("Tuesday"), "2")
    again = other.get_by_role("link", name="Sign in again")
    expect(again).to_be_visible()
    expect(other.get_by_test_id("article")).to_have_count(0)
    # What was tagged in between waits in the browser, and is sent when its person is back.
    again.click()
    sign_in(other, "Lea")
    expect(other).to_have_url(re.compile(rf"/annotate\?article={article.id}$"))
    reader.expect_open()
    reader.expect_saved(2)
    reader.expect_rows(("Ashworth", "sourced"), ("Tuesday", "promotional"))


def test_a_button_pressed_after_signing_out_does_nothing(
    desk: Workbench, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    invited(desk, page, "Ada", "admin")
    page.goto(f"{desk.url}/people")
    page.get_by_label("Name").fill("Eve")
    page.get_by_label("E-mail address").fill("eve@desk.example")
    other = new_context().new_page()
    other.goto(desk.url)
    sign_in(other, "Ada")
    other.goto(f"{desk.url}/account")
    other.get_by_role("button", name="Sign out everywhere").click()
    expect(other.get_by_role("link", name="Sign in again")).to_be_visible()
    page.get_by_role("button", name="Invite", exact=True).click()
    again = page.get_by_role("link", name="Sign in again")
    again.click()
    sign_in(page, "Ada")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_text("eve@desk.example")).to_have_count(0)


def test_a_second_factor_is_turned_on_and_asked_for(desk: Workbench, page: Page) -> None:
    invited(desk, page, "Nia")
    page.goto(f"{desk.url}/account")
    page.get_by_role("button", name="Turn on the second factor").click()
    expect(page.get_by_alt_text("QR code for an authenticator app")).to_be_visible()
    told = page.get_by_text("Scan this with your authenticator app").locator("code").inner_text()
    secret = told.replace(" ", "")
    page.get_by_label("Code from the app").fill(code_at(secret, step_of(now())))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("button", name="I keep them").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, "Nia")
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.goto(f"{desk.url}/account")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{desk.url}/sign-in/code?next=/account")
    # The one of before is used up; a phone's clock may be half a minute ahead.
    page.get_by_label("Code").fill(code_at(secret, step_of(now()) + 1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_a_provider_leads_back_to_the_article_one_asked_for(
    tmp_path_factory: pytest.TempPathFactory, prepared: Prepared, page: Page
) -> None:
    claims = {"email": "ruth@desk.example", "email_verified": True, "groups": ["staff"]}
    with run_server_in_thread() as provider:
        address = f"http://localhost:{provider.server_port}"
        httpx.put(f"{address}/users/ruth", json=claims, timeout=30).raise_for_status()
        environment = {
            "WORKBENCH_AUTH": "oidc",
            "WORKBENCH_SECRET_KEY": KEY,
            "WORKBENCH_OIDC_ISSUER": address,
            "WORKBENCH_OIDC_CLIENT_ID": "workbench",
            "WORKBENCH_OIDC_CLIENT_SECRET": "secret of the client",
            "WORKBENCH_OIDC_GROUPS": "staff=reviewer",
        }
        with serving(tmp_path_factory, prepared, environment) as desk:
            reader = Reader(page, desk)
            reader.article = desk.add_article(*fresh_text(504))
            page.goto(f"{desk.url}/annotate?article={reader.article.id}")
            page.get_by_role("link", name="Continue to your organisation").click()
            page.get_by_role("textbox", name="sub").fill("ruth")
            page.get_by_role("button", name="Authorize").click()
            reader.expect_open()
            expect(page).to_have_url(re.compile(rf"/annotate\?article={reader.article.id}$"))
            page.goto(f"{desk.url}/account")
            expect(page.get_by_text("Your organisation signs you in")).to_be_visible()
            expect(page.get_by_label("Present password")).to_have_count(0)
