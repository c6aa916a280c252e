"""What changes of a text while it is settled: who submitted it, its gold, rejections, unclear places."""

from typing import Any
from zlib import crc32

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.settling_readings import text_to_settle
from models.queries.visible import article_open_to, hidden_from
from models.rejection import Rejection
from models.revision import Revision
from models.unclear_flag import UnclearFlag


def _of(text: InstrumentedAttribute[Any], what: Any) -> ScalarSelect[Any]:
    return select(what).where(text == Revision.id).correlate(Revision).scalar_subquery()


# Of what has no version the newest moment tells that something came or was put in another's place,
# the count that something went.
SETTLED = (
    _of(Assignment.submitted_revision_id, func.count()),
    _of(Assignment.submitted_revision_id, func.max(Assignment.submitted_at)),
    _of(GoldAnnotation.revision_id, func.count()),
    _of(GoldAnnotation.revision_id, func.sum(GoldAnnotation.version)),
    _of(Rejection.revision_id, func.count()),
    _of(Rejection.revision_id, func.max(Rejection.rejected_at)),
    _of(UnclearFlag.revision_id, func.count()),
    _of(UnclearFlag.revision_id, func.max(UnclearFlag.flagged_at)),
    _of(Adjudication.revision_id, func.max(Adjudication.version)),
)
"""Columns of a statement over Revision: one of them is another after each change."""

_TEXT = select(*SETTLED).where(Revision.id == bindparam("revision"))


def settling_mark(session: Session, asker: int, revision_id: int) -> str:
    """Another one after a reading was submitted or taken back, or something was decided.

    For editors who do not read the article blind; NotFound, NotAllowed else.
    """
    text_to_settle(session, asker, revision_id)
    row = session.connection().execute(_TEXT, {"revision": revision_id}).one()
    return f"{crc32(repr(tuple(row)).encode()):08x}"


def to_settle_mark(session: Session, asker: int, project_id: int) -> str:
    """Another one after a change of the list of articles to settle. For editors; NotAllowed else."""
    require_role(session, asker, project_id, Role.EDITOR)
    listed = (
        Article.project_id == project_id,
        article_open_to(hidden_from(session, asker, project_id), Article.id),
    )
    articles = select(func.count(), func.count(Article.archived_at), func.max(Revision.id))
    asked = (
        articles.join(Revision, Revision.article_id == Article.id),
        select(
            func.count(Assignment.submitted_revision_id), func.max(Assignment.submitted_at)
        ).join(Article, Article.id == Assignment.article_id),
        select(func.count(), func.sum(GoldAnnotation.version))
        .join(Revision, Revision.id == GoldAnnotation.revision_id)
        .join(Article, Article.id == Revision.article_id),
        select(func.count(), func.sum(Adjudication.version)).join(
            Article, Article.id == Adjudication.article_id
        ),
    )
    counted = [tuple(session.execute(one.where(*listed)).one()) for one in asked]
    return f"{crc32(repr(counted).encode()):08x}"
