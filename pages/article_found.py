"""What the Article dashboard looks at: the article in its filters, its text, and how far readers agree."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from agreement.along import Along, along
from agreement.gathering import read_texts
from models.queries.article_text import ArticleText, article_text
from models.queries.frozen_scope import AgreementFilters
from models.queries.frozen_texts import frozen_texts
from models.queries.opened import stands_for
from models.queries.scope import Filters
from models.tag import Tag, tags_for
from pages.dashboard_asked import Asked
from pages.kept_views import kept
from words import say

Found = TypeVar("Found")


def article_of(filters: Filters) -> int | None:
    """The article that is looked at; None where none is chosen."""
    return next(iter(filters.articles), None)


def narrowed(asked: Asked) -> Asked:
    """The same for one article; whatever else is picked as a mark, it is of this one."""
    pick = replace(asked.filters.pick, article=None, outlet=None, author=None)
    return replace(
        asked,
        filters=replace(asked.filters, articles=asked.filters.articles[:1], outlets=(), pick=pick),
    )


def of_its_own(make: Callable[[Session, Asked], Found]) -> Callable[[Session, Asked], Found]:
    """The same, asked of what the visitor reads in the article's place, here as in the reader."""

    def made(session: Session, asked: Asked) -> Found:
        return make(session, in_its_project(session, asked))

    return made


def in_its_project(session: Session, asked: Asked) -> Asked:
    """The same of what the visitor reads in the article's place without being told, if they do.

    That stands in a project of its own.
    """
    project_id, in_hand = stands_for(session, *asked.of, asked.filters.articles[0])
    return replace(
        asked,
        visit=replace(asked.visit, project_id=project_id),
        filters=replace(asked.filters, articles=(in_hand,)),
    )


def whole(asked: Asked) -> Filters:
    """The filters without the picked place: what the charts show."""
    return asked.filters.unpicked()


def text_of(session: Session, asked: Asked) -> ArticleText:
    """The article's newest text."""

    def ask() -> ArticleText:
        return article_text(session, *asked.of, asked.filters.articles[0])

    return kept(asked.at, asked.visit, ("article", "text"), ask, whole(asked))


def agreed_along(session: Session, asked: Asked) -> Along | None:
    """Agreement along the text; None where the asker may see no first submission of it.

    An article that was corrected is not compared by the readings of its earlier text.
    """

    def count() -> Along | None:
        filters = AgreementFilters.of(whole(asked))
        texts = frozen_texts(session, *asked.of, filters).texts
        mine = [one for one in texts if one.revision_id == text_of(session, asked).revision_id]
        names = {tag.id: tag.name for tag in tags_in(session, asked)}
        return along(read_texts(mine, names)[0]) if mine else None

    return kept(asked.at, asked.visit, ("article", "agreed"), count, whole(asked))


def tags_in(session: Session, asked: Asked) -> list[Tag]:
    """The project's tags in their order."""
    return tags_for(session, *asked.of)


def why_undefined(found: Along | None) -> str:
    """Why agreement has no value, as a sentence; blank where it has one."""
    if found is None:
        return say("article.undefined_none")
    if found.readings < 2:
        return say("article.undefined")
    return "" if found.compared else say("article.undefined_apart")
