"""An article by its web address, without becoming anybody's way into the local network."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NoReturn

import httpcore
import httpx

from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError
from formats.articles.guard import Deadline, GuardedBackend
from words import say

SECONDS = 20.0
"""How long a fetch may take, redirects included."""

REDIRECTS = 5
FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpx.HTTPError,  # for an address to go on to that is none
)
TYPES = frozenset({
    "text/html", "text/plain", "text/markdown", "application/xhtml+xml", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text", "application/rtf", "text/rtf", "message/rfc822",
    "multipart/related", "application/x-mimearchive",
})  # fmt: skip
HEADERS = {
    "User-Agent": "FactCheckWorkbench/0.1 (an editor fetches one article)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/pdf;q=0.8",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True)
class Fetched:
    """What an address gave: the bytes (unpacked), the server's Content-Type, the last address."""

    data: bytes
    content_type: str
    url: str


def fetch_article(url: str, allow: Sequence[str] = (), *, seconds: float = SECONDS) -> Fetched:
    """Fetches `url`, following at most five redirects, each checked like the first address.

    `allow` names hosts, hosts with a port, or networks that may be fetched although they are
    not public. Raises ArticleError with one sentence for everything else that goes wrong:
    `seconds` over all, LIMIT bytes after unpacking, pages, texts and documents only.
    """
    address = _checked(url)
    deadline = Deadline(address.host, seconds)
    with _client(GuardedBackend(allow, deadline)) as client:
        for _ in range(REDIRECTS + 1):
            with closing(_answer(client, address, deadline)) as response:
                if not response.has_redirect_location:
                    return _read(response, address, deadline)
                address = _checked(response.headers["Location"], address)
    raise ArticleError("fetch_redirects", limit=REDIRECTS)


class _Transport(httpx.BaseTransport):
    """httpx over a pool of httpcore whose connections are guarded."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; errors come as httpcore names them."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw)
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), request=request
        )

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _client(backend: GuardedBackend) -> httpx.Client:
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(
        transport=_Transport(backend), cookies=no_cookies, headers=HEADERS, trust_env=False
    )


def _checked(url: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        address = base.join(url.strip()) if base is not None else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise ArticleError("fetch_address") from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise ArticleError("fetch_address")
    if address.userinfo:
        raise ArticleError("fetch_credentials")
    return address


def _answer(client: httpx.Client, address: httpx.URL, deadline: Deadline) -> httpx.Response:
    try:
        return client.send(client.build_request("GET", address), stream=True)
    except FAILURES as error:
        _explain(error, address, deadline)


def _read(response: httpx.Response, address: httpx.URL, deadline: Deadline) -> Fetched:
    if not response.is_success:
        raise ArticleError("fetch_status", host=address.host, status=response.status_code)
    content_type = response.headers.get("Content-Type", "")
    media = content_type.split(";")[0].strip().lower()
    if media not in TYPES:
        raise ArticleError("fetch_type", type=media or say("formats.article_unnamed"))
    try:
        data = b"".join(_unpacked(response, address))
    except FAILURES as error:
        _explain(error, address, deadline)
    except zlib.error as error:
        raise ArticleError("fetch_broken", host=address.host) from error
    if not data.strip():
        raise ArticleError("empty")
    return Fetched(data, content_type, str(address))


def _unpacked(response: httpx.Response, address: httpx.URL) -> Iterator[bytes]:
    """The body piece by piece, never more than LIMIT bytes of it before or after unpacking."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", ""}:
        raise ArticleError("fetch_coding", host=address.host, coding=coding[:40])
    packed = coding in {"gzip", "x-gzip"}
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if packed else None
    received = 0
    left = LIMIT
    for chunk in response.iter_raw():
        received += len(chunk)
        piece = unpack.decompress(chunk, left + 1) if unpack is not None else chunk
        left -= len(piece)
        if left < 0 or received > LIMIT:
            raise ArticleError("too_large", limit=LIMIT // 1024 // 1024)
        yield piece
    if unpack is not None and not unpack.eof:
        raise ArticleError("fetch_broken", host=address.host)


def _explain(error: Exception, address: httpx.URL, deadline: Deadline) -> NoReturn:
    """Says what a failed connection means to the person who gave the address."""
    if isinstance(error, httpcore.TimeoutException):
        raise deadline.error() from error
    if isinstance(error, httpcore.ConnectError):
        certificate = "CERTIFICATE_VERIFY_FAILED" in str(error)
        code = "fetch_certificate" if certificate else "fetch_unreachable"
        raise ArticleError(code, host=address.host) from error
    raise ArticleError("fetch_broken", host=address.host) from error
