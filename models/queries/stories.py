"""The stories of a project: which of its articles tell of the same event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, and_, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.revision import Revision
from models.shingles import METHOD, read
from models.story_groups import Said, story_groups
from models.story_links import Told, links
from models.story_word import StoryWord
from models.text_signature import TextSignature

PROJECTS_KEPT = 8
"""Of so many projects a process keeps the stories, each as long as no text and no word changes."""

State = tuple[Any, ...]

# By the way to a database, which is another for another database at the same address.
_KEPT: WeakKeyDictionary[Engine, dict[int, tuple[State, Sequence["Story"]]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event, the earliest published first; those without a day stand at the end.

    It is named by its smallest article's id. `outlets` are each named once, blank ones left out.
    """

    id: int
    articles: tuple[int, ...]
    outlets: tuple[str, ...]
    first: date | None
    last: date | None


def stories(session: Session, asker: int, project_id: int) -> Sequence[Story]:
    """Every story of two articles or more, as people corrected them; the latest first.

    Worked out once for a state of the project's texts and of what was said, then kept.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    all_kept = _KEPT.setdefault(session.connection().engine, {})
    state = _state(session, project_id)
    kept = all_kept.get(project_id)
    if kept is None or kept[0] != state:
        kept = state, _found(session, project_id)
        while len(all_kept) >= PROJECTS_KEPT:
            all_kept.pop(next(iter(all_kept), project_id), None)
        all_kept[project_id] = kept
    return kept[1]


def story_of(session: Session, asker: int, project_id: int, article_id: int) -> Story | None:
    """The story that the article is part of, if there is one."""
    found = stories(session, asker, project_id)
    return next((one for one in found if article_id in one.articles), None)


def _found(session: Session, project_id: int) -> Sequence[Story]:
    rows = session.execute(_signed(project_id)).all()
    told = {row.id: _told(row) for row in rows}
    groups = story_groups(told, links(list(told.values())), _said(session, project_id))
    names = {row.id: row.outlet for row in rows}
    found = [_story([told[one] for one in group], names) for group in groups]
    return tuple(sorted(found, key=lambda one: (one.last or date.min, one.id), reverse=True))


def _story(articles: list[Told], names: dict[int, str]) -> Story:
    in_order = sorted(articles, key=lambda one: (one.day or date.max, one.id))
    days = [one.day for one in in_order if one.day is not None]
    outlets = dict.fromkeys(names[one.id] for one in in_order)
    return Story(
        id=min(one.id for one in articles),
        articles=tuple(one.id for one in in_order),
        outlets=tuple(one for one in outlets if one),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _told(row: Any) -> Told:
    day = date.fromisoformat(row.published_at[:10]) if row.published_at else None
    # An outlet that nobody named is known by its address.
    outlet = (row.outlet or urlsplit(row.url).netloc).casefold()
    return Told(row.id, outlet, day, read(row.sketch), read(row.title))


def _signed(project_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Article.id, Article.outlet, Article.url, Article.published_at),
            *(TextSignature.sketch, TextSignature.title),
        )
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .join(
            TextSignature,
            and_(TextSignature.revision_id == Revision.id, TextSignature.method == METHOD),
        )
        .where(Article.project_id == project_id, Article.archived_at.is_(None))
        .order_by(Article.id)
    )


def _said(session: Session, project_id: int) -> list[Said]:
    rows = session.execute(
        select(StoryWord.first_id, StoryWord.second_id, StoryWord.together)
        .where(StoryWord.project_id == project_id)
        .order_by(StoryWord.said_at.desc(), StoryWord.first_id, StoryWord.second_id)
    )
    return [Said(*row) for row in rows]


def _state(session: Session, project_id: int) -> State:
    """What is another one as soon as a text, an article or a word on two of them is."""
    articles = select(func.count(), func.coalesce(func.sum(Article.id), 0)).where(
        Article.project_id == project_id, Article.archived_at.is_(None)
    )
    texts = select(func.count(), func.coalesce(func.max(TextSignature.revision_id), 0)).where(
        TextSignature.project_id == project_id
    )
    words = select(func.count(), func.max(StoryWord.said_at)).where(
        StoryWord.project_id == project_id
    )
    return tuple(tuple(session.execute(one).one()) for one in (articles, texts, words))
