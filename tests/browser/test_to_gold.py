"""Real articles all the way to gold: an editor and three blind reviewers, each in a browser of their own."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from models.database import Database
from models.handing_out import set_handing_out
from models.membership import Role
from models.people import add_reviewer
from models.project import create_project
from models.project_settings import change_settings
from models.token import create_personal_token
from seeds.tag_set import default_guidelines, default_tags
from tests.accounts import admit
from tests.browser.exchange import import_file
from tests.browser.reader import Reader, Row, rows_of
from tests.browser.server import CHECKER, PROJECT, Article, Workbench
from tests.browser.settling import Settling
from tests.browser.sign_in import sign_in
from tests.postgres import PostgresServer

ACCOUNTS = {
    "WORKBENCH_AUTH": "accounts",
    "WORKBENCH_SECRET_KEY": "a secret key of these tests alone, 1234567890",
}
EDITOR, REVIEWERS = "Eve", ("Imre", "Noor", "Wanda")
BY_PAGE, BY_COMMAND = "by page and rule", "by command and pool"
CLEAR = ("Space",)
ALIKE, OTHER_TAG, ONE_ALONE, ALIKE_TOO, OTHER_EXTENT = 2, 4, 6, 8, 9
PLAN: dict[int, tuple[tuple[str, ...], ...]] = {
    ALIKE: (("1",), ("1",), ("1",)),
    OTHER_TAG: (("2",), ("2",), ("3",)),
    ONE_ALONE: (("1",), CLEAR, CLEAR),
    ALIKE_TOO: (("4",), ("4",), ("4",)),
    OTHER_EXTENT: (("3",), ("[", "3", "u"), ("3",)),
}
"""What each reviewer presses on these sentences; all others they clear. `[` narrows to a clause."""
PASSAGES = (5, 4, 4)
WHY = "It sells, it does not fill."
pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def desk(
    postgres: PostgresServer, _migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workbench]:
    """A workbench with accounts on PostgreSQL, and a blind project with three readers an article."""
    with postgres.fresh(template=_migrated_postgres) as url:
        token = _people(url)
        folder = tmp_path_factory.mktemp("desk")
        server = Workbench(folder, database_url=url, environment=ACCOUNTS, token=token, forked=True)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _people(url: str) -> str:
    database = Database(url)
    with database.begin() as session:
        project = create_project(session, None, PROJECT, default_tags(), default_guidelines())
        project_id = project.id
        change_settings(session, None, project_id, readers=3, is_blind=True)
        checker = add_reviewer(session, "Checker", CHECKER, Role.ADMIN, project)
        token = create_personal_token(session, checker.id)
    editor = admit(database, EDITOR, "editor")
    for name in REVIEWERS:
        admit(database, name)
    with database.begin() as session:
        set_handing_out(session, editor, project_id, given_only=True)
    database.close()
    return token


@dataclass(frozen=True)
class Reviewer:
    """Somebody at work in a browser; `place` is theirs in what is planned."""

    name: str
    place: int
    reader: Reader

    def read_what_is_planned(self) -> None:
        """Reads sentence by sentence, tagging or clearing each."""
        strokes = ["j"]
        for number in range(max(PLAN) + 1):
            strokes += PLAN.get(number, (CLEAR, CLEAR, CLEAR))[self.place]
        self.reader.press(*strokes)

    def read_on_to_the_end(self) -> None:
        """Clears the rest, a paragraph with each stroke."""
        left = self.reader.article.text.count("\n\n")
        self.reader.press("]", *["Space"] * left)
        expect(
            self.reader.page.get_by_text(re.compile("All .* sentences are read"))
        ).to_be_visible()

    def expect_blind(self) -> None:
        """They are shown none but their own passages, and nothing of anybody else."""
        with self.reader.page.expect_response("**/changes?*"):
            pass
        self.reader.expect_saved(PASSAGES[self.place])
        expect(self.reader.page.get_by_test_id("company")).to_have_text("")
        for name in {*REVIEWERS} - {self.name}:
            expect(self.reader.page.locator("body")).not_to_contain_text(name)

    def submit(self) -> None:
        """Submits the reading, of which nothing is unread."""
        self.reader.expect_saved(PASSAGES[self.place])
        self.reader.press("Control+Enter")
        reopen = self.reader.page.get_by_role("button", name="Reopen", exact=True)
        expect(reopen).to_be_visible()


@pytest.mark.parametrize("how", [BY_PAGE, BY_COMMAND])
def test_a_real_article_goes_from_import_to_gold(
    desk: Workbench,
    real_articles: list[Path],
    new_context: Callable[[], BrowserContext],
    tmp_path: Path,
    how: str,
) -> None:
    eve, *pages = (new_context().new_page() for _ in (EDITOR, *REVIEWERS))
    for page, name in zip((eve, *pages), (EDITOR, *REVIEWERS), strict=True):
        sign_in(page, name, desk.url)
    if how == BY_PAGE:
        article = import_file(eve, desk, real_articles[0])
        give_by_rule(eve)
    else:
        article = import_by_command(desk, real_articles[1])
    begin = read_next if how == BY_PAGE else take_from_pool
    people = [
        Reviewer(name, place, begin(pages[place], desk, article))
        for place, name in enumerate(REVIEWERS)
    ]
    sentences = sentences_of(desk, article)
    for person in people:
        person.read_what_is_planned()
    for person in people:
        person.expect_blind()
    for place, person in enumerate(people):
        person.read_on_to_the_end()
        person.submit()
        for other in people[place + 1 :]:
            other.expect_blind()
    settle(eve, article)
    compare(pages[-1], article)
    expect_gold(desk, article, sentences, tmp_path / "labelled.csv")


def go_to(page: Page, name: str) -> None:
    """Opens a page by the navigation."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile(name)).click()


