"""People join: with a role in one project or in all, or as the one person of a solo workbench."""

from sqlalchemy.orm import Session

from models.errors import BadInput
from models.event import record
from models.instance import instance
from models.last_admin import is_last_admin_of, is_last_desk_admin
from models.membership import Membership, Role, join
from models.project import Project, all_projects
from models.reviewer import (
    NAME_LIMIT,
    Reviewer,
    find_reviewer,
    local_reviewer,
    make_reviewer,
    present_reviewer,
    reviewer_by_handle,
)
from models.text import one_line
from models.writing import refuse_closed


def join_everywhere(
    session: Session,
    reviewer: Reviewer,
    role: Role,
    actor: int | None = None,
    *,
    keep_given: bool = False,
) -> None:
    """Give the person this role in all projects, those made later included; `actor` gave it.

    With `keep_given` they stay what they are in projects that they are in.
    """
    before, after = {"role": reviewer.everywhere_role}, {"role": role.value}
    reviewer.everywhere_role = role.value
    for project in all_projects(session):
        if keep_given and session.get(Membership, (project.id, reviewer.id)) is not None:
            continue
        join(session, reviewer.id, project.id, role, actor)
    session.flush()
    if before != after:
        record(session, actor, None, "change_role", "reviewer", reviewer.id, before, after)


def add_reviewer(
    session: Session,
    name: str,
    email: str | None,
    role: str,
    project: Project | None = None,
    actor: int | None = None,
) -> Reviewer:
    """A new person with a role in one project, or in all of them; BadInput says what is amiss.

    `actor` is who brought them in.
    """
    reviewer = make_reviewer(session, name, email, actor)
    _admit(session, reviewer, role, project, actor)
    return reviewer


def give_role(
    session: Session, name: str, email: str, role: str, project: Project | None = None
) -> tuple[Reviewer, bool]:
    """Whoever has this e-mail gets the role, and whether they are new.

    BadInput where the e-mail is known under another name, letters' case aside.
    """
    known = find_reviewer(session, email)
    if known is None:
        return add_reviewer(session, name, email, role, project), True
    if one_line(name, limit=NAME_LIMIT).casefold() != known.name.casefold():
        raise BadInput("email_of_another", email=known.handle, name=known.name)
    _admit(session, known, role, project)
    return known, False


def set_role(session: Session, handle: str, role: str, project: Project | None = None) -> Reviewer:
    """Another role for whoever bears this handle, in one project or in all of them.

    NotFound for a handle that nobody has; BadInput where nobody would be left as admin.
    """
    person = reviewer_by_handle(session, handle)
    if person.departed_at is not None:
        raise BadInput("person_left", name=person.name)
    _admit(session, person, role, project)
    return person


def _admit(
    session: Session,
    reviewer: Reviewer,
    role: str,
    project: Project | None,
    actor: int | None = None,
) -> None:
    if role not in set(Role):
        raise BadInput("role_unknown", role=role, roles=", ".join(Role))
    if role != Role.ADMIN.value:
        _refuse_last_admin(session, reviewer.id, project)
    if project is None:
        join_everywhere(session, reviewer, Role(role), actor)
    else:
        refuse_closed(session, project.id)
        join(session, reviewer.id, project.id, Role(role), actor)


def _refuse_last_admin(session: Session, reviewer_id: int, project: Project | None) -> None:
    if project is None and is_last_desk_admin(session, reviewer_id):
        raise BadInput("last_desk_admin")
    if is_last_admin_of(session, reviewer_id, project.id if project else None):
        raise BadInput("last_admin")


def sign_in_locally(session: Session, name: str) -> Reviewer:
    """The one person of a solo workbench: named on the first visit, renamed by a later name."""
    reviewer = local_reviewer(session)
    if reviewer is None:
        reviewer = make_reviewer(session, name)
        join_everywhere(session, reviewer, Role.ADMIN)
        instance(session).local_reviewer_id = reviewer.id
        session.flush()
    elif one_line(name, limit=NAME_LIMIT):
        rename(session, reviewer.id, name)
    return reviewer


def rename(session: Session, asker: int, name: str) -> None:
    """The asker is called this from now on, also beside earlier work; BadInput for a blank."""
    reviewer = present_reviewer(session, asker)
    before, after = reviewer.name, one_line(name, limit=NAME_LIMIT)
    if not after:
        raise BadInput("name_blank")
    if after == before:
        return
    reviewer.name = after
    session.flush()
    record(session, asker, None, "rename", "reviewer", asker, {"name": before}, {"name": after})
