"""Signing in: password, second factor, links; whoever cannot prove who they are learns nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from models.admission import deactivate, invite, reactivate
from models.attempts import MOST_PER_ACCOUNT, WINDOW, SignInAttempt, TooManyAttempts
from models.backups import backup, restore
from models.base import now
from models.database import Database
from models.errors import BadInput, NotFound, WorkbenchError
from models.one_time_link import OneTimeLink
from models.sign_in import Place, find_sign_in, sign_ins_of
from models.signing_in import (
    SignInRefused,
    change_password,
    give_second_factor,
    sign_in_with_link,
    sign_in_with_password,
)
from models.token import bearer, create_personal_token, mint_session_token
from tests.accounts import (
    HERE,
    PASSWORD,
    account,
    actions,
    address_of,
    admit,
    code_of,
    come_in,
    reset_link,
    trail_of,
    turn_on_second_factor,
)
from tests.builders import build_desk

OTHER = "seven loud geese march"


def refusal(attempt: Callable[..., object], *given: object) -> str:
    with pytest.raises(WorkbenchError) as refused:
        attempt(*given)
    return str(refused.value)


def who(database: Database, secret: str) -> int | None:
    with database.read() as session:
        found = find_sign_in(session, secret)
        return found.reviewer_id if found and not found.halfway else None


def test_the_right_password_signs_in(database: Database) -> None:
    ruth = admit(database, "Ruth")
    begun = sign_in_with_password(database, " RUTH@desk.example ", PASSWORD, HERE)
    assert not begun.halfway
    assert who(database, begun.secret) == ruth
    assert actions(database, "accept_invitation", "sign_in")[-1] == "sign_in"


def test_nobody_learns_which_part_was_wrong_or_who_is_here(database: Database) -> None:
    admit(database, "Ruth")
    with database.begin() as session:
        invite(session, None, "Omar", "omar@desk.example", "reviewer")
        left = invite(session, None, "Lea", "lea@desk.example", "reviewer").secret
    sign_in_with_link(database, left, PASSWORD, HERE)
    with database.begin() as session:
        invite(session, None, "Ada", "ada@desk.example", "admin")
        deactivate(session, None, 3)
    told = {
        refusal(sign_in_with_password, database, handle, password, HERE)
        for handle, password in [
            ("ruth@desk.example", OTHER),
            ("omar@desk.example", PASSWORD),
            ("lea@desk.example", PASSWORD),
            ("nobody@desk.example", PASSWORD),
            ("", ""),
            ("\x00", PASSWORD),
            ("\ud800", PASSWORD),
            ("ruth@desk.example", "\x00"),
        ]
    }
    assert len(told) == 1
    assert "do not fit together" in told.pop()


def test_too_many_attempts_are_made_to_wait_even_with_the_right_password(
    database: Database,
) -> None:
    ruth = admit(database, "Ruth")
    for _ in range(MOST_PER_ACCOUNT):
        refusal(sign_in_with_password, database, "ruth@desk.example", OTHER, HERE)
    elsewhere = Place("", "198.51.100.1")
    for handle in ("ruth@desk.example", " Ruth@DESK.example"):
        with pytest.raises(TooManyAttempts, match=r"try again in 15 min\.") as waiting:
            sign_in_with_password(database, handle, PASSWORD, elsewhere)
        assert 0 < waiting.value.seconds <= WINDOW.total_seconds()
    with database.begin() as session:
        session.execute(update(SignInAttempt).values(at=now() - WINDOW - timedelta(seconds=1)))
    begun = sign_in_with_password(database, "ruth@desk.example", PASSWORD, elsewhere)
    assert who(database, begun.secret) == ruth
    assert actions(database, "sign_in_throttled")


def test_a_flood_leaves_a_handful_of_events(database: Database) -> None:
    admit(database, "Ruth")
    for _ in range(MOST_PER_ACCOUNT + 30):
        refusal(sign_in_with_password, database, "ruth@desk.example", "", HERE)
    assert len(actions(database, "sign_in_refused", "sign_in_throttled")) <= 20


def test_many_at_once_are_no_way_around_the_limit(database: Database) -> None:
    admit(database, "Ruth")
    with ThreadPoolExecutor(8) as pool:
        waiting = pool.map(
            lambda n: refusal(
                sign_in_with_password, database, "ruth@desk.example", f"guess {n}", HERE
            ),
            range(MOST_PER_ACCOUNT + 8),
        )
    assert sum("do not fit" in told for told in waiting) == MOST_PER_ACCOUNT


def test_the_second_factor_is_asked_for(database: Database) -> None:
    ruth = admit(database, "Ruth")
    secret, _ = turn_on_second_factor(database, ruth)
    halfway = sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE)
    assert halfway.halfway
    assert who(database, halfway.secret) is None
    assert "does not fit" in refusal(give_second_factor, database, halfway.secret, "000000", HERE)
    begun = give_second_factor(database, halfway.secret, code_of(secret), HERE)
    assert begun.secret != halfway.secret
    assert who(database, begun.secret) == ruth
    assert "took too long" in refusal(
        give_second_factor, database, halfway.secret, code_of(secret, 1), HERE
    )


def test_a_code_is_good_once_also_for_two_at_the_same_time(database: Database) -> None:
    ruth = admit(database, "Ruth")
    secret, _ = turn_on_second_factor(database, ruth)
    doors = [
        sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE).secret
        for _ in range(2)
    ]
    code = code_of(secret)

    def go_on(door: str) -> bool:
        try:
            return bool(give_second_factor(database, door, code, HERE))
        except SignInRefused:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go_on, doors)) == [False, True]


def test_a_recovery_code_stands_in_once(database: Database) -> None:
    ruth = admit(database, "Ruth")
    _, codes = turn_on_second_factor(database, ruth)
    assert len(set(codes)) == 10
    for typed, good in (
        (codes[0].upper().replace("-", " "), True),
        (codes[0], False),
        (codes[1], True),
    ):
        door = sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE).secret
        if good:
            begun = give_second_factor(database, door, typed, HERE)
            assert who(database, begun.secret) == ruth
        else:
            refusal(give_second_factor, database, door, typed, HERE)


def test_codes_are_throttled(database: Database) -> None:
    ruth = admit(database, "Ruth")
    secret, _ = turn_on_second_factor(database, ruth)
    door = sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE).secret
    for n in range(MOST_PER_ACCOUNT):
        refusal(give_second_factor, database, door, f"{n:06}", HERE)
    assert "Too many" in refusal(give_second_factor, database, door, code_of(secret), HERE)


def test_a_full_sign_in_is_no_door_to_the_second_factor(database: Database) -> None:
    _, begun = come_in(database, "Ruth")
    for secret in (begun.secret, "", "x"):
        assert "took too long" in refusal(give_second_factor, database, secret, "000000", HERE)


def test_a_link_is_good_once_also_for_two_at_the_same_time(database: Database) -> None:
    with database.begin() as session:
        made = invite(session, None, "Ruth", "ruth@desk.example", "reviewer")

    def use(password: str) -> bool:
        try:
            return bool(sign_in_with_link(database, made.secret, password, HERE))
        except NotFound:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, [PASSWORD, OTHER])) == [False, True]
    assert not use(PASSWORD)


def test_a_password_that_is_none_leaves_the_link_good(database: Database) -> None:
    with database.begin() as session:
        made = invite(session, None, "Ruth", "ruth@desk.example", "reviewer")
    for bad in ("", "short", "ruth@desk.example", "\x00" * 20):
        with pytest.raises(BadInput):
            sign_in_with_link(database, made.secret, bad, HERE)
    assert account(database, made.reviewer_id) is None
    assert sign_in_with_link(database, made.secret, PASSWORD, HERE)


def test_a_link_ends_with_its_time_a_newer_one_and_its_person(database: Database) -> None:
    ruth = admit(database, "Ruth")
    admit(database, "Ada", "admin")
    older, newer = reset_link(database, ruth), reset_link(database, ruth)
    refusal(sign_in_with_link, database, older, OTHER, HERE)
    with database.begin() as session:
        session.execute(update(OneTimeLink).values(expires_at=now()))
    refusal(sign_in_with_link, database, newer, OTHER, HERE)
    last = reset_link(database, ruth)
    with database.begin() as session:
        deactivate(session, None, ruth)
    refusal(sign_in_with_link, database, last, OTHER, HERE)
    with database.begin() as session:
        reactivate(session, None, ruth)
    refusal(sign_in_with_link, database, last, OTHER, HERE)
    assert sign_in_with_password(database, address_of("Ruth"), PASSWORD, HERE)


def test_a_reset_signs_out_everywhere_and_keeps_the_second_factor(database: Database) -> None:
    ruth, begun = come_in(database, "Ruth")
    secret, _ = turn_on_second_factor(database, ruth)
    halfway = sign_in_with_link(database, reset_link(database, ruth), OTHER, HERE)
    assert who(database, begun.secret) is None
    assert halfway.halfway
    assert who(database, give_second_factor(database, halfway.secret, code_of(secret), HERE).secret)
    refusal(sign_in_with_password, database, "ruth@desk.example", PASSWORD, HERE)


def test_a_reset_ends_the_tokens_of_programs(database: Database) -> None:
    ruth = admit(database, "Ruth")
    with database.begin() as session:
        kept = [create_personal_token(session, ruth, name) for name in ("notebook", "robot")]
    link = reset_link(database, ruth)
    with database.read() as session:
        assert {bearer(session, token) for token in kept} == {ruth}
    sign_in_with_link(database, link, OTHER, HERE)
    with database.read() as session:
        assert {bearer(session, token) for token in kept} == {None}
    assert actions(database, "revoke") == ["revoke", "revoke"]


def test_a_reset_can_forget_the_second_factor(database: Database) -> None:
    ruth = admit(database, "Ruth")
    turn_on_second_factor(database, ruth)
    begun = sign_in_with_link(database, reset_link(database, ruth, forget=True), OTHER, HERE)
    assert who(database, begun.secret) == ruth
    assert "second_factor_off" in actions(database)


def test_another_password_ends_every_other_device(database: Database) -> None:
    ruth, here = come_in(database, "Ruth")
    there = sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE)
    with database.read() as session:
        found = find_sign_in(session, here.secret)
        assert found is not None
    for former, wanted in ((OTHER, OTHER), (PASSWORD, "short")):
        refusal(change_password, database, ruth, former, wanted, found.sign_in_id, HERE)
    assert who(database, there.secret) == ruth
    change_password(database, ruth, PASSWORD, OTHER, found.sign_in_id, HERE)
    assert who(database, here.secret) == ruth
    assert who(database, there.secret) is None
    with database.read() as session:
        assert len(sign_ins_of(session, ruth)) == 1
    assert sign_in_with_password(database, "ruth@desk.example", OTHER, HERE)


def test_the_trail_holds_no_secret(database: Database) -> None:
    ruth, begun = come_in(database, "Ruth")
    secret, codes = turn_on_second_factor(database, ruth)
    link = reset_link(database, ruth)
    refusal(sign_in_with_password, database, "mistyped-password-here", OTHER, HERE)
    halfway = sign_in_with_link(database, link, OTHER, HERE)
    give_second_factor(database, halfway.secret, codes[0], HERE)
    told = trail_of(database)
    for hidden in (PASSWORD, OTHER, secret, *codes, link, begun.secret, "mistyped", "argon2"):
        assert hidden not in told
    wanted = ("make_link", "reset_password", "sign_in_refused", "second_factor_on")
    assert set(wanted) <= set(actions(database))


def test_a_backup_brings_no_sign_in_and_no_link_back(database: Database, tmp_path: Path) -> None:
    build_desk(database)
    ruth, begun = come_in(database, "Ruth")
    link = reset_link(database, ruth)
    with database.begin() as session:
        found = find_sign_in(session, begun.secret)
        assert found is not None
        token, _ = mint_session_token(session, ruth, found.sign_in_id)
    backup(database, tmp_path / "desk.backup")
    restore(database, tmp_path / "desk.backup")
    assert who(database, begun.secret) is None
    refusal(sign_in_with_link, database, link, OTHER, HERE)
    with database.read() as session:
        assert bearer(session, token) is None
    assert sign_in_with_password(database, "ruth@desk.example", PASSWORD, HERE)
