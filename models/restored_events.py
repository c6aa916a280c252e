"""What happened in a restored project, with the rows that it happened to under their present ids."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.errors import BadInput
from models.event import Event, event_row
from models.json_fields import LARGEST, refuse_unstorable_state, uuid_of
from models.restored_articles import RestoredArticles
from models.restored_passages import RestoredIds
from models.restored_project import RestoredProject, bounded
from models.restored_rows import TOGETHER, Refuse, RestoredRows

Waiting = tuple[int, UUID | None, dict[str, Any]]


class RestoredEvents:
    """Events on their way in, in their order."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: RestoredIds,
        refuse: Refuse,
        said: Mapping[str, str],
    ) -> None:
        self.rows = RestoredRows(project.session, Event, refuse)
        self._project = project
        self._articles = articles
        self._ids = ids
        self._refuse = refuse
        self._said = said
        self._waiting: list[Waiting] = []

    def add(self, line: int, actor: str, values: Mapping[str, Any]) -> None:
        """An event; BadInput where it names what the archive does not hold."""
        for name in ("action", "entity", "row"):
            bounded(name, values[name], 300, blank=False)
        for name in ("before", "after"):
            refuse_unstorable_state(values[name])
        is_passage = values["entity"] == "annotation"
        annotation = uuid_of(values["row"], "row") if is_passage else None
        row = event_row(
            self._project.maker(actor),
            self._project.id,
            values["action"],
            values["entity"],
            values["row"] if is_passage else self._row(values["entity"], values["row"]),
            self._state(values["entity"], values["before"]),
            self._state(values["entity"], values["after"]),
            values["at"],
        )
        self._waiting.append((line, annotation, row))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Store what waits, with the annotations' present ids."""
        waiting, self._waiting = self._waiting, []
        present = self._ids.now({number for _, number, _ in waiting if number is not None})
        for line, number, row in waiting:
            if number is not None and number not in present:
                self._refuse(line, str(BadInput("annotation_unknown")))
                continue
            if number is not None:
                row["row"] = str(present[number])
                for name in ("before", "after"):
                    if row[name] and "id" in row[name]:
                        row[name] = {**row[name], "id": row["row"]}
            self.rows.add(line, row)
        self.rows.flush()

    def _row(self, entity: str, row: str) -> object:
        match entity:
            case "article" | "reading":
                return self._articles.article(_number(row))
            case "cleared_sentence":
                return self._articles.by_old_id(_number(row)).id
            case "membership":
                return self._project.person(row)
            case "project":
                return self._project.id
            case "tag_set":
                return self._project.tag_set_id
        # What is no talk's is known by nothing here: it must not be taken for a row that is.
        unknown = row if row.startswith("restored ") else f"restored {row}"
        return self._said.get(row, unknown)

    def _state(self, entity: str, state: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """What an event says of a row, with the ids in it as they are now."""
        if state is None:
            return None
        told = dict(state)
        name = {"annotation": "revision_id", "article": "revision"}.get(entity)
        if name in told:
            told[name] = self._articles.by_old_id(_number(told[name])).id
        if (
            entity in ("annotation", "reading", "cleared_sentence")
            and told.get("reviewer") in self._project.handles
        ):
            told["reviewer"] = self._project.handles[told["reviewer"]]
        return told


def _number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    raise BadInput("field_type", field="row", wanted="integer")
