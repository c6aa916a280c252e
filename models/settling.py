"""Settling: an editor says that a text's gold is its reading, or opens it again."""

from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from models.adjudication import Adjudication
from models.base import now
from models.errors import BadInput
from models.event import record
from models.gold import GoldAnnotation, GoldSource
from models.missed_gold import forget_missed, record_missed
from models.passage_groups import is_settled
from models.queries.settling_readings import groups_of, readers_of, text_to_settle
from models.rejection import Rejection
from models.revision import Revision
from models.stored_gold import lock_texts
from models.text import one_line
from models.writing import refuse_closed

QUOTE_LIMIT = 80


class SettledMeanwhile(BadInput):
    """Somebody else settled the text or opened it again since the asker looked."""


class GroupsOpen(BadInput):
    """Passages wait for a decision: in `open` groups."""

    def __init__(self, groups: int) -> None:
        self.open = groups
        super().__init__("groups_open", n=groups)


class GoldOverlaps(BadInput):
    """Gold of one tag, or of the same words, lies over one another: `overlapping` pairs of passages."""

    def __init__(self, pairs: int, quote: str) -> None:
        self.overlapping = pairs
        super().__init__("gold_overlaps", n=pairs, quote=quote)


def settle_text(
    session: Session,
    asker: int,
    revision_id: int,
    version: int | None = None,
    *,
    anyway: bool = False,
    overlapping: bool = False,
) -> Adjudication:
    """The text's gold is its reading now; doing it twice is once. Editors who are not blind to it may.

    What its readers missed is recorded with it. GroupsOpen while groups wait for a decision, unless
    `anyway`; GoldOverlaps where gold of one tag lies over itself or two tags have the same words, unless `overlapping`;
    SettledMeanwhile where `version` is not the stored one; BadInput where nobody submitted a reading.
    """
    revision = _locked(session, asker, revision_id)
    known = session.get(Adjudication, revision_id)
    if known is not None and known.settled_at is not None:
        return known
    _refuse_other(known, version)
    readers = readers_of(session, revision_id)
    if not readers:
        raise BadInput("nothing_to_settle")
    waiting = open_groups(session, asker, revision_id)
    if waiting and not anyway:
        raise GroupsOpen(waiting)
    if not overlapping:
        _refuse_overlaps(session, revision_id)
    if known is None:
        known = Adjudication(revision_id=revision_id, article_id=revision.article_id, version=0)
        session.add(known)
    known.version += 1
    moment = now()
    known.settled_at, known.settled_by = moment, asker
    session.flush()
    missed = record_missed(session, asker, revision_id, [one.id for one in readers], moment)
    after = {"state": "settled", "version": known.version, "open": waiting, "missed": missed}
    _record(session, asker, revision, "settle", "open", after)
    return known


def unsettle_text(
    session: Session, asker: int, revision_id: int, version: int | None = None
) -> Adjudication | None:
    """The text is open again and its gold can be changed; None where it was never settled."""
    revision = _locked(session, asker, revision_id)
    known = session.get(Adjudication, revision_id)
    if known is None or known.settled_at is None:
        return known
    _refuse_other(known, version)
    known.version += 1
    known.settled_at = known.settled_by = None
    session.flush()
    forget_missed(session, revision_id)
    after = {"state": "open", "version": known.version}
    _record(session, asker, revision, "unsettle", "settled", after)
    return known


def open_groups(session: Session, asker: int, revision_id: int) -> int:
    """How many groups of the text wait for a decision, agreed ones that nobody accepted among them."""
    text_to_settle(session, asker, revision_id)
    taken = _taken(session, revision_id)
    gold = [
        (row.start, row.end)
        for row in session.execute(
            select(GoldAnnotation.start, GoldAnnotation.end).where(
                GoldAnnotation.revision_id == revision_id, GoldAnnotation.deleted_at.is_(None)
            )
        )
    ]
    groups = groups_of(session, revision_id, readers_of(session, revision_id), asker)
    return sum(not is_settled(group, taken, gold) for group in groups)


def _refuse_overlaps(session: Session, revision_id: int) -> None:
    one, other = aliased(GoldAnnotation), aliased(GoldAnnotation)
    pairs = session.execute(
        select(one.quote)
        .join(
            other,
            and_(
                other.revision_id == one.revision_id,
                or_(
                    other.tag_id == one.tag_id,
                    and_(other.start == one.start, other.end == one.end),
                ),
                other.id != one.id,
                other.start < one.end,
                other.end > one.start,
                or_(other.start > one.start, and_(other.start == one.start, other.id > one.id)),
            ),
        )
        .where(one.revision_id == revision_id, one.deleted_at.is_(None), other.deleted_at.is_(None))
        .order_by(one.start, one.id)
    ).all()
    if pairs:
        raise GoldOverlaps(len(pairs), one_line(pairs[0].quote, limit=QUOTE_LIMIT))


def _taken(session: Session, revision_id: int) -> set[UUID]:
    sources = (
        select(GoldSource.annotation_id)
        .join(GoldAnnotation, GoldAnnotation.id == GoldSource.gold_id)
        .where(GoldAnnotation.revision_id == revision_id, GoldAnnotation.deleted_at.is_(None))
    )
    rejected = select(Rejection.annotation_id).where(Rejection.revision_id == revision_id)
    return {*session.scalars(sources), *session.scalars(rejected)}


def _locked(session: Session, asker: int, revision_id: int) -> Revision:
    revision = text_to_settle(session, asker, revision_id)
    refuse_closed(session, revision.project_id)
    lock_texts(session, [revision_id])
    return revision


def _refuse_other(known: Adjudication | None, version: int | None) -> None:
    if version is not None and version != (known.version if known else 0):
        raise SettledMeanwhile("settled_meanwhile")


def _record(
    session: Session,
    asker: int,
    revision: Revision,
    action: str,
    before: str,
    after: dict[str, object],
) -> None:
    told = after | {"article": revision.article_id}
    state = {"state": before}
    record(session, asker, revision.project_id, action, "adjudication", revision.id, state, told)
