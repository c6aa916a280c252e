"""Undoing what was assigned: readings given, taken back or planned anew, and what that did to queues."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.duty import in_project
from models.given import (
    Change,
    delete_readings,
    insert_readings,
    lock_articles,
    not_begun,
    plan_anew,
    tell_changes,
    unfinished,
)
from models.handing_out import stop_handing_out
from models.membership import Role
from models.queries.visible import blind_articles
from models.writing import require_writer


def undo_changes(
    session: Session,
    asker: int,
    project_id: int,
    changes: Sequence[Change],
    *,
    handed_out_at: datetime | None = None,
) -> list[Change]:
    """Make undone what these changes did, where nothing happened to the reading since.

    Articles that the asker reads blind stay as they are, since whether something happened would tell
    of the others. `handed_out_at` is when the changes made queues hold what was given alone; that
    is undone, too, where nothing given since is left.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    lock_articles(session, project_id, {one.article_id for one in changes})
    # Theirs first: whoever gives up a reading that they did not begin does not read it blind.
    own = [one for one in changes if one.reviewer_id == asker and one.after is not None]
    undone = _undo(session, project_id, own)
    others = [one for one in changes if one not in own]
    hidden = blind_articles(session, asker, project_id, {one.article_id for one in others})
    undone += _undo(session, project_id, [one for one in others if one.article_id not in hidden])
    tell_changes(session, asker, project_id, undone)
    if handed_out_at is not None:
        stop_handing_out(session, asker, project_id, handed_out_at)
    return undone


def _undo(session: Session, project_id: int, changes: Sequence[Change]) -> list[Change]:
    undone: list[Change] = []
    for one in reversed(changes):
        place = (one.article_id, one.reviewer_id)
        if one.before is not None and one.after is not None:
            if unfinished(session, [place]).get(place) == one.after:
                plan = (one.before.due_on, one.before.priority)
                undone += plan_anew(session, [place], *plan, clear=True)
        elif not_begun(session, [place]).get(place) != one.after:
            continue
        elif one.before is None:
            undone += delete_readings(session, [place])
        elif in_project(session, project_id, [one.reviewer_id]):
            undone += insert_readings(session, {place: one.before})
    return undone
