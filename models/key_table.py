"""The one table of keys: what the reader binds and shows, as each project may change it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import BadInput
from models.event import record
from models.membership import Role, require_role
from models.mirroring import mirror
from models.strokes import (
    ACTIONS,
    BY_NAME,
    FIXED,
    Action,
    Bound,
    action_name,
    actions_bound,
    refuse_shared,
    stroke,
    strokes_of,
)
from models.tag import Tag, TagSet, tags_of
from models.text import one_line
from models.writing import require_writer

__all__ = ["ACTIONS", "Action", "change_keys", "key_bindings"]


def key_bindings(session: Session, asker: int, project_id: int) -> list[dict[str, Any]]:
    """The reader's actions with their strokes in this project, in the order of the key sheet."""
    require_role(session, asker, project_id, Role.VIEWER)
    keys = _tag_set(session, project_id).keys
    return [
        {
            "action": action.name,
            "strokes": list(strokes_of(action, keys)),
            "changes": action.changes,
            "shown": action.shown,
        }
        for action in ACTIONS
    ]


def change_keys(
    session: Session,
    asker: int,
    project_id: int,
    tags: Mapping[int, str],
    actions: Mapping[str, str],
) -> None:
    """Other keys for these tags (by id) and these actions (by name); all others keep theirs.

    An action's new stroke takes the place of its first, and may be another it has; a blank one, or
    the one it had to begin with, undoes the change. BadInput, and nothing is changed, for a stroke that cannot be given
    away, or that two of the project's tags and actions would share. A retired tag's key is free.
    """
    require_writer(session, asker, project_id, Role.ADMIN)
    tag_set = _tag_set(session, project_id)
    in_use = [tag for tag in tags_of(session, project_id) if tag.retired_at is None]
    wanted = _wanted_tags(in_use, tags)
    keys = _wanted_actions(tag_set.keys, actions)
    refuse_shared([Bound(wanted[tag.id], tag.name) for tag in in_use] + actions_bound(keys))
    before = _told(in_use, tag_set)
    _store(session, in_use, wanted)
    tag_set.keys = keys
    session.flush()
    mirror(session, project_id)
    after = _told(in_use, tag_set)
    if after != before:
        record(session, asker, project_id, "change_keys", "tag_set", tag_set.id, before, after)


def _tag_set(session: Session, project_id: int) -> TagSet:
    return session.scalars(select(TagSet).where(TagSet.project_id == project_id)).one()


def _wanted_tags(in_use: list[Tag], tags: Mapping[int, str]) -> dict[int, str]:
    known = {tag.id: tag.key for tag in in_use}
    for tag_id, given in tags.items():
        if tag_id not in known:
            names = ", ".join(tag.name for tag in in_use)
            raise BadInput("tag_unknown", tag=tag_id, known=names)
        known[tag_id] = stroke(given)
    return known


def _wanted_actions(keys: Mapping[str, str], actions: Mapping[str, str]) -> dict[str, str]:
    wanted = dict(keys)
    for name, given in actions.items():
        action = BY_NAME.get(name)
        if action is None:
            raise BadInput("action_unknown", action=one_line(name, limit=40))
        # Those it comes with need not be of the kind that is given away.
        came_with = {one.lower(): one for one in action.strokes}.get(given.lower())
        if not given or came_with == action.strokes[0]:
            wanted.pop(name, None)
        elif name in FIXED:
            raise BadInput("action_fixed", action=action_name(name))
        else:
            wanted[name] = came_with or stroke(given)
    return {name: one for name, one in wanted.items() if one != BY_NAME[name].strokes[0]}


def _store(session: Session, in_use: list[Tag], wanted: Mapping[int, str]) -> None:
    changing = [tag for tag in in_use if tag.key != wanted[tag.id]]
    for tag in changing:
        # Two that change places would share a key for a moment, which the database refuses.
        tag.key = f"changing {tag.id}"
    session.flush()
    for tag in changing:
        tag.key = wanted[tag.id]


def _told(in_use: list[Tag], tag_set: TagSet) -> dict[str, Any]:
    return {"tags": {tag.name: tag.key for tag in in_use}, "actions": dict(tag_set.keys)}
