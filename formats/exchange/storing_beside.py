"""On SQLite: from the staging's file into the database by the database itself, statement by statement.

While an import is stored, nobody else writes into an SQLite database; so no row passes through here
but those of articles, which get their numbers one by one.
"""

from collections.abc import Iterator
from typing import Any

from formats.exchange.storing import Storing
from models.bulk_articles import PreparedArticle, take_sentences
from models.bulk_passages import take_cleared, take_evidence, take_passages
from models.database import BESIDE
from models.placed import place, placing

TOGETHER = 20_000
"""So many rows are one statement: in between, somebody may stop it."""

_PASSAGES = f"""
SELECT lower(hex(one.id)), place.revision_id, place.length, person.id, tag.id, one."start",
    one."end", one.quote, one.prefix, one.suffix, one.sentence, one.paragraph, one.note,
    one.confidence, one.origin, iif(one.created_at IS NULL, :at, stored_moment(one.created_at)),
    iif(one.updated_at IS NULL, :at, stored_moment(one.updated_at)), one.guideline, 1, :project,
    EXISTS (SELECT 1 FROM main.revision AS text
        JOIN main.frozen_reading AS kept ON kept.article_id = text.article_id
        WHERE text.id = place.revision_id AND kept.reviewer_id = person.id)
FROM {BESIDE}.passage AS one
JOIN temp.place ON place.no = one.article
JOIN temp.placed_tag AS tag ON tag.no = one.label
JOIN temp.placed_person AS person ON person.no = one.person
WHERE one.no BETWEEN :first AND :last ORDER BY one.no
"""
_EVIDENCE = f"""
SELECT lower(hex(passage)), position, url, citation, quote, stance FROM {BESIDE}.evidence
WHERE no BETWEEN :first AND :last ORDER BY no
"""
_SENTENCES = f"""
SELECT place.revision_id, one.position, one."start", one."end", one.paragraph
FROM temp.place JOIN {BESIDE}.sentence AS one ON one.article = place.no
WHERE place.is_new AND place.no BETWEEN :first AND :last ORDER BY place.no, one.position
"""
_CLEARED = f"""
SELECT place.revision_id, person.id, one.position, :at FROM {BESIDE}.cleared AS one
JOIN temp.place ON place.no = one.article
JOIN temp.placed_person AS person ON person.no = one.person
WHERE one.article BETWEEN :first AND :last
"""


class StoringBeside(Storing):
    """One import while it is stored out of a file that lies beside the database."""

    def _store_rows(self) -> None:
        with placing(self._session):
            super()._store_rows()

    def _store_articles(self) -> None:
        super()._store_articles()
        numbers = range(1, len(self._revision_ids))
        place(
            self._session,
            "place",
            ((no, self._revision_ids[no], self._lengths[no], self._is_new[no]) for no in numbers),
        )
        place(self._session, "placed_tag", self._tags.items())
        place(self._session, "placed_person", self._people.items())
        for part in self._parts("article", TOGETHER // 20):
            take_sentences(self._session, *self._asked, _SENTENCES, part)

    def _prepared(self, row: tuple[Any, ...]) -> PreparedArticle:
        return super()._prepared((*row[:7], b"", *row[8:]))

    def _store_passages(self) -> None:
        values = {"at": self._moment, "project": self._project_id}
        for part in self._parts("passage"):
            found = take_passages(self._session, *self._asked, _PASSAGES, {**values, **part})
            self.passages += found
            self._tell(found)

    def _store_evidence(self) -> None:
        for part in self._parts("evidence"):
            self._tell(take_evidence(self._session, *self._asked, _EVIDENCE, part))

    def _store_cleared(self) -> None:
        for part in self._parts("article", TOGETHER // 20):
            self._tell(
                take_cleared(self._session, *self._asked, _CLEARED, {"at": self._moment, **part})
            )

    @property
    def _asked(self) -> tuple[int | None, int]:
        return self._desk.asker, self._project_id

    def _parts(self, table: str, size: int = TOGETHER) -> Iterator[dict[str, int]]:
        """The numbers of the table's rows, so many at a time."""
        for first in range(1, self._staging.last(table) + 1, size):
            yield {"first": first, "last": first + size - 1}
