"""The people of an import: those it makes, as reviewers of its project alone, and those it admits."""

from sqlalchemy.orm import Session

from formats.exchange.desk import Desk
from formats.exchange.people import PersonFound
from formats.exchange.plan import Plan
from models.bulk_articles import require_importer
from models.errors import BadInput
from models.membership import Role, join
from models.people import add_reviewer
from models.project import Project
from models.reviewer import Reviewer
from models.reviewer_mapping import remember_reviewers


def store_people(session: Session, desk: Desk, project_id: int, plan: Plan) -> dict[int, int]:
    """The ids of those whose work is imported, by their number; who was matched is remembered."""
    require_importer(session, desk.asker, project_id)
    project = session.get_one(Project, project_id)
    ids = {
        one.number: _known(session, one, project_id) or _made(session, one, project)
        for one in desk.people.used(plan.total)
    }
    matched = {key: ids[one.number] for key, one in desk.people.chosen(plan.total).items()}
    remember_reviewers(session, desk.asker, project_id, matched)
    return ids


def _known(session: Session, one: PersonFound, project_id: int) -> int | None:
    if one.id is not None and not one.is_member:
        reviewer = session.get_one(Reviewer, one.id)
        if reviewer.departed_at is None and reviewer.everywhere_role is None:
            join(session, one.id, project_id, Role.REVIEWER)
    return one.id


def _made(session: Session, one: PersonFound, project: Project) -> int:
    """Somebody new; a name that is an e-mail becomes their handle."""
    if "@" in one.name:
        try:
            return add_reviewer(session, one.name, one.name, Role.REVIEWER, project).id
        except BadInput:
            pass  # it only looks like one
    return add_reviewer(session, one.name, None, Role.REVIEWER, project).id
