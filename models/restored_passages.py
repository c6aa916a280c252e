"""The annotations of a restored project, live and deleted, with their evidence.

An annotation keeps its id where nothing here bears it. Else its id is made of the new project's
number and the old id, so that whatever names it finds it without a list being kept.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from models.annotation import CONFIDENCES, ORIGINS, STANCES, Annotation, Evidence
from models.errors import BadInput
from models.gold import GoldAnnotation
from models.json_fields import NOTE_LIMIT, uuid_of
from models.operation_input import ADDRESS_LIMIT, QUOTE_LIMIT
from models.queries.export_stream import Texts
from models.restored_articles import RestoredText
from models.restored_aside import ELSEWHERE
from models.restored_project import RestoredProject, bounded
from models.restored_rows import TOGETHER, Refuse, RestoredRows
from models.tables import METADATA
from models.unclear_flag import UnclearFlag


class RestoredIds:
    """Under which id each row of one kind is known now, asked for many at a time."""

    def __init__(
        self,
        session: Session,
        project_id: int,
        kind: type[Annotation | GoldAnnotation | UnclearFlag] = Annotation,
    ) -> None:
        self._session = session
        self._project_id = project_id
        self._name = kind.__tablename__

    def moved(self, annotation_id: UUID) -> UUID:
        """The id of a row whose own was taken."""
        return uuid5(NAMESPACE_URL, f"workbench:restored/{self._project_id}/{annotation_id}")

    def owners(self, ids: Collection[UUID]) -> dict[UUID, int]:
        """The projects of those rows that exist."""
        here = METADATA.tables[self._name]
        # Beside the database that it is for, a project is put together without what lies there.
        beside: Mapping[str, Table] = self._session.info.get(ELSEWHERE, {})
        elsewhere = beside.get(self._name)
        found: dict[UUID, int] = {}
        for table in (here,) if elsewhere is None else (elsewhere, here):
            statement = select(table.c.id, table.c.project_id).where(table.c.id.in_(ids))
            found |= {row.id: row.project_id for row in self._session.execute(statement)}
        return found

    def now(self, ids: Collection[UUID]) -> dict[UUID, UUID]:
        """The present ids of those rows that were restored."""
        asked = {*ids, *(self.moved(one) for one in ids)}
        ours = {one for one, owner in self.owners(asked).items() if owner == self._project_id}
        found = {one: one if one in ours else self.moved(one) for one in ids}
        return {one: present for one, present in found.items() if present in ours}

    def free(self, ids: Collection[UUID]) -> dict[UUID, UUID]:
        """An id for each of these rows that are to be stored: its own, unless it is taken."""
        owners = self.owners(ids)
        return {one: self.moved(one) if one in owners else one for one in ids}


class RestoredPassages:
    """Annotations on their way in."""

    def __init__(self, project: RestoredProject, refuse: Refuse) -> None:
        self.rows = RestoredRows(project.session, Annotation, refuse)
        self.ids = RestoredIds(project.session, project.id)
        self._project = project
        self._refuse = refuse
        self._texts = Texts(project.session)
        self._waiting: dict[UUID, tuple[int, dict[str, Any]]] = {}

    def add(
        self,
        line: int,
        annotation_id: str,
        text: RestoredText,
        values: Mapping[str, Any],
        *,
        reviewer: str,
        tag: str,
    ) -> None:
        """An annotation upon a text; BadInput where it is not what the text says, or can be none."""
        number = uuid_of(annotation_id, "annotation_id")
        if number in self._waiting:
            raise BadInput("restore_twice", what=annotation_id)
        refuse_wrong_passage(self._texts, text, values)
        bounded("note", values["note"], NOTE_LIMIT)
        _one_of("confidence", values["confidence"], ("", *CONFIDENCES))
        _one_of("origin", values["origin"], ORIGINS)
        if values["version"] < 1:
            raise BadInput("field_type", field="version", wanted="integer")
        self._project.guideline(values["guideline_version"])
        self._waiting[number] = (
            line,
            {
                **values,
                "note": values["note"] or None,
                "confidence": values["confidence"] or None,
                "project_id": self._project.id,
                "revision_id": text.id,
                "text_length": text.length,
                "reviewer_id": self._project.person(reviewer),
                "tag_id": self._project.tag(tag),
            },
        )
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Store what waits, each under an id of its own."""
        waiting, self._waiting = self._waiting, {}
        owners = self.ids.owners([*waiting, *(self.ids.moved(one) for one in waiting)])
        for number, (line, values) in waiting.items():
            present = self.ids.moved(number) if number in owners else number
            if self._project.id in (owners.get(number), owners.get(present)):
                self._refuse(line, str(BadInput("restore_twice", what=number)))
            else:
                self.rows.add(line, {"id": present, **values})
        self.rows.flush()


class RestoredEvidence:
    """Evidence on its way in, for annotations that are there."""

    def __init__(self, project: RestoredProject, ids: RestoredIds, refuse: Refuse) -> None:
        self.rows = RestoredRows(project.session, Evidence, refuse)
        self._ids = ids
        self._refuse = refuse
        self._waiting: list[tuple[int, UUID, dict[str, Any]]] = []

    def add(self, line: int, annotation_id: str, values: Mapping[str, Any]) -> None:
        """A piece of evidence; BadInput where it can be none."""
        number = uuid_of(annotation_id, "annotation_id")
        url = bounded("url", values["url"], ADDRESS_LIMIT)
        bounded("citation", values["citation"], ADDRESS_LIMIT)
        bounded("quote", values["quote"], QUOTE_LIMIT)
        _one_of("stance", values["stance"], STANCES)
        if not url and not values["citation"]:
            raise BadInput("evidence_blank")
        is_web = url.lower().startswith(("http://", "https://"))
        if url and (not is_web or any(one.isspace() for one in url)):
            raise BadInput("evidence_url")
        if values["position"] < 0:
            raise BadInput("field_type", field="position", wanted="integer")
        self._waiting.append((line, number, dict(values)))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Store what waits, with the annotations' present ids."""
        waiting, self._waiting = self._waiting, []
        present = self._ids.now({number for _, number, _ in waiting})
        for line, number, values in waiting:
            if number in present:
                self.rows.add(line, {"annotation_id": present[number], **values})
            else:
                self._refuse(line, str(BadInput("annotation_unknown")))
        self.rows.flush()


def refuse_wrong_passage(texts: Texts, text: RestoredText, values: Mapping[str, Any]) -> None:
    """BadInput for a passage that is not what the text says."""
    start, end = values["start"], values["end"]
    if not 0 <= start < end <= text.length:
        raise BadInput("span_range", start=start, end=end, length=text.length)
    whole = texts.of(text.id)
    prefix, suffix = values["prefix"], values["suffix"]
    if whole[start:end] != values["quote"]:
        raise BadInput("restore_quote", start=start, end=end)
    if not (whole.endswith(prefix, 0, start) and whole.startswith(suffix, end)):
        raise BadInput("restore_quote", start=start, end=end)
    if not 0 <= values["sentence"] < max(1, text.sentences) or values["paragraph"] < 0:
        raise BadInput("restore_sentence", number=values["sentence"])


def _one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise BadInput("field_choice", field=name, allowed=", ".join(one for one in allowed if one))
