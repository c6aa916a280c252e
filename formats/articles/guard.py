"""A connection to the open internet only, and only until the time is up.

The name is looked up once; every address it has is checked; and the connection goes to a
checked address itself, so that a second look-up cannot lead elsewhere (DNS rebinding).
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from formats.articles.addresses import is_allowed, is_public
from formats.articles.errors import ArticleError


class Deadline:
    """The moment by which everything must be done, over all connections and redirects."""

    def __init__(self, host: str, seconds: float) -> None:
        self._host = host
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, wish: float | None = None) -> float:
        """The seconds left, no more than `wish`; raises ArticleError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.error()
        return left if wish is None else min(left, wish)

    def error(self) -> ArticleError:
        """What is said when the time is up."""
        return ArticleError("fetch_slow", host=self._host, seconds=round(self._seconds))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore, to public addresses and those in `allow`."""

    def __init__(self, allow: Sequence[str], deadline: Deadline) -> None:
        self._allow = tuple(allow)
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers, all having been checked.

        Raises ArticleError where one of them is not public, and httpcore's errors where none
        answers.
        """
        addresses = resolve(host, port, self._deadline)
        for address in addresses:
            if not is_public(address) and not is_allowed(host, port, address, self._allow):
                raise ArticleError("fetch_private", host=host)
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                left = self._deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, left, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Never: an article does not come from a socket of this computer."""
        raise ArticleError("fetch_private", host=path)


class GuardedStream(httpcore.NetworkStream):
    """A connection on which no single step may outlast the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes` bytes."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, its certificate checked against the host's name."""
        left = self._deadline.left(timeout)
        return GuardedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the socket."""
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """Every address that `host` has, in the system's order and without repetition.

    Raises ArticleError where the name is unknown or the look-up takes too long.
    """
    answers: queue.Queue[list[str] | None] = queue.Queue()
    # The system's look-up knows no time limit, so it runs beside and may be left behind.
    threading.Thread(target=_look_up, args=(host, port, answers), daemon=True).start()
    try:
        addresses = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise deadline.error() from None
    if not addresses:
        raise ArticleError("fetch_unknown", host=host)
    return addresses


def _look_up(host: str, port: int, answers: "queue.Queue[list[str] | None]") -> None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        answers.put(None)
        return
    answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
