"""What to call the people whose work a project holds."""

from collections.abc import Collection, Mapping
from typing import cast

from sqlalchemy import Select, exists, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.visible import hidden_from, reading_visible_to, visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tally import ChangedText, PassageTally


def names_in(session: Session, asker: int, project_id: int) -> dict[int, str]:
    """Everyone who tagged or was given an article in the project, by name; id → what to call them.

    As far as the asker may know that they did.

    Where two bear one name, their handles stand behind it. Those who left are among them.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    # One reading of each person is looked for, not every reading of the project.
    given = exists().where(
        Assignment.reviewer_id == Reviewer.id,
        Article.id == Assignment.article_id,
        Article.project_id == project_id,
        reading_visible_to(eyes),
    )
    people = session.execute(
        select(Reviewer.id, Reviewer.name, Reviewer.handle)
        .where(or_(given, Reviewer.id.in_(union(*_tagged(eyes, project_id)))))
        .order_by(func.lower(Reviewer.name), Reviewer.id)
    ).all()
    names = [person.name for person in people]
    return {
        person.id: f"{person.name} ({person.handle})"
        if names.count(person.name) > 1
        else person.name
        for person in people
    }


def names_of(
    session: Session, asker: int, project_id: int, people: Collection[int]
) -> Mapping[int, str]:
    """The same for people of whom the asker knows already that they did; it costs much less."""
    require_role(session, asker, project_id, Role.VIEWER)
    other = aliased(Reviewer)
    shared = exists().where(other.name == Reviewer.name, other.id != Reviewer.id)
    rows = session.execute(
        select(Reviewer.id, Reviewer.name, shared).where(Reviewer.id.in_(people))
    ).all()
    if any(row[2] for row in rows):
        return names_in(session, asker, project_id)
    return {row[0]: row[1] for row in rows}


def _tagged(eyes: int | None, project_id: int) -> tuple[Select[int], Select[int]]:
    """Whoever has a passage: by the tallies, and by the passages where those are not up to date.

    A look at the passages alone would end with the first one of each person, but for people without
    any it is a look at all of them.
    """
    changed = select(ChangedText.revision_id)
    # The rule asks for a reviewer, a project and a text, which a tally has as a passage does.
    tally = cast(type[Annotation], PassageTally)
    counted = select(PassageTally.reviewer_id).where(
        PassageTally.project_id == project_id,
        PassageTally.revision_id.not_in(changed),
        visible_to(eyes, tally),
    )
    # By the text: asked for the project, SQLite may look at all of its passages.
    here = changed.join(Revision, Revision.id == ChangedText.revision_id).where(
        Revision.project_id == project_id
    )
    uncounted = select(Annotation.reviewer_id).where(
        Annotation.revision_id.in_(here),
        Annotation.deleted_at.is_(None),
        visible_to(eyes),
    )
    return counted, uncounted
