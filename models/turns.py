"""Turns: what must not happen twice at once waits until the other is done."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def wait_for_turn(session: Session, matter: str) -> None:
    """Hold the turn for `matter` until this transaction ends.

    On SQLite a transaction that writes has it already. On PostgreSQL others wait here.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"workbench {matter}"))))
