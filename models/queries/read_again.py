"""What one reviewer made of the same text twice: how far people agree with themselves.

A reading is one reviewer's of one article, and a project holds a text once, so there are three ways
in which somebody reads again. `served`: the article was served to them again without a word (see
`models.serving_again`), and nothing of the first reading was to be seen. `elsewhere`: the very text was given to them in another project too,
where nothing of the first reading was to be seen. `resubmitted`: they reopened a reading and
submitted it again, with what they had tagged before their eyes.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Executable, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.companion import is_companion
from models.frozen import FrozenAnnotation, FrozenCleared, FrozenReading
from models.membership import Membership, Role
from models.queries.own_measures import require_own
from models.queries.scope import Filters, in_articles, made_on
from models.queries.visible import text_open_to
from models.revision import Revision, Sentence
from models.served_again import ServedAgain, text_put_aside
from models.tag import Tag

Kind = Literal["served", "elsewhere", "resubmitted"]
KINDS: tuple[Kind, ...] = ("served", "elsewhere", "resubmitted")
"""The surer first."""
MOST = 200
"""So many texts are compared, the latest."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a text at one time: passages as (start, end, tag), numbers of cleared sentences."""

    passages: Sequence[tuple[int, int, str]]
    cleared: Sequence[int]


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """One text read twice by the same person, the earlier reading first."""

    article_id: int
    article: str
    length: int
    sentences: Sequence[Span]
    first_at: datetime
    again_at: datetime
    first: Made
    again: Made


def read_again(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters, kind: Kind
) -> list[ReadTwice]:
    """The texts that the reviewer read twice in this way, the latest first.

    Everybody sees their own; an admin sees another's where they are admin of both projects, and
    where nothing of the text is hidden from them.
    """
    require_own(session, asker, project_id, reviewer_id)
    here, second = FrozenReading, aliased(FrozenReading)
    own = reviewer_id == asker
    statement = _statement(kind, reviewer_id, second, asker)
    rows = session.execute(
        statement.where(
            here.reviewer_id == reviewer_id,
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            ~text_put_aside(asker, here.revision_id),
            *([] if own else [text_open_to(asker, here.revision_id)]),
            *in_articles(filters),
            *made_on(filters, here.submitted_at),
        )
        .order_by(here.submitted_at.desc(), here.id.desc())
        .limit(MOST)
    ).all()
    return _told(session, reviewer_id, rows, kind, [*filters.tags])


def _statement(
    kind: Kind, reviewer_id: int, second: type[FrozenReading], asker: int
) -> Select[Any]:
    if kind == "served":
        return _served()
    if kind == "elsewhere":
        return _elsewhere(second, asker, reviewer_id == asker)
    return _resubmitted(reviewer_id)


def _base(*more: Any) -> Select[Any]:
    here = FrozenReading
    return (
        select(here.id, here.article_id, here.revision_id, here.submitted_at, Article.title, Revision.length, *more)
        .join(Article, Article.id == here.article_id)
        .join(Revision, Revision.id == here.revision_id)
    )  # fmt: skip


def _served() -> Select[Any]:
    """The second reading is of a copy that nobody but its reader may open, which admins are told of."""
    here, then, copied = FrozenReading, aliased(FrozenReading), aliased(Revision)
    return (
        _base(then.id.label("other"), then.submitted_at.label("other_at"))
        .join(
            ServedAgain,
            and_(
                ServedAgain.article_id == here.article_id,
                ServedAgain.reviewer_id == here.reviewer_id,
            ),
        )
        .join(
            then,
            and_(
                then.article_id == ServedAgain.copy_id, then.reviewer_id == ServedAgain.reviewer_id
            ),
        )
        .join(copied, copied.id == then.revision_id)
        .where(copied.text_sha256 == Revision.text_sha256)
    )


def _elsewhere(second: type[FrozenReading], asker: int, own: bool) -> Select[Any]:
    """The first of the reviewer's other readings of the very text, in a project of the asker's."""
    other = aliased(Revision)
    first = (
        select(func.min(second.id))
        .join(other, other.id == second.revision_id)
        .join(Membership, Membership.project_id == other.project_id)
        .where(
            second.reviewer_id == FrozenReading.reviewer_id,
            other.text_sha256 == Revision.text_sha256,
            other.project_id != Revision.project_id,
            ~is_companion(other.project_id),
            Membership.reviewer_id == asker,
            *([] if own else [_admin_sees(second, asker)]),
        )
        .correlate(FrozenReading, Revision)
        .scalar_subquery()
    )
    then = aliased(FrozenReading)
    return _base(then.id.label("other"), then.submitted_at.label("other_at")).join(
        then, then.id == first
    )


