"""Signing out: one device, or all of them; what their pages hold ends with them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from models.base import now
from models.event import record
from models.one_time_link import OneTimeLink
from models.sign_in import SignIn
from models.token import ApiToken


def end_sign_in(session: Session, asker: int, sign_in_id: int, action: str = "sign_out") -> bool:
    """End one of the asker's own sign-ins with the tokens its pages got; whether there was one."""
    if not _end(session, asker, [sign_in_id]):
        return False
    record(session, asker, None, action, "sign_in", sign_in_id)
    return True


def sign_out_everywhere(session: Session, asker: int) -> None:
    """Sign the asker out on every device, this one included."""
    end_all_sign_ins(session, asker, asker)


def end_all_sign_ins(
    session: Session, reviewer_id: int, actor: int | None, keep: int | None = None
) -> int:
    """Sign the person out everywhere, but for the sign-in to keep; how many ended."""
    live = select(SignIn.id).where(SignIn.reviewer_id == reviewer_id, SignIn.ended_at.is_(None))
    numbers = [number for number in session.scalars(live) if number != keep]
    ended = _end(session, reviewer_id, numbers)
    if keep is None:
        # Those that a page minted before there were sign-ins, too.
        _revoke(session, ApiToken.reviewer_id == reviewer_id)
    record(session, actor, None, "sign_out_everywhere", "reviewer", reviewer_id, None, {"n": ended})
    return ended


def end_everybodys_sign_ins(session: Session) -> None:
    """Nobody is signed in, and no link is good: after a restore what was ended would else be back."""
    moment = now()
    session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=moment))
    session.execute(
        update(OneTimeLink).where(OneTimeLink.ended_at.is_(None)).values(ended_at=moment)
    )
    _revoke(session, ApiToken.sign_in_id.is_not(None))


def _end(session: Session, reviewer_id: int, numbers: Sequence[int]) -> int:
    ended = session.scalars(
        update(SignIn)
        .where(SignIn.id.in_(numbers), SignIn.reviewer_id == reviewer_id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
        .returning(SignIn.id)
    ).all()
    # After the sign-ins: who mints a token waits for these rows, and then finds them ended.
    _revoke(session, ApiToken.sign_in_id.in_(ended))
    return len(ended)


def _revoke(session: Session, whose: ColumnElement[bool]) -> None:
    session.execute(
        update(ApiToken)
        .where(whose, ApiToken.kind == "session", ApiToken.revoked_at.is_(None))
        .values(revoked_at=now())
    )
