"""The stories that a dashboard's filters let through, and what the list says of some of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.membership import Role, require_role
from models.queries.scope import Filters, passages_in_scope
from models.queries.stories import Story, stories
from models.queries.story_articles import story_articles
from models.story_comparison import copied_from_earlier

COMPARED = 12
"""Of a larger story so many articles are compared for the list; its page compares them all."""


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story by the title of its first article, and how much an article of it copied at most."""

    story: Story
    title: str
    copied: float


def stories_in_scope(
    session: Session, asker: int, project_id: int, filters: Filters
) -> Sequence[Story]:
    """Stories with an article that the filters ask for.

    Days are those of publication; reviewers, tags, readings and guidelines those of passages in it.
    """
    found = stories(session, asker, project_id)
    wanted = _wanted(session, asker, project_id, filters)
    return [one for one in found if _matches(one, filters, wanted)]


def listed(
    session: Session, asker: int, project_id: int, some: Sequence[Story]
) -> list[ListedStory]:
    """What the list says of these stories."""
    require_role(session, asker, project_id, Role.VIEWER)
    return [_listed(session, asker, project_id, one) for one in some]


def _listed(session: Session, asker: int, project_id: int, story: Story) -> ListedStory:
    articles = story_articles(session, asker, project_id, story.articles[:COMPARED])
    title = articles[0].title if articles else ""
    return ListedStory(story, title, max(copied_from_earlier(articles), default=0.0))


def _wanted(session: Session, asker: int, project_id: int, filters: Filters) -> set[int] | None:
    """Articles with such a passage; None where none is asked for."""
    asked = any(map(filters.asked, ("reviewers", "tags", "statuses", "versions")))
    if not asked:
        return None
    scope = passages_in_scope(
        session, asker, project_id, replace(filters, outlets=(), since=None, until=None)
    )
    return set(session.scalars(select(scope.c.article_id).distinct()))


def _matches(story: Story, filters: Filters, wanted: set[int] | None) -> bool:
    if wanted is not None and not wanted.intersection(story.articles):
        return False
    if filters.articles and not set(filters.articles).intersection(story.articles):
        return False
    if filters.outlets and not set(filters.outlets).intersection(story.outlets):
        return False
    if filters.since and (story.last is None or story.last < filters.since):
        return False
    return not (filters.until and (story.first is None or story.first > filters.until))
