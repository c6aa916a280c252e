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

Waiting = tuple[int, str, UUID | None, dict[str, Any]]
_TEXT = ("annotation", "gold", "rejection", "unclear_flag")
"""What stands on a text, whose number their events tell."""


class RestoredEvents:
    """Events on their way in, in their order; `ids` by the kind of row that an event is about."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: Mapping[str, RestoredIds],
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
        entity = values["entity"]
        named = uuid_of(values["row"], "row") if entity in self._ids else None
        row = event_row(
            self._project.maker(actor),
            self._project.id,
            values["action"],
            entity,
            values["row"] if named else self._row(entity, values["row"]),
            self._state(entity, values["before"]),
            self._state(entity, values["after"]),
            values["at"],
        )
        self._waiting.append((line, entity, named, row))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Store what waits, with the present ids of what it is about."""
        waiting, self._waiting = self._waiting, []
        present = {
            entity: ids.now({named for _, of, named, _ in waiting if of == entity and named})
            for entity, ids in self._ids.items()
        }
        for line, entity, named, row in waiting:
            if named is None:
                self.rows.add(line, row)
            elif named in present[entity]:
                self.rows.add(line, self._renamed(row, str(present[entity][named])))
            elif entity == "annotation":
                self._refuse(line, str(BadInput("annotation_unknown")))
            else:
                # What was taken back is gone, and what the asker reads blind is not in the archive.
                self.rows.add(line, {**row, "row": self._row(entity, row["row"])})
        self.rows.flush()

    def _renamed(self, row: dict[str, Any], present: str) -> dict[str, Any]:
        told = {**row, "row": present}
        for name in ("before", "after"):
            state = told[name]
            if state and "id" in state:
                told[name] = state = {**state, "id": present}
            if state and row["entity"] == "gold" and isinstance(state.get("sources"), list):
                told[name] = {**state, "sources": self._sources(state["sources"])}
        return told

    def _sources(self, told: list[Any]) -> list[Any]:
        """The passages that gold was chosen from, by their present ids where they are known."""
        ids = {UUID(one) for one in told if isinstance(one, str) and len(one) == 36}
        present = {str(one): str(now) for one, now in self._ids["annotation"].now(ids).items()}
        return sorted(str(present.get(str(one), one)) for one in told)

    def _row(self, entity: str, row: str) -> object:
        match entity:
            case "article" | "reading" | "story" | "second_reading":
                return self._articles.article(_number(row))
            case "cleared_sentence" | "adjudication":
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
        name = "revision_id" if entity in _TEXT else "revision" if entity == "article" else ""
        if name in told:
            told[name] = self._articles.by_old_id(_number(told[name])).id
        if entity == "story" and isinstance(told.get("with"), dict):
            articles = told["with"].items()
            told["with"] = {str(self._articles.article(_number(one))): is_ for one, is_ in articles}
        if entity == "adjudication" and "article" in told:
            told["article"] = self._articles.article(_number(told["article"]))
        beside = self._project.companion
        if entity == "second_reading" and beside is not None and "article" in told:
            told["article"] = beside.article(_number(told["article"]))
            told["reviewer"] = beside.reviewer_id
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
