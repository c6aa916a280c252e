"""The tables of a bundle poured into a new project, row by row; what cannot be is told by its line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from formats.annotations.bundle_files import BundleFiles
from formats.annotations.bundle_tables import InStep, Wrong, table_rows
from formats.annotations.cells import columns
from formats.annotations.errors import FormatError
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
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow
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
from formats.exchange.restored_names import LATER
from formats.exchange.restored_values import add_on_text, add_reading, add_said, values_of
from models.errors import WorkbenchError
from models.restored_articles import Cut, RestoredArticles
from models.restored_carried import RestoredCarried
from models.restored_events import RestoredEvents
from models.restored_frozen import RestoredFrozen
from models.restored_gold import RestoredGold
from models.restored_passages import RestoredEvidence, RestoredPassages
from models.restored_project import RestoredProject, begin_project
from models.restored_readings import RestoredReadings
from models.restored_stories import RestoredStories
from models.restored_talk import RestoredTalk
from models.restored_views import RestoredViews

Row = TypeVar("Row")

_FROZEN, _CARRIED = "frozen_readings", "carried_passages"
_BESIDE: tuple[tuple[str, type[Any], type[RestoredStories | RestoredViews]], ...] = (
    ("story_words", StoryWordRow, RestoredStories),
    ("saved_views", SavedViewRow, RestoredViews),
)
_PASSAGE = (
    "start", "end", "quote", "prefix", "suffix", "paragraph", "sentence",
    "note", "confidence", "origin", "guideline_version",
)  # fmt: skip
_PROJECT = (
    "is_blind", "blind_since", "readers_per_article", "hands_out", "created_at", "archived_at",
)  # fmt: skip
_MARKS = ("after_submission", "others_seen")
_DETAILS = ("outlet", "title", "byline", "url", "published_at", "language")
_EVIDENCE = ("position", "url", "citation", "quote", "stance", "accessed_at")


@dataclass(frozen=True, slots=True)
class SentenceOfText:
    """What of a row of sentences.csv is stored, and the text it must be."""

    article_id: int
    revision: int
    sentence: int
    start: int
    end: int
    text: str


class Restoring:
    """One archive on its way into the database; `wrong` hears of every row that cannot be stored."""

    def __init__(
        self, session: Session, files: BundleFiles, wrong: Wrong, pause: Callable[[], None]
    ) -> None:
        self._session = session
        self._files = files
        self._wrong = wrong
        self._pause = pause
        self.stored: dict[str, int] = {}
        self._said: dict[str, str] = {}
        self._gold: dict[str, int] = {}

    def begin(self, asker: int | None, name: str) -> RestoredProject:
        """The project, with its people, tags and guidelines; by its own name where none is given."""
        told = [row for _, row in self._rows("project", ProjectRow)]
        if len(told) != 1:
            raise FormatError("project_rows", n=len(told))
        row = told[0]
        project = begin_project(
            self._session,
            asker,
            name or row.project,
            values_of(row, _PROJECT),
            {"name": row.tag_set, "created_at": row.tag_set_created_at, "keys": row.keys},
        )
        self._project = project
        self.articles = RestoredArticles(project, partial(self._wrong, "sentences"))
        self._passages = RestoredPassages(project, partial(self._wrong, "annotations"))
        self._each("reviewers", ReviewerRow, self._person)
        self._each("tags", TagRecord, self._tag)
        self._each("guidelines", GuidelineRow, self._guideline)
        return project

    def fill(self) -> None:
        """Everything that people read and did."""
        self._add_articles()
        self._add_passages()
        self._add_evidence("evidence", EvidenceRow)
        self._add_deleted()
        self._add_evidence("deleted_evidence", DeletedEvidence)
        self._add_readings()
        self._add_frozen()
        self._add_carried()
        self._add_talk()
        self._add_settled()
        self._add_beside()
        self._add_events()

    def _person(self, _line: int, row: ReviewerRow) -> None:
        times = values_of(
            row, ("joined_at", "departed_at", "on_duty", "absent_from", "absent_until")
        )
        self._project.add_person(row.reviewer, row.name, row.email, row.role, **times)

    def _tag(self, _line: int, row: TagRecord) -> None:
        names = [name for name in TagRecord.__slots__ if name not in ("tag", "former_names")]
        self._project.add_tag(row.tag, values_of(row, names), row.former_names)

    def _guideline(self, _line: int, row: GuidelineRow) -> None:
        made = (row.guidelines, row.created_by, row.created_at, row.change)
        self._project.add_guideline(row.guideline_version, *made)

    def _add_articles(self) -> None:
        revisions = self._in_step("revisions", RevisionRow)
        sentences = self._in_step("sentences", SentenceOfText)
        records = self._in_step("article_records", ArticleRecord)
        former: ArticleRow | None = None

        def add(line: int, row: ArticleRow) -> None:
            nonlocal former
            place = (row.article_id, row.revision)
            record = next(iter(list(records.take(row.article_id))), None)
            revision = next(iter(list(revisions.take(*place))), None)
            cuts = [cut for _, cut in sentences.take(*place)]
            if former is None or former.article_id != row.article_id:
                self._add_article(row, None if record is None else record[1])
            elif values_of(former, _DETAILS) != values_of(row, _DETAILS):
                raise FormatError("details_differ")
            former = row
            self._add_revision(line, row, None if revision is None else revision[1], cuts)

        self._each("articles", ArticleRow, add)
        for table in (revisions, sentences, records):
            table.rest()
        self.articles.flush()

    def _add_article(self, row: ArticleRow, record: ArticleRecord | None) -> None:
        if record is None:
            raise FormatError("row_missing", table="article_records.csv")
        made = values_of(record, ("created_at", "archived_at", "due_on"))
        made["priority"] = record.priority or 0
        made["created_by"] = self._project.maker(record.created_by)
        self.articles.add_article(row.article_id, values_of(row, _DETAILS), made)

    def _add_revision(
        self,
        line: int,
        row: ArticleRow,
        revision: RevisionRow | None,
        sentences: Sequence[SentenceOfText],
    ) -> None:
        if revision is None:
            raise FormatError("row_missing", table="revisions.csv")
        numbers = [sentence.sentence for sentence in sentences]
        if len(revision.paragraphs) != len(numbers) or numbers != list(range(len(numbers))):
            raise FormatError("sentences_differ")
        cuts = [
            Cut(one.start, one.end, paragraph, one.text)
            for one, paragraph in zip(sentences, revision.paragraphs, strict=True)
        ]
        made: dict[str, Any] = values_of(revision, ("segmenter", "created_at"))
        made["created_by"] = self._project.maker(revision.created_by)
        made["words"] = row.n_words
        place = (row.article_id, row.revision)
        told = (revision.revision_id, row.text, row.text_sha256)
        self.articles.add_revision(place, *told, cuts, made, line)

    def _add_passages(self) -> None:
        # Gold stands among the labelled data, and is stored from tables of its own.
        live = (one for one in self._rows("annotations", AnnotationRow) if not self._is_gold(*one))
        versions = self._rows("annotation_versions", AnnotationVersion)
        for passage, version in zip_longest(live, versions):
            if passage is None or version is None or not _are_one(passage[1], version[1]):
                # Whatever follows would be told of too: the first one that differs says it.
                line = (passage or version or (1,))[0]
                self._wrong("annotation_versions", line, str(FormatError("versions_differ")))
                return
            (line, row), (_, about) = passage, version
            self._try("annotations", line, partial(self._add_passage, line, row, about))
        self._passages.flush()
        self.stored["annotations"] = self._passages.rows.stored

    def _add_passage(self, line: int, row: AnnotationRow, version: AnnotationVersion) -> None:
        if row.sentence is None or row.paragraph is None:
            raise FormatError("field_missing", field="sentence")
        values = {**values_of(row, _PASSAGE), "deleted_at": None}
        values |= values_of(version, ("version", "created_at", "updated_at", *_MARKS))
        self._put_passage(line, row, values)

    def _add_deleted(self) -> None:
        own = ("version", "created_at", "updated_at", "deleted_at", *_MARKS)
        self._passages = RestoredPassages(
            self._project, partial(self._wrong, "deleted_annotations")
        )
        self._each(
            "deleted_annotations",
            DeletedAnnotation,
            lambda line, row: self._put_passage(line, row, values_of(row, (*_PASSAGE, *own))),
        )
        self._passages.flush()
        self.stored["deleted_annotations"] = self._passages.rows.stored

    def _put_passage(
        self, line: int, row: AnnotationRow | DeletedAnnotation, values: dict[str, Any]
    ) -> None:
        text = self.articles.text(row.article_id, row.revision)
        who = {"reviewer": row.reviewer, "tag": row.tag}
        self._passages.add(line, row.annotation_id, text, values, **who)

    def _add_evidence(self, name: str, kind: type[EvidenceRow]) -> None:
        evidence = RestoredEvidence(self._project, self._passages.ids, partial(self._wrong, name))
        self._each(
            name,
            kind,
            lambda line, row: evidence.add(line, row.annotation_id, values_of(row, _EVIDENCE)),
        )
        evidence.flush()
        self.stored[name] = evidence.rows.stored

    def _add_readings(self) -> None:
        refusals = (partial(self._wrong, "assignments"), partial(self._wrong, "reading_states"))
        readings = RestoredReadings(self._project, self.articles, *refusals)
        self._each("assignments", AssignmentRow, lambda line, row: add_reading(readings, line, row))
        self._each(
            "reading_states",
            ReadingState,
            lambda line, row: readings.add_cleared(
                line, (row.article_id, row.revision), row.reviewer, row.sentence, row.cleared_at
            ),
        )
        readings.flush()
        self.stored["assignments"] = readings.readings.stored
        self.stored["reading_states"] = readings.cleared.stored

    def _add_frozen(self) -> None:
        frozen = RestoredFrozen(self._project, self.articles, self._passages.ids, self._wrong)
        if self._files.size(f"{_FROZEN}.csv") is None:
            frozen.freeze()
            return
        for name, kind, add in (
            (_FROZEN, FrozenReadingRow, frozen.add_reading),
            ("frozen_annotations", FrozenPassageRow, frozen.add_passage),
            ("frozen_evidence", FrozenEvidenceRow, frozen.add_evidence),
            ("frozen_cleared", FrozenClearedRow, frozen.add_cleared),
        ):
            # Archives of before hold no evidence of frozen readings.
            if self._files.size(f"{name}.csv") is not None:
                self._each(name, kind, partial(add_on_text, add))
                self.stored[name] = frozen.flush(name)

    def _add_carried(self) -> None:
        if self._files.size(f"{_CARRIED}.csv") is None:
            return
        refuse = partial(self._wrong, _CARRIED)
        carried = RestoredCarried(self._project, self.articles, self._passages.ids, refuse)
        self._each(_CARRIED, CarriedPassageRow, partial(add_on_text, carried.add))
        self.stored[_CARRIED] = carried.flush()

    def _add_talk(self) -> None:
        """Archives from before there was any have no tables of it."""
        if self._files.size("threads.csv") is None:
            return
        talk = RestoredTalk(self._project, self.articles, self._passages.ids, self._wrong)
        for name, kind, add in (
            ("threads", ThreadRow, talk.add_thread),
            ("comments", CommentRow, talk.add_comment),
        ):
            self._each(name, kind, partial(add_said, add))
            talk.flush()
        self._said = talk.said

    def _add_beside(self) -> None:
        for name, kind, made in _BESIDE:
            if self._files.size(f"{name}.csv") is not None:
                rows = made(self._project, self.articles, partial(self._wrong, name))
                self._each(name, kind, partial(add_said, rows.add))
                self.stored[name] = rows.flush()

    def _is_gold(self, line: int, row: AnnotationRow) -> bool:
        if row.is_gold:
            self._gold[row.annotation_id] = line
        return row.is_gold

    def _add_settled(self) -> None:
        settled = self._settled = RestoredGold(
            self._project, self.articles, self._passages.ids, self._wrong
        )
        for name, kind, add in (
            ("adjudications", AdjudicationRow, settled.add_adjudication),
            ("gold", GoldRow, settled.add_gold),
            ("gold_sources", GoldSourceRow, settled.add_source),
            ("rejections", RejectionRow, settled.add_rejection),
            ("missed_gold", MissedGoldRow, settled.add_missed),
            ("unclear_flags", UnclearFlagRow, settled.add_flag),
        ):
            # What was missed was not recorded by the first archives that kept gold.
            is_there = name != "missed_gold" or self._files.size("missed_gold.csv") is not None
            if self._keeps_gold() and is_there:
                self._each(name, kind, partial(add_on_text, add))
                self.stored[name] = settled.flush(name)
        for line, row in self._gold_told():
            if not self._keeps_gold():
                self._wrong("gold", line, str(FormatError("no_gold")))
            self._gold.pop(row.gold_id, None)
        for line in self._gold.values():
            self._wrong("annotations", line, str(FormatError("no_gold")))

    def _keeps_gold(self) -> bool:
        return self._files.size("adjudications.csv") is not None

    def _gold_told(self) -> Iterator[tuple[int, GoldRow]]:
        if self._keeps_gold():
            return self._rows("gold", GoldRow)
        # The first archives declared this table, with fewer columns, and had nothing in it.
        return table_rows(self._files, "gold", GoldRow, self._wrong, ("gold_id",))

    def _add_events(self) -> None:
        refuse = partial(self._wrong, "events")
        ids = {
            **dict.fromkeys(("annotation", "rejection"), self._passages.ids),
            "gold": self._settled.gold_ids,
            "unclear_flag": self._settled.flag_ids,
        }
        events = RestoredEvents(self._project, self.articles, ids, refuse, self._said)
        told = ("at", "action", "entity", "row", "before", "after")
        self._each(
            "events", EventRow, lambda line, row: events.add(line, row.actor, values_of(row, told))
        )
        events.flush()
        self.stored["events"] = events.rows.stored

    def _each(self, name: str, kind: type[Row], add: Callable[[int, Row], None]) -> None:
        count = 0
        for line, row in self._rows(name, kind):
            count += self._try(name, line, partial(add, line, row))
        self.stored[name] = count

    def _try(self, name: str, line: int, add: Callable[[], None]) -> bool:
        self._pause()
        try:
            add()
        except (WorkbenchError, FormatError) as error:
            self._wrong(name, line, str(error))
            return False
        return True

    def _rows(self, name: str, kind: type[Row]) -> Iterator[tuple[int, Row]]:
        needed = [column for column in columns(kind) if column not in LATER]
        return table_rows(self._files, name, kind, self._wrong, needed)

    def _in_step(self, name: str, kind: type[Row]) -> InStep[Row]:
        return InStep(name, self._rows(name, kind), self._wrong)


def _are_one(passage: AnnotationRow, version: AnnotationVersion) -> bool:
    return passage.annotation_id == version.annotation_id
