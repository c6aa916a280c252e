"""Two processes of the workbench behind nginx share one PostgreSQL; people do not notice that they are two."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from models.database import Database
from models.membership import Role
from models.token import create_personal_token
from tests.accounts import admit
from tests.browser.conftest import Complaints, fresh_text
from tests.browser.nginx import proxy
from tests.browser.reader import Reader, words_of
from tests.browser.server import Article, Workbench
from tests.browser.sign_in import fill_in, sign_in
from tests.builders import build_desk
from tests.postgres import PostgresServer

KEY = "a secret key of these tests alone, 1234567890"
TOGETHER = {
    "WORKBENCH_AUTH": "accounts",
    "WORKBENCH_SECRET_KEY": KEY,
    "STREAMLIT_SERVER_COOKIE_SECRET": "another secret of these tests alone",
}
pytestmark = pytest.mark.postgres


class Behind(Workbench):
    """A process of the workbench as people reach it, by the proxy's address."""

    def at(self, url: str) -> "Behind":
        self.url = url
        return self


@dataclass
class Team:
    """Two processes and the proxy's address; `first` has the token of the admin who checks."""

    first: Workbench
    second: Workbench
    url: str

    @property
    def processes(self) -> tuple[Workbench, Workbench]:
        return self.first, self.second

    def front(self) -> Workbench:
        """The workbench at the proxy's address."""
        front = Behind(self.first.folder, token=self.first._token)
        return front.at(self.url)

    def serving(self, page: Page) -> Workbench:
        """The process that the proxy leads this browser to."""
        answer = page.request.get(f"{self.url}/healthz")
        ports = [int(one.rpartition(":")[2]) for one in answer.headers["x-served-by"].split(", ")]
        return next(one for one in self.processes if one.port == ports[-1])


@pytest.fixture(scope="module")
def team(
    postgres: PostgresServer, _migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Team]:
    """Two processes, nginx before them, PostgreSQL behind, and Lea and Bo who may come in."""
    with postgres.fresh(template=_migrated_postgres) as url:
        token = _people(url)
        folders: list[Path] = [tmp_path_factory.mktemp(name) for name in ("one", "two", "nginx")]
        made = [
            Workbench(folder, database_url=url, environment=TOGETHER, token=token)
            for folder in folders[:2]
        ]
        with proxy(folders[2], [one.port for one in made]) as address:
            try:
                with ThreadPoolExecutor() as both:
                    list(both.map(Workbench.start, made))
                yield Team(made[0], made[1], address)
            finally:
                for one in made:
                    one.stop()


def _people(url: str) -> str:
    database = Database(url)
    desk = build_desk(database)
    for name in ("Lea", "Bo"):
        admit(database, name)
    checker = desk.reviewer("Checker", Role.ADMIN)
    with database.begin() as session:
        token = create_personal_token(session, checker)
    database.close()
    return token


def opened(page: Page, workbench: Workbench, article: Article) -> Reader:
    reader = Reader(page, workbench)
    reader.open(article)
    return reader


def show_others(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Others' passages").click()


def test_signed_in_at_one_they_work_at_the_other_and_see_what_each_does(
    team: Team, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    article = team.first.add_article(*fresh_text(901))
    sign_in(page, "Lea", team.first.url)
    lea = opened(page, team.second, article)
    lea.tag(lea.find("Ashworth"), "1")
    lea.expect_saved(1)
    other = new_context().new_page()
    sign_in(other, "Bo", team.url)
    bo = opened(other, team.first, article)
    expect(page.get_by_test_id("company")).to_have_text("Bo is here")
    expect(other.get_by_test_id("company")).to_have_text("Lea is here")
    show_others(bo)
    expect(bo.marks).to_have_count(1)
    # Bo writes while Lea goes on: neither waits for a reload, and neither takes the other's.
    bo.tag(bo.find("Tuesday"), "2")
    bo.press("n")
    other.keyboard.type("Half a thought")
    lea.tag(lea.find("12 suppliers"), "1")
    expect(bo.cards).to_have_count(3)
    expect(bo.marks).to_have_count(3)
    note = other.get_by_placeholder("Why is it tagged so?")
    expect(note).to_be_focused()
    expect(note).to_have_value("Half a thought")
    lea.activate(lea.find("12 suppliers"))
    lea.press("Delete")
    expect(bo.cards).to_have_count(2)
    lea.press("Control+z")
    expect(bo.cards).to_have_count(3)
    expect(bo.marks_of(lea.id_of(lea.find("12 suppliers")))).to_have_count(1)
    expect(note).to_have_value("Half a thought")


def test_the_same_person_in_two_windows_is_shown_both_of_what_they_wrote(
    team: Team, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    article = team.first.add_article(*fresh_text(902))
    sign_in(page, "Lea", team.first.url)
    here = opened(page, team.first, article)
    span = here.find("Ashworth")
    here.tag(span, "1")
    here.expect_saved(1)
    other = new_context().new_page()
    sign_in(other, "Lea", team.second.url)
    there = opened(other, team.second, article)
    # Here a note is begun; there, at the other process, the same passage gets another tag.
    here.activate(span)
    here.press("n")
    page.keyboard.type("From here")
    there.activate(span)
    there.press("4")
    there.expect_saved(1)
    note = page.get_by_placeholder("Why is it tagged so?")
    expect(note).to_have_value("From here")
    here.press("Escape")
    card = here.card(span)
    expect(card).to_have_attribute("data-state", "conflict")
    expect(card).to_contain_text("disputed")
    card.get_by_role("button", name="Keep mine").click()
    here.expect_saved(1)
    expect(there.card(span, "sourced")).to_contain_text("From here")


def test_whoever_is_signed_out_elsewhere_is_told_and_keeps_what_they_did(
    team: Team, page: Page, complaints: Complaints
) -> None:
    article = team.first.add_article(*fresh_text(903))
    sockets: list[WebSocketRoute] = []

    def between(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", between)
    sign_in(page, "Lea", team.url)
    lea = opened(page, team.front(), article)
    page.context.clear_cookies()
    # What a network does that was away for a moment; the browser has nothing to come back with.
    sockets[-1].close()
    told = page.get_by_test_id("signed-out")
    expect(told).to_contain_text("Signed out.")
    lea.tag(lea.find("Ashworth"), "1")
    expect(lea.marks).to_have_count(1)
    told.get_by_role("link", name="Sign in again").click()
    fill_in(page, "Lea")
    lea.expect_open()
    lea.expect_saved(1)
    expect(told).to_have_count(0)
    lea.expect_rows(("Ashworth", "sourced"))


def test_a_process_killed_in_the_middle_of_tagging_loses_nothing(team: Team, page: Page) -> None:
    title, text = fresh_text(904)
    article = team.first.add_article(title, text)
    sign_in(page, "Lea", team.url)
    lea = opened(page, team.front(), article)
    spans = words_of(article.text, 24)
    for number, span in enumerate(spans):
        if number == 12:
            team.serving(page).kill()
        lea.tag(span, "3")
    lea.expect_saved(len(spans))
    assert lea.unsent() == []
    # By the other process; what the killed one had answered or not is there once.
    left = next(one for one in team.processes if one._process is not None)
    lea.workbench = left
    rows = lea.expect_rows(*((span.quote, "filler") for span in spans))
    assert len({row["annotation_id"] for row in rows}) == len(spans)
    lea.workbench = team.front()
    lea.reload()
    lea.expect_saved(len(spans))
