"""The tables that stand beside the labelled data in a bundle, and how they are written."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any

from formats.annotations.cells import cell, columns
from formats.annotations.datapackage import link
from formats.annotations.record_rows import (
    AnnotationVersion,
    ArticleRecord,
    AssignmentRow,
    CarriedPassageRow,
    CommentRow,
    DeletedAnnotation,
    DeletedEvidence,
    EventRow,
    FrozenClearedRow,
    FrozenEvidenceRow,
    FrozenPassageRow,
    FrozenReadingRow,
    GuidelineRow,
    ProjectRow,
    ReadingState,
    ReviewerRow,
    RevisionRow,
    TagRecord,
    ThreadRow,
)
from formats.annotations.second_rows import SECOND, SecondReadingRow
from formats.annotations.settled_rows import (
    AdjudicationRow,
    GoldRow,
    GoldSourceRow,
    MissedGoldRow,
    RejectionRow,
    UnclearFlagRow,
)
from formats.annotations.story_rows import StoryWordRow
from formats.annotations.view_rows import SavedViewRow

_TEXT = ("article_id", "revision")


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table: its name, the kind of its rows, what tells a row, and what its columns name."""

    name: str
    kind: type[Any]
    key: tuple[str, ...]
    links: tuple[dict[str, Any], ...] = ()


def _to(table: str, target: Sequence[str], own: Sequence[str] = ()) -> dict[str, Any]:
    return link(own or target, table, target)


_PERSON = _to("reviewers", ["reviewer"])
_MAKER = _to("reviewers", ["reviewer"], ["created_by"])
_ON_TEXT = _to("articles", _TEXT)
_OF_FROZEN = _to("frozen_readings", [*_TEXT, "reviewer"])
_TAG = _to("tags", ["tag"])

RECORD_TABLES = (
    RecordTable("project", ProjectRow, ("project",)),
    RecordTable("reviewers", ReviewerRow, ("reviewer",)),
    RecordTable("tags", TagRecord, ("tag",)),
    RecordTable("guidelines", GuidelineRow, ("guideline_version",), (_MAKER,)),
    RecordTable("article_records", ArticleRecord, ("article_id",), (_MAKER,)),
    RecordTable("revisions", RevisionRow, _TEXT, (_ON_TEXT, _MAKER)),
    RecordTable(
        "annotation_versions",
        AnnotationVersion,
        ("annotation_id",),
        (_to("annotations", ["annotation_id"]),),
    ),
    RecordTable(
        "deleted_annotations", DeletedAnnotation, ("annotation_id",), (_ON_TEXT, _TAG, _PERSON)
    ),
    RecordTable(
        "deleted_evidence",
        DeletedEvidence,
        ("annotation_id", "position"),
        (_to("deleted_annotations", ["annotation_id"]),),
    ),
    RecordTable("assignments", AssignmentRow, ("article_id", "reviewer"), (_PERSON,)),
    RecordTable(
        "reading_states", ReadingState, (*_TEXT, "reviewer", "sentence"), (_ON_TEXT, _PERSON)
    ),
    RecordTable("frozen_readings", FrozenReadingRow, (*_TEXT, "reviewer"), (_ON_TEXT, _PERSON)),
    RecordTable(
        "frozen_annotations",
        FrozenPassageRow,
        (*_TEXT, "reviewer", "annotation_id"),
        (_OF_FROZEN, _TAG),
    ),
    RecordTable(
        "frozen_evidence",
        FrozenEvidenceRow,
        (*_TEXT, "reviewer", "annotation_id", "position"),
        (_OF_FROZEN,),
    ),
    RecordTable(
        "frozen_cleared", FrozenClearedRow, (*_TEXT, "reviewer", "sentence"), (_OF_FROZEN,)
    ),
    RecordTable(
        "carried_passages",
        CarriedPassageRow,
        (*_TEXT, "annotation_id"),
        (_ON_TEXT, _to("reviewers", ["reviewer"], ["seen_by"])),
    ),
    RecordTable(
        "threads",
        ThreadRow,
        ("thread_id",),
        (
            _ON_TEXT,
            *(
                _to("reviewers", ["reviewer"], [name])
                for name in ("opened_by", "with_reviewer", "resolved_by")
            ),
        ),
    ),
    RecordTable(
        "comments",
        CommentRow,
        ("comment_id",),
        (_to("threads", ["thread_id"]), _to("reviewers", ["reviewer"], ["author"])),
    ),
    RecordTable(
        "adjudications",
        AdjudicationRow,
        _TEXT,
        (_ON_TEXT, _to("reviewers", ["reviewer"], ["settled_by"])),
    ),
    RecordTable("gold", GoldRow, ("gold_id",), (_ON_TEXT, _TAG, _MAKER)),
    RecordTable(
        "gold_sources",
        GoldSourceRow,
        ("gold_id", "annotation_id"),
        (_to("gold", ["gold_id"]), _TAG, _PERSON),
    ),
    RecordTable(
        "rejections",
        RejectionRow,
        ("annotation_id",),
        (_ON_TEXT, _to("reviewers", ["reviewer"], ["rejected_by"])),
    ),
    RecordTable(
        "missed_gold",
        MissedGoldRow,
        ("gold_id", "reviewer"),
        (
            _to("gold", ["gold_id"]),
            _ON_TEXT,
            _PERSON,
            _to("reviewers", ["reviewer"], ["recorded_by"]),
        ),
    ),
    RecordTable(
        "unclear_flags",
        UnclearFlagRow,
        ("flag_id",),
        (_ON_TEXT, _to("reviewers", ["reviewer"], ["flagged_by"])),
    ),
    RecordTable(
        "story_words",
        StoryWordRow,
        ("article_id", "other_article_id"),
        (
            _to("article_records", ["article_id"]),
            _to("article_records", ["article_id"], ["other_article_id"]),
            _to("reviewers", ["reviewer"], ["said_by"]),
        ),
    ),
    RecordTable("saved_views", SavedViewRow, ("reviewer", "dashboard", "view_name"), (_PERSON,)),
    RecordTable(
        SECOND,
        SecondReadingRow,
        ("beside", "copy_id"),
        (
            _to("article_records", ["article_id"]),
            _PERSON,
            _to("reviewers", ["reviewer"], ["served_by"]),
        ),
    ),
    RecordTable("events", EventRow, ("event",), (_to("reviewers", ["reviewer"], ["actor"]),)),
)


def record_cells(kind: type[Any], rows: Iterable[Any]) -> Iterator[Sequence[str]]:
    """The header of a kind of row, then the cells of each row, with exact times."""
    names = columns(kind)
    values = attrgetter(*names)
    yield names
    for row in rows:
        yield [_exactly(value) for value in values(row)]


def _exactly(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).isoformat()[:-6]}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return cell(value)
