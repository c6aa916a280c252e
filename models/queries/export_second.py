"""Articles served again, as they leave: by the command line alone, since nobody else may see them all."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.article import Article
from models.companion import Companion
from models.queries.export_stream import require_exporter, stream
from models.reviewer import Reviewer
from models.served_again import ServedAgain


def second_projects(
    session: Session, asker: int | None, project_id: int
) -> Iterator[tuple[int, int]]:
    """The project's companions in which something is read again, each with its number from 1."""
    require_exporter(session, asker, project_id)
    if asker is not None:
        return
    used = (
        select(Article.project_id)
        .join(ServedAgain, ServedAgain.copy_id == Article.id)
        .join(Companion, Companion.project_id == Article.project_id)
        .where(Companion.home_id == project_id)
        .distinct()
        .order_by(Article.project_id)
    )
    yield from enumerate(session.scalars(used).all(), 1)


def second_reading_rows(
    session: Session, asker: int | None, project_id: int
) -> Iterator[dict[str, Any]]:
    """What was served to whom and not taken back; the readings themselves are of the companions."""
    numbers = {beside: number for number, beside in second_projects(session, asker, project_id)}
    giver = aliased(Reviewer)
    statement = (
        select(
            *(Article.project_id, ServedAgain.copy_id, ServedAgain.article_id),
            Reviewer.handle.label("reviewer"),
            func.coalesce(giver.handle, "").label("served_by"),
            ServedAgain.served_at,
        )
        .join(Article, Article.id == ServedAgain.copy_id)
        .join(Reviewer, Reviewer.id == ServedAgain.reviewer_id)
        .outerjoin(giver, giver.id == ServedAgain.served_by)
        .where(Article.project_id.in_(numbers))
        .order_by(Article.project_id, ServedAgain.copy_id)
    )
    for row in stream(session, statement):
        told = dict(row._mapping)
        yield {"beside": numbers[told.pop("project_id")], **told}
