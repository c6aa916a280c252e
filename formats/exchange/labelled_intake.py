"""One file of labelled data on its way in: article by article, each checked against what is there."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.offsets import TextMap
from formats.articles.head import first_words
from formats.articles.language import detect_language
from formats.exchange.article_intake import REPLACEMENT
from formats.exchange.articles import DETAIL_LIMIT, TITLE_LIMIT
from formats.exchange.desk import Desk
from formats.exchange.excerpts import article_of_excerpts
from formats.exchange.missing_texts import find_text
from formats.exchange.passage_intake import PassageIntake, Spot
from formats.exchange.plan import FilePlan
from formats.exchange.staging import Staged, Staging
from models.article import ArticleDraft, article_details
from models.bulk_articles import prepare_article
from models.errors import BadInput
from models.passage import Shelved
from models.queries.import_matches import MetRevision
from models.text import clean_text, sha256

RECORDS = 64
CHARACTERS = 4_000_000
PASSAGES = 10_000
"""So much of a file is looked up in the database at a time."""


@dataclass(slots=True)
class _Waiting:
    record: LabelledArticle
    text: str
    digest: str
    positions: TextMap | None


class LabelledIntake:
    """Takes a file's records, a handful at a time, into the staging; `file` tells what came of it.

    `digests` are those of its texts that are among the `wanted` ones.
    """

    def __init__(
        self, desk: Desk, staging: Staging, file: FilePlan, wanted: Container[str] = ()
    ) -> None:
        self._desk = desk
        self._staging = staging
        self._file = file
        self._waiting: list[_Waiting] = []
        self._wanted = wanted
        self.lacks_text = False
        self.digests: set[str] = set()

    def take(self, record: LabelledArticle | Fault) -> None:
        """One more record of the file."""
        if isinstance(record, Fault):
            self._file.refuse(record)
            return
        for found in record.faults:
            self._file.refuse(found)
        self._file.tally.dropped.update(record.dropped)
        try:
            waiting = self._with_text(record)
        except BadInput as error:
            self._file.refuse(Fault(record.line, str(error)))
            return
        if waiting is None and not (record.passages or record.faults) and record.dropped:
            return  # what was said of the page as a whole is counted, and needs no text
        if waiting is None:
            self.lacks_text = True
            self._file.refuse(fault("no_text", record.line))
            return
        if waiting.digest in self._wanted:
            self.digests.add(waiting.digest)
        self._waiting.append(waiting)
        if self._is_enough():
            self.finish()

    def finish(self) -> None:
        """Look up what waits, and keep it."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._desk.looking() as session:
            met = self._desk.met(session, {one.digest for one in waiting})
            intake = PassageIntake(self._desk, self._staging, self._file)
            for one in waiting:
                self._keep(intake, one, met.get(one.digest))
            intake.finish(session)

    def _is_enough(self) -> bool:
        return (
            len(self._waiting) >= RECORDS
            or sum(len(one.text) for one in self._waiting) > CHARACTERS
            or sum(len(one.record.passages) for one in self._waiting) > PASSAGES
        )

    def _with_text(self, record: LabelledArticle) -> _Waiting | None:
        if record.text is not None:
            return _waiting(record, record.text)
        # What came before in this file may be the text that is looked for.
        self.finish()
        with self._desk.looking() as session:
            text = self._found_text(session, record)
        if text is not None:
            self._file.tally.articles_found += 1
            return _waiting(record, text)
        made = article_of_excerpts(record) if self._desk.choices.excerpts else None
        if made is None or made.text is None:
            return None
        self._file.tally.excerpts += 1
        return _waiting(made, made.text)

    def _found_text(self, session: Session, record: LabelledArticle) -> str | None:
        desk = self._desk
        return find_text(session, desk.asker, desk.project_id, self._staging, record)

    def _keep(self, intake: PassageIntake, one: _Waiting, met: MetRevision | None) -> None:
        try:
            staged = self._article(one, met)
        except BadInput as error:
            self._file.refuse(Fault(one.record.line, str(error)))
            return
        shelved = Shelved(
            *(0, 0, 0, one.digest, one.text),
            tuple(segment.start for segment in staged.segments),
            tuple(segment.paragraph for segment in staged.segments),
        )
        spot = Spot(staged, met, one.text, one.digest, one.positions, shelved)
        intake.take(spot, one.record)

    def _article(self, one: _Waiting, met: MetRevision | None) -> Staged:
        if met is not None and one.record.text is not None:
            self._file.tally.articles_there += 1
        staged = self._staging.article(one.digest)
        if staged is not None:
            return staged
        if met is not None:
            return self._staging.add_met(
                met, self._file.path, self._file.format_name, len(one.text)
            )
        prepared = prepare_article(_draft(one, self._file.tally.dropped))
        self._file.tally.articles_new += 1
        self._file.tally.damaged += prepared.text.count(REPLACEMENT)
        return self._staging.add_new(prepared, self._file.path, self._file.format_name)


def _waiting(record: LabelledArticle, raw: str) -> _Waiting:
    text = clean_text(raw)
    # A codec that did not normalise the text counted in what it handed over.
    positions = None if text == raw else TextMap(raw)
    return _Waiting(record, text, sha256(text), positions)


def _draft(one: _Waiting, dropped: Counter[str]) -> ArticleDraft:
    """The article's details, without those that cannot be stored."""
    record = one.record
    title = record.title.strip() or first_words(one.text) or one.text.strip()
    draft = ArticleDraft(title=title[:TITLE_LIMIT], text=one.text)
    for field in ("title", "outlet", "byline", "url", "published_at", "language"):
        value = str(getattr(record, field)).strip()
        limit = {"title": TITLE_LIMIT, "outlet": DETAIL_LIMIT, "byline": DETAIL_LIMIT}.get(field)
        if not value:
            continue
        candidate = replace(draft, **{field: value[:limit] if limit else value})
        try:
            article_details(candidate)
        except BadInput:
            dropped["dropped_article_details"] += 1
        else:
            draft = candidate
    if not draft.language:
        draft = replace(draft, language=detect_language(one.text))
    return draft
