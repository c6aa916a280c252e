"""The first visit, and who gets no visit at all."""

import re
import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
import websockets.sync.client
from playwright.sync_api import BrowserContext, Page, expect
from websockets.exceptions import WebSocketException

from tests.browser.conftest import fresh_text, serving
from tests.browser.reader import Reader
from tests.browser.server import PROJECT, Prepared, Workbench

_ICONS = """
new MutationObserver(() => {
  for (const icon of document.querySelectorAll("link[rel~=icon]")) window.noteIcon(icon.href);
}).observe(document, { subtree: true, childList: true, attributeFilter: ["href"] });
"""
FOREIGN = "attacker.example"
STREAM = "/_stcore/stream"


@pytest.fixture
def nameless(tmp_path_factory: pytest.TempPathFactory, prepared: Prepared) -> Iterator[Workbench]:
    """A workbench that nobody has opened yet and that knows nobody's name."""
    with serving(tmp_path_factory, prepared, {}) as server:
        yield server


def test_the_name_is_asked_for_once(
    nameless: Workbench, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    page.goto(nameless.url)
    field = page.get_by_label("Your name")
    field.fill("Ines Halvorsen")
    field.press("Enter")
    expect(page.get_by_text("Ines Halvorsen").first).to_be_visible()
    for again in (page, new_context().new_page()):
        again.goto(nameless.url)
        expect(again.get_by_text("Ines Halvorsen").first).to_be_visible()
        expect(again.get_by_label("Your name")).to_have_count(0)


def test_a_deep_link_is_the_first_request_ever(nameless: Workbench, page: Page) -> None:
    """It leads past the question for the name, and then to the article."""
    article = nameless.add_article(*fresh_text(1))
    page.goto(f"{nameless.url}/annotate?article={article.id}")
    expect(page.get_by_label("Your name")).to_be_visible()
    expect(page.get_by_test_id("article")).to_have_count(0)
    page.get_by_label("Your name").fill("Ines Halvorsen")
    page.get_by_label("Your name").press("Enter")
    reader = Reader(page, nameless)
    reader.article = article
    reader.expect_open()
    expect(page).to_have_url(re.compile(rf"/annotate\?article={article.id}$"))
    reader.tag(reader.find("Ashworth"), "1")
    reader.expect_saved(1)
    (row,) = reader.expect_rows(("Ashworth", "sourced"))
    assert row["reviewer"] == "ines-halvorsen"


def test_a_deep_link_into_a_named_workbench_opens_at_once(workbench: Workbench, page: Page) -> None:
    article = workbench.add_article(*fresh_text(2))
    Reader(page, workbench).open(article)


def test_no_page_asks_another_host(workbench: Workbench, page: Page) -> None:
    """Headless, Chromium fetches no icon of a tab: what it would fetch stands in the page."""
    asked: set[str] = set()

    def note(url: str) -> None:
        asked.add(url)

    page.on("request", lambda request: note(request.url))
    page.expose_function("noteIcon", note)
    page.add_init_script(_ICONS)
    for address in ("", "talk", "library", "desk", "adjudicate"):
        page.goto(f"{workbench.url}/{address}")
        expect(page.get_by_role("link", name="Library")).to_be_visible()
    page.get_by_role("link", name="Library").click()
    expect(page).to_have_title(re.compile("Library"))
    assert any("icon" in url or "media" in url for url in asked)
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(workbench.url).netloc}


def test_an_article_that_is_not_there_is_said_to_be_missing(
    workbench: Workbench, page: Page
) -> None:
    page.goto(f"{workbench.url}/annotate?article=987654")
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile("article", re.IGNORECASE))
    expect(page.get_by_test_id("article")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/annotate?article=1", "/api/projects", "/healthz", STREAM])
def test_a_foreign_host_name_gets_nothing_over_http(workbench: Workbench, path: str) -> None:
    headers = {"Host": FOREIGN, "Authorization": workbench.api.headers["Authorization"]}
    answer = httpx.get(f"{workbench.url}{path}", headers=headers)
    assert answer.status_code in {400, 403, 421}
    assert PROJECT not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "host", [f"{FOREIGN}:80", f"localhost.{FOREIGN}", f"127.0.0.1.{FOREIGN}", ""]
)
def test_a_host_name_that_only_looks_local_gets_nothing(workbench: Workbench, host: str) -> None:
    assert _status(workbench, f"GET /api/projects HTTP/1.1\r\nHost: {host}\r\n") >= 400


def test_two_host_names_or_none_get_nothing(workbench: Workbench) -> None:
    start = "GET /api/docs HTTP/1.1\r\n"
    assert _status(workbench, start) >= 400
    assert _status(workbench, f"{start}Host: localhost\r\nHost: {FOREIGN}\r\n") >= 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_this_machine_is_answered_under_each_of_its_names(workbench: Workbench, host: str) -> None:
    answer = httpx.get(f"{workbench.url}/healthz", headers={"Host": f"{host}:{workbench.port}"})
    assert answer.json() == {"status": "ok", "database": "ok"}


def test_a_foreign_host_name_gets_no_websocket(workbench: Workbench) -> None:
    with pytest.raises((WebSocketException, OSError)), _websocket(workbench, FOREIGN):
        pass


def test_a_foreign_page_gets_no_websocket(workbench: Workbench) -> None:
    """A website in the same browser: the Host is ours, the Origin is its own."""
    with (
        pytest.raises((WebSocketException, OSError)),
        _websocket(workbench, f"127.0.0.1:{workbench.port}", origin=f"http://{FOREIGN}"),
    ):
        pass


def test_our_own_page_gets_its_websocket(workbench: Workbench) -> None:
    host = f"127.0.0.1:{workbench.port}"
    with _websocket(workbench, host, origin=f"http://{host}") as connection:
        assert connection.protocol.state.name == "OPEN"


def _websocket(
    workbench: Workbench, host: str, origin: str = ""
) -> websockets.sync.client.ClientConnection:
    stream = socket.create_connection(("127.0.0.1", workbench.port), timeout=10)
    return websockets.sync.client.connect(
        f"ws://{host}{STREAM}", sock=stream, proxy=None,
        origin=websockets.Origin(origin or f"http://{host}"),
        subprotocols=[websockets.Subprotocol("streamlit")], open_timeout=10,
    )  # fmt: skip


def _status(workbench: Workbench, head: str) -> int:
    with socket.create_connection(("127.0.0.1", workbench.port), timeout=10) as connection:
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
        answer = connection.makefile("rb").readline().split()
    return int(answer[1]) if len(answer) > 1 else 499
