"""What was said in a restored project: threads and comments, with the people whom these name.

A thread keeps its id where nothing here bears it, and its comments theirs with it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Column, MetaData, Table, Uuid, select

from models.database import BESIDE
from models.errors import BadInput
from models.json_fields import uuid_of
from models.restored_articles import RestoredArticles
from models.restored_aside import ELSEWHERE
from models.restored_passages import RestoredIds
from models.restored_project import RestoredProject, bounded
from models.restored_rows import RestoredRows
from models.tables import METADATA
from models.talk_input import BODY_LIMIT
from models.thread import Comment, Mention, Thread

Wrong = Callable[[str, int, str], None]
# Handles are longer than the numbers that they stand for.
_ROOM = 4 * BODY_LIMIT


class RestoredTalk:
    """Threads on their way in, then what was said in them."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: RestoredIds,
        wrong: Wrong,
    ) -> None:
        self._project = project
        self._articles = articles
        self._ids = ids
        session = project.session
        self.threads = RestoredRows(session, Thread, partial(wrong, "threads"))
        self.comments = RestoredRows(session, Comment, partial(wrong, "comments"))
        self._mentions = RestoredRows(session, Mention, partial(wrong, "comments"))
        self._present: dict[UUID, UUID] = {}
        self.said: dict[str, str] = {}
        """Under which id each thread and comment of the archive is known now."""

    def add_thread(self, line: int, values: Mapping[str, Any]) -> None:
        """A thread; BadInput for one about what the archive has not, or with nobody it knows."""
        number = uuid_of(values["thread_id"], "thread_id")
        text = self._articles.text(values["article_id"], values["revision"])
        present = self._ids.moved(number) if self._is_taken(number) else number
        self.threads.add(
            line,
            {
                "id": present,
                "project_id": self._project.id,
                "article_id": self._articles.article(values["article_id"]),
                "revision_id": text.id,
                "annotation_id": self._passage(values["annotation_id"]),
                "opened_by": self._project.person(values["opened_by"]),
                "with_id": self._project.maker(values["with_reviewer"]),
                "resolved_by": self._project.maker(values["resolved_by"]),
                **{name: values[name] for name in ("by_editor", "created_at", "resolved_at")},
            },
        )
        self._present[number] = present
        self.said[str(number)] = str(present)

    def add_comment(self, line: int, values: Mapping[str, Any]) -> None:
        """A comment; BadInput for one of no thread, or that says nothing."""
        thread = uuid_of(values["thread_id"], "thread_id")
        if thread not in self._present:
            raise BadInput("thread_unknown")
        if values["version"] < 1:
            raise BadInput("field_type", field="version", wanted="integer")
        number = uuid_of(values["comment_id"], "comment_id")
        present = number if self._present[thread] == thread else self._ids.moved(number)
        self.said[str(number)] = str(present)
        named = {handle: self._project.person(handle) for handle in values["mentions"]}
        told = ("by_editor", "version", "created_at", "edited_at", "deleted_at")
        self.comments.add(
            line,
            {
                "id": present,
                "thread_id": self._present[thread],
                "author_id": self._project.person(values["author"]),
                "body": _body(bounded("body", values["body"], _ROOM, blank=False), named),
                **{name: values[name] for name in told},
            },
        )
        for person in sorted(set(named.values())):
            self._mentions.add(line, {"comment_id": present, "reviewer_id": person})

    def flush(self) -> None:
        """Store what waits: what others name first."""
        for rows in (self.threads, self.comments, self._mentions):
            rows.flush()

    def _passage(self, annotation_id: str) -> UUID | None:
        if not annotation_id:
            return None
        number = uuid_of(annotation_id, "annotation_id")
        present = self._ids.now({number})
        if number not in present:
            raise BadInput("annotation_unknown")
        return present[number]

    def _is_taken(self, thread: UUID) -> bool:
        session = self._project.session
        places = [METADATA.tables[Thread.__tablename__]]
        if session.info.get(ELSEWHERE) is not None:
            # Beside the database that it is for, a project is put together without what lies there.
            places.append(Table("thread", MetaData(), Column("id", Uuid()), schema=BESIDE))
        return any(
            session.execute(select(one.c.id).where(one.c.id == thread)).first() for one in places
        )


def _body(body: str, named: Mapping[str, int]) -> str:
    for handle, person in named.items():
        body = body.replace(f"@{{{handle}}}", f"@{{{person}}}")
    return body
