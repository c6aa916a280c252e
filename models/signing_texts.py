"""Signing texts that came in by an import or from an archive: some at a time, as somebody waits for it."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.revision import Revision
from models.shingles import METHOD
from models.text_signature import TextSignature, store_signatures

AT_A_TIME = 50


def count_unsigned(session: Session, asker: int, project_id: int) -> int:
    """How many of the project's articles are not compared yet."""
    require_role(session, asker, project_id, Role.VIEWER)
    return session.scalar(_unsigned(project_id, func.count())) or 0


def sign_texts(session: Session, asker: int, project_id: int, at_a_time: int = AT_A_TIME) -> int:
    """Give some articles that lack it their signature, the newest first; how many."""
    require_role(session, asker, project_id, Role.VIEWER)
    columns = (Revision.id, Revision.text, Article.title)
    statement = _unsigned(project_id, *columns).order_by(Revision.id.desc()).limit(at_a_time)
    rows = session.execute(statement).all()
    store_signatures(session, project_id, [(row.id, row.text, row.title) for row in rows])
    return len(rows)


def _unsigned(project_id: int, *columns: Any) -> Select[Any]:
    """Columns of the project's articles whose newest text has no signature."""
    signed = and_(TextSignature.revision_id == Revision.id, TextSignature.method == METHOD)
    return (
        select(*columns)
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .outerjoin(TextSignature, signed)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            TextSignature.revision_id.is_(None),
        )
    )
