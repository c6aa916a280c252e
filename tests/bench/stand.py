"""What the reader is measured on: a real server with long articles, and a real Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from models import migrations
from models.database import Database
from models.people import sign_in_locally
from tests.bench.long_texts import long_text, passages
from tests.browser.chromium import find_chromium, launch_flags
from tests.browser.server import Workbench
from tests.builders import TAGS, Desk, build_desk, operation

READER = "Ada Reader"
WINDOW = ViewportSize(width=1440, height=900)
PATIENCE = 120_000  # milliseconds
AT_REST = 1_500  # milliseconds until the page has nothing left to do of itself
_A_CALL = 500


@dataclass(frozen=True)
class Stand:
    """A running workbench whose only person reads, and the browser to read in."""

    workbench: Workbench
    browser: Browser
    desk: Desk

    def article(self, words: int, annotations: int, edition: int = 0) -> int:
        """The id of a new article of so many words, with so many passages of the reader's own.

        Each edition is another text of the same measures.
        """
        article = self.desk.article(long_text(words, annotations + edition))
        creates = [
            operation(
                "create",
                id=str(uuid4()),
                revision_id=article.revision_id,
                start=start,
                end=end,
                tag=TAGS[number % len(TAGS)].name,
            )
            for number, (start, end) in enumerate(passages(article.text, annotations))
        ]
        for first in range(0, len(creates), _A_CALL):
            answers = self.desk.apply(READER, *creates[first : first + _A_CALL])
            assert all(answer.status == "saved" for answer in answers)
        return article.id

    def address(self, article_id: int) -> str:
        """Where the article is read."""
        return f"{self.workbench.url}/annotate?article={article_id}"

    @contextmanager
    def tab(self) -> Iterator[Page]:
        """A tab of a profile that has never been here."""
        context = self.browser.new_context(viewport=WINDOW)
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        context.close()

    def open(self, page: Page, article_id: int) -> None:
        """Opens the article and waits until it is there, and the page at rest."""
        page.goto(self.address(article_id))
        expect_saved(page)
        page.wait_for_timeout(AT_REST)


def expect_saved(page: Page) -> None:
    """The article is there, and nothing waits to be saved."""
    state = page.get_by_test_id("save-state")
    expect(state).to_have_attribute("data-pending", "0", timeout=PATIENCE)


@contextmanager
def stand(folder: Path) -> Iterator[Stand]:
    """The stand, in a folder of its own, until it is left."""
    workbench = Workbench(folder, environment={"WORKBENCH_SOLO_NAME": READER})
    database = Database(f"sqlite:///{folder / 'workbench.db'}")
    migrations.upgrade(database)
    desk = build_desk(database)
    with database.begin() as session:
        desk.people[READER] = sign_in_locally(session, READER).id
    workbench.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), headless=True, args=launch_flags()
            )
            yield Stand(workbench, browser, desk)
            browser.close()
    finally:
        workbench.stop()
        database.close()
