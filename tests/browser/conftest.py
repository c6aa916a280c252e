"""A real Chromium against the real application."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.chromium import find_chromium, launch_flags
from tests.browser.kept import KeptPage
from tests.browser.reader import Reader
from tests.browser.server import CHECKER, PROJECT, Article, Prepared, Workbench
from tests.browser.wire import Wire

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "test-results"
PATIENCE = 30_000  # milliseconds until an expectation counts as disappointed
READER_NAME = "Ada Reader"

expect.set_options(timeout=PATIENCE)
_OF_ONE_TEST = {"context", "new_context", "browser", "wire", "deaf"}
"""Whoever asks for one of these gets a profile of their own."""
_outcome = pytest.StashKey[pytest.TestReport]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that need Chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Iterator[None]:
    report = cast("pytest.TestReport", (yield))
    if report.when == "call":
        item.stash[_outcome] = report
    return report  # type: ignore[return-value]


@dataclass
class Complaints:
    """What went wrong in the pages of a test; a test that expects an error clears it."""

    uncaught: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", self._note)
        page.on("console", self._hear)

    def listen_no_more(self, page: Page) -> None:
        page.remove_listener("pageerror", self._note)
        page.remove_listener("console", self._hear)

    def _note(self, error: Error) -> None:
        self.uncaught.append(f"{error.name}: {error.message}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text)


@dataclass
class OneChromium:
    """The Chromium of this process, started by the first test that needs it."""

    _opened: Browser | None = None
    _ending: ExitStack = field(default_factory=ExitStack)

    def get(self) -> Browser:
        if self._opened is None or not self._opened.is_connected():
            self.close()
            playwright = self._ending.enter_context(sync_playwright())
            self._opened = playwright.chromium.launch(
                executable_path=find_chromium(), headless=True, args=launch_flags()
            )
            self._ending.callback(self._opened.close)
        return self._opened

    def close(self) -> None:
        self._opened = None
        self._ending.close()


_chromium = OneChromium()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item,
    nextitem: pytest.Item | None,
) -> Iterator[None]:
    """Ends Chromium before the next test of another kind: none could use asyncio while it runs."""
    done = yield
    if nextitem is None or HERE not in nextitem.path.parents:
        _chromium.close()
    return done


@pytest.fixture
def browser() -> Browser:
    """A Chromium that this process's tests share; each has profiles of its own in it."""
    return _chromium.get()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """The errors that the pages of this test met."""
    met = Complaints()
    yield met
    assert not met.uncaught, f"Uncaught in the page: {met.uncaught}"


@pytest.fixture
def new_context(
    browser: Browser, complaints: Complaints, request: pytest.FixtureRequest
) -> Iterator[Callable[[], BrowserContext]]:
    """Makes a browser profile of its own: another person, or the same one elsewhere."""
    contexts: list[BrowserContext] = []

    def make() -> BrowserContext:
        context = _profile(browser)
        context.on("page", complaints.listen)
        contexts.append(context)
        return context

    yield make
    _photograph(request.node, contexts)
    for context in contexts:
        context.close()


def _profile(browser: Browser) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        accept_downloads=True,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def context(new_context: Callable[[], BrowserContext]) -> BrowserContext:
    """A browser profile that has never been here."""
    return new_context()


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """Whether the tests of this file share a tab, but for those that do something to its profile."""
    return False


@pytest.fixture(scope="module")
def kept_page() -> Iterator[KeptPage]:
    """The tab of a file whose tests share one."""
    kept = KeptPage(lambda: _profile(_chromium.get()))
    yield kept
    kept.close()


@pytest.fixture
def page(
    request: pytest.FixtureRequest, keeps_page: bool, complaints: Complaints
) -> Iterator[Page]:
    """A tab; one that was never used, unless the file says that its tests share one."""
    if not keeps_page or _OF_ONE_TEST & {*request.fixturenames}:
        context: BrowserContext = request.getfixturevalue("context")
        yield context.new_page()
        return
    kept: KeptPage = request.getfixturevalue("kept_page")
    server: Workbench = request.getfixturevalue("workbench")
    page = kept.lend()
    complaints.listen(page)
    yield page
    complaints.listen_no_more(page)
    _photograph(request.node, [page.context])
    kept.give_back(server.url, in_order=not _has_failed(request.node))


@pytest.fixture
def wire(page: Page) -> Wire:
    """What carries the tab's saves; named before `reader`, it is there before the article opens."""
    return Wire(page)


@pytest.fixture
def deaf(page: Page) -> None:
    """The tab hears of nothing that others do; named before `reader`, from the beginning."""
    page.route("**/changes?*", lambda route: route.abort())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A database as the commands make it, once for the process: each takes a second or two."""
    first = Workbench(tmp_path_factory.mktemp("prepared"))
    first.workbench("project", "create", PROJECT)
    return Prepared(first.folder / "workbench.db", first.token(CHECKER))


@pytest.fixture(scope="module")
def forked() -> bool:
    """Whether the server of this file starts quickly; a file that kills it starts it as people do."""
    return True


@pytest.fixture(scope="module")
def workbench(
    tmp_path_factory: pytest.TempPathFactory, prepared: Prepared, forked: bool
) -> Iterator[Workbench]:
    """A server for the tests of this file, with an empty project and one person who reads."""
    environment = {"WORKBENCH_SOLO_NAME": READER_NAME}
    with serving(tmp_path_factory, prepared, environment, forked=forked) as server:
        yield server


@contextmanager
def serving(
    folders: pytest.TempPathFactory,
    prepared: Prepared,
    environment: Mapping[str, str],
    *,
    forked: bool = True,
) -> Iterator[Workbench]:
    """A server on a copy of the prepared database, stopped at the end."""
    server = Workbench(
        folders.mktemp("workbench"), environment=environment, token=prepared.token, forked=forked
    )
    prepared.copy_to(server.folder / "workbench.db")
    server.start()
    try:
        yield server
    finally:
        server.stop()


_numbers = count(1)


@pytest.fixture
def article(workbench: Workbench) -> Article:
    """An article that no other test has touched."""
    return workbench.add_article(*fresh_text(next(_numbers)))


@pytest.fixture
def reader(page: Page, workbench: Workbench, article: Article) -> Reader:
    """That article, open in a tab."""
    opened = Reader(page, workbench)
    opened.open(article)
    return opened


def fresh_text(number: int) -> tuple[str, str]:
    """A title and a text of three paragraphs, different for each number."""
    return f"The bridge at Ashworth, part {number}", (
        "The county opened the new bridge at Ashworth on Tuesday, six months late. "
        "Dr. Imogen Vale, who led the survey, said the steel came from 12 suppliers. "
        "The contract was worth 4.2 million pounds, according to the council's accounts.\n\n"
        "Visitors will love the breathtaking view from its gleaming deck. "
        "There is nowhere better to spend a sunny afternoon with the family 👨‍👩‍👧‍👦 and a cafe\u0301 au lait. "
        "Tickets for the boat tour start at 9 pounds.\n\n"
        "Critics dispute the figures. One engineer called the load test “a formality” 🇩🇪. "
        f"The council did not answer the {number} questions that this paper sent."
    )


def _photograph(item: pytest.Item, contexts: list[BrowserContext]) -> None:
    if not _has_failed(item):
        return
    PICTURES.mkdir(exist_ok=True)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        name = "".join(letter if letter.isalnum() else "-" for letter in item.nodeid)
        page.screenshot(path=PICTURES / f"{name[-120:]}-{number}.png")


def _has_failed(item: pytest.Item) -> bool:
    report = item.stash.get(_outcome, None)
    return report is not None and report.failed
