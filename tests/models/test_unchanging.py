"""What is never changed once it is written, the database itself keeps so."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from tests.builders import Desk


def refused(database: Database, statement: str) -> str:
    with pytest.raises(DBAPIError) as caught, database.begin() as session:
        session.execute(text(statement))
    return str(caught.value.orig)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET text = upper(text)",
        "UPDATE revision SET length = length + 1",
        "UPDATE event SET action = 'nothing happened'",
    ],
)
def test_a_text_and_the_trail_of_events_cannot_be_rewritten(desk: Desk, statement: str) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs")
    assert "never changes" in refused(desk.database, statement)


def test_a_text_cannot_lie_about_its_length(desk: Desk) -> None:
    desk.article()
    copied = (
        "INSERT INTO revision (article_id, project_id, number, text, text_sha256, length, words,"
        " sentences, segmenter, created_at) SELECT article_id, project_id, 2, text, text_sha256,"
        " length + 1, words, sentences, segmenter, created_at FROM revision"
    )
    assert "ck_revision_length" in refused(desk.database, copied)


def test_a_reading_is_submitted_on_a_text_of_its_own_article(desk: Desk) -> None:
    first, second = desk.article(), desk.article(title="Another", text="Another text.")
    desk.tag("Ruth", first, "40 jobs")
    other = f"(SELECT id FROM revision WHERE article_id = {second.id})"
    statement = (
        "UPDATE assignment SET status = 'submitted', submitted_at = assigned_at,"
        f" submitted_revision_id = {other}"
    )
    with pytest.raises(DBAPIError), desk.database.begin() as session:
        session.execute(text(statement))
