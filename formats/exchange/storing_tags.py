"""The tags of an import: those its project has, those it makes, and a project made of its labels."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from formats.exchange.choices import NewProject
from formats.exchange.desk import Desk
from formats.exchange.labels import TagFound
from formats.exchange.plan import Plan
from models.label_mapping import remember_labels
from models.new_tags import add_tags, drafts_for
from models.project import create_project
from models.tag import TagDraft, tags_of


def new_project(session: Session, desk: Desk, wanted: NewProject, plan: Plan) -> int:
    """The project with the labels as its tags; with its own where there are no labels."""
    names = _new_names(desk.labels.used(plan.total).values())
    tags = _tag_set(names, wanted, desk) if names else wanted.tags
    return create_project(session, desk.asker, wanted.name, tags, wanted.guidelines).id


def store_tags(session: Session, desk: Desk, project_id: int, plan: Plan) -> dict[int, int]:
    """The ids of the tags by their number; what was mapped is remembered."""
    used = desk.labels.used(plan.total)
    ids = {tag.name: tag.id for tag in tags_of(session, project_id)}
    missing = [name for name in _new_names(used.values()) if name not in ids]
    if missing:
        ids |= add_tags(session, desk.asker, project_id, missing, desk.labels.described)
    mapped = {
        key: ids[tag.name]
        for key, tag in used.items()
        if key[1].strip().casefold() != tag.name.casefold()
    }
    remember_labels(session, desk.asker, project_id, mapped)
    return {tag.number: ids[tag.name] for tag in used.values()}


def _new_names(tags: Iterable[TagFound]) -> list[str]:
    return list(dict.fromkeys(tag.name for tag in tags if tag.is_new))


def _tag_set(names: list[str], wanted: NewProject, desk: Desk) -> list[TagDraft]:
    """A tag of ours that has the label's name comes with all that is said of it."""
    ours = {tag.name: tag for tag in wanted.tags if tag.name in names}
    others = [name for name in names if name not in ours]
    looks = [(tag.colour, tag.pattern, tag.letter) for tag in ours.values()]
    keys = [one.key for one in ours.values()]
    drafts = drafts_for(others, looks, keys, described=desk.labels.described)
    made = {one.name: one for one in drafts}
    return [ours.get(name) or made[name] for name in names]
