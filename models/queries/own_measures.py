"""Whose calibration, speed and agreement with themselves a person may see: their own, and as admin anybody's."""

from sqlalchemy.orm import Session

from models.errors import NotAllowed
from models.membership import Role, require_role


def require_own(session: Session, asker: int, project_id: int, reviewer_id: int) -> None:
    """NotAllowed for everybody but the reviewer and the project's admins; editors are no exception."""
    role = require_role(session, asker, project_id, Role.VIEWER)
    if reviewer_id != asker and not role.covers(Role.ADMIN):
        raise NotAllowed("own_measures")
