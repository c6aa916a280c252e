"""Changing a tag set: tags are added, changed, renamed, moved, retired and brought back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import now
from models.errors import BadInput, NotFound
from models.event import record
from models.former_tag_name import FormerTagName
from models.membership import Role
from models.mirroring import mirror
from models.strokes import Bound, actions_bound, refuse_shared
from models.tag import Tag, TagDraft, TagSet, tags_of
from models.tag_fields import refuse_moved, tag_values
from models.tag_look import refuse_look
from models.turns import wait_for_turn
from models.writing import require_writer


def create_tag(session: Session, asker: int | None, project_id: int, draft: TagDraft) -> Tag:
    """A new tag at the end of the set; BadInput says what it shares with another, or lacks."""
    tags = _begin(session, asker, project_id)
    values = tag_values(draft)
    tag_set = _tag_set(session, project_id)
    _refuse_name(values["name"], tags)
    in_use = _in_use(tags)
    refuse_look(draft, in_use)
    _refuse_key(values["key"], values["name"], in_use, tag_set)
    position = max((tag.position for tag in tags), default=-1) + 1
    tag = Tag(tag_set_id=tag_set.id, project_id=project_id, position=position, **values)
    session.add(tag)
    session.flush()
    mirror(session, project_id)
    record(session, asker, project_id, "create", "tag", tag.id, None, values)
    return tag


def change_tag(
    session: Session,
    asker: int | None,
    project_id: int,
    tag_id: int,
    draft: TagDraft,
    seen: Mapping[str, Any] | None = None,
) -> Tag:
    """Everything about a tag but its place; its passages stay its own, whatever it is called now.

    A former name is remembered: who still says it means this tag. A retired tag is held to its
    neighbours' keys and looks only when it is brought back. `seen` is what the draft was written
    upon (`stored_values`): BadInput, with what somebody else stored meanwhile, where that differs.
    """
    tags = _begin(session, asker, project_id)
    tag = _tag(tags, tag_id)
    values = tag_values(draft)
    if seen is not None:
        refuse_moved(tag, seen, values)
    others = [other for other in tags if other.id != tag_id]
    _refuse_name(values["name"], others)
    in_use = _in_use(others) if tag.retired_at is None else []
    refuse_look(draft, in_use, tag)
    if tag.retired_at is None:
        _refuse_key(values["key"], values["name"], in_use, _tag_set(session, project_id))
    changed = {name: value for name, value in values.items() if getattr(tag, name) != value}
    if not changed:
        return tag
    before = {name: getattr(tag, name) for name in changed}
    if "name" in changed:
        session.add(
            FormerTagName(tag_id=tag.id, project_id=project_id, name=tag.name, changed_by=asker)
        )
    for name, value in changed.items():
        setattr(tag, name, value)
    session.flush()
    action = "rename" if "name" in changed else "update"
    mirror(session, project_id)
    record(session, asker, project_id, action, "tag", tag.id, before, changed)
    return tag


def move_tag(
    session: Session, asker: int | None, project_id: int, tag_id: int, places: int
) -> None:
    """Move a tag in use up (-1) or down (1) among those in use; beyond the ends nothing happens."""
    tags = _begin(session, asker, project_id)
    in_use = _in_use(tags)
    at = in_use.index(_tag(in_use, tag_id))
    to = min(max(at + places, 0), len(in_use) - 1)
    if to == at:
        return
    before = [tag.name for tag in in_use]
    in_use.insert(to, in_use.pop(at))
    for position, tag in enumerate([*in_use, *(tag for tag in tags if tag not in in_use)]):
        tag.position = position
    session.flush()
    after = {"order": [tag.name for tag in in_use]}
    mirror(session, project_id)
    record(session, asker, project_id, "move", "tag", tag_id, {"order": before}, after)


def retire_tag(session: Session, asker: int | None, project_id: int, tag_id: int) -> None:
    """The tag takes no new passages and gives its key back; those it has stay.

    BadInput for the last one in use: nothing could be tagged any more.
    """
    tags = _begin(session, asker, project_id)
    tag = _tag(tags, tag_id)
    if tag.retired_at is not None:
        return
    if len(_in_use(tags)) == 1:
        raise BadInput("tag_last")
    tag.retired_at = now()
    session.flush()
    mirror(session, project_id)
    record(session, asker, project_id, "retire", "tag", tag.id)


def bring_back_tag(session: Session, asker: int | None, project_id: int, tag_id: int) -> None:
    """A retired tag takes passages again; BadInput where another has its key or its look by now."""
    tags = _begin(session, asker, project_id)
    tag = _tag(tags, tag_id)
    if tag.retired_at is None:
        return
    in_use = _in_use(tags)
    refuse_look(TagDraft(tag.name, tag.key, tag.letter, tag.colour, tag.pattern), in_use)
    _refuse_key(tag.key, tag.name, in_use, _tag_set(session, project_id))
    tag.retired_at = None
    session.flush()
    mirror(session, project_id)
    record(session, asker, project_id, "bring_back", "tag", tag.id)


def _begin(session: Session, asker: int | None, project_id: int) -> list[Tag]:
    """All tags of the project, for an admin; whoever else changes them at once waits."""
    require_writer(session, asker, project_id, Role.ADMIN)
    wait_for_turn(session, f"tags of {project_id}")
    return tags_of(session, project_id)


def _in_use(tags: Sequence[Tag]) -> list[Tag]:
    return [tag for tag in tags if tag.retired_at is None]


def _tag(tags: Sequence[Tag], tag_id: int) -> Tag:
    found = next((tag for tag in tags if tag.id == tag_id), None)
    if found is None:
        raise NotFound("tag_not_here")
    return found


def _tag_set(session: Session, project_id: int) -> TagSet:
    return session.scalars(select(TagSet).where(TagSet.project_id == project_id)).one()


def _refuse_name(name: str, others: Sequence[Tag]) -> None:
    # Imports take labels for tags whatever their case, so that two such names would be one there.
    for tag in others:
        if tag.name.casefold() == name.casefold():
            word = "tag_name_retired" if tag.retired_at is not None else "tag_name_taken"
            raise BadInput(word, tag=tag.name)


def _refuse_key(key: str, name: str, in_use: Sequence[Tag], tag_set: TagSet) -> None:
    others = [Bound(tag.key, tag.name) for tag in in_use]
    refuse_shared([*others, Bound(key, name), *actions_bound(tag_set.keys)])
