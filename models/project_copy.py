"""A project made after another: its tags, keys, guidelines and settings, and nothing of its work."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.event import record
from models.membership import Role, require_role
from models.project import Project, create_project, guidelines
from models.tag import Prompt, Tag, TagDraft, TagSet, tags_of


def copy_project(session: Session, asker: int | None, project_id: int, name: str) -> Project:
    """A new project with the tags in use, keys, guidelines and settings of this one.

    Admins of it may, of an archived one too: nothing in it changes. No article comes along, and
    nobody but the asker and who has a role everywhere. BadInput where the name is blank or taken.
    """
    if asker is not None:
        require_role(session, asker, project_id, Role.ADMIN)
    template = session.get_one(Project, project_id)
    drafts = [_draft(tag) for tag in tags_of(session, project_id) if tag.retired_at is None]
    keys = session.scalars(select(TagSet.keys).where(TagSet.project_id == project_id)).one()
    text = guidelines(session, project_id)
    made = create_project(session, asker, name, drafts, text, keys)
    made.is_blind = template.is_blind
    made.readers_per_article = template.readers_per_article
    session.flush()
    after = {"name": made.name, "from": template.id}
    record(session, asker, made.id, "copy", "project", made.id, None, after)
    return made


def _draft(tag: Tag) -> TagDraft:
    return TagDraft(
        tag.name,
        tag.key,
        tag.letter,
        tag.colour,
        tag.pattern,
        tag.description,
        tuple(tag.examples),
        tag.counter_example,
        tag.boundary,
        tag.asks_evidence,
        tuple(Prompt(one["ask"], one["answer"]) for one in tag.prompts),
    )
