"""The articles of a restored project: every text as it was, with the sentences it was cut into."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import insert

from models.article import ADDRESS_LIMIT, TEXT_LIMIT, Article, check_priority, publication_time
from models.errors import BadInput
from models.restored_project import RestoredProject, bounded
from models.restored_rows import Refuse, RestoredRows
from models.revision import Revision, Sentence
from models.text import clean_text, sha256

_DETAIL = 2_000


@dataclass(frozen=True, slots=True)
class RestoredText:
    """A revision as it is known now: its id, its length and how many sentences it has."""

    id: int
    length: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence: its span, its paragraph and what the archive says stands there."""

    start: int
    end: int
    paragraph: int
    text: str


class RestoredArticles:
    """Articles and texts, and under which id each number of the archive is known now.

    For hundreds of thousands of them: numbers alone are kept.
    """

    def __init__(self, project: RestoredProject, refuse: Refuse) -> None:
        self._project = project
        self._sentences = RestoredRows(project.session, Sentence, refuse)
        self._articles: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._texts = array("q")
        self._by_old_id: dict[int, int] = {}

    def add_article(self, number: int, details: Mapping[str, Any], made: Mapping[str, Any]) -> None:
        """An article; BadInput for details that no article has."""
        if number in self._articles:
            raise BadInput("restore_twice", what=number)
        for name in ("outlet", "title", "byline"):
            bounded(name, details[name], _DETAIL, blank=name != "title")
        bounded("language", details["language"], 40)
        url = bounded("url", details["url"], ADDRESS_LIMIT)
        if url and not url.lower().startswith(("http://", "https://")):
            raise BadInput("url_shape")
        if publication_time(details["published_at"]) != details["published_at"]:
            raise BadInput("published_at", value=details["published_at"][:60])
        check_priority(made["priority"])
        values = {"project_id": self._project.id, **details, **made}
        stored = self._project.session.execute(insert(Article).values(values).returning(Article.id))
        self._articles[number] = stored.scalar_one()

    def add_revision(
        self,
        place: tuple[int, int],
        old_id: int,
        text: str,
        told_sha256: str,
        cuts: Sequence[Cut],
        made: Mapping[str, Any],
        line: int,
    ) -> None:
        """A text of an article; BadInput where it is not what its SHA-256 or its sentences say."""
        number, revision = place
        key = _key(number, revision)
        if revision < 1 or key in self._places or old_id in self._by_old_id:
            raise BadInput("restore_twice", what=f"{number}/{revision}")
        if clean_text(text) != text or len(text.encode("utf-8")) > TEXT_LIMIT:
            raise BadInput("restore_text")
        if sha256(text) != told_sha256:
            raise BadInput("restore_sha256")
        _refuse_wrong_cuts(text, cuts)
        values = {
            "article_id": self.article(number),
            "project_id": self._project.id,
            "number": revision,
            "text": text,
            "text_sha256": told_sha256,
            "length": len(text),
            "sentences": len(cuts),
            **made,
        }
        bounded("segmenter", values["segmenter"], 200)
        if not 0 <= values["words"] <= len(text):
            raise BadInput("field_type", field="n_words", wanted="integer")
        stored = self._project.session.execute(
            insert(Revision).values(values).returning(Revision.id)
        ).scalar_one()
        self._places[key] = self._by_old_id[old_id] = len(self._texts)
        self._texts.extend((stored, len(text), len(cuts)))
        self._add_sentences(stored, cuts, line)

    def article(self, number: int) -> int:
        """The id of an article now; BadInput for one that the archive has not."""
        try:
            return self._articles[number]
        except KeyError:
            raise BadInput("restore_article", number=number) from None

    def text(self, number: int, revision: int) -> RestoredText:
        """A text now; BadInput for one that the archive has not."""
        return self._at(self._places.get(_key(number, revision)), f"{number}/{revision}")

    def by_old_id(self, old_id: int) -> RestoredText:
        """A text by the number that events name it with."""
        return self._at(self._by_old_id.get(old_id), str(old_id))

    def flush(self) -> None:
        """Store what waits."""
        self._sentences.flush()

    def _at(self, at: int | None, told: str) -> RestoredText:
        if at is None:
            raise BadInput("restore_revision", what=told)
        return RestoredText(*self._texts[at : at + 3])

    def _add_sentences(self, revision_id: int, cuts: Sequence[Cut], line: int) -> None:
        for position, cut in enumerate(cuts):
            values = {"revision_id": revision_id, "position": position}
            where = {"start": cut.start, "end": cut.end, "paragraph": cut.paragraph}
            self._sentences.add(line, {**values, **where})


def _refuse_wrong_cuts(text: str, cuts: Sequence[Cut]) -> None:
    for position, cut in enumerate(cuts):
        if not 0 <= cut.start < cut.end <= len(text) or text[cut.start : cut.end] != cut.text:
            raise BadInput("restore_sentence", number=position)
    for position, (before, after) in enumerate(pairwise(cuts)):
        if before.end > after.start or not 0 <= before.paragraph <= after.paragraph:
            raise BadInput("restore_sentence", number=position + 1)


def _key(number: int, revision: int) -> int:
    return number << 32 | revision
