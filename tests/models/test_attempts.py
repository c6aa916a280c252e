"""Attempts: however they are spread, no more than so many in a quarter of an hour are looked at."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.attempts import (
    MOST_PER_ACCOUNT,
    MOST_PER_ADDRESS,
    WINDOW,
    SignInAttempt,
    TooManyAttempts,
    begin_attempt,
    forgive,
)
from models.base import now
from models.database import Database

START = now()
TRIES = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["ruth", "omar"]),
        st.sampled_from(["192.0.2.1", "192.0.2.2"]),
        st.booleans(),
    ),
    max_size=60,
)


@settings(max_examples=25)
@given(TRIES)
def test_no_window_holds_more_failures_than_are_allowed(
    sqlite_database: Database, tries: list[tuple[int, str, str, bool]]
) -> None:
    failed: list[tuple[datetime, str, str]] = []
    moment = START
    with sqlite_database.begin() as session:
        session.query(SignInAttempt).delete()
        for seconds, account, address, good in tries:
            moment += timedelta(seconds=seconds)
            recent = [one for one in failed if one[0] > moment - WINDOW]
            is_full = sum(one[1] == account for one in recent) >= MOST_PER_ACCOUNT
            if is_full:
                with pytest.raises(TooManyAttempts) as refused:
                    begin_attempt(session, account, address, moment)
                assert 0 < refused.value.seconds <= WINDOW.total_seconds()
                continue
            attempt = begin_attempt(session, account, address, moment)
            if good:
                forgive(session, attempt)
            else:
                failed.append((moment, account, address))


def test_an_address_that_tries_many_accounts_is_made_to_wait(database: Database) -> None:
    with database.begin() as session:
        for n in range(MOST_PER_ADDRESS):
            begin_attempt(session, f"person {n}", "192.0.2.1")
        with pytest.raises(TooManyAttempts):
            begin_attempt(session, "ruth", "192.0.2.1")
        assert begin_attempt(session, "ruth", "192.0.2.2")
