"""Operations upon a talk as they arrive: comments and threads, well-formed or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from models.errors import BadInput
from models.foreign_fields import foreign_fields
from models.json_fields import integer, mapping_of, needed, string, uuid_of
from models.text import is_blank

TalkKind = Literal[
    "comment_create",
    "comment_update",
    "comment_delete",
    "comment_restore",
    "thread_resolve",
    "thread_reopen",
]
BODY_LIMIT = 10_000
_OF_COMMENT = frozenset({"id", "thread", "revision_id", "annotation", "with", "body", "version"})


@dataclass(frozen=True, slots=True)
class TalkChange:
    """A well-formed operation upon a thread, or upon the comment `comment_id` in it.

    The first comment begins its thread: upon the passage `annotation_id`, else upon the article.
    `with_handle` is the reviewer to whom an editor writes.
    """

    id: UUID
    kind: TalkKind
    thread_id: UUID
    revision_id: int
    comment_id: UUID | None = None
    annotation_id: UUID | None = None
    with_handle: str | None = None
    body: str = ""
    version: int | None = None
    foreign: Mapping[str, Any] = field(default_factory=dict)


def talk_change(operation: Mapping[str, Any], kind: TalkKind) -> TalkChange:
    """The change that the operation asks for; BadInput says what is wrong with it."""
    if kind in ("thread_resolve", "thread_reopen"):
        return _thread_change(operation, kind)
    fields = mapping_of(operation.get("comment"), "comment")
    needed(fields, "revision_id", *(() if kind == "comment_create" else ("version",)))
    writes = kind in ("comment_create", "comment_update")
    passage = fields.get("annotation")
    return TalkChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        thread_id=uuid_of(fields.get("thread"), "comment.thread"),
        revision_id=integer(fields, "revision_id") or 0,
        comment_id=uuid_of(fields.get("id"), "comment.id"),
        annotation_id=None if passage is None else uuid_of(passage, "comment.annotation"),
        with_handle=string(fields, "with", 300),
        body=_body(fields) if writes else "",
        version=integer(fields, "version"),
        foreign=foreign_fields(operation, "comment", _OF_COMMENT),
    )


def _thread_change(operation: Mapping[str, Any], kind: TalkKind) -> TalkChange:
    fields = mapping_of(operation.get("thread"), "thread")
    needed(fields, "revision_id")
    return TalkChange(
        id=uuid_of(operation.get("id"), "id"),
        kind=kind,
        thread_id=uuid_of(fields.get("id"), "thread.id"),
        revision_id=integer(fields, "revision_id") or 0,
        foreign=foreign_fields(operation, "thread", frozenset({"id", "revision_id"})),
    )


def _body(fields: Mapping[str, Any]) -> str:
    body = (string(fields, "body", BODY_LIMIT) or "").strip()
    if is_blank(body):
        raise BadInput("comment_blank")
    return body
