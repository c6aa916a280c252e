"""Articles on their way in: from single files, and from collections, a row or an entry each."""

from collections.abc import Callable
from dataclasses import dataclass

from formats.articles.draft import ImportedArticle
from formats.exchange.articles import draft_of
from formats.exchange.desk import Desk
from formats.exchange.plan import FilePlan
from formats.exchange.staging import Staging
from models.bulk_articles import PreparedArticle, prepare_article
from models.queries.import_matches import MetRevision

ARTICLES = 64
CHARACTERS = 4_000_000
REPLACEMENT = "\ufffd"
"""Stands where bytes were no character in the file's encoding."""


@dataclass(slots=True)
class _Waiting:
    file: FilePlan
    article: PreparedArticle
    line: int | None


class ArticleIntake:
    """Takes articles a handful at a time into the staging.

    `kept` hears of every file whose article, or a part of whose articles, was kept. One whose text
    the project or an earlier file has is counted as there; `there` hears of a whole file of that
    kind, with its SHA-256, since labelled data may be about it.
    """

    def __init__(
        self,
        desk: Desk,
        staging: Staging,
        kept: Callable[[FilePlan], None],
        there: Callable[[FilePlan, str], None],
    ) -> None:
        self._desk = desk
        self._staging = staging
        self._kept = kept
        self._there = there
        self._waiting: list[_Waiting] = []

    def take(self, file: FilePlan, imported: ImportedArticle, line: int | None = None) -> None:
        """One more article; BadInput where it cannot be stored."""
        self._waiting.append(_Waiting(file, prepare_article(draft_of(imported)), line))
        if (
            len(self._waiting) >= ARTICLES
            or sum(len(one.article.text) for one in self._waiting) > CHARACTERS
        ):
            self.finish()

    def finish(self) -> None:
        """Look up what waits, and keep what is new."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._desk.looking() as session:
            met = self._desk.met(session, {one.article.text_sha256 for one in waiting})
        for one in waiting:
            self._keep(one, met.get(one.article.text_sha256))

    def _keep(self, one: _Waiting, met: MetRevision | None) -> None:
        digest = one.article.text_sha256
        staged = self._staging.article(digest)
        if staged is None and met is None:
            self._staging.add_new(one.article, one.file.path, one.file.format_name)
            one.file.tally.articles_new += 1
            one.file.tally.damaged += one.article.text.count(REPLACEMENT)
            self._kept(one.file)
            return
        one.file.tally.articles_there += 1
        if one.file.kind != "collection":
            self._there(one.file, digest)
