"""Many rows at once: the same that one by one would be, for editors alone."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from models.annotation import Annotation
from models.article import ArticleDraft, add_article
from models.assignment import Assignment
from models.base import now
from models.bulk_articles import prepare_article, store_articles
from models.bulk_passages import store_passages, store_readings
from models.checks import text_problems
from models.errors import BadInput, NotAllowed
from models.label_mapping import remember_labels, remembered_labels
from models.queries.export_contents import contents
from models.queries.export_filters import ExportFilters
from models.queries.import_matches import taken_ids
from models.reviewer_mapping import remember_reviewers, remembered_reviewers
from models.revision import Revision, Sentence
from models.tag import tags_of
from tests.builders import TEXT, Desk

DRAFT = ArticleDraft("Mill", f"\ufeff{TEXT}\r\nEnd.", "Gazette", published_at="2026-04-11T10:00")


def columns(row: Any, *without: str) -> dict[str, Any]:
    return {
        column.name: getattr(row, column.name)
        for column in row.__table__.columns
        if column.name not in ("id", "created_at", "article_id", "project_id", *without)
    }


def test_an_article_stored_with_many_is_the_one_stored_alone(desk: Desk) -> None:
    with desk.database.begin() as session:
        alone = add_article(session, desk.editor, desk.project_id, DRAFT)
        other = add_article(session, desk.editor, desk.project_id, ArticleDraft("O", "Other."))
        prepared = prepare_article(ArticleDraft("Mill", DRAFT.text + "!", "Gazette"))
        same, new, twin = store_articles(
            session, desk.editor, desk.project_id, [prepare_article(DRAFT), prepared, prepared]
        )
    assert (same.id, same.is_new) == (alone.id, False)
    assert (new.id, new.is_new, twin) == (other.id + 1, True, new)
    with desk.database.read() as session:
        first, _, third = session.scalars(select(Revision).order_by(Revision.id)).all()
        different = ("text", "text_sha256", "length", "words")
        assert columns(first, *different) == columns(third, *different)
        cut = [
            session.scalars(
                select(Sentence.start).where(Sentence.revision_id == one).order_by("position")
            ).all()
            for one in (first.id, third.id)
        ]
        assert cut[0] == cut[1]
        assert list(text_problems(session)) == []


def test_what_is_refused_alone_is_refused_with_many() -> None:
    for draft in (
        ArticleDraft("T", "\x00"),
        ArticleDraft("", "Text"),
        ArticleDraft("T", "Text", url="no"),
        ArticleDraft("T", "x" * (20 * 1024 * 1024 + 1)),
    ):
        with pytest.raises(BadInput):
            prepare_article(draft)


def test_a_passage_that_is_there_is_left_as_it_is(desk: Desk) -> None:
    article = desk.article()
    known = desk.tag("Ruth", article, "Critics", note="mine")
    with desk.database.begin() as session:
        stored = session.scalars(select(Annotation)).one()
        row = [getattr(stored, name) for name in _PASSAGE]
        row[_PASSAGE.index("note")] = "theirs"
        assert store_passages(session, desk.editor, desk.project_id, [row]) == 0
        row[0] = uuid4()
        assert store_passages(session, desk.editor, desk.project_id, [row]) == 1
        assert len(taken_ids(session, [row[0], stored.id, uuid4()])) == 2
    with desk.database.read() as session:
        notes = {str(one.id): one.note for one in session.scalars(select(Annotation))}
    assert notes == {known: "mine", str(row[0]): "theirs"}


_PASSAGE = (
    "id", "revision_id", "text_length", "reviewer_id", "tag_id", "start", "end", "quote", "prefix",
    "suffix", "sentence", "paragraph", "note", "confidence", "origin", "created_at", "updated_at",
    "guideline_version",
)  # fmt: skip


def test_a_reading_that_was_begun_stays_as_it_is(desk: Desk) -> None:
    article, fresh = desk.article(), desk.article()
    desk.tag("Ruth", article, "Critics")
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    with desk.database.begin() as session:
        session.add(Assignment(article_id=fresh.id, reviewer_id=omar))
    rows = [
        {
            "article_id": where.id, "reviewer_id": who, "status": "submitted",
            "assigned_at": now(), "started_at": now(), "submitted_at": now(),
            "submitted_revision_id": where.revision_id, "active_seconds": 0,
        }
        for where, who in ((article, ruth), (fresh, omar), (fresh, ruth))
    ]  # fmt: skip
    with desk.database.begin() as session:
        store_readings(session, desk.editor, desk.project_id, rows)
    with desk.database.read() as session:
        found = session.execute(
            select(Assignment.article_id, Assignment.reviewer_id, Assignment.status)
        ).all()
    assert {tuple(row) for row in found} == {
        (article.id, ruth, "in_progress"),
        (fresh.id, omar, "submitted"),
        (fresh.id, ruth, "submitted"),
    }


def test_reviewers_store_nothing(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        for verb in (store_articles, store_passages, store_readings):
            with pytest.raises(NotAllowed):
                verb(session, ruth, desk.project_id, [])
        with pytest.raises(NotAllowed):
            remember_labels(session, ruth, desk.project_id, {})


def test_a_mapping_is_remembered_until_another_takes_its_place(desk: Desk) -> None:
    with desk.database.begin() as session:
        ids = {tag.name: tag.id for tag in tags_of(session, desk.project_id)}
        for name in ("filler", "disputed"):
            remember_labels(
                session, desk.editor, desk.project_id, {("doccano", "=1+1 💩"): ids[name]}
            )
        found = remembered_labels(session, desk.editor, desk.project_id)
    assert found == {("doccano", "=1+1 💩"): "disputed"}


def test_a_matched_reviewer_is_remembered_until_another_takes_their_place(desk: Desk) -> None:
    ruth, jo = desk.reviewer("Ruth"), desk.reviewer("Jo")
    with desk.database.begin() as session:
        for person in (ruth, jo):
            remember_reviewers(session, desk.editor, desk.project_id, {("brat", "r1"): person})
        assert remembered_reviewers(session, desk.editor, desk.project_id) == {("brat", "r1"): jo}
        with pytest.raises(NotAllowed):
            remember_reviewers(session, ruth, desk.project_id, {})


def test_what_an_export_could_carry_is_counted(desk: Desk) -> None:
    article = desk.article()
    desk.article()
    evidence = [
        {"url": "https://example.org/a"},
        {"url": "https://example.org/b", "quote": "so", "stance": "supports"},
    ]
    desk.tag("Ruth", article, "Critics", note="n", confidence="low", evidence=evidence)
    desk.tag("Omar", article, "40 jobs", "filler")
    desk.clear("Ruth", article, 0, 1)
    with desk.database.read() as session:
        found = contents(session, desk.editor, desk.project_id, ExportFilters())
        some = contents(session, desk.editor, desk.project_id, ExportFilters(tags=["filler"]))
    assert found == {
        "passages": 2, "exact_passages": 2, "times": 2, "ids": 2, "offsets": 2, "gold": 0, "notes": 1,
        "confidence": 1, "guideline_version": 2, "history": 0, "reviewers": 2, "evidence": 2,
        "evidence_details": 1, "evidence_times": 2, "deleted": 0, "codebook": 4, "guidelines": 1,
        "texts": 2, "article_details": 2, "untagged_articles": 1, "untagged_texts": 1,
        "reading_states": 2, "cleared": 2, "others_seen": 1,
        "threads": 0, "rejections": 0, "flags": 0, "decisions": 0,
    }  # fmt: skip
    assert (some["notes"], some["exact_passages"], some["texts"]) == (0, 1, 2)
