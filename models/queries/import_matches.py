"""What an import meets in its project: texts, passages, readings and people that are there already."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Row, func, select, true
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.bulk_articles import require_importer
from models.membership import Membership, Role, require_role
from models.queries.visible import blind_articles
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.segmentation import Segment

AT_A_TIME = 500
PassageKey = tuple[int, int, int, int]
"""Start, end, tag, reviewer."""


@dataclass(frozen=True, slots=True)
class MetRevision:
    """A stored text with what lies on it already.

    `passages` counts by extent, tag and reviewer, deleted ones too: what was deleted here does not
    come back by an import. `readings` is the state of each reviewer's reading of the article.
    `hides`: the asker reads the article blind, so both are of the asker's own work alone.
    """

    id: int
    article_id: int
    title: str
    text_sha256: str
    sentences: Sequence[Segment]
    passages: Counter[PassageKey] = field(default_factory=Counter)
    readings: dict[int, str] = field(default_factory=dict)
    hides: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody a file may name."""

    id: int
    handle: str
    name: str
    email: str
    is_member: bool


def met_revisions(
    session: Session, asker: int | None, project_id: int, digests: Iterable[str]
) -> dict[str, MetRevision]:
    """The project's revisions with these texts, by SHA-256; of two articles with one the first."""
    require_importer(session, asker, project_id)
    met: dict[str, MetRevision] = {}
    for some in _portions(set(digests)):
        rows = session.execute(
            select(Revision.id, Revision.article_id, Revision.text_sha256, Article.title)
            .join(Article, Article.id == Revision.article_id)
            .where(Revision.project_id == project_id, Revision.text_sha256.in_(some))
            .order_by(Revision.article_id, Revision.id)
        )
        found = rows.all()
        hidden = blind_articles(session, asker, project_id, {row.article_id for row in found})
        for row in found:
            if row.text_sha256 not in met:
                met[row.text_sha256] = _met(
                    session, row, asker if row.article_id in hidden else None
                )
    return met


def text_of(session: Session, asker: int | None, project_id: int, digest: str) -> str | None:
    """The project's text with this SHA-256."""
    require_importer(session, asker, project_id)
    return session.scalar(
        select(Revision.text)
        .where(Revision.project_id == project_id, Revision.text_sha256 == digest)
        .limit(1)
    )


def texts_of(session: Session, asker: int | None, project_id: int, url: str) -> list[str]:
    """The newest text of each of the project's articles that has this address."""
    require_importer(session, asker, project_id)
    newest = (
        select(func.max(Revision.id))
        .where(Revision.project_id == project_id)
        .group_by(Revision.article_id)
    )
    found = session.scalars(
        select(Revision.text)
        .join(Article, Article.id == Revision.article_id)
        .where(
            Revision.id.in_(newest),
            func.lower(func.rtrim(Article.url, "/")).in_(_spellings(url)),
        )
        .limit(3)
    )
    return list(found)


def texts_with(session: Session, asker: int | None, project_id: int, words: str) -> Iterator[str]:
    """The texts of the project in which these words stand, letter for letter, newest first."""
    require_importer(session, asker, project_id)
    is_postgres = session.get_bind().dialect.name == "postgresql"
    place = func.strpos if is_postgres else func.instr
    yield from session.scalars(
        select(Revision.text)
        .where(Revision.project_id == project_id, place(Revision.text, words) > 0)
        .order_by(Revision.id.desc())
        .execution_options(yield_per=10)
    )


def stored_articles(
    session: Session, asker: int | None, project_id: int
) -> list[dict[str, int | str]]:
    """Number, newest revision and title of each of the project's articles."""
    require_importer(session, asker, project_id)
    rows = session.execute(
        select(Article.id, func.max(Revision.id).label("revision_id"), Article.title)
        .join(Revision, Revision.article_id == Article.id)
        .where(Article.project_id == project_id)
        .group_by(Article.id, Article.title)
        .order_by(Article.id)
    )
    return [dict(row._mapping) for row in rows]


def taken_ids(session: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Which of these ids a passage of this or another project has, with its revision."""
    found: dict[UUID, int] = {}
    for some in _portions(set(ids)):
        rows = session.connection().execute(
            select(Annotation.id, Annotation.revision_id).where(Annotation.id.in_(some))
        )
        found |= {row.id: row.revision_id for row in rows}
    return found


def known_people(session: Session, project_id: int | None) -> list[KnownPerson]:
    """Everybody, members of the project first; only an import's own matching looks at it."""
    rows = session.execute(
        select(Reviewer.id, Reviewer.handle, Reviewer.name, Reviewer.email, Membership.project_id)
        .outerjoin(
            Membership,
            (Membership.reviewer_id == Reviewer.id) & (Membership.project_id == project_id),
        )
        .order_by(Membership.project_id.is_(None), Reviewer.id)
    )
    return [
        KnownPerson(row.id, row.handle, row.name, row.email or "", row.project_id is not None)
        for row in rows
    ]


def people_to_choose(session: Session, asker: int, project_id: int) -> list[KnownPerson]:
    """Whose work an import may be said to be: the project's members; for its admins, anybody's."""
    role = require_role(session, asker, project_id, Role.EDITOR)
    known = known_people(session, project_id)
    return known if role is Role.ADMIN else [one for one in known if one.is_member]


def _met(session: Session, revision: Row[int, int, str, str], blind: int | None) -> MetRevision:
    """What lies on the revision; `blind` is somebody who may know of their own work alone."""
    connection = session.connection()
    sentences = connection.execute(
        select(Sentence.start, Sentence.end, Sentence.paragraph)
        .where(Sentence.revision_id == revision.id)
        .order_by(Sentence.position)
    )
    passages = connection.execute(
        select(Annotation.start, Annotation.end, Annotation.tag_id, Annotation.reviewer_id).where(
            Annotation.revision_id == revision.id,
            true() if blind is None else Annotation.reviewer_id == blind,
        )
    )
    readings = connection.execute(
        select(Assignment.reviewer_id, Assignment.status).where(
            Assignment.article_id == revision.article_id,
            true() if blind is None else Assignment.reviewer_id == blind,
        )
    )
    return MetRevision(
        revision.id,
        revision.article_id,
        revision.title,
        revision.text_sha256,
        [Segment(*row) for row in sentences],
        Counter((row.start, row.end, row.tag_id, row.reviewer_id) for row in passages),
        {row.reviewer_id: row.status for row in readings},
        blind is not None,
    )


def _spellings(url: str) -> list[str]:
    """An address with and without a secure scheme: pages moved from one to the other."""
    _, _, rest = url.partition("://")
    bare = rest.partition("#")[0].rstrip("/").lower()
    return [f"https://{bare}", f"http://{bare}"]


def _portions(values: set) -> Iterator[list]:  # type: ignore[type-arg]
    ordered = sorted(values)
    for first in range(0, len(ordered), AT_A_TIME):
        yield ordered[first : first + AT_A_TIME]
