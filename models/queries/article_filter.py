"""Finding articles: by words in title, outlet and text, by outlet, by the state of a reading."""

from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.project import Project
from models.queries.newest import is_newest
from models.revision import Revision
from models.served_again import put_aside, read_instead

NOT_STARTED = "assigned"
UNFINISHED = (NOT_STARTED, "in_progress")
QUOTES = {"'": "’‘ʼ‚′", '"': "“”„«»″"}
"""What is typed, and the signs that print has for it."""


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What a list is narrowed to. Every word of `search` must occur somewhere; blank: everything.

    A word is found in either form of Unicode, composed or not, and its straight quotation marks
    and apostrophes stand for the typographic ones, and those for one another. `own` leaves out, in
    a project that hands out, what was neither given to the asker nor begun by them.
    """

    search: str = ""
    outlet: str | None = None
    statuses: tuple[str, ...] = ()
    own: bool = False


def status_of_reading() -> ColumnElement[str]:
    """The state of the outer-joined reading; 'assigned' where none was begun."""
    return func.coalesce(Assignment.status, NOT_STARTED)


def matching(
    project_id: int, wanted: ArticleFilter, shown_to: int | None = None
) -> list[ColumnElement[bool]]:
    """The conditions on Article, its newest Revision and the asker's outer-joined Assignment.

    `shown_to` finds what they read a second time in the place of the article itself.
    """
    conditions = [in_list(project_id, shown_to), Article.archived_at.is_(None)]
    for word in wanted.search.lower().split():
        conditions.append(_occurs(word))
    if wanted.outlet is not None:
        conditions.append(Article.outlet == wanted.outlet)
    if wanted.own:
        conditions.append(or_(Assignment.id.is_not(None), ~_hands_out(project_id)))
    if wanted.statuses:
        conditions.append(status_of_reading().in_(wanted.statuses))
    return conditions


def in_list(project_id: int, asker: int | None) -> ColumnElement[bool]:
    """A condition on Article: the project's, as its lists show them to the asker."""
    here = Article.project_id == project_id
    if asker is None:
        return here
    itself = and_(here, ~put_aside(asker, Article.id))
    return or_(itself, read_instead(asker, project_id, Article.id))


def _hands_out(project_id: int) -> ColumnElement[bool]:
    return exists().where(Project.id == project_id, Project.hands_out)


def _occurs(word: str) -> ColumnElement[bool]:
    """Whether the word, in lower case, stands in the title, the outlet or the text."""
    signs = [sign for sign, others in QUOTES.items() if {sign, *others} & set(word)]
    for sign in signs:
        word = _straight(word, sign)
    # Stored text keeps the form it came in, and no database here can bring it into another.
    forms = dict.fromkeys([word, normalize("NFC", word), normalize("NFD", word)])
    return or_(
        *(
            _with_straight(func.lower(column), signs).contains(form, autoescape=True)
            for column in (Article.title, Article.outlet, Revision.text)
            for form in forms
        )
    )


def _straight(word: str, sign: str) -> str:
    return word.translate(dict.fromkeys(map(ord, QUOTES[sign]), sign))


def _with_straight(text: ColumnElement[str], signs: list[str]) -> ColumnElement[str]:
    """The same as SQL; only for the signs that a word has, as it costs a copy of the text each."""
    for sign in signs:
        for other in QUOTES[sign]:
            text = func.replace(text, other, sign)
    return text


def joined(statement: Any, asker: int) -> Any:
    """The statement with the newest revision of each article and the asker's reading of it."""
    return (
        statement.select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .outerjoin(
            Assignment, and_(Assignment.article_id == Article.id, Assignment.reviewer_id == asker)
        )
    )


def count_by_status(
    session: Session, asker: int, project_id: int, wanted: ArticleFilter
) -> dict[str, int]:
    """How many of the matching articles stand in each state of the asker's reading."""
    require_role(session, asker, project_id, Role.VIEWER)
    status = status_of_reading()
    rows = session.execute(
        joined(select(status, func.count()), asker)
        .where(*matching(project_id, wanted, asker))
        .group_by(status)
    )
    return {str(row[0]): int(row[1]) for row in rows}


def outlets(session: Session, asker: int, project_id: int) -> list[str]:
    """The outlets of the project's articles, by name; articles without one have none."""
    require_role(session, asker, project_id, Role.VIEWER)
    return list(
        session.scalars(
            select(Article.outlet)
            .where(
                Article.project_id == project_id,
                Article.archived_at.is_(None),
                Article.outlet != "",
            )
            .distinct()
            .order_by(Article.outlet)
        )
    )
