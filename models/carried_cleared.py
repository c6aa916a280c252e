"""Cleared sentences of an earlier text: whoever read a sentence that is unchanged has read it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.anchoring import Anchoring
from models.cleared import ClearedSentence
from models.event import Event, event_row
from models.reviewer import Reviewer
from models.revision import Revision, Sentence

Bounds = tuple[int, int, int]


def carry_cleared(
    session: Session, earlier: Revision, newest: Revision, anchoring: Anchoring, at: datetime
) -> None:
    """Clear on the newest text what was cleared on the one before and stands there unchanged."""
    cleared = session.execute(
        select(ClearedSentence.reviewer_id, ClearedSentence.position, ClearedSentence.cleared_at)
        .where(ClearedSentence.revision_id == earlier.id)
        .order_by(ClearedSentence.reviewer_id, ClearedSentence.position)
    ).all()
    if not cleared:
        return
    now = same_sentences(anchoring, _sentences(session, earlier), _sentences(session, newest))
    rows = [
        {
            "revision_id": newest.id,
            "reviewer_id": row.reviewer_id,
            "position": now[row.position],
            "cleared_at": row.cleared_at,
        }
        for row in cleared
        if row.position in now
    ]
    if rows:
        session.execute(insert(ClearedSentence), rows)
        session.execute(insert(Event), list(_events(session, newest, rows, at)))


def same_sentences(
    anchoring: Anchoring, old: Iterable[Bounds], new: Iterable[Bounds]
) -> dict[int, int]:
    """Which sentence of the newer text each unchanged one of the earlier is, by their numbers."""
    there = {(start, end): position for position, start, end in new}
    found: dict[int, int] = {}
    for position, start, end in old:
        now = anchoring.kept(start, end)
        if now is not None and (now, now + end - start) in there:
            found[position] = there[now, now + end - start]
    return found


def _sentences(session: Session, revision: Revision) -> list[Bounds]:
    rows = session.execute(
        select(Sentence.position, Sentence.start, Sentence.end).where(
            Sentence.revision_id == revision.id
        )
    )
    return [(row.position, row.start, row.end) for row in rows]


def _events(
    session: Session, newest: Revision, rows: Iterable[dict[str, Any]], at: datetime
) -> Iterable[dict[str, Any]]:
    """One a reading. The workbench itself did it: whoever corrects may be reading blind."""
    of: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        of[row["reviewer_id"]].append(row["position"])
    people = session.execute(select(Reviewer.id, Reviewer.handle).where(Reviewer.id.in_(of)))
    for reviewer_id, handle in people:
        after = {"cleared": of[reviewer_id], "reviewer": handle}
        yield event_row(
            *(None, newest.project_id, "carry", "cleared_sentence", newest.id),
            *({"cleared": []}, after, at),
        )
