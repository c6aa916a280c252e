"""A body that is either whole or visibly broken off."""

from collections.abc import AsyncIterator, Generator

import anyio
from starlette.concurrency import run_in_threadpool


class WholeStream:
    """Chunks made in worker threads, the first of them before the response begins.

    So what cannot begin is refused with a status of its own. What fails later raises out of the
    response: the server then closes the connection without the last chunk, and every client sees
    that it has no whole file. Whoever hangs up ends the making, too.
    """

    def __init__(self, chunks: Generator[bytes, None, None]) -> None:
        self._chunks = chunks
        self._first = next(chunks, None)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks; the generator is closed at the end, however it comes."""
        try:
            chunk = self._first
            while chunk is not None:
                yield chunk
                chunk = await run_in_threadpool(next, self._chunks, None)
        finally:
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(self._chunks.close)
