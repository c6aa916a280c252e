"""The headline of one article: its readings, how much of it all have looked at, its passages by tag."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from models.membership import Role, require_role
from models.queries.article_lanes import read_sentences, readings_given
from models.queries.scope import Filters, passages_in_scope
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class ArticleNumbers:
    """Counts of the readings that the asker may see.

    Of those `given`, `submitted` are. `begun` have a passage or a cleared sentence in the text;
    `looked` of its sentences, with `characters` in them, were looked at by every one of these.
    `tags` are passages by the name of their tag, in the tags' order.
    """

    given: int
    submitted: int
    begun: int
    looked: int
    characters: int
    tags: Mapping[str, int]

    @property
    def passages(self) -> int:
        """All of them."""
        return sum(self.tags.values())


def article_numbers(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> ArticleNumbers:
    """The numbers of this text, for the filters."""
    require_role(session, asker, project_id, Role.VIEWER)
    where = (session, asker, project_id, filters, revision_id)
    given = readings_given(*where).values()
    submitted = sum(status == "submitted" for status in given)
    return ArticleNumbers(len(given), submitted, *_looked(*where), _tags(*where))


def _looked(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> tuple[int, int, int]:
    """How many began, and the sentences and characters that every one of them looked at."""
    states = read_sentences(session, asker, project_id, filters, revision_id)
    by_sentence = (
        select(
            func.count().label("readers"),
            func.min(cast(states.c.state != "unread", Integer)).label("by_all"),
            (func.max(states.c.end) - func.max(states.c.start)).label("characters"),
        )
        .group_by(states.c.position)
        .subquery()
    )
    row = session.execute(
        select(
            func.coalesce(func.max(by_sentence.c.readers), 0),
            func.coalesce(func.sum(by_sentence.c.by_all), 0),
            func.coalesce(func.sum(by_sentence.c.by_all * by_sentence.c.characters), 0),
        )
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def _tags(
    session: Session, asker: int, project_id: int, filters: Filters, revision_id: int
) -> dict[str, int]:
    scope = passages_in_scope(session, asker, project_id, filters)
    rows = session.execute(
        select(Tag.name, func.count())
        .select_from(scope)
        .join(Tag, Tag.id == scope.c.tag_id)
        .where(scope.c.revision_id == revision_id)
        .group_by(Tag.id, Tag.name, Tag.position)
        .order_by(Tag.position, Tag.id)
    )
    return {row.name: row[1] for row in rows}
