"""Readings given, taken back or planned anew on the page Assign: done, told, and undone."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from models import database
from models.assigning_undone import undo_changes
from models.base import now
from models.given import Change
from models.handing_out import hands_out
from models.queries.visible import blind_articles
from pages.assign_undo import remember
from pages.frame import Visit
from words import say


def give(visit: Visit, verb: Callable[[Session, int, int], list[Change]]) -> None:
    """Change readings by a verb, and say how many, and whether queues hold something else since."""
    at = now()
    with database.current().begin() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        before = hands_out(*mine)
        changes = verb(*mine)
        switched = hands_out(*mine) and not before
    if not changes:
        remember(visit, say("assign.gave_none"))
        return
    told = say("assign.gave", n=len(changes))
    if switched:
        told = f"{told} {say('assign.switched')}"
    remember(visit, told, partial(_undo, changes, at if switched else None))


def _undo(
    changes: Sequence[Change],
    handed_out_at: datetime | None,
    session: Session,
    asker: int,
    project_id: int,
) -> str:
    undone = undo_changes(session, asker, project_id, changes, handed_out_at=handed_out_at)
    told = [say("assign.undone", n=len(undone))] if undone else []
    if blind_articles(session, asker, project_id, {one.article_id for one in changes}):
        told.append(say("assign.undone_blind"))
    return " ".join(told) or say("assign.undone_none")
