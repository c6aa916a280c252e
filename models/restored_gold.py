"""What editors settled in a restored project: adjudications, gold, rejections, unclear places."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from models.adjudication import Adjudication
from models.errors import BadInput
from models.gold import GOLD_ORIGINS, GoldAnnotation, GoldSource
from models.json_fields import NOTE_LIMIT, uuid_of
from models.missed_gold import MISSED_REASONS, MissedGold
from models.queries.export_stream import Texts
from models.rejection import REASONS, Rejection
from models.restored_articles import RestoredArticles, RestoredText
from models.restored_passages import RestoredIds, refuse_wrong_passage
from models.restored_project import RestoredProject, bounded
from models.restored_rows import TOGETHER, RestoredRows
from models.unclear_flag import UnclearFlag

Place = tuple[int, int]
Wrong = Callable[[str, int, str], None]
_TABLES = {
    "adjudications": Adjudication,
    "gold": GoldAnnotation,
    "gold_sources": GoldSource,
    "rejections": Rejection,
    "missed_gold": MissedGold,
    "unclear_flags": UnclearFlag,
}


class RestoredGold:
    """It is all on its way in; `ids` are those of the annotations that were restored before."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: RestoredIds,
        wrong: Wrong,
    ) -> None:
        session = project.session
        self.gold_ids = RestoredIds(session, project.id, GoldAnnotation)
        self.flag_ids = RestoredIds(session, project.id, UnclearFlag)
        self._project = project
        self._articles = articles
        self._ids = ids
        self._wrong = wrong
        self._texts = Texts(session)
        self._rows = {
            name: RestoredRows(session, kind, partial(wrong, name))
            for name, kind in _TABLES.items()
        }
        # Rows that name annotations, or that bear an id which may be taken, are looked up together.
        self._waiting: list[tuple[int, dict[str, Any]]] = []

    def add_adjudication(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A text that was settled once; BadInput for one that the archive has not."""
        told = dict(values)
        settler = self._project.maker(told.pop("settled_by"))
        if (settler is None) != (told["settled_at"] is None) or told["version"] < 1:
            raise BadInput("restore_settled")
        article_id, text = self._articles.article(place[0]), self._articles.text(*place)
        row = {"revision_id": text.id, "article_id": article_id, "settled_by": settler}
        self._rows["adjudications"].add(line, row | told)

    def add_gold(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """Gold upon a text; BadInput where it is not what the text says, or can be none."""
        told = {name: values[name] for name in values if name != "chosen_from"}
        text = self._articles.text(*place)
        refuse_wrong_passage(self._texts, text, told)
        _one_of("origin", told["origin"], GOLD_ORIGINS)
        self._check(told)
        told["id"] = uuid_of(told.pop("gold_id"), "gold_id")
        told["tag_id"] = self._project.tag(told.pop("tag"))
        told["created_by"] = self._project.person(told["created_by"])
        told["updated_by"] = self._project.person(told.pop("editor"))
        self._wait("gold", line, told | self._on(text))

    def add_source(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A passage that gold was chosen from; BadInput where it can be none."""
        told = dict(values)
        text = self._articles.text(*place)
        _in_text(told, text)
        self._check(told)
        for name in ("gold_id", "annotation_id"):
            told[name] = uuid_of(told[name], name)
        told["reviewer_id"] = self._project.person(told.pop("reviewer"))
        told["tag_id"] = self._project.tag(told.pop("tag"))
        self._wait("gold_sources", line, told)

    def add_rejection(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A rejected passage; BadInput for a reason that there is not."""
        told = dict(values)
        told["reason"] = _one_of("rejected_for", told.pop("rejected_for"), REASONS)
        self._check(told)
        told["annotation_id"] = uuid_of(told["annotation_id"], "annotation_id")
        told["rejected_by"] = self._project.person(told["rejected_by"])
        on = {"project_id": self._project.id, "revision_id": self._articles.text(*place).id}
        self._wait("rejections", line, told | on)

    def add_missed(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """Gold that a reader missed; BadInput for a reason that there is not."""
        told = dict(values)
        told["reason"] = _one_of("missed_for", told.pop("missed_for"), MISSED_REASONS)
        self._check(told)
        told["gold_id"] = uuid_of(told["gold_id"], "gold_id")
        told["reviewer_id"] = self._project.person(told.pop("reviewer"))
        told["recorded_by"] = self._project.person(told["recorded_by"])
        on = {"project_id": self._project.id, "revision_id": self._articles.text(*place).id}
        self._wait("missed_gold", line, told | on)

    def add_flag(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A place for which the guidelines were unclear; BadInput where the text has it not."""
        told = dict(values)
        text = self._articles.text(*place)
        _in_text(told, text)
        self._check(told)
        told["id"] = uuid_of(told.pop("flag_id"), "flag_id")
        told["flagged_by"] = self._project.person(told["flagged_by"])
        self._wait("unclear_flags", line, told | self._on(text))

    def flush(self, name: str) -> int:
        """Store what waits for that table; how many rows it has got."""
        self._store(name)
        self._rows[name].flush()
        return self._rows[name].stored

    def _wait(self, name: str, line: int, row: dict[str, Any]) -> None:
        self._waiting.append((line, row))
        if len(self._waiting) >= TOGETHER:
            self._store(name)

    def _store(self, name: str) -> None:
        waiting, self._waiting = self._waiting, []
        if name in ("gold", "unclear_flags"):
            ids = self.gold_ids if name == "gold" else self.flag_ids
            free = ids.free({row["id"] for _, row in waiting})
            for line, row in waiting:
                self._rows[name].add(line, {**row, "id": free[row["id"]]})
            self._rows[name].flush()
            return
        named = {row["annotation_id"] for _, row in waiting if "annotation_id" in row}
        annotations = self._ids.now(named)
        gold = self.gold_ids.now({row["gold_id"] for _, row in waiting if "gold_id" in row})
        for line, row in waiting:
            self._add_present(name, line, row, annotations, gold)

    def _add_present(
        self,
        name: str,
        line: int,
        row: dict[str, Any],
        annotations: Mapping[UUID, UUID],
        gold: Mapping[UUID, UUID],
    ) -> None:
        """A row under the present ids of what it names."""
        known = {"annotation_id": annotations, "gold_id": gold}
        present = {name: ids.get(row[name]) for name, ids in known.items() if name in row}
        if None in present.values():
            self._wrong(name, line, str(BadInput("annotation_unknown")))
        else:
            self._rows[name].add(line, row | present)

    def _check(self, told: dict[str, Any]) -> None:
        """What all of them have, if they have it: a note, a version, guidelines."""
        if "note" in told:
            told["note"] = bounded("note", told["note"], NOTE_LIMIT) or None
        if told.get("version", 1) < 1:
            raise BadInput("field_type", field="version", wanted="integer")
        self._project.guideline(told.get("guideline_version"))

    def _on(self, text: RestoredText) -> dict[str, int]:
        return {
            "project_id": self._project.id,
            "revision_id": text.id,
            "text_length": text.length,
        }


def _in_text(told: Mapping[str, Any], text: RestoredText) -> None:
    if not 0 <= told["start"] < told["end"] <= text.length:
        raise BadInput("span_range", start=told["start"], end=told["end"], length=text.length)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadInput("field_choice", field=name, allowed=", ".join(allowed))
    return value
