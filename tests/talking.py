"""What people say to each other in tests: operations as the reader posts them, and what is seen of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from models.operations import Answer
from models.queries.threads import threads
from models.queries.unread import count_unread
from tests.builders import BuiltArticle, Desk


def comment(kind: str, revision_id: int, **fields: object) -> dict[str, Any]:
    """An operation upon a comment, with an id of its own; the comment's too where none is given."""
    given = {"id": str(uuid4()), "thread": str(uuid4()), **fields}
    about = {"revision_id": revision_id, **given}
    return {"id": str(uuid4()), "kind": f"comment_{kind}", "comment": about}


def settle(kind: str, revision_id: int, thread: str) -> dict[str, Any]:
    """An operation that resolves or reopens a thread."""
    about = {"id": thread, "revision_id": revision_id}
    return {"id": str(uuid4()), "kind": f"thread_{kind}", "thread": about}


def says(
    desk: Desk, person: str, article: BuiltArticle, body: str, **fields: object
) -> tuple[str, str]:
    """`person` says something; the ids of the thread and of the comment."""
    sent = comment("create", article.revision_id, body=body, **fields)
    (answer,) = desk.apply(person, sent)
    assert answer.status == "saved", answer.message
    return sent["comment"]["thread"], sent["comment"]["id"]


def try_to(desk: Desk, person: str, operation: dict[str, Any]) -> Answer:
    """What `person` is answered."""
    (answer,) = desk.apply(person, operation)
    return answer


def seen_by(desk: Desk, person: str, article: BuiltArticle) -> list[list[str]]:
    """The bodies of the comments in each thread that `person` is shown."""
    return [[one["body"] for one in thread["comments"]] for thread in shown(desk, person, article)]


def shown(desk: Desk, person: str, article: BuiltArticle) -> list[dict[str, Any]]:
    """The threads as the API tells them to `person`."""
    with desk.database.read() as session:
        return threads(session, desk.reviewer(person), article.revision_id)


def unread(desk: Desk, person: str) -> int:
    """How many comments wait for `person`."""
    with desk.database.read() as session:
        return count_unread(session, desk.reviewer(person), desk.project_id)