def import_by_command(desk: Workbench, path: Path) -> Article:
    (told,) = desk.workbench_json("import", str(path), "--project", PROJECT)["articles"]
    text = desk.text(told["revision_id"])
    return Article(told["id"], told["revision_id"], told["title"], text)


def give_by_rule(page: Page) -> None:
    """Gives the article to its three readers, who are named before."""
    go_to(page, "^Assign")
    page.get_by_role("tab", name="By rule").click()
    for name in REVIEWERS:
        expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Give 3 readings").click()
    expect(page.get_by_text("3 readings changed.")).to_be_visible()


def read_next(page: Page, desk: Workbench, article: Article) -> Reader:
    """Goes on with the one that was given."""
    go_to(page, "^My queue")
    expect(page.get_by_text("One to read.")).to_be_visible()
    page.get_by_role("link", name="Read next").click()
    return opened(page, desk, article)


def take_from_pool(page: Page, desk: Workbench, article: Article) -> Reader:
    """Takes the one that waits for readers."""
    go_to(page, "^My queue")
    page.get_by_role("button", name="Take one from the pool").click()
    return opened(page, desk, article)


def opened(page: Page, desk: Workbench, article: Article) -> Reader:
    """The reader that the page led to, showing whatever others did that may be seen."""
    expect(page).to_have_url(re.compile(rf"/annotate\?article={article.id}$"))
    reader = Reader(page, desk)
    reader.article = article
    reader.expect_open()
    page.get_by_role("button", name="Others' passages").click()
    return reader


def settle(page: Page, article: Article) -> None:
    """Takes what all agree on and decides about the rest, conflict by conflict."""
    go_to(page, "^Adjudicate")
    row_link(page, article, "Settle").click()
    settling = Settling(page)
    settling.expect_open(article.text)
    expect(page).to_have_url(re.compile(rf"/adjudicate\?article={article.id}$"))
    expect(settling.title).to_have_text("Conflict 1 of 3")
    settling.press("a", "Shift+1")
    settling.expect_decisions("accepted", "accepted", "open")
    settling.reject("1", WHY)
    settling.expect_decisions("accepted", "accepted", "rejected")
    settling.press("j")
    expect(settling.title).to_have_text("Conflict 2 of 3")
    settling.reject("4")
    settling.expect_decisions("rejected")
    settling.press("j", "Shift+1")
    settling.expect_decisions("accepted", "open", "accepted")
    expect(settling.open).to_have_count(0)
    settling.expect_saved()
    settling.press("Control+Enter")
    expect(page.get_by_text(re.compile(f"Settled by {EDITOR}"))).to_be_visible()
    page.goto(page.url.partition("?")[0])
    expect(row_link(page, article, "Look")).to_be_visible()
    expect(page).to_have_url(re.compile("/adjudicate$"))


def compare(page: Page, article: Article) -> None:
    """The last reviewer is told which of their passages became gold, and why one did not."""
    go_to(page, "^My queue")
    row_link(page, article, "Compare").click()
    expect(page.get_by_role("heading", name="How your reading differed")).to_be_visible()
    expect(page.locator(".fcw-counts")).to_contain_text("3as in gold")
    rejected = page.locator('.fcw-differed [data-outcome="rejected"]')
    expect(rejected).to_contain_text("Rejected: wrong tag.")
    expect(rejected).to_contain_text(WHY)
    expect(rejected).to_contain_text("promotional")


def row_link(page: Page, article: Article, name: str) -> Locator:
    """The link of this name in the article's row."""
    link = page.get_by_role("link", name=name, exact=True)
    return link.and_(page.locator(f'a[href$="article={article.id}"]'))


def expect_gold(
    desk: Workbench, article: Article, sentences: list[tuple[int, int]], path: Path
) -> None:
    """The export holds the four passages that were settled, each where the text says it."""
    desk.workbench("export", "--project", PROJECT, "--format", "csv", "--output", str(path))
    with path.open(encoding="utf-8", newline="") as table:
        rows = rows_of(csv.DictReader(table), article)
    gold = [row for row in rows if row["is_gold"] == "true"]
    assert [(extent(row), row["tag"]) for row in gold] == [
        (sentences[ALIKE], "sourced"),
        (sentences[OTHER_TAG], "promotional"),
        (sentences[ALIKE_TOO], "disputed"),
        (sentences[OTHER_EXTENT], "filler"),
    ]
    assert {row["reviewer"] for row in gold} == {"eve@desk.example"}
    assert {row["n_reviewers"] for row in rows} == {"3"}
    assert [row["n_agree"] for row in gold] == ["3", "2", "3", "3"]
    assert len(rows) - len(gold) == sum(PASSAGES)


def extent(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def sentences_of(desk: Workbench, article: Article) -> list[tuple[int, int]]:
    path = f"/api/revisions/{article.revision_id}/sentences"
    told = desk.api.get(path).raise_for_status().json()["sentences"]
    return [(start, end) for start, end in told]
