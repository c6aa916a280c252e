"""The plan for articles: how urgent they are and for when, before anybody reads them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.article import Article, check_priority
from models.errors import BadInput
from models.event import record
from models.given import lock_articles
from models.membership import Role
from models.writing import require_writer

Plan = tuple[int, date | None]
"""Priority and due day."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An article's plan before and after it was set."""

    article_id: int
    before: Plan
    after: Plan


def plan_articles(
    session: Session, asker: int, project_id: int, plans: dict[int, Plan]
) -> list[Planned]:
    """Set these articles' priority and due day; tells those that had another plan.

    Readings that are given already keep their own.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    for priority, _ in plans.values():
        check_priority(priority)
    articles = lock_articles(session, project_id, plans.keys())
    return _set(session, asker, [(one, plans[one.id]) for one in articles])


def plan_alike(
    session: Session,
    asker: int,
    project_id: int,
    articles: Collection[int],
    *,
    priority: int | None = None,
    due_on: date | None = None,
) -> list[Planned]:
    """Set the same priority, day, or both for all of these; what is not said stays each one's own."""
    require_writer(session, asker, project_id, Role.EDITOR)
    check_priority(priority)
    if not articles:
        raise BadInput("articles_missing")
    if priority is None and due_on is None:
        raise BadInput("plan_missing")
    wanted = [
        (one, (one.priority if priority is None else priority, due_on or one.due_on))
        for one in lock_articles(session, project_id, articles)
    ]
    return _set(session, asker, wanted)


def undo_plans(
    session: Session, asker: int, project_id: int, planned: Sequence[Planned]
) -> list[Planned]:
    """Set these plans back, but those that somebody set anew since."""
    require_writer(session, asker, project_id, Role.EDITOR)
    done = {one.article_id: one for one in planned}
    wanted = [
        (article, done[article.id].before)
        for article in lock_articles(session, project_id, done.keys())
        if (article.priority, article.due_on) == done[article.id].after
    ]
    return _set(session, asker, wanted)


def _set(session: Session, asker: int, wanted: Sequence[tuple[Article, Plan]]) -> list[Planned]:
    planned = []
    for article, plan in wanted:
        former = (article.priority, article.due_on)
        if former == plan:
            continue
        planned.append(Planned(article.id, former, plan))
        before = _told(article)
        article.priority, article.due_on = plan
        session.flush()
        event = ("replan", "article", article.id, before, _told(article))
        record(session, asker, article.project_id, *event)
    return planned


def _told(article: Article) -> dict[str, Any]:
    due_on = article.due_on.isoformat() if article.due_on else None
    return {"priority": article.priority, "due_on": due_on}
