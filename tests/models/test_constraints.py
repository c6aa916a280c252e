"""What the database itself refuses, whoever writes to it and by whatever path."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError

from models.base import now
from models.tables import Annotation, Assignment, Evidence, Project, Reviewer, Revision, Tag
from tests.builders import BuiltArticle, Desk, build_desk

AT = datetime(2026, 4, 11, tzinfo=UTC)


def refused(desk: Desk, statement: Any) -> None:
    with pytest.raises(DBAPIError), desk.database.begin() as session:
        session.execute(statement)


def annotation(desk: Desk, article: BuiltArticle, **changes: object) -> Any:
    with desk.database.read() as session:
        tag = session.execute(
            text("SELECT id FROM tag WHERE project_id = :p ORDER BY id LIMIT 1"),
            {"p": desk.project_id},
        ).scalar_one()
    row = {
        "id": uuid4(), "project_id": desk.project_id, "revision_id": article.revision_id,
        "text_length": len(article.text), "reviewer_id": desk.editor, "tag_id": tag,
        "start": 0, "end": 3, "quote": article.text[:3], "prefix": "", "suffix": "",
        "sentence": 0, "paragraph": 0, "origin": "human", "version": 1,
        "created_at": AT, "updated_at": AT,
    }  # fmt: skip
    return insert(Annotation.__table__).values(row | changes)  # type: ignore[arg-type]


def test_an_annotation_like_that_is_taken(desk: Desk) -> None:
    with desk.database.begin() as session:
        session.execute(annotation(desk, desk.article()))


@pytest.mark.parametrize(
    "changes",
    [
        {"start": -1},
        {"start": 3, "end": 3},
        {"start": 4, "end": 3},
        {"end": 10_000},
        {"text_length": 10_000, "end": 9_000},
        {"confidence": "certain"},
        {"origin": "robot"},
        {"version": 0},
        {"quote": None},
        {"reviewer_id": 999},
        {"revision_id": 999},
        {"tag_id": 999},
        {"project_id": 999},
    ],
)
def test_an_annotation_that_makes_no_sense_is_refused(
    desk: Desk, changes: dict[str, object]
) -> None:
    refused(desk, annotation(desk, desk.article(), **changes))


def test_an_annotation_is_no_longer_than_its_text(desk: Desk) -> None:
    article = desk.article()
    length = len(article.text)
    refused(desk, annotation(desk, article, end=length + 1))
    with desk.database.begin() as session:
        session.execute(annotation(desk, article, end=length))


def test_a_tag_of_another_project_is_refused(desk: Desk) -> None:
    other = build_desk(desk.database, "Other")
    with desk.database.read() as session:
        foreign = session.execute(
            text("SELECT id FROM tag WHERE project_id = :p LIMIT 1"), {"p": other.project_id}
        ).scalar_one()
    refused(desk, annotation(desk, desk.article(), tag_id=foreign))


def test_a_revision_of_another_project_is_refused(desk: Desk) -> None:
    foreign = build_desk(desk.database, "Other").article()
    refused(
        desk, annotation(desk, desk.article(), revision_id=foreign.revision_id, text_length=len(foreign.text))
    )  # fmt: skip


def test_one_annotation_id_is_one_row(desk: Desk) -> None:
    article = desk.article()
    taken = desk.tag("Ruth", article, "40 jobs")
    refused(desk, annotation(desk, article, id=UUID(taken)))


def test_two_tags_in_use_never_share_a_key(desk: Desk) -> None:
    refused(desk, update(Tag).where(Tag.key == "2").values(key="1"))
    with desk.database.begin() as session:
        session.execute(update(Tag).where(Tag.key == "1").values(retired_at=now()))
        session.execute(update(Tag).where(Tag.key == "2").values(key="1"))


@pytest.mark.parametrize(
    "changes",
    [{"name": "sourced"}, {"name": ""}, {"pattern": "zigzag"}, {"letter": ""}, {"letter": "SOU"}],
)
def test_a_tag_that_makes_no_sense_is_refused(desk: Desk, changes: dict[str, str]) -> None:
    refused(desk, update(Tag).where(Tag.name == "filler").values(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://desk.example"},
        {"url": "file:///etc/passwd"},
        {"url": "//desk.example"},
        {"url": "", "citation": ""},
        {"stance": "maybe"},
    ],
)
def test_evidence_is_an_address_on_the_web_or_a_citation(
    desk: Desk, changes: dict[str, str]
) -> None:
    taken = desk.tag("Ruth", desk.article(), "40 jobs", evidence=[{"url": "HTTPS://desk.example"}])
    refused(desk, update(Evidence).values(**changes))
    assert taken


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "submitted"},
        {"status": "submitted", "submitted_at": AT},
        {"submitted_at": AT},
        {"status": "skipped"},
        {"active_seconds": -1},
    ],
)
def test_a_reading_is_submitted_with_its_revision_or_not_at_all(
    desk: Desk, changes: dict[str, object]
) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs")
    refused(desk, update(Assignment).values(**changes))


def test_a_person_reads_an_article_once(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    row = {"article_id": article.id, "reviewer_id": desk.reviewer("Ruth"), "status": "assigned"}
    refused(desk, insert(Assignment).values(**row, assigned_at=AT, active_seconds=0))


@pytest.mark.parametrize(
    "statement",
    [
        lambda: update(Project).values(name=""),
        lambda: update(Project).values(readers_per_article=0),
        lambda: update(Reviewer).values(handle=""),
        lambda: update(Reviewer).values(everywhere_role="owner"),
        lambda: update(Revision).values(number=0),
        lambda: update(Revision).values(length=0),
        lambda: update(Revision).values(text_sha256="abc"),
        lambda: update(Revision).values(length=3),
        lambda: text("UPDATE membership SET role = 'owner'"),
        lambda: text("DELETE FROM tag"),
        lambda: text("DELETE FROM reviewer"),
        lambda: text("DELETE FROM revision"),
        lambda: text("INSERT INTO instance (id, uuid) VALUES (2, 'x')"),
        lambda: text("UPDATE article SET published_at = 'soon'"),
        lambda: text("UPDATE sentence SET \"end\" = \"start\""),
    ],
)  # fmt: skip
def test_no_row_loses_its_sense(desk: Desk, statement: Callable[[], Any]) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs")
    refused(desk, statement())
