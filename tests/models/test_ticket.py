"""Export tickets: good once, for a minute, for editors; the database never holds their secret."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from models.base import now
from models.errors import NotAllowed, NotFound
from models.ticket import ExportTicket, Redeemed, mint_ticket, redeem_ticket
from tests.builders import Desk, build_desk

FILTERS = {"tag": ["sourced", "新聞"]}


def mint(desk: Desk) -> str:
    with desk.database.begin() as session:
        return mint_ticket(session, desk.editor, desk.project_id, "csv", FILTERS)


def redeem(desk: Desk, secret: str) -> Redeemed | None:
    try:
        with desk.database.begin() as session:
            return redeem_ticket(session, secret)
    except NotFound:
        return None


def test_a_ticket_is_good_once(desk: Desk) -> None:
    secret = mint(desk)
    assert redeem(desk, secret) == Redeemed(desk.editor, desk.project_id, "csv", FILTERS)
    assert redeem(desk, secret) is None


def test_of_many_who_come_at_once_one_is_let_in(desk: Desk) -> None:
    secret = mint(desk)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: redeem(desk, secret), range(8)))
    assert sum(one is not None for one in found) == 1


def test_a_ticket_ends_after_a_minute(desk: Desk) -> None:
    minute, before = timedelta(seconds=60), now()
    secret = mint(desk)
    with desk.database.begin() as session:
        ticket = session.query(ExportTicket).one()
        assert before + minute <= ticket.expires_at <= now() + minute
        ticket.expires_at = now()
    assert redeem(desk, secret) is None


@pytest.mark.parametrize("secret", ["", "x", "\x00", "\ud800", "💩"])
def test_what_is_no_ticket_opens_nothing(desk: Desk, secret: str) -> None:
    mint(desk)
    assert redeem(desk, secret) is None


def test_only_editors_get_tickets(sqlite_desk: Desk) -> None:
    stranger = build_desk(sqlite_desk.database, "Other").editor
    for asker, error in ((sqlite_desk.reviewer("Ruth"), NotAllowed), (stranger, NotFound)):
        with pytest.raises(error), sqlite_desk.database.begin() as session:
            mint_ticket(session, asker, sqlite_desk.project_id, "csv", {})


def test_the_database_holds_no_secret_and_forgets_old_tickets(desk: Desk) -> None:
    secret = mint(desk)
    with desk.database.begin() as session:
        assert secret not in repr(session.execute(text("SELECT * FROM export_ticket")).all())
        session.query(ExportTicket).one().expires_at = now() - timedelta(days=2)
    mint(desk)
    with desk.database.read() as session:
        assert session.query(ExportTicket).count() == 1
