"""Articles on their way in: from single files, and from collections, a row or an entry each."""

from collections.abc import Callable
from dataclasses import dataclass

from formats.annotations.errors import Fault
from formats.articles.draft import ImportedArticle
from formats.exchange.articles import draft_of
from formats.exchange.desk import Desk
from formats.exchange.plan import FilePlan
from formats.exchange.staging import Staging
from models.bulk_articles import PreparedArticle, prepare_article
from models.errors import BadInput, DuplicateText
from models.queries.import_matches import MetRevision

ARTICLES = 64
CHARACTERS = 4_000_000


@dataclass(slots=True)
class _Waiting:
    file: FilePlan
    article: PreparedArticle
    line: int | None


class ArticleIntake:
    """Takes articles a handful at a time into the staging.

    `kept` hears of every file whose article, or a part of whose articles, was kept. One whose text the project or an earlier file has is refused where it is a whole file (`refused`
    hears of it, with its SHA-256), and counted where it is one of a collection.
    """

    def __init__(
        self,
        desk: Desk,
        staging: Staging,
        kept: Callable[[FilePlan], None],
        refused: Callable[[FilePlan, str, Fault], None],
    ) -> None:
        self._desk = desk
        self._staging = staging
        self._kept = kept
        self._refused = refused
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
            self._kept(one.file)
            return
        if one.file.kind == "collection":
            one.file.tally.articles_there += 1
            return
        error = (
            DuplicateText(met.article_id, met.title)
            if met is not None
            else BadInput("duplicate_text", title=staged.title if staged else "")
        )
        self._refused(one.file, digest, Fault(None, str(error)))
