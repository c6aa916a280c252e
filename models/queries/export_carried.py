"""What became of passages in corrected texts, as it leaves."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.carried import CarriedPassage
from models.queries.export_stream import require_exporter, stream
from models.queries.visible import hidden_from, visible_to
from models.reviewer import Reviewer
from models.revision import Revision


def carried_passage_rows(
    session: Session, asker: int | None, project_id: int
) -> Iterator[dict[str, Any]]:
    """Every carried passage that the asker may see on both texts, by article, text and id."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    moved = aliased(Annotation)
    statement = (
        select(
            Revision.article_id,
            Revision.number.label("revision"),
            CarriedPassage.annotation_id,
            *(CarriedPassage.state, CarriedPassage.reason.label("why"), CarriedPassage.places),
            *(CarriedPassage.moved_to, CarriedPassage.settled_at, CarriedPassage.seen_at),
            func.coalesce(Reviewer.handle, "").label("seen_by"),
        )
        .join(Revision, Revision.id == CarriedPassage.revision_id)
        .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
        .outerjoin(moved, moved.id == CarriedPassage.moved_to)
        .outerjoin(Reviewer, Reviewer.id == CarriedPassage.seen_by)
        .where(
            Revision.project_id == project_id,
            visible_to(eyes),
            or_(CarriedPassage.moved_to.is_(None), visible_to(eyes, moved)),
        )
        .order_by(Revision.article_id, Revision.number, CarriedPassage.annotation_id)
    )
    for row in stream(session, statement):
        values = dict(row._mapping)
        to = values["moved_to"]
        values |= {
            "annotation_id": str(values["annotation_id"]),
            "moved_to": "" if to is None else str(to),
        }
        yield values
