"""What a companion has of its project: tags, keys, guidelines, settings; brought up to date as they change."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.companion import companions_of
from models.former_tag_name import FormerTagName
from models.project import Guideline, Project
from models.tag import Tag, TagSet

_TAG = (
    *("name", "key", "letter", "colour", "pattern", "description", "examples", "counter_example"),
    *("boundary", "asks_evidence", "prompts", "position", "retired_at"),
)
_GUIDELINE = ("version", "markdown", "change", "created_by", "created_at")
_PROJECT = ("is_blind", "blind_since", "readers_per_article", "hands_out", "archived_at")


def mirror(session: Session, home_id: int) -> None:
    """Bring each companion of the project up to date; whoever changes the project calls it.

    A person who reads again must find what everybody finds who reads there: a tag that was renamed,
    a key that was changed, new guidelines, a project that was archived.
    """
    for project_id in companions_of(session, home_id):
        mirror_into(session, home_id, project_id)


def mirror_into(session: Session, home_id: int, project_id: int) -> None:
    """Bring one companion up to date."""
    home, beside = session.get_one(Project, home_id), session.get_one(Project, project_id)
    for name in _PROJECT:
        setattr(beside, name, getattr(home, name))
    _tags(session, home_id, project_id)
    _guidelines(session, home_id, project_id)
    session.flush()


def _tags(session: Session, home_id: int, project_id: int) -> None:
    """Tags are never deleted, so the companion's stand in the order in which its project's were made."""
    there, here = (
        session.scalars(select(TagSet).where(TagSet.project_id == one)).one()
        for one in (home_id, project_id)
    )
    here.name, here.keys = there.name, dict(there.keys)
    first, second = (
        list(session.scalars(select(Tag).where(Tag.project_id == one).order_by(Tag.id)))
        for one in (home_id, project_id)
    )
    changing = [copy for tag, copy in zip(first, second, strict=False) if _differs(tag, copy)]
    for copy in changing:
        # Two that change places would share a name or a key for a moment, which is refused.
        copy.name, copy.key = f"changing {copy.id}", f"changing {copy.id}"
    session.flush()
    for tag, copy in zip(first, second, strict=False):
        for name in _TAG:
            setattr(copy, name, getattr(tag, name))
    added = [
        Tag(tag_set_id=here.id, project_id=project_id, **_values(tag, _TAG))
        for tag in first[len(second) :]
    ]
    session.add_all(added)
    session.flush()
    _former_names(
        session, home_id, project_id, dict(zip(_ids(first), _ids([*second, *added]), strict=True))
    )


def _former_names(session: Session, home_id: int, project_id: int, tags: dict[int, int]) -> None:
    known: set[tuple[int, str, datetime]] = set()
    of = select(FormerTagName).order_by(FormerTagName.id)
    for one in session.scalars(of.where(FormerTagName.project_id == project_id)):
        known.add((one.tag_id, one.name, one.changed_at))
    for one in session.scalars(of.where(FormerTagName.project_id == home_id)):
        told = (tags[one.tag_id], one.name, one.changed_at)
        if told not in known:
            tag_id, name, at = told
            session.add(
                FormerTagName(
                    tag_id=tag_id, project_id=project_id, name=name, changed_at=at,
                    changed_by=one.changed_by,
                )
            )  # fmt: skip


def _guidelines(session: Session, home_id: int, project_id: int) -> None:
    known = select(Guideline.version).where(Guideline.project_id == project_id)
    new = select(Guideline).where(Guideline.project_id == home_id, Guideline.version.not_in(known))
    for one in session.scalars(new.order_by(Guideline.version)).all():
        session.add(Guideline(project_id=project_id, **_values(one, _GUIDELINE)))


def _differs(tag: Tag, copy: Tag) -> bool:
    return (tag.name, tag.key) != (copy.name, copy.key)


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _ids(tags: list[Tag]) -> list[int]:
    return [tag.id for tag in tags]
