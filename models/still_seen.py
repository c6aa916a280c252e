"""Still seen: an editor who saw what became of a passage is told anew only when it changes again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.carried import ALTERED, CarriedPassage
from models.held_passages import in_portions
from models.revision import Revision

Row = dict[str, Any]


def keep_seen(session: Session, rows: Sequence[Row], text: str) -> None:
    """Mark the new rows as seen whose passage stands as it stood when an editor saw it.

    `text` is the one that they are carried to.
    """
    altered = {row["annotation_id"]: row for row in rows if row["reason"] in ALTERED}
    latest: dict[UUID, CarriedPassage] = {}
    for some in in_portions(altered):
        wanted = (
            select(CarriedPassage)
            .join(Revision, Revision.id == CarriedPassage.revision_id)
            .where(CarriedPassage.annotation_id.in_(some))
            .order_by(Revision.number)
        )
        latest.update({one.annotation_id: one for one in session.scalars(wanted)})
    texts: dict[int, str] = {}
    for former in latest.values():
        row = altered[former.annotation_id]
        if former.seen_at is None:
            continue
        if former.revision_id not in texts:
            texts[former.revision_id] = session.scalars(
                select(Revision.text).where(Revision.id == former.revision_id)
            ).one()
        told = _words(former.reason, former.places, texts[former.revision_id])
        if told == _words(row["reason"], row["places"], text):
            row["seen_at"], row["seen_by"] = former.seen_at, former.seen_by


def _words(reason: str, places: dict[str, Any] | None, text: str) -> str:
    """The likeliest words it has now; none where it is gone."""
    found = (places or {}).get("places", ())
    if reason == "gone" or not found:
        return ""
    start, end, _ = found[0]
    return text[start:end]
