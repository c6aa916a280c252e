"""What the next guidelines should speak of: passages for which those in force were unclear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, null, select, union_all
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.membership import Role, require_role
from models.project import guideline_version
from models.queries.visible import article_open_to, hidden_from
from models.rejection import Rejection
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag
from models.unclear_flag import UnclearFlag

MOST = 200


@dataclass(frozen=True, slots=True)
class UnclearPlace:
    """A passage with what was said about it, by whom and when.

    `tag` is that of a reviewer's passage that was rejected for this; None where a place was flagged.
    """

    article_id: int
    title: str
    start: int
    quote: str
    tag: str | None
    note: str | None
    by: str
    at: datetime


def unclear_places(session: Session, asker: int, project_id: int) -> Sequence[UnclearPlace]:
    """Those since the version in force, by article and place; editors see those they may settle.

    At most MOST of them.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    version = guideline_version(session, project_id)
    eyes = hidden_from(session, asker, project_id)
    both = union_all(
        _flagged(eyes, project_id, version), _rejected(eyes, project_id, version)
    ).subquery()
    columns = [both.c[name] for name in UnclearPlace.__dataclass_fields__]
    order = (both.c.title, both.c.article_id, both.c.start, both.c.at)
    rows = session.execute(select(*columns).order_by(*order).limit(MOST))
    return [UnclearPlace(*row) for row in rows]


def _flagged(eyes: int | None, project_id: int, version: int) -> Select[Any]:
    flag = UnclearFlag
    quote = func.substr(Revision.text, flag.start + 1, flag.end - flag.start)
    columns: list[Any] = [
        *(Article.id.label("article_id"), Article.title, flag.start),
        *(quote.label("quote"), null().label("tag"), flag.note),
        *(Reviewer.name.label("by"), flag.flagged_at.label("at")),
    ]
    return (
        select(*columns)
        .join(Revision, Revision.id == flag.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Reviewer, Reviewer.id == flag.flagged_by)
        .where(
            flag.project_id == project_id,
            func.coalesce(flag.guideline_version, 0) == version,
            article_open_to(eyes, Article.id),
        )
    )


def _rejected(eyes: int | None, project_id: int, version: int) -> Select[Any]:
    one = Rejection
    columns: list[Any] = [
        *(Article.id.label("article_id"), Article.title, Annotation.start),
        *(Annotation.quote, Tag.name.label("tag"), one.note),
        *(Reviewer.name.label("by"), one.rejected_at.label("at")),
    ]
    return (
        select(*columns)
        .join(Annotation, Annotation.id == one.annotation_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Revision, Revision.id == one.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Reviewer, Reviewer.id == one.rejected_by)
        .where(
            one.project_id == project_id,
            one.reason == "guideline_unclear",
            func.coalesce(one.guideline_version, 0) == version,
            article_open_to(eyes, Article.id),
        )
    )
