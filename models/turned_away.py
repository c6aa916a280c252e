"""Who is turned away at the door: forged and ended secrets, calls from other sites, too many attempts.

Whoever is refused can be refused a thousand times a second, and the trail is never shortened. So
of each address and kind only the first few of an hour are written down, and the rest cost a look.
"""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.attempts import SignInAttempt
from models.base import now
from models.database import Database
from models.digest import digest
from models.event import record
from models.sign_in import find_sign_in, owner_of, sign_in_of
from models.token import token_owner

MOST_RECORDED = 10
PERIOD = timedelta(hours=1)


def record_turned_away(
    database: Database,
    kind: str,
    address: str,
    reviewer_id: int | None = None,
    what: str = "sign_in",
) -> None:
    """Write down that something was refused; `reviewer_id` is whose it was, not who did it."""
    with database.read() as session:
        if _recorded(session, kind, address) >= MOST_RECORDED:
            return
    with database.begin() as session:
        moment, key = now(), digest(kind)
        session.add(
            SignInAttempt(at=moment, kind=kind, account_sha256=key, address=address, failed=False)
        )
        session.flush()
        row = "" if reviewer_id is None else reviewer_id
        record(session, None, None, kind, what, row, None, {"address": address})


def record_bad_cookie(database: Database, secret: str | None, address: str) -> None:
    """A cookie that opens nothing: ended where we signed it, else forged."""
    with database.read() as session:
        owner = None if secret is None else owner_of(session, secret)
    kind = "forged_sign_in_refused" if secret is None else "ended_sign_in_refused"
    record_turned_away(database, kind, address, owner.reviewer_id if owner else None)


def record_brought(database: Database, secret: str | None, begun: str, address: str) -> None:
    """What a browser brought along when it was let in as `begun`: forged, ended, or somebody else's.

    It opens nothing from now on; whoever planted it is known by its owner. One's own that one ended
    oneself, by the second factor or a link, tells nothing.
    """
    if secret is None:
        record_bad_cookie(database, None, address)
        return
    with database.read() as session:
        former, here = sign_in_of(session, secret), sign_in_of(session, begun)
        live = find_sign_in(session, secret)
    is_own = former is not None and here is not None and former.reviewer_id == here.reviewer_id
    if live is None and not (is_own and former is not None and former.ended_at is not None):
        record_bad_cookie(database, secret, address)
    elif live is not None and not is_own:
        record_turned_away(database, "foreign_sign_in_refused", address, live.reviewer_id)


def record_bad_token(database: Database, token: str, address: str) -> None:
    """A bearer token that opens nothing: ended where its owner is known, else forged."""
    with database.read() as session:
        owner = token_owner(session, token)
    kind = "forged_token_refused" if owner is None else "ended_token_refused"
    record_turned_away(database, kind, address, owner, "api_token")


def _recorded(session: Session, kind: str, address: str) -> int:
    asked = (
        select(func.count())
        .select_from(SignInAttempt)
        .where(
            SignInAttempt.address == address,
            SignInAttempt.kind == kind,
            SignInAttempt.at > now() - PERIOD,
        )
    )
    return session.scalar(asked) or 0
