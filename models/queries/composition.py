"""What a project's passages are made of: tags by article, outlet, author or week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd
from sqlalchemy import CTE, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.article import Article
from models.project import Project
from models.queries.scope import Filters
from models.queries.tallies import tallies_in_scope
from models.tag import Tag

By = Literal["project", "outlet", "author", "article", "week"]
COLUMNS = ["row", "name", "tag", "letter", "colour", "position", "passages", "total"]
_TAG = (Tag.name, Tag.letter, Tag.colour, Tag.position)


@dataclass(frozen=True, slots=True)
class Composition:
    """Passages by tag in the rows shown, and how many rows there are.

    `frame`: row (what the row is known by: an id, a name, or the Monday of a week), name (blank for
    articles without that detail), tag, letter, colour, position, passages, total (of the row).
    """

    frame: pd.DataFrame
    rows: int


def composition(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    by: By,
    *,
    limit: int = 12,
) -> Composition:
    """The rows with most passages, most first; of weeks the last ones, in their order.

    A week is that of the passage's making, from Monday, in UTC.
    """
    passages = tallies_in_scope(session, asker, project_id, filters)
    if by == "week":
        return _weeks(session, passages, limit)
    key, name = _named(by)
    total = func.sum(passages.c.passages)
    each = (
        select(key.label("row"), name.label("name"), total.label("total"))
        .select_from(passages)
        .join(Article, Article.id == passages.c.article_id)
        .join(Project, Project.id == Article.project_id)
        .group_by(key, name)
        .subquery()
    )
    most = (
        select(each, func.count().over().label("rows"))
        .order_by(each.c.total.desc(), each.c.name, each.c.row)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(
            *(most.c.row, most.c.name, *_TAG),
            *(func.sum(passages.c.passages), most.c.total, most.c.rows),
        )
        .select_from(passages)
        .join(Article, Article.id == passages.c.article_id)
        .join(Project, Project.id == Article.project_id)
        .join(most, most.c.row == key)
        .join(Tag, Tag.id == passages.c.tag_id)
        .group_by(most.c.row, most.c.name, most.c.total, most.c.rows, Tag.id, *_TAG)
        .order_by(most.c.total.desc(), most.c.name, most.c.row, Tag.position, Tag.id)
    ).all()
    return _composed([row[:-1] for row in rows], rows[0].rows if rows else 0)


def _named(by: By) -> tuple[InstrumentedAttribute[Any], InstrumentedAttribute[str]]:
    """What tells the rows apart, and what they are called."""
    named: dict[str, tuple[InstrumentedAttribute[Any], InstrumentedAttribute[str]]] = {
        "project": (Project.id, Project.name),
        "outlet": (Article.outlet, Article.outlet),
        "author": (Article.byline, Article.byline),
        "article": (Article.id, Article.title),
    }
    return named[by]


def _weeks(session: Session, passages: CTE, limit: int) -> Composition:
    # By day in SQL: there are few days, and no function for weeks that both databases have.
    day = passages.c.day
    rows = session.execute(
        select(day, *_TAG, func.sum(passages.c.passages))
        .select_from(passages)
        .join(Tag, Tag.id == passages.c.tag_id)
        .group_by(day, Tag.id, *_TAG)
    )
    counts = pd.DataFrame([tuple(row) for row in rows], columns=["row", *COLUMNS[2:7]])
    counts["row"] = [_monday(day) for day in counts["row"]]
    counts["passages"] = counts["passages"].astype(int)
    frame = counts.groupby(COLUMNS[:1] + COLUMNS[2:6], as_index=False)["passages"].sum()
    weeks = sorted(set(frame["row"]))
    frame = frame[frame["row"].isin(weeks[-limit:])].sort_values(["row", "position", "tag"])
    frame["total"] = frame.groupby("row")["passages"].transform("sum")
    frame.insert(1, "name", frame["row"])
    return Composition(frame.reset_index(drop=True), len(weeks))


def _monday(day: date) -> str:
    return (day - timedelta(days=day.weekday())).isoformat()


def _composed(rows: Sequence[Sequence[Any]], total: int) -> Composition:
    frame = pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)
    frame = frame.astype({"row": str, "passages": int, "total": int})
    return Composition(frame, total)
