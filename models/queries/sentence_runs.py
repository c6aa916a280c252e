"""Tagged, cleared and unread sentences of many readings at once, in one pass over each text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import (
    CTE,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.cleared import ClearedSentence
from models.companion import own_or_in
from models.membership import Role, require_role
from models.queries.visible import cleared_visible_to, visible_to
from models.revision import Revision, Sentence

State = Literal["tagged", "cleared", "unread"]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring sentences in one state: [start, end) as shares of the text's length, 0 to 1."""

    start: float
    end: float
    state: State
    sentences: int


def runs(
    session: Session,
    asker: int,
    project_id: int,
    revisions: Sequence[int],
    reviewer_id: int | None = None,
) -> dict[int, list[Run]]:
    """The sentences of these revisions as runs along the text, by revision.

    What `reviewer_id` did with them; without one a sentence is tagged or cleared once anybody has
    done so whose reading the asker may see. Revisions that nobody began are left out.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    everybody = literal(0).label("reviewer_id")
    passages = select(Annotation.revision_id, everybody, Annotation.start, Annotation.end).where(
        own_or_in(Annotation.project_id, asker, project_id),
        Annotation.revision_id.in_(revisions),
        Annotation.deleted_at.is_(None),
        visible_to(asker),
    )
    cleared = (
        select(ClearedSentence.revision_id, everybody, ClearedSentence.position)
        .join(Revision, Revision.id == ClearedSentence.revision_id)
        .where(
            own_or_in(Revision.project_id, asker, project_id),
            ClearedSentence.revision_id.in_(revisions),
            cleared_visible_to(asker),
        )
        .distinct()
    )
    if reviewer_id is not None:
        passages = passages.where(Annotation.reviewer_id == reviewer_id)
        cleared = cleared.where(ClearedSentence.reviewer_id == reviewer_id)
    return _runs(session, sentences_in_states(passages.cte("passages"), cleared.cte("cleared")))


def sentences_in_states(passages: CTE, cleared: CTE) -> CTE:
    """Every sentence of each reading that has a passage or a cleared sentence, with its state.

    `passages` has revision_id, reviewer_id, start and end; `cleared` has revision_id, reviewer_id
    and position. Columns: revision_id, reviewer_id, position, start, end, state.
    """
    begun = union(
        select(passages.c.revision_id, passages.c.reviewer_id),
        select(cleared.c.revision_id, cleared.c.reviewer_id),
    ).cte("begun")
    swept = _swept(passages, begun).subquery()
    state = case(
        (swept.c.reached > swept.c.start, "tagged"),
        (cleared.c.position.is_not(None), "cleared"),
        else_="unread",
    )
    return (
        select(
            swept.c.revision_id,
            swept.c.reviewer_id,
            swept.c.position,
            swept.c.start,
            swept.c.end,
            state.label("state"),
        )
        .outerjoin(
            cleared,
            and_(
                cleared.c.revision_id == swept.c.revision_id,
                cleared.c.reviewer_id == swept.c.reviewer_id,
                cleared.c.position == swept.c.position,
            ),
        )
        .where(swept.c.position.is_not(None))
        .cte("sentences_in_states")
    )


def _swept(passages: CTE, begun: CTE) -> Select[Any]:
    """Sentences and passages in one line, each with how far the passages before it reach.

    A passage overlaps a sentence if it starts before the sentence's end and ends after its start:
    so sentences stand at their ends, passages at their starts. Comparing each with each instead
    would take seconds in a long text.
    """
    none = null().cast(Integer)
    line = union_all(
        select(
            Sentence.revision_id,
            begun.c.reviewer_id,
            Sentence.position,
            Sentence.start,
            Sentence.end,
            Sentence.end.label("place"),
            none.label("reach"),
        ).join(begun, begun.c.revision_id == Sentence.revision_id),
        select(
            passages.c.revision_id,
            passages.c.reviewer_id,
            none,
            none,
            none,
            passages.c.start,
            passages.c.end,
        ),
    ).subquery()
    reached = func.max(line.c.reach).over(
        partition_by=[line.c.revision_id, line.c.reviewer_id],
        # At the same place the sentence comes first: a passage that starts at its end is not in it.
        order_by=[line.c.place, line.c.position.is_(None)],
        rows=(None, 0),
    )
    return select(
        line.c.revision_id,
        line.c.reviewer_id,
        line.c.position,
        line.c.start,
        line.c.end,
        reached.label("reached"),
    )


def _runs(session: Session, states: CTE) -> dict[int, list[Run]]:
    # Neighbours in a state differ from their place among all in it by the same number: one run.
    place = func.row_number().over(
        partition_by=[states.c.revision_id, states.c.state], order_by=states.c.position
    )
    numbered = select(states, (states.c.position - place).label("run")).subquery()
    start = func.min(numbered.c.start)
    rows = session.execute(
        select(
            numbered.c.revision_id,
            Revision.length,
            start,
            func.max(numbered.c.end),
            numbered.c.state,
            func.count(),
        )
        .join(Revision, Revision.id == numbered.c.revision_id)
        .group_by(numbered.c.revision_id, Revision.length, numbered.c.state, numbered.c.run)
        .order_by(numbered.c.revision_id, start)
    )
    found: dict[int, list[Run]] = defaultdict(list)
    for revision_id, length, first, last, state, count in rows:
        found[revision_id].append(Run(first / length, last / length, cast("State", state), count))
    return found
