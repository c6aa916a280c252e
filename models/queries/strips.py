"""Coverage strips: where along its text an article is tagged, and as what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.companion import own_or_in
from models.membership import Role, require_role
from models.queries.visible import visible_to
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class Block:
    """A tagged stretch: [start, end) as shares of the text's length, 0 to 1, and the tag's name."""

    start: float
    end: float
    tag: str


def strips(
    session: Session,
    asker: int,
    project_id: int,
    revisions: Sequence[int],
    reviewer_id: int | None = None,
) -> dict[int, list[Block]]:
    """The live passages of these revisions, by revision, as far as the asker may see them.

    `reviewer_id` narrows them to one person's. Ordered so that a shorter passage comes later and
    is drawn on top.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    conditions = [
        own_or_in(Annotation.project_id, asker, project_id),
        Annotation.revision_id.in_(revisions),
        Annotation.deleted_at.is_(None),
        visible_to(asker),
    ]
    if reviewer_id is not None:
        conditions.append(Annotation.reviewer_id == reviewer_id)
    rows = session.execute(
        select(Annotation.revision_id, Annotation.start, Annotation.end, Revision.length, Tag.name)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .where(*conditions)
        .order_by(Annotation.revision_id, (Annotation.end - Annotation.start).desc())
    )
    found: dict[int, list[Block]] = defaultdict(list)
    for revision_id, start, end, length, tag in rows:
        found[revision_id].append(Block(start / length, end / length, tag))
    return found