def _admin_sees(second: type[FrozenReading], asker: int) -> ColumnElement[bool]:
    return and_(
        Membership.role == Role.ADMIN.value,
        text_open_to(asker, second.revision_id),
    )


def _resubmitted(reviewer_id: int) -> Select[Any]:
    here = FrozenReading
    return _base(Assignment.id.label("other"), Assignment.submitted_at.label("other_at")).join(
        Assignment,
        and_(
            Assignment.reviewer_id == reviewer_id,
            Assignment.submitted_revision_id == here.revision_id,
            Assignment.submitted_at > here.submitted_at,
        ),
    )


def _told(
    session: Session, reviewer_id: int, rows: Sequence[Any], kind: Kind, tags: list[str]
) -> list[ReadTwice]:
    readings = [row.id for row in rows]
    frozen = _frozen(
        session, [*readings, *(row.other for row in rows)] if kind != "resubmitted" else readings
    )
    texts = [row.revision_id for row in rows]
    now = _as_it_is(session, reviewer_id, texts) if kind == "resubmitted" else {}
    sentences = _sentences(session, texts)
    found = []
    for row in rows:
        one = _of_tags(frozen[row.id], tags)
        other = _of_tags(now[row.revision_id] if kind == "resubmitted" else frozen[row.other], tags)
        halves = sorted(
            [(row.submitted_at, 0, one), (row.other_at, 1, other)], key=lambda half: half[:2]
        )
        (first_at, _, first), (again_at, _, again) = halves
        found.append(
            ReadTwice(row.article_id, row.title, row.length, sentences[row.revision_id], first_at, again_at, first, again)
        )  # fmt: skip
    return found


def _of_tags(made: Made, tags: list[str]) -> Made:
    kept = [one for one in made.passages if not tags or one[2] in tags]
    return Made(kept, made.cleared)


def _frozen(session: Session, readings: list[int]) -> dict[int, Made]:
    passage, cleared = FrozenAnnotation, FrozenCleared
    return _made(
        session,
        select(passage.reading_id, passage.start, passage.end, Tag.name)
        .join(Tag, Tag.id == passage.tag_id)
        .where(passage.reading_id.in_(readings)),
        select(cleared.reading_id, cleared.position).where(cleared.reading_id.in_(readings)),
    )


def _as_it_is(session: Session, reviewer_id: int, texts: list[int]) -> dict[int, Made]:
    """The reviewer's live work on each of these texts."""
    passage, cleared = Annotation, ClearedSentence
    return _made(
        session,
        select(passage.revision_id, passage.start, passage.end, Tag.name)
        .join(Tag, Tag.id == passage.tag_id)
        .where(
            passage.revision_id.in_(texts),
            passage.reviewer_id == reviewer_id,
            passage.deleted_at.is_(None),
        ),
        select(cleared.revision_id, cleared.position).where(
            cleared.revision_id.in_(texts), cleared.reviewer_id == reviewer_id
        ),
    )


def _made(session: Session, passages: Executable, cleared: Executable) -> dict[int, Made]:
    found: dict[int, Made] = defaultdict(lambda: Made([], []))
    spans: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    numbers: dict[int, list[int]] = defaultdict(list)
    for key, start, end, tag in session.execute(passages):
        spans[key].append((start, end, tag))
    for key, position in session.execute(cleared):
        numbers[key].append(position)
    for key in {*spans, *numbers}:
        found[key] = Made(sorted(spans[key]), sorted(numbers[key]))
    return found


def _sentences(session: Session, texts: list[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for revision_id, start, end in session.execute(
        select(Sentence.revision_id, Sentence.start, Sentence.end)
        .where(Sentence.revision_id.in_(texts))
        .order_by(Sentence.revision_id, Sentence.position)
    ):
        found[revision_id].append((start, end))
    return found
