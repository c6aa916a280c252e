import gzip
import ipaddress
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from formats.articles.addresses import is_allowed, is_public
from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError
from formats.articles.fetch import fetch_article

PAGE = b"<!doctype html><title>A page</title><p>Words."


class _Site(BaseHTTPRequestHandler):
    """A small web site with every kind of answer."""

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))  # type: ignore[attr-defined]
        path = self.path.lstrip("/")
        if path.startswith("to/"):
            self._answer(302, b"", Location=path[3:])
        elif path == "loop":
            self._answer(302, b"", Location="/loop")
        else:
            getattr(self, f"_{path}")()

    def _page(self) -> None:
        self._answer(200, PAGE, **{"Content-Type": "text/html", "Set-Cookie": "a=b"})

    def _again(self) -> None:
        self._answer(302, b"", Location="/page", **{"Set-Cookie": "a=b"})

    def _zipped(self) -> None:
        self._gzip(gzip.compress(PAGE))

    def _bomb(self) -> None:
        self._gzip(gzip.compress(b"a" * (LIMIT + 100)))

    def _torn(self) -> None:
        self._gzip(gzip.compress(PAGE * 50)[:-30])

    def _large(self) -> None:
        self._answer(200, b"a" * (LIMIT + 1), **{"Content-Type": "text/plain"})

    def _empty(self) -> None:
        self._answer(200, b"", **{"Content-Type": "text/html"})

    def _picture(self) -> None:
        self._answer(200, b"\x89PNG", **{"Content-Type": "image/png"})

    def _gone(self) -> None:
        self._answer(410, b"gone", **{"Content-Type": "text/html"})

    def _slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(OSError):  # the asker has gone
            while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b".")

    def _gzip(self, body: bytes) -> None:
        self._answer(200, body, **{"Content-Type": "text/html", "Content-Encoding": "gzip"})

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.seen, server.over = [], threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


ALLOWED = ["127.0.0.1"]


def _refused(url: str, allow: list[str], seconds: float = 20) -> ArticleError:
    with pytest.raises(ArticleError) as refusal:
        fetch_article(url, allow, seconds=seconds)
    assert str(refusal.value).endswith(".")
    return refusal.value


def test_a_private_address_is_fetched_only_when_allowed(site: str) -> None:
    assert _refused(f"{site}/page", []).code == "fetch_private"
    fetched = fetch_article(f"{site}/page", ALLOWED)
    assert (fetched.data, fetched.content_type, fetched.url) == (PAGE, "text/html", f"{site}/page")


@pytest.mark.parametrize("allow", ["localhost", "127.0.0.0/8", "::1/128, 127.0.0.1"])
def test_a_name_that_leads_to_this_computer_is_judged_by_its_addresses(
    server: ThreadingHTTPServer, allow: str
) -> None:
    url = f"http://localhost:{server.server_port}/page"
    assert _refused(url, []).code == "fetch_private"
    assert fetch_article(url, ["localhost", *allow.split(", ")]).data == PAGE


def test_a_port_can_be_allowed_alone(server: ThreadingHTTPServer, site: str) -> None:
    assert fetch_article(f"{site}/page", [f"127.0.0.1:{server.server_port}"]).data == PAGE
    assert _refused(f"{site}/page", ["127.0.0.1:1"]).code == "fetch_private"


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_no_way_of_writing_an_address_gets_past(server: ThreadingHTTPServer, host: str) -> None:
    url = f"http://{host}:{server.server_port}/page"
    assert _refused(url, []).code in {"fetch_private", "fetch_address", "fetch_unknown"}


def test_a_redirect_to_a_private_address_is_refused(server: ThreadingHTTPServer) -> None:
    name = f"localhost:{server.server_port}"
    only_the_name = [name]
    away = f"http://{name}/to/http://127.0.0.1:{server.server_port}/page"
    before = len(server.seen)  # type: ignore[attr-defined]
    assert _refused(away, only_the_name).code == "fetch_private"
    assert len(server.seen) == before + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "fetch_address"),
        ("ftp://example.org/a", "fetch_address"),
        ("http://user:word@127.0.0.1/", "fetch_credentials"),
        ("http://169.254.169.254/latest", "fetch_private"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site: str, target: str, code: str) -> None:
    assert _refused(f"{site}/to/{target}", ALLOWED).code == code
    assert _refused(target, ALLOWED).code == code


def test_redirects_are_followed_and_end(site: str) -> None:
    assert fetch_article(f"{site}/to//page", ALLOWED).url == f"{site}/page"
    assert _refused(f"{site}/loop", ALLOWED).code == "fetch_redirects"


def test_no_cookie_is_kept_and_the_asker_says_who_it_is(
    server: ThreadingHTTPServer, site: str
) -> None:
    fetch_article(f"{site}/again", ALLOWED)
    last = server.seen[-1]  # type: ignore[attr-defined]
    assert "Cookie" not in last
    assert "FactCheckWorkbench" in last["User-Agent"]


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch_article(f"{site}/zipped", ALLOWED).data == PAGE


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("large", "too_large"),
        ("bomb", "too_large"),
        ("torn", "fetch_broken"),
        ("empty", "empty"),
        ("picture", "fetch_type"),
        ("gone", "fetch_status"),
    ],
)
def test_an_answer_that_is_no_page_is_refused(site: str, path: str, code: str) -> None:
    assert _refused(f"{site}/{path}", ALLOWED).code == code


def test_a_page_that_drips_is_given_up(site: str) -> None:
    assert _refused(f"{site}/slow", ALLOWED, seconds=0.5).code == "fetch_slow"


def test_nobody_there_is_said(site: str) -> None:
    assert _refused("http://127.0.0.1:9/", ALLOWED).code == "fetch_unreachable"


@pytest.mark.parametrize(
    "url", ["", "example.org", "javascript:alert(1)", "http://", "http://[::1"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert _refused(url, []).code == "fetch_address"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "::10.0.0.1", "2002:a00:1::", "2002:808:808::", "64:ff9b::10.0.0.1",
        "64:ff9b:1::a00:1", "2001::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(address)


def test_a_network_covers_the_addresses_in_it() -> None:
    assert is_allowed("a.example", 80, "10.1.2.3", ["10.0.0.0/8"])
    assert not is_allowed("a.example", 80, "11.1.2.3", ["10.0.0.0/8", "", "b.example"])
    assert is_allowed("Intranet.example", 80, "10.1.2.3", ["intranet.example"])
    assert ipaddress.ip_address("10.1.2.3").is_private
