"""Passages and readings of a handful of articles: placed, named, numbered, and kept once each."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage, LabelledReading
from formats.annotations.offsets import TextMap
from formats.exchange.anchoring import Anchor, anchor
from formats.exchange.desk import Desk
from formats.exchange.labels import TagFound
from formats.exchange.passage_details import Details, details_of, moment
from formats.exchange.people import PersonFound
from formats.exchange.plan import MOST_FAULTS, FilePlan
from formats.exchange.staging import Staged, Staging
from models.errors import BadInput
from models.passage import Shelved
from models.queries.import_matches import MetRevision
from words import say

RANKS = ("assigned", "in_progress", "submitted")
_NAMESPACE = UUID("6b1f7c1e-2f5b-4d0e-9a53-0c8f4b7a9d11").bytes


@dataclass(frozen=True, slots=True)
class Spot:
    """An article that passages come to: its text, and what lies on it already.

    `positions` is there where the source counted in a text that is not yet as it is stored.
    """

    staged: Staged
    met: MetRevision | None
    text: str
    digest: str
    positions: TextMap | None
    shelved: Shelved


@dataclass(slots=True)
class _Ready:
    spot: Spot
    passage: LabelledPassage
    place: Anchor
    tag: TagFound
    person: PersonFound
    details: Details
    label: int
    made_id: UUID
    own_id: UUID | None


class PassageIntake:
    """Takes passages of several articles and looks their ids up together."""

    def __init__(self, desk: Desk, staging: Staging, file: FilePlan) -> None:
        self._desk = desk
        self._staging = staging
        self._file = file
        self._ready: list[_Ready] = []
        self._there: dict[int, Counter[tuple[int, int, int, int]]] = {}

    def take(self, spot: Spot, record: LabelledArticle) -> None:
        """An article's passages and readings."""
        ordinals: Counter[tuple[object, ...]] = Counter()
        for passage in record.passages:
            if passage.settled:
                self._file.tally.dropped["dropped_settled"] += 1
                continue
            try:
                ready = self._checked(spot, passage, ordinals)
            except BadInput as error:
                ready = Fault(passage.line, str(error))
            if isinstance(ready, Fault):
                self._file.refuse(ready)
            else:
                self._ready.append(ready)
        settlers = _only_settled(record)
        for reading in record.readings:
            if reading.reviewer in settlers and not reading.cleared:
                continue
            try:
                self._reading(spot, reading)
            except BadInput as error:
                self._file.refuse(Fault(record.line, str(error)))

    def finish(self, session: Session) -> None:
        """Keep those that are new."""
        ids = {one.own_id or one.made_id for one in self._ready}
        taken = self._desk.taken(session, ids | {one.made_id for one in self._ready if one.own_id})
        left = [one for one in self._ready if not self._is_known(one, taken)]
        for one in left:
            if self._is_equal(one):
                self._file.tally.passages_there += 1
            else:
                self._keep(one, taken)
        self._ready = []

    def _checked(
        self, spot: Spot, passage: LabelledPassage, ordinals: Counter[tuple[object, ...]]
    ) -> _Ready | Fault:
        place = self._place(spot, passage)
        if isinstance(place, Fault):
            return place
        source_format = self._file.format_name
        tag = self._desk.labels.find(source_format, passage.tag)
        if tag is None:
            return Fault(passage.line, say("importing.tag_for_none", label=passage.tag))
        person = self._desk.people.find(source_format, passage.reviewer)
        self._refuse_blind(spot, person)
        details = details_of(passage, self._file.tally.dropped)
        self._count(passage, place)
        key = (place.start, place.end, tag.name, passage.reviewer, passage.id)
        made = self._made_id(spot, key, ordinals[key])
        ordinals[key] += 1
        return _Ready(
            spot, passage, place, tag, person, details, tag.number, made, _own_id(passage)
        )

    def _refuse_blind(self, spot: Spot, person: PersonFound) -> None:
        """Whoever reads the article blind would learn from an import which passages are there."""
        if spot.met is not None and spot.met.hides and person.id != self._desk.asker:
            raise BadInput("import_blind", title=spot.met.title)

    def _place(self, spot: Spot, passage: LabelledPassage) -> Anchor | Fault:
        if spot.positions is None or passage.start is None or passage.end is None:
            return anchor(spot.text, passage)
        start = spot.positions.code_point(passage.start)
        end = spot.positions.code_point(passage.end)
        if start is None or end is None:
            if passage.quote:
                return anchor(spot.text, passage)
            return fault("span_between", passage.line, start=passage.start, end=passage.end)
        return anchor(spot.text, replace(passage, start=start, end=end))

    def _count(self, passage: LabelledPassage, place: Anchor) -> None:
        tally = self._file.tally
        tally.verified += place.verified
        tally.repaired += place.repaired
        if place.repaired and passage.line and len(self._file.moved) < MOST_FAULTS:
            self._file.moved.append(passage.line)
        tally.labels[self._file.format_name, passage.tag] += 1
        tally.people[self._file.format_name, passage.reviewer] += 1
        if passage.is_gold:
            tally.dropped["dropped_gold"] += 1

    def _made_id(self, spot: Spot, key: tuple[object, ...], ordinal: int) -> UUID:
        """The same for the same passage of the same source, whenever it is imported."""
        parts = "\x1f".join(map(str, (self._desk.name, spot.digest, *key, ordinal)))
        digest = hashlib.sha1(
            _NAMESPACE + parts.encode("utf-8", "surrogatepass"), usedforsecurity=False
        )
        return UUID(bytes=digest.digest()[:16], version=5)

    def _is_known(self, one: _Ready, taken: dict[UUID, int]) -> bool:
        """Whether this passage itself is stored, whatever became of it since."""
        met = one.spot.met
        for known in (one.own_id, one.made_id):
            if met is not None and known is not None and taken.get(known) == met.id:
                self._file.tally.passages_there += 1
                self._left(met)[self._key(one)] -= 1
                return True
        return False

    def _is_equal(self, one: _Ready) -> bool:
        """Whether a stored one is equal to it that none before it was equal to."""
        met = one.spot.met
        if met is None or one.tag.id is None or one.person.id is None:
            return False
        left = self._left(met)
        if left[self._key(one)] <= 0:
            return False
        left[self._key(one)] -= 1
        return True

    def _left(self, met: MetRevision) -> Counter[tuple[int, int, int, int]]:
        return self._there.setdefault(met.id, Counter(met.passages))

    @staticmethod
    def _key(one: _Ready) -> tuple[int, int, int, int]:
        return (one.place.start, one.place.end, one.tag.id or 0, one.person.id or 0)

    def _keep(self, one: _Ready, taken: dict[UUID, int]) -> None:
        met = one.spot.met
        if met is not None and one.person.id and met.readings.get(one.person.id) == "submitted":
            told = say("importing.reading_done", name=one.person.name, title=met.title)
            self._file.refuse(Fault(one.passage.line, told))
            return
        for wanted in (one.own_id, one.made_id):
            if wanted is not None and wanted not in taken and self._add(wanted, one):
                return
        self._file.tally.passages_there += 1

    def _add(self, wanted: UUID, one: _Ready) -> bool:
        """Keep it under this id; True also where this very passage has it."""
        article, person = one.spot.staged.no, one.person.number
        cut = one.spot.shelved.cut(one.place.start, one.place.end)
        about = (article, one.label, person, one.place.start, one.place.end)
        details = one.details
        if not self._staging.add_passage(
            (wanted.bytes, *about, cut["quote"], cut["prefix"], cut["suffix"], cut["sentence"],
             cut["paragraph"], details.note, details.confidence, details.origin,
             details.created_at, details.updated_at, self._desk.guideline(one.passage))
        ):  # fmt: skip
            same = self._staging.same_passage(wanted.bytes, about)
            self._file.tally.passages_there += same
            return same
        self._file.tally.passages_new += 1
        self._evidence(wanted, one)
        if not _has_begun(one.spot, one.person) and self._staging.add_reading(
            article, person, RANKS.index("in_progress"), None
        ):
            self._file.tally.readings += 1
        return True

    def _evidence(self, wanted: UUID, one: _Ready) -> None:
        rows = [
            (wanted.bytes, position, item.url, item.citation, item.quote, item.stance)
            for position, item in enumerate(one.details.evidence)
        ]
        if rows:
            self._staging.add_evidence(rows)
            self._file.tally.evidence += len(rows)

    def _reading(self, spot: Spot, reading: LabelledReading) -> None:
        person = self._desk.people.find(self._file.format_name, reading.reviewer)
        self._refuse_blind(spot, person)
        if _has_begun(spot, person):
            return  # what they did here since is not undone
        self._file.tally.people[self._file.format_name, reading.reviewer] += 0
        status = reading.status if reading.status in RANKS else "in_progress"
        at = moment(reading.submitted_at)
        number = person.number
        if self._staging.add_reading(spot.staged.no, number, RANKS.index(status), at):
            self._file.tally.readings += 1
        positions = [
            position
            for position, sentence in enumerate(spot.staged.segments)
            if any(
                start <= sentence.start and sentence.end <= end for start, end in reading.cleared
            )
        ]
        self._staging.add_cleared(spot.staged.no, number, positions)
        self._file.tally.cleared += len(positions)


def _has_begun(spot: Spot, person: PersonFound) -> bool:
    """Whether the project knows of a reading of theirs that is more than assigned."""
    known = spot.met.readings.get(person.id or 0) if spot.met is not None else None
    return known is not None and known != "assigned"


def _only_settled(record: LabelledArticle) -> set[str]:
    """Who has nothing in the article but gold: that is no reading of theirs."""
    by = {
        settled: {one.reviewer for one in record.passages if one.settled is settled}
        for settled in (True, False)
    }
    return by[True] - by[False]


def _own_id(passage: LabelledPassage) -> UUID | None:
    """The source's own id, where it is a UUID."""
    if len(passage.id) not in (32, 36):
        return None
    try:
        return UUID(passage.id)
    except ValueError:
        return None
