"""Readings as first submitted: kept whatever happens afterwards, and what happens is marked."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import export_project
from models.annotation import Annotation
from models.assignment import reopen_reading
from models.queries.export_annotations import annotation_rows
from models.queries.export_filters import ExportFilters
from models.queries.export_frozen import frozen_evidence_rows
from models.queries.frozen_readings import Frozen, frozen_readings
from models.queries.visible import reads_blind
from tests.builders import BuiltArticle, Desk, operation


def frozen(desk: Desk, article: BuiltArticle, asker: str = "Edith") -> list[Frozen]:
    with desk.database.read() as session:
        return frozen_readings(session, desk.reviewer(asker), article.revision_id)


def reopen(desk: Desk, person: str, article: BuiltArticle) -> None:
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer(person), article.id)


def late(desk: Desk) -> dict[str, bool]:
    with desk.database.read() as session:
        rows = session.execute(select(Annotation.quote, Annotation.after_submission))
        return {row.quote: row.after_submission for row in rows}


def exported(desk: Desk, name: str) -> bytes:
    with desk.database.read() as session:
        made = export_project(session, None, desk.project_id, name, ExportFilters(), WriteOptions())
        return b"".join(made)


def test_what_was_submitted_first_stays_as_it_was(desk: Desk) -> None:
    article = desk.article()
    kept = desk.tag("Ruth", article, "40 jobs", confidence="low")
    gone = desk.tag("Ruth", article, "Critics doubt it", "disputed")
    never = desk.tag("Ruth", article, "March", "filler")
    desk.apply("Ruth", operation("delete", id=never, version=1))
    desk.clear("Ruth", article, 0, 2)
    desk.submit("Ruth", article)
    reopen(desk, "Ruth", article)
    desk.apply("Ruth", operation("update", id=kept, version=1, tag="filler", note="x"))
    desk.apply("Ruth", operation("delete", id=gone, version=1))
    desk.tag("Ruth", article, "dazzling", "promotional")
    desk.apply("Ruth", operation("restore", id=never, version=2))
    desk.submit("Ruth", article)
    (first,) = frozen(desk, article)
    assert [(one.tag, one.confidence) for one in first.passages] == [
        ("sourced", "low"),
        ("disputed", None),
    ]
    assert (first.reviewer, list(first.cleared)) == ("ruth@desk.example", [0, 2])
    assert set(late(desk).values()) == {True}


def test_what_came_after_a_submission_is_marked_and_leaves_so(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    desk.tag("Omar", article, "40 jobs lost")
    desk.submit("Ruth", article)
    assert not any(late(desk).values())
    reopen(desk, "Ruth", article)
    desk.tag("Ruth", article, "dazzling")
    assert late(desk) == {"40 jobs": False, "40 jobs lost": False, "dazzling": True}
    tasks = [json.loads(line) for line in exported(desk, "jsonl").splitlines()]
    spans = [span for task in tasks for span in task["spans"]]
    assert {span["text"]: span.get("after_submission") for span in spans} == {
        "40 jobs": None,
        "40 jobs lost": None,
        "dazzling": True,
    }
    header = exported(desk, "csv").splitlines()[0]
    assert header.endswith(b"guideline_version,created_at,updated_at")


def test_a_frozen_reading_is_hidden_as_the_reading_itself_is(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    desk.submit("Ruth", article)
    desk.blind()
    assert frozen(desk, article, "Omar") == []
    assert len(frozen(desk, article, "Ruth")) == len(frozen(desk, article)) == 1
    desk.submit("Omar", article)
    assert len(frozen(desk, article, "Omar")) == 2


@pytest.mark.parametrize(
    "table", ["frozen_reading", "frozen_annotation", "frozen_evidence", "frozen_cleared"]
)
def test_the_database_itself_keeps_it(desk: Desk, table: str) -> None:
    article = desk.article()
    desk.tag(
        "Ruth", article, "40 jobs", evidence=[{"citation": "The register", "stance": "context"}]
    )
    desk.clear("Ruth", article, 0)
    desk.submit("Ruth", article)
    column = "id" if table == "frozen_reading" else "reading_id"
    with pytest.raises(DBAPIError, match="never changes"), desk.database.begin() as session:
        session.execute(text(f"UPDATE {table} SET {column} = {column}"))


def test_what_a_passage_rested_on_then_is_kept_too(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    then = [{"url": "https://example.org/a", "quote": "40", "stance": "supports"}]
    passage = desk.tag("Ruth", article, "40 jobs", evidence=then)
    desk.submit("Ruth", article)
    reopen(desk, "Ruth", article)
    desk.apply("Ruth", operation("update", id=passage, version=1, evidence=[]))
    desk.submit("Ruth", article)
    with desk.database.read() as session:
        rows = list(frozen_evidence_rows(session, None, desk.project_id))
    assert [(one["annotation_id"], one["url"], one["stance"]) for one in rows] == [
        (passage, "https://example.org/a", "supports")
    ]


def test_an_editor_who_reads_blind_exports_what_they_may_see(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    for person in ("Edith", "Ruth"):
        desk.tag(person, article, "40 jobs")
    desk.tag("Ruth", other, "Critics")
    desk.submit("Ruth", article)
    desk.blind()

    def seen() -> list[tuple[str, int, int, int]]:
        with desk.database.read() as session:
            rows = annotation_rows(session, desk.editor, desk.project_id, ExportFilters())
            return [
                (row["reviewer"], row["article_id"], row["n_reviewers"], row["n_agree"])
                for row in rows
            ]

    ruth = "ruth@desk.example"
    assert sorted(seen()) == [("edith", article.id, 0, 0), (ruth, other.id, 0, 0)]
    with desk.database.read() as session:
        assert reads_blind(session, desk.editor, desk.project_id)
        assert not reads_blind(session, None, desk.project_id)
    desk.submit("Edith", article)
    assert sorted(seen()) == [
        ("edith", article.id, 2, 2),
        (ruth, article.id, 2, 2),
        (ruth, other.id, 0, 0),
    ]


def test_an_id_that_another_has_tells_nothing(desk: Desk) -> None:
    article = desk.article()
    theirs = desk.tag("Ruth", article, "40 jobs")
    gone = desk.tag("Ruth", article, "March")
    desk.apply("Ruth", operation("delete", id=gone, version=1))
    desk.blind()
    nobody = "00000000-0000-4000-8000-000000000000"
    told = {
        kind: {
            answer.message
            for name in (theirs, gone, nobody)
            for answer in desk.apply("Omar", operation(kind, id=name, version=1))
        }
        for kind in ("update", "delete", "restore")
    }
    assert {kind: len(messages) for kind, messages in told.items()} == dict.fromkeys(told, 1)
    spans = {"revision_id": article.revision_id, "start": 0, "end": 3}
    for name in (theirs, gone):
        (answer,) = desk.apply("Omar", operation("create", id=name, tag="filler", **spans))
        assert (answer.status, answer.annotation) == ("rejected", None)
        (wrong,) = desk.apply("Omar", operation("create", id=name, tag="nothing", **spans))
        assert "no tag called" in (wrong.message or "")
