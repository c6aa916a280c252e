"""The people of an import: those it makes, and, where an admin imports, those it admits as reviewers."""

from sqlalchemy.orm import Session

from formats.exchange.desk import Desk
from formats.exchange.people import PersonFound
from formats.exchange.plan import Plan
from models.bulk_articles import require_importer
from models.errors import BadInput
from models.membership import Role, join, role_of
from models.project import Project
from models.reviewer import Reviewer, make_reviewer
from models.reviewer_mapping import remember_reviewers


def store_people(session: Session, desk: Desk, project_id: int, plan: Plan) -> dict[int, int]:
    """The ids of those whose work is imported, by their number; who was matched is remembered."""
    require_importer(session, desk.asker, project_id)
    project = session.get_one(Project, project_id)
    # Letting people in is for admins: in an editor's import their work comes, and they do not.
    admits = desk.asker is None or role_of(session, desk.asker, project_id) is Role.ADMIN
    ids = {
        one.number: _known(session, one, project_id, admits, desk.asker)
        or _made(session, one, project, admits, desk.asker)
        for one in desk.people.used(plan.total)
    }
    matched = {key: ids[one.number] for key, one in desk.people.chosen(plan.total).items()}
    remember_reviewers(session, desk.asker, project_id, matched)
    return ids


def _known(
    session: Session, one: PersonFound, project_id: int, admits: bool, asker: int | None
) -> int | None:
    if one.id is not None and not one.is_member and admits:
        reviewer = session.get_one(Reviewer, one.id)
        if reviewer.departed_at is None and reviewer.everywhere_role is None:
            join(session, one.id, project_id, Role.REVIEWER, asker)
    return one.id


def _made(
    session: Session, one: PersonFound, project: Project, admits: bool, asker: int | None
) -> int:
    """Somebody new; a name that is an e-mail becomes their handle."""
    made = _new(session, one.name, asker)
    # A mere name signs in nowhere; an e-mail may, and then with a role that an admin gives.
    if admits or made.email is None:
        join(session, made.id, project.id, Role.REVIEWER, asker)
    return made.id


def _new(session: Session, name: str, asker: int | None) -> Reviewer:
    if "@" in name:
        try:
            return make_reviewer(session, name, name, asker)
        except BadInput:
            pass  # it only looks like one
    return make_reviewer(session, name, actor=asker)
