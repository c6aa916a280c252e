"""The rest of a project out of the database, as the rows that make an archive whole."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from formats.annotations import record_rows as rows
from formats.annotations import settled_rows
from formats.annotations.second_rows import SecondReadingRow
from formats.annotations.story_rows import StoryWordRow
from formats.annotations.view_rows import SavedViewRow
from models.queries import export_adjudications as settled
from models.queries import export_carried as carried
from models.queries import export_frozen as frozen
from models.queries import export_history as history
from models.queries import export_record as record
from models.queries import export_second as second
from models.queries import export_stories as stories
from models.queries import export_talk as talk
from models.queries import export_views as views
from models.queries.export_filters import ExportFilters

Row = TypeVar("Row")
Found = Iterator[dict[str, Any]]
Query = Callable[[Session, int | None, int], Found]
Filtered = Callable[[Session, int | None, int, ExportFilters], Found]

_ALWAYS: dict[type[Any], Query] = {
    rows.ProjectRow: record.project_record,
    rows.TagRecord: record.tag_records,
    rows.GuidelineRow: record.guideline_rows,
    rows.ArticleRecord: record.article_records,
    rows.RevisionRow: record.revision_rows,
}
_BY_FILTERS: dict[type[Any], Filtered] = {
    rows.ReviewerRow: record.reviewer_rows,
    rows.AnnotationVersion: record.version_rows,
}
# What a filter cannot choose from: whoever hands on a part hands none of it on.
_WHOLE: dict[type[Any], Query] = {
    rows.DeletedAnnotation: history.deleted_rows,
    rows.DeletedEvidence: history.deleted_evidence_rows,
    rows.AssignmentRow: record.assignment_rows,
    rows.ReadingState: record.reading_state_rows,
    rows.FrozenReadingRow: frozen.frozen_reading_rows,
    rows.FrozenPassageRow: frozen.frozen_passage_rows,
    rows.FrozenEvidenceRow: frozen.frozen_evidence_rows,
    rows.FrozenClearedRow: frozen.frozen_cleared_rows,
    rows.CarriedPassageRow: carried.carried_passage_rows,
    rows.ThreadRow: talk.thread_rows,
    rows.CommentRow: talk.comment_rows,
    settled_rows.AdjudicationRow: settled.adjudication_rows,
    settled_rows.GoldRow: settled.gold_rows,
    settled_rows.GoldSourceRow: settled.gold_source_rows,
    settled_rows.RejectionRow: settled.rejection_rows,
    settled_rows.MissedGoldRow: settled.missed_gold_rows,
    settled_rows.UnclearFlagRow: settled.unclear_flag_rows,
    StoryWordRow: stories.story_word_rows,
    SavedViewRow: views.saved_view_rows,
    SecondReadingRow: second.second_reading_rows,
    rows.EventRow: history.event_rows,
}


def recorded(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    kind: type[Row],
) -> Iterator[Row]:
    """The rows of one kind."""
    if kind in _ALWAYS:
        found = _ALWAYS[kind](session, asker, project_id)
    elif kind in _BY_FILTERS:
        found = _BY_FILTERS[kind](session, asker, project_id, filters)
    elif kind in _WHOLE and filters.asks_for_all:
        found = _WHOLE[kind](session, asker, project_id)
    else:
        return iter(())
    return (kind(**row) for row in found)
