"""The writer: one thread a process that commits together whatever is waiting (group commit)."""

import queue
import threading
from concurrent.futures import Future

from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.operations import Answer, Request, apply_requests
from models.passage import Shelf

TOGETHER = 64
TRIES = 3


class Writer:
    """Takes requests from many threads and answers each when its operations are committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = Shelf()
        self._waiting: queue.SimpleQueue[tuple[Request, Future[list[Answer]]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> Future[list[Answer]]:
        """The answers, once committed; the future raises what the database raised in the end."""
        answered: Future[list[Answer]] = Future()
        # Begun: whoever stops waiting does not undo it, nor trip the thread that answers.
        answered.set_running_or_notify_cancel()
        self._waiting.put((request, answered))
        return answered

    def close(self) -> None:
        """Commit what is waiting, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            together = [first]
            ending = False
            while len(together) < TOGETHER and not self._waiting.empty():
                another = self._waiting.get()
                if another is None:
                    ending = True
                    break
                together.append(another)
            self._commit(together)
            if ending:
                return

    def _commit(self, together: list[tuple[Request, Future[list[Answer]]]]) -> None:
        try:
            answers = self._apply([request for request, _ in together])
        except Exception as error:  # noqa: BLE001 (handed to whoever waits for the answer)
            if len(together) > 1:
                # One request must not fail the others: each is tried on its own.
                for alone in together:
                    self._commit([alone])
                return
            together[0][1].set_exception(error)
            return
        for (_, answered), told in zip(together, answers, strict=True):
            answered.set_result(told)

    def _apply(self, requests: list[Request]) -> list[list[Answer]]:
        for attempt in range(TRIES):
            try:
                with self._database.begin() as session:
                    return apply_requests(session, requests, self._shelf)
            except DBAPIError:
                if attempt + 1 == TRIES:
                    raise
        raise AssertionError("unreachable")
