"""Filters narrowed to the articles in which something is known to stand."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from models.queries.scope import Filters

MOST = 2_000
"""Of more articles than these it is no shorter to look at each than at all of them."""
_NONE = 0
"""No article has this number."""


def narrowed(session: Session, filters: Filters, articles: Select[Any]) -> Filters:
    """The filters, and of the articles they let through only these, if they are few.

    A planner that takes a corrected text for rare looks through every passage of a project for some
    it is given the ids of; told the articles, it looks in those. Nothing more is let through.
    """
    found = set(session.scalars(articles.distinct().limit(MOST + 1)))
    if len(found) > MOST:
        return filters
    wanted = found.intersection(filters.articles) if filters.articles else found
    return replace(filters, articles=sorted(wanted) or [_NONE])
