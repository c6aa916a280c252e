"""The plan for articles: how urgent they are and for when, before anybody reads them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.article import Article, check_priority
from models.event import record
from models.given import lock_articles
from models.membership import Role
from models.writing import require_writer

Plans = dict[int, tuple[int, date | None]]
"""Priority and due day of each article."""


def plan_articles(session: Session, asker: int, project_id: int, plans: Plans) -> Plans:
    """Set these articles' priority and due day; what they were before, which sets them back.

    Readings that are given already keep their own.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    for priority, _ in plans.values():
        check_priority(priority)
    before: Plans = {}
    for article in lock_articles(session, project_id, plans.keys()):
        former = (article.priority, article.due_on)
        if former == plans[article.id]:
            continue
        before[article.id] = former
        told = _told(article)
        article.priority, article.due_on = plans[article.id]
        session.flush()
        record(session, asker, project_id, "replan", "article", article.id, told, _told(article))
    return before


def same_plan(articles: Collection[int], priority: int, due_on: date | None) -> Plans:
    """The same plan for all of these."""
    return dict.fromkeys(articles, (priority, due_on))


def _told(article: Article) -> dict[str, Any]:
    due_on = article.due_on.isoformat() if article.due_on else None
    return {"priority": article.priority, "due_on": due_on}
