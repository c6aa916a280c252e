"""What became of passages in the corrected texts of a restored project."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.carried import REASONS, STATES, CarriedPassage
from models.errors import BadInput
from models.json_fields import uuid_of
from models.restored_articles import RestoredArticles
from models.restored_passages import RestoredIds
from models.restored_project import RestoredProject
from models.restored_rows import TOGETHER, Refuse, RestoredRows

Place = tuple[int, int]


class RestoredCarried:
    """Carried passages on their way in, with the present ids of their annotations."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        ids: RestoredIds,
        refuse: Refuse,
    ) -> None:
        self._project = project
        self._articles = articles
        self._ids = ids
        self._refuse = refuse
        self._rows = RestoredRows(project.session, CarriedPassage, refuse)
        self._waiting: list[tuple[int, UUID, UUID | None, dict[str, Any]]] = []

    def add(self, line: int, place: Place, values: Mapping[str, Any]) -> None:
        """A carried passage; BadInput where it names what the archive does not hold."""
        told = dict(values)
        text = self._articles.text(*place)
        for name, allowed in (("state", STATES), ("why", REASONS)):
            if told[name] not in allowed:
                raise BadInput("field_choice", field=name, allowed=", ".join(allowed))
        former = uuid_of(told.pop("annotation_id"), "annotation_id")
        to = told.pop("moved_to")
        told["reason"], told["revision_id"] = told.pop("why"), text.id
        told["places"] = {"places": [_place(one, text.length) for one in _listed(told["places"])]}
        told["seen_by"] = self._project.maker(told["seen_by"])
        self._waiting.append((line, former, uuid_of(to, "moved_to") if to else None, told))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> int:
        """Store what waits; how many rows there are now."""
        waiting, self._waiting = self._waiting, []
        named = {one for _, former, to, _ in waiting for one in (former, to) if one is not None}
        present = self._ids.now(named)
        for line, former, to, row in waiting:
            if former not in present or (to is not None and to not in present):
                self._refuse(line, str(BadInput("annotation_unknown")))
                continue
            moved_to = None if to is None else present[to]
            self._rows.add(line, {**row, "annotation_id": present[former], "moved_to": moved_to})
        self._rows.flush()
        return self._rows.stored


def _listed(places: Mapping[str, Any] | None) -> list[object]:
    found = (places or {}).get("places", [])
    if not isinstance(found, list):
        raise BadInput("field_type", field="places", wanted="list")
    return found


def _place(place: object, length: int) -> list[float]:
    """A place as it is stored; BadInput for one that does not lie within the text."""
    if (
        not isinstance(place, list)
        or len(place) != 3
        or any(isinstance(one, bool) or not isinstance(one, int | float) for one in place)
    ):
        raise BadInput("field_type", field="places", wanted="list")
    start, end, likeness = place
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
        raise BadInput("span_range", start=start, end=end, length=length)
    return [start, end, min(1.0, max(0.0, float(likeness)))]
