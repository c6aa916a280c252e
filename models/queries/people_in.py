"""What to call the people whose work a project holds."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.visible import hidden_from, reading_visible_to, visible_to
from models.reviewer import Reviewer


def names_in(session: Session, asker: int, project_id: int) -> dict[int, str]:
    """Everyone who tagged or was given an article in the project, by name; id → what to call them.

    As far as the asker may know that they did.

    Where two bear one name, their handles stand behind it. Those who left are among them.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    # One passage of each person is looked for, not every passage of the project.
    tagged = (
        select(Annotation.id)
        .where(
            Annotation.reviewer_id == Reviewer.id,
            Annotation.project_id == project_id,
            Annotation.deleted_at.is_(None),
            visible_to(hidden_from(session, asker, project_id)),
        )
        .exists()
    )
    given = (
        select(Assignment.reviewer_id)
        .join(Article, Article.id == Assignment.article_id)
        .where(Article.project_id == project_id, reading_visible_to(asker))
    )
    people = session.execute(
        select(Reviewer.id, Reviewer.name, Reviewer.handle)
        .where(or_(Reviewer.id.in_(given), tagged))
        .order_by(func.lower(Reviewer.name), Reviewer.id)
    ).all()
    names = [person.name for person in people]
    return {
        person.id: f"{person.name} ({person.handle})"
        if names.count(person.name) > 1
        else person.name
        for person in people
    }
