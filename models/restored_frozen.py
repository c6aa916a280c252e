"""The readings of a restored project as they were first submitted."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import CONFIDENCES, ORIGINS
from models.errors import BadInput
from models.frozen import (
    FrozenAnnotation,
    FrozenCleared,
    FrozenEvidence,
    FrozenReading,
    freeze_all,
)
from models.json_fields import NOTE_LIMIT, uuid_of
from models.restored_articles import RestoredArticles
from models.restored_passages import RestoredIds, check_evidence
from models.restored_project import RestoredProject, bounded
from models.restored_rows import TOGETHER, RestoredRows
from models.revision import Revision

Place = tuple[int, int]
Wrong = Callable[[str, int, str], None]


class RestoredFrozen:
    """Frozen readings on their way in: first the readings, then what was in them."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: RestoredIds,
        wrong: Wrong,
    ) -> None:
        self._project = project
        self._articles = articles
        self._ids = ids
        self._wrong = wrong
        session = project.session
        self._rows = {
            name: RestoredRows(session, kind, partial(wrong, name))
            for name, kind in (
                ("frozen_readings", FrozenReading),
                ("frozen_annotations", FrozenAnnotation),
                ("frozen_evidence", FrozenEvidence),
                ("frozen_cleared", FrozenCleared),
            )
        }
        self._readings: dict[tuple[int, int], int] = {}
        self._waiting: dict[str, list[tuple[int, UUID, dict[str, Any]]]] = {
            "frozen_annotations": [],
            "frozen_evidence": [],
        }

    def add_reading(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A reading; BadInput for one of a text or a person that the archive has not."""
        self._rows["frozen_readings"].add(
            line,
            {
                "article_id": self._articles.article(place[0]),
                "revision_id": self._articles.text(*place).id,
                "reviewer_id": self._project.person(values["reviewer"]),
                "submitted_at": values["submitted_at"],
            },
        )

    def add_passage(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A passage of a reading; BadInput where it can be none."""
        told = dict(values)
        number = uuid_of(told.pop("annotation_id"), "annotation_id")
        start, end, length = told["start"], told["end"], self._articles.text(*place).length
        if not 0 <= start < end <= length:
            raise BadInput("span_range", start=start, end=end, length=length)
        bounded("note", told["note"], NOTE_LIMIT)
        for name, allowed in (("confidence", ("", *CONFIDENCES)), ("origin", ORIGINS)):
            if told[name] not in allowed:
                raise BadInput("field_choice", field=name, allowed=", ".join(filter(None, allowed)))
        if told["version"] < 1:
            raise BadInput("field_type", field="version", wanted="integer")
        self._project.guideline(told["guideline_version"])
        told["reading_id"] = self._reading(place, told.pop("reviewer"))
        told["tag_id"] = self._project.tag(told.pop("tag"))
        told |= {name: told[name] or None for name in ("note", "confidence")}
        self._wait("frozen_annotations", line, number, told)

    def add_evidence(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """What a passage of a reading rested on; BadInput where it can be none."""
        told = dict(values)
        number = uuid_of(told.pop("annotation_id"), "annotation_id")
        check_evidence(told)
        told["reading_id"] = self._reading(place, told.pop("reviewer"))
        self._wait("frozen_evidence", line, number, told)

    def add_cleared(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A sentence that was cleared in a reading; BadInput for one that the text has not."""
        sentences = self._articles.text(*place).sentences
        if not 0 <= values["sentence"] < sentences:
            raise BadInput("sentence_unknown", number=values["sentence"], last=sentences - 1)
        reading = self._reading(place, values["reviewer"])
        row = {"reading_id": reading, "position": values["sentence"]}
        self._rows["frozen_cleared"].add(line, row)

    def flush(self, name: str) -> int:
        """Store what waits for that table; how many rows it has got."""
        if name in self._waiting:
            self._store(name)
        self._rows[name].flush()
        if name == "frozen_readings":
            self._readings = _stored(self._project.session, self._project.id)
        return self._rows[name].stored

    def freeze(self) -> None:
        """For an archive that knew nothing of them: what is submitted is taken for them."""
        freeze_all(self._project.session, self._project.id)

    def _reading(self, place: Place, reviewer: str) -> int:
        key = (self._articles.text(*place).id, self._project.person(reviewer))
        try:
            return self._readings[key]
        except KeyError:
            raise BadInput("restore_frozen", what=f"{place[0]}/{place[1]}") from None

    def _wait(self, name: str, line: int, number: UUID, row: dict[str, Any]) -> None:
        self._waiting[name].append((line, number, row))
        if len(self._waiting[name]) >= TOGETHER:
            self._store(name)

    def _store(self, name: str) -> None:
        waiting, self._waiting[name] = self._waiting[name], []
        present = self._ids.now({number for _, number, _ in waiting})
        for line, number, row in waiting:
            if number in present:
                self._rows[name].add(line, {**row, "annotation_id": present[number]})
            else:
                self._wrong(name, line, str(BadInput("annotation_unknown")))
        self._rows[name].flush()


def _stored(session: Session, project_id: int) -> dict[tuple[int, int], int]:
    rows = session.execute(
        select(FrozenReading.revision_id, FrozenReading.reviewer_id, FrozenReading.id)
        .join(Revision, Revision.id == FrozenReading.revision_id)
        .where(Revision.project_id == project_id)
    )
    return {(row.revision_id, row.reviewer_id): row.id for row in rows}
