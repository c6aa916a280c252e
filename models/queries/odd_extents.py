"""Passages whose extent is unlike that of others under their tag: a slip of the hand, perhaps."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.membership import Role, require_role
from models.queries.export_stream import stream
from models.queries.scope import Filters, passages_in_scope
from models.split_words import splits_word
from models.tag import tags_of
from models.usual_lengths import FEWEST, Usual, usual_lengths

Oddity = Literal["long", "short", "word", "sentence"]
USUALLY = 0.9
"""Where so many passages of a tag begin with a sentence, the others are told."""
BLANKS = (" ", "\n", "\t", "\u00a0", "\u202f", "\u2003", "\u3000")
ENDERS = (".", "!", "?", "…", "。", "！", "？", ":", "”", "“", '"', "«", "»", "„", "’", "‘", "'", "(", "[", "—", "–", "•")  # fmt: skip
"""What stands before a sentence or a quotation; a passage after one of these begins as usual."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One passage, and in which way it is odd: `usual` is its tag's middle length where that is it."""

    id: UUID
    oddity: Oddity
    tag: str
    length: int
    usual: int


def odd_extents(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    oddity: Oddity,
    *,
    limit: int = 50,
) -> list[Odd]:
    """The oddest first; by place where none is odder than another. For editors.

    `long` and `short`: the length lies three times the distance between the quartiles beyond them,
    on the scale of logarithms, see `usual_lengths`. `word`: it begins or ends within a word. `sentence`: it begins within a
    sentence, and nine in ten of at least 20 passages of its tag do not.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    scope = passages_in_scope(session, asker, project_id, filters)
    names = {tag.id: tag.name for tag in tags_of(session, project_id)}
    if oddity in ("long", "short"):
        usual = usual_lengths(_lengths(session, scope))
        rows = session.execute(_beyond(scope, usual, oddity).limit(limit)).all()
        return [
            Odd(row.annotation_id, oddity, names[row.tag_id], row.length, round(usual[row.tag_id].middle))
            for row in rows
        ]  # fmt: skip
    found = _within_words(session, scope) if oddity == "word" else _within_sentences(session, scope)
    told = (row for row, _ in zip(found, range(limit), strict=False))
    return [Odd(row.annotation_id, oddity, names[row.tag_id], row.length, 0) for row in told]


def _lengths(session: Session, scope: CTE) -> dict[int, dict[int, int]]:
    length = scope.c.end - scope.c.start
    found: dict[int, dict[int, int]] = defaultdict(dict)
    statement = select(scope.c.tag_id, length, func.count()).group_by(scope.c.tag_id, length)
    for tag, characters, count in session.execute(statement):
        found[tag][characters] = count
    return found


def _beyond(scope: CTE, usual: dict[int, Usual], oddity: Oddity) -> Any:
    length = (scope.c.end - scope.c.start).label("length")
    middles = {tag: one.middle for tag, one in usual.items()}
    middle = case(middles, value=scope.c.tag_id, else_=1.0) if middles else 1.0
    far = [
        and_(scope.c.tag_id == tag, length > one.longest if oddity == "long" else length < one.shortest)
        for tag, one in usual.items()
    ]  # fmt: skip
    odder = (length * 1.0 / middle).desc() if oddity == "long" else length * 1.0 / middle
    return (
        select(scope.c.annotation_id, scope.c.tag_id, length)
        .where(or_(false(), *far))
        .order_by(odder, scope.c.article_id, scope.c.start, scope.c.annotation_id)
    )


def _edges() -> tuple[Any, Any, Any, Any]:
    """What stands right before a passage, its first and last character, and what comes after."""
    length = func.length(Annotation.prefix)
    last = func.length(Annotation.quote)
    return (
        func.substr(Annotation.prefix, case((length > 0, length), else_=1), 1),
        func.substr(Annotation.quote, 1, 1),
        func.substr(Annotation.quote, last, 1),
        func.substr(Annotation.suffix, 1, 1),
    )


def _rows(scope: CTE, *columns: Any) -> Any:
    return (
        select(scope.c.annotation_id, scope.c.tag_id, (scope.c.end - scope.c.start).label("length"), *columns)
        .select_from(scope)
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .order_by(scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
    )  # fmt: skip


def _within_words(session: Session, scope: CTE) -> Iterator[Any]:
    before, first, last, after = _edges()
    # What databases take for a letter differs: they leave out the many that end at a blank.
    around = _rows(scope, before.label("before"), first.label("first"), last.label("last"), after.label("after"))  # fmt: skip
    near = or_(
        before.not_in(("", *BLANKS, *ENDERS)), after.not_in(("", *BLANKS, *ENDERS, ",", ";"))
    )
    for row in stream(session, around.where(near)):
        if splits_word(row.before, row.first) or splits_word(row.last, row.after):
            yield row


def _within_sentences(session: Session, scope: CTE) -> Iterator[Any]:
    begins = _begins_sentence()
    counts = (
        select(scope.c.tag_id, func.count(), func.sum(case((begins, 1), else_=0)))
        .select_from(scope)
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .group_by(scope.c.tag_id)
    )
    usual = [
        tag
        for tag, passages, whole in session.execute(counts)
        if passages >= FEWEST and whole >= USUALLY * passages
    ]
    yield from stream(session, _rows(scope).where(scope.c.tag_id.in_(usual), ~begins))


def _begins_sentence() -> ColumnElement[bool]:
    """Whether the text before a passage ends a sentence or a line, or there is none."""
    before = func.rtrim(Annotation.prefix, "".join(BLANKS))
    length = func.length(before)
    last = func.substr(before, case((length > 0, length), else_=1), 1)
    blank = func.substr(Annotation.prefix, length + 1)
    return or_(before == "", last.in_(ENDERS), blank.contains("\n"))
