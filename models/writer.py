"""The writer: one thread a process that commits together whatever is waiting (group commit)."""

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database import Database
from models.operations import Answer, Request, apply_requests
from models.passage import Shelf
from models.token import Unauthorised, bearer

TOGETHER = 64
TRIES = 3


@dataclass(frozen=True, slots=True)
class Signed:
    """What one client sent in one call, with the bearer token that says who it is."""

    token: str
    operations: Sequence[object]


Sent = Request | Signed
Waiting = tuple[Sent, Future[list[Answer]]]


class Writer:
    """Takes requests from many threads and answers each when its operations are committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = Shelf()
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, sent: Sent) -> Future[list[Answer]]:
        """The answers, once committed.

        The future raises Unauthorised for a token that is nobody's, or what the database raised in
        the end.
        """
        answered: Future[list[Answer]] = Future()
        # Begun: whoever stops waiting does not undo it, nor trip the thread that answers.
        answered.set_running_or_notify_cancel()
        self._waiting.put((sent, answered))
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

    def _commit(self, together: list[Waiting]) -> None:
        try:
            answers = self._apply([sent for sent, _ in together])
        except Exception as error:  # noqa: BLE001 (handed to whoever waits for the answer)
            if len(together) > 1:
                # One request must not fail the others: each is tried on its own.
                for alone in together:
                    self._commit([alone])
                return
            together[0][1].set_exception(error)
            return
        for (_, answered), told in zip(together, answers, strict=True):
            if told is None:
                answered.set_exception(Unauthorised("token_bad"))
            else:
                answered.set_result(told)

    def _apply(self, together: list[Sent]) -> list[list[Answer] | None]:
        for attempt in range(TRIES):
            try:
                with self._database.begin() as session:
                    requests = [_owned(session, sent) for sent in together]
                    known = [request for request in requests if request is not None]
                    answers = iter(apply_requests(session, known, self._shelf))
                    return [None if request is None else next(answers) for request in requests]
            except DBAPIError:
                if attempt + 1 == TRIES:
                    raise
        raise AssertionError("unreachable")


def _owned(session: Session, sent: Sent) -> Request | None:
    """What was sent, with the person whose token came with it; None for a token that is nobody's."""
    if isinstance(sent, Request):
        return sent
    reviewer_id = bearer(session, sent.token)
    return None if reviewer_id is None else Request(reviewer_id, sent.operations)
