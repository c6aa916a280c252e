"""Tokens: whose they are, when they end, and that the database never holds them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from models.base import now
from models.database import Database
from models.reviewer import Reviewer
from models.token import ApiToken, bearer, create_personal_token, mint_session_token
from tests.builders import Desk


def test_a_personal_token_is_its_owner_s_and_has_no_end(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        token = create_personal_token(session, ruth)
        session.execute(text("UPDATE api_token SET created_at = '2001-01-01 00:00:00+00:00'"))
    with desk.database.read() as session:
        assert bearer(session, token) == ruth
        assert session.query(ApiToken).one().expires_at is None


def test_a_session_token_lives_for_hours_and_survives_a_restart(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        token, expires = mint_session_token(session, ruth)
    assert timedelta(hours=1) < expires - now() < timedelta(hours=25)
    restarted = Database(desk.database.url)
    with restarted.read() as session:
        assert bearer(session, token) == ruth
    restarted.close()


def test_an_ended_token_is_nobody_s_and_is_swept_out(desk: Desk) -> None:
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        ended, _ = mint_session_token(session, ruth)
        personal = create_personal_token(session, ruth)
        session.query(ApiToken).filter_by(kind="session").one().expires_at = now()
    with desk.database.begin() as session:
        assert bearer(session, ended) is None
        fresh, _ = mint_session_token(session, ruth)
        assert session.query(ApiToken).count() == 2
        assert bearer(session, personal) == bearer(session, fresh) == ruth


def test_a_revoked_token_is_nobody_s(desk: Desk) -> None:
    with desk.database.begin() as session:
        token = create_personal_token(session, desk.editor)
        session.query(ApiToken).one().revoked_at = now()
        session.flush()
        assert bearer(session, token) is None


def test_the_token_of_somebody_who_left_is_nobody_s(desk: Desk) -> None:
    with desk.database.begin() as session:
        token = create_personal_token(session, desk.editor)
        session.get_one(Reviewer, desk.editor).departed_at = now()
        session.flush()
        assert bearer(session, token) is None


@pytest.mark.parametrize(
    "token", ["", " ", "fcw_", "\x00", "\ud800", "💩", "' OR 1=1 --", "x" * 100_000]
)
def test_what_is_no_token_is_nobody_s(desk: Desk, token: str) -> None:
    with desk.database.read() as session:
        assert bearer(session, token) is None


def test_the_database_holds_no_token(desk: Desk) -> None:
    with desk.database.begin() as session:
        tokens = [
            create_personal_token(session, desk.editor),
            mint_session_token(session, desk.editor)[0],
        ]
        rows = session.execute(text("SELECT * FROM api_token")).all()
    assert tokens[0] != tokens[1]
    assert not any(token in repr(rows) for token in tokens)
    with desk.database.read() as session:
        assert bearer(session, tokens[0].upper()) is None
        stored = session.execute(text("SELECT token_sha256 FROM api_token")).scalars().first()
        assert bearer(session, str(stored)) is None
