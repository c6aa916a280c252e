"""A dataset article by article: what codecs write that hold a text together with its passages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, TypeVar

from formats.annotations.dataset import Dataset
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of one article with its live passages by start, end and id.

    `evidence` is by annotation id. `sentences` are [start, end) in code points.
    """

    article: ArticleRow
    annotations: Sequence[AnnotationRow]
    evidence: dict[str, list[EvidenceRow]] = field(default_factory=dict)
    sentences: Sequence[tuple[int, int]] = ()

    @property
    def name(self) -> str:
        """A file's name for it, unique in the export and safe on every system."""
        return f"article-{self.article.article_id}-r{self.article.revision}"


def documents(dataset: Dataset, *, with_sentences: bool = False) -> Iterator[Document]:
    """Every revision, tagged or not, one in memory at a time: the streams are all in its order."""
    annotations = _Ahead(dataset.annotations())
    evidence = _Ahead(dataset.evidence())
    sentences = _Ahead(dataset.sentences() if with_sentences else iter(()))
    for article in dataset.articles():
        rows = list(annotations.take(_of(article)))
        ids = {row.annotation_id for row in rows}
        found: dict[str, list[EvidenceRow]] = {}
        for item in evidence.take(_about(ids)):
            found.setdefault(item.annotation_id, []).append(item)
        cut = [(row.start, row.end) for row in sentences.take(_of(article))]
        yield Document(article, rows, found, cut)


def _of(article: ArticleRow) -> Callable[[AnnotationRow | SentenceRow], bool]:
    here = (article.article_id, article.revision)
    return lambda row: (row.article_id, row.revision) == here


def _about(ids: set[str]) -> Callable[[EvidenceRow], bool]:
    return lambda row: row.annotation_id in ids


class _Ahead(Generic[Row]):
    """Rows that are taken as long as they fit."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows: Iterator[Row] = rows

    def take(self, fits: Callable[[Row], bool]) -> Iterator[Row]:
        for row in self._rows:
            if not fits(row):
                self._rows = chain([row], self._rows)
                return
            yield row
