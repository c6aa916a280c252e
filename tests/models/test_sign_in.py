"""Sign-ins: whose they are, when and how they end, and that nothing they gave outlives them."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from models.base import now
from models.database import Database
from models.errors import WorkbenchError
from models.reviewer import Reviewer
from models.sign_in import (
    HALFWAY,
    LONGEST,
    UNUSED,
    Place,
    SignIn,
    begin_sign_in,
    find_sign_in,
    keep_seen,
    sign_ins_of,
)
from models.signing_out import end_all_sign_ins, end_sign_in
from models.token import Unauthorised, bearer, create_personal_token, mint_session_token
from tests.accounts import HERE, actions, trail_of
from tests.builders import Desk


def begin(desk: Desk, person: str = "Ruth", **options: bool) -> str:
    reviewer = desk.reviewer(person)
    with desk.database.begin() as session:
        return begin_sign_in(session, reviewer, "password", HERE, **options)


def who(database: Database, secret: str, later: timedelta = timedelta()) -> int | None:
    with database.read() as session:
        found = find_sign_in(session, secret, now() + later)
        return found.reviewer_id if found and not found.halfway else None


def number(database: Database, secret: str) -> int:
    with database.read() as session:
        found = find_sign_in(session, secret)
        assert found is not None
        return found.sign_in_id


def test_each_sign_in_has_a_secret_of_its_own_that_is_not_kept(desk: Desk) -> None:
    first, second = begin(desk), begin(desk)
    assert first != second
    assert who(desk.database, first) == who(desk.database, second) == desk.reviewer("Ruth")
    with desk.database.read() as session:
        rows = repr(session.execute(text("SELECT * FROM sign_in")).all())
        kept = session.execute(text("SELECT secret_sha256 FROM sign_in")).scalars().first()
    assert first not in rows
    assert who(desk.database, str(kept)) is None
    assert first not in trail_of(desk.database)


def test_it_ends_after_its_time_and_earlier_when_it_is_not_used(desk: Desk) -> None:
    secret = begin(desk)
    assert who(desk.database, secret, UNUSED - timedelta(minutes=1)) == desk.reviewer("Ruth")
    assert who(desk.database, secret, UNUSED + timedelta(minutes=1)) is None
    with desk.database.begin() as session:
        session.execute(update(SignIn).values(seen_at=now() + LONGEST))
    assert who(desk.database, secret, LONGEST - timedelta(minutes=1)) == desk.reviewer("Ruth")
    assert who(desk.database, secret, LONGEST + timedelta(minutes=1)) is None


def test_use_keeps_it_alive(desk: Desk) -> None:
    secret = begin(desk)
    with desk.database.begin() as session:
        session.execute(update(SignIn).values(seen_at=now() - UNUSED + timedelta(minutes=1)))
        found = find_sign_in(session, secret)
        assert found is not None
        keep_seen(session, found)
    assert who(desk.database, secret, timedelta(minutes=2)) == desk.reviewer("Ruth")


def test_halfway_opens_nothing_and_not_for_long(desk: Desk) -> None:
    secret = begin(desk, halfway=True)
    assert who(desk.database, secret) is None
    with desk.database.read() as session:
        found = find_sign_in(session, secret)
        assert found is not None
        assert found.halfway
        assert find_sign_in(session, secret, now() + HALFWAY) is None
        assert sign_ins_of(session, desk.reviewer("Ruth")) == []


def test_one_device_is_signed_out_and_no_other(desk: Desk) -> None:
    here, there, omar = begin(desk), begin(desk), begin(desk, "Omar")
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        assert not end_sign_in(session, ruth, number(desk.database, omar))
        assert end_sign_in(session, ruth, number(desk.database, here))
    assert who(desk.database, here) is None
    assert who(desk.database, there) == ruth
    assert who(desk.database, omar) == desk.reviewer("Omar")
    assert actions(desk.database, "sign_out") == ["sign_out"]


def test_everywhere_ends_every_sign_in_and_what_their_pages_were_given(desk: Desk) -> None:
    secrets = [begin(desk), begin(desk), begin(desk, "Omar")]
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    numbers = [number(desk.database, secret) for secret in secrets]
    with desk.database.begin() as session:
        ours = [mint_session_token(session, ruth, n)[0] for n in numbers[:2]]
        theirs, _ = mint_session_token(session, omar, numbers[2])
        program = create_personal_token(session, ruth, "nightly export")
    with desk.database.begin() as session:
        assert end_all_sign_ins(session, ruth, ruth) == 2
    with desk.database.read() as session:
        assert [bearer(session, token) for token in ours] == [None, None]
        assert bearer(session, theirs) == omar
        assert bearer(session, program) == ruth
    assert [who(desk.database, secret) for secret in secrets] == [None, None, omar]


def test_nothing_is_minted_for_a_sign_in_that_has_ended_or_is_anothers(desk: Desk) -> None:
    secret = begin(desk)
    ruth, sign_in = desk.reviewer("Ruth"), number(desk.database, secret)
    with desk.database.begin() as session:
        mint_session_token(session, ruth, sign_in)
    omar = desk.reviewer("Omar")
    with pytest.raises(Unauthorised), desk.database.begin() as session:
        mint_session_token(session, omar, sign_in)
    with desk.database.begin() as session:
        end_sign_in(session, ruth, sign_in)
    with pytest.raises(Unauthorised), desk.database.begin() as session:
        mint_session_token(session, ruth, sign_in)


def test_a_token_does_not_outlive_its_sign_in(desk: Desk) -> None:
    secret = begin(desk)
    end = now() + timedelta(hours=1)
    with desk.database.begin() as session:
        session.execute(update(SignIn).values(expires_at=end))
        _, expires = mint_session_token(
            session, desk.reviewer("Ruth"), number(desk.database, secret)
        )
    assert expires == end


def test_whoever_left_is_signed_in_nowhere(desk: Desk) -> None:
    secret = begin(desk)
    with desk.database.begin() as session:
        session.get_one(Reviewer, desk.reviewer("Ruth")).departed_at = now()
    assert who(desk.database, secret) is None


@pytest.mark.parametrize("secret", ["", " ", "\x00", "\ud800", "' OR 1=1 --", "x" * 100_000])
def test_what_is_no_secret_is_nobodys(sqlite_desk: Desk, secret: str) -> None:
    begin(sqlite_desk)
    assert who(sqlite_desk.database, secret) is None


def test_what_a_browser_calls_itself_is_kept_short(desk: Desk) -> None:
    with desk.database.begin() as session:
        begin_sign_in(session, desk.editor, "password", Place("x\n" * 5000, "192.0.2.7"))
        (row,) = sign_ins_of(session, desk.editor)
    assert len(row.device) <= 200
    assert "\n" not in row.device


def test_a_sign_in_of_long_ago_is_swept_out(desk: Desk) -> None:
    secret = begin(desk)
    with desk.database.begin() as session:
        mint_session_token(session, desk.reviewer("Ruth"), number(desk.database, secret))
        session.execute(update(SignIn).values(expires_at=now() - timedelta(days=31)))
    begin(desk, "Omar")
    with desk.database.read() as session:
        assert session.query(SignIn).count() == 1


def test_an_error_of_signing_in_is_a_sentence() -> None:
    assert str(WorkbenchError("sign_in_ended")).endswith(".")
