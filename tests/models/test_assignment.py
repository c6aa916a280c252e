"""Readings: begun by the first passage, submitted with their revision, reopened."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from models.assignment import Assignment, assignment_of, reopen_reading, submit_reading
from models.correcting import correct_article
from models.errors import BadInput, NotAllowed, NotFound
from models.membership import Role
from models.revision import store_revision
from models.text_read import TextCorrected
from tests.builders import Desk, build_desk, operation

AT = datetime(2026, 4, 11, 9, 30, tzinfo=UTC)


def reading(desk: Desk, person: str, article: int) -> Assignment:
    with desk.database.read() as session:
        found = assignment_of(session, desk.reviewer(person), article)
        assert found is not None
        return found


def reopen(desk: Desk, person: str, article: int) -> None:
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer(person), article)


def test_the_first_passage_begins_the_reading(desk: Desk) -> None:
    article = desk.article()
    wanted = {"revision_id": article.revision_id, "start": 0, "end": 3, "tag": "filler"}
    annotation = "6f2f5e0e-52a4-4f0e-9d59-0a5b6f0f3f61"
    desk.apply("Ruth", operation("create", id=annotation, **wanted), at=AT)
    found = reading(desk, "Ruth", article.id)
    assert (found.status, found.started_at) == ("in_progress", AT)
    assert (found.submitted_at, found.submitted_revision_id) == (None, None)


def test_an_assigned_reading_keeps_when_it_was_given(desk: Desk) -> None:
    article = desk.article()
    with desk.database.begin() as session:
        session.add(
            Assignment(article_id=article.id, reviewer_id=desk.reviewer("Ruth"), assigned_at=AT)
        )
    desk.tag("Ruth", article, "40 jobs")
    found = reading(desk, "Ruth", article.id)
    assert (found.status, found.assigned_at) == ("in_progress", AT)
    assert found.started_at is not None


def test_a_submitted_reading_names_its_revision_and_submitting_twice_is_once(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    desk.submit("Ruth", article, AT)
    desk.submit("Ruth", article)
    found = reading(desk, "Ruth", article.id)
    assert (found.status, found.submitted_at) == ("submitted", AT)
    assert found.submitted_revision_id == article.revision_id
    with desk.database.read() as session:
        trail = session.execute(
            text("SELECT action FROM event WHERE entity = 'reading' ORDER BY id")
        )
        assert list(trail.scalars()) == ["start", "submit"]


def test_an_article_without_any_passage_can_be_submitted(desk: Desk) -> None:
    article = desk.article()
    desk.submit("Ruth", article)
    assert reading(desk, "Ruth", article.id).status == "submitted"


def test_the_newest_revision_is_what_is_submitted(desk: Desk) -> None:
    article = desk.article()
    with desk.database.begin() as session:
        newer = store_revision(session, article.id, desk.project_id, 2, "Corrected.", "en", None).id
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        submit_reading(session, ruth, article.id)
    assert reading(desk, "Ruth", article.id).submitted_revision_id == newer


def test_reopening_goes_on_and_what_was_not_submitted_cannot_be_reopened(desk: Desk) -> None:
    article = desk.article()
    with pytest.raises(BadInput, match="nothing to reopen"):
        reopen(desk, "Ruth", article.id)
    desk.submit("Ruth", article)
    reopen(desk, "Ruth", article.id)
    reopen(desk, "Ruth", article.id)
    found = reading(desk, "Ruth", article.id)
    assert (found.status, found.submitted_at, found.submitted_revision_id) == (
        "in_progress",
        None,
        None,
    )
    desk.tag("Ruth", article, "40 jobs")


def test_viewers_and_strangers_submit_nothing(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article()
    stranger = build_desk(sqlite_desk.database, "Other").editor
    viewer = sqlite_desk.reviewer("Vera", Role.VIEWER)
    for asker, error in ((stranger, NotFound), (viewer, NotAllowed)):
        for verb in (submit_reading, reopen_reading):
            with pytest.raises(error), sqlite_desk.database.begin() as session:
                verb(session, asker, article.id)


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 10**30])
def test_an_article_that_is_not_there_is_not_submitted(desk: Desk, number: int) -> None:
    with pytest.raises(NotFound, match="no such article"), desk.database.begin() as session:
        submit_reading(session, desk.editor, number)


CORRECTED = "The mill closed in May. Nobody wanted to comment on that on Friday."


def test_a_text_that_was_corrected_since_is_not_submitted_unread(desk: Desk) -> None:
    article = desk.article("The mill closed in March. Nobody wanted to comment on that on Friday.")
    ruth = desk.reviewer("Ruth")
    desk.clear("Ruth", article, 0, 1)
    with desk.database.begin() as session:
        newest = correct_article(session, desk.editor, article.id, CORRECTED)
    corrected = replace(article, revision_id=newest.id, text=newest.text)
    with pytest.raises(TextCorrected), desk.database.begin() as session:
        submit_reading(session, ruth, article.id, revision_id=article.revision_id)
    # Programs that name no text: what was carried by itself is nobody's reading.
    with pytest.raises(TextCorrected), desk.database.begin() as session:
        submit_reading(session, ruth, article.id)
    other = desk.article().revision_id
    with pytest.raises(NotFound), desk.database.begin() as session:
        submit_reading(session, ruth, article.id, revision_id=other)
    assert reading(desk, "Ruth", article.id).status == "in_progress"
    desk.clear("Ruth", corrected, 0)
    with desk.database.begin() as session:
        submit_reading(session, ruth, article.id)
    assert reading(desk, "Ruth", article.id).submitted_revision_id == newest.id


def test_whoever_began_after_a_correction_submits_the_newest_text(desk: Desk) -> None:
    article = desk.article("The mill closed in March. Nobody wanted to comment on that on Friday.")
    omar = desk.reviewer("Omar")
    with desk.database.begin() as session:
        newest = correct_article(session, desk.editor, article.id, CORRECTED)
        submit_reading(session, omar, article.id)
    assert reading(desk, "Omar", article.id).submitted_revision_id == newest.id
