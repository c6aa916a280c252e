"""What a report must know before its first page: how much there is, by whom, in which letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from formats.annotations.documents import Document
from formats.annotations.report.shown import on_one_line
from formats.annotations.rows import ArticleRow, TagRow
from words import say

SUBMITTED = "submitted"


@dataclass(slots=True)
class Survey:
    """Counts over the whole export; only texts with passages are printed.

    `beyond` are those that a PDF has no room for; nothing else counts them.
    """

    printed: int = 0
    untagged: int = 0
    beyond: int = 0
    passages: int = 0
    unsubmitted: int = 0
    reviewers: set[str] = field(default_factory=set)
    guidelines: set[int] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)

    @property
    def several(self) -> bool:
        """Whether there is more to find one's way in than one article."""
        return self.printed > 1

    def scope(self) -> str:
        """`8 articles, 287 passages, 3 reviewers`."""
        return ", ".join(self.counts().values())

    def counts(self) -> dict[str, str]:
        """The same by what is counted."""
        return {
            "articles": say("report.count_articles", n=self.printed),
            "passages": say("report.count_passages", n=self.passages),
            "reviewers": say("report.count_reviewers", n=len(self.reviewers)),
        }

    def add(self, document: Document) -> None:
        """Count one text."""
        if not document.annotations:
            self.untagged += 1
            return
        self.printed += 1
        self.passages += len(document.annotations)
        for row in document.annotations:
            self.reviewers.add(row.reviewer)
            self.unsubmitted += row.status != SUBMITTED
            if row.guideline_version is not None:
                self.guidelines.add(row.guideline_version)
        self.letters.update(*_strings(document))


def survey(project: str, tags: Iterable[TagRow], documents: Iterable[Document]) -> Survey:
    """Goes through everything once, one text in memory at a time."""
    found = Survey()
    for document in documents:
        found.add(document)
    for tag in tags:
        found.letters.update(tag.tag, tag.description, tag.boundary, tag.examples)
        found.letters.update(tag.counter_example, tag.letter)
    found.letters.update(project)
    return found


def title_of(article: ArticleRow) -> str:
    """What the article is called."""
    return on_one_line(article.title) or say("report.untitled")


def _strings(document: Document) -> Iterator[str]:
    article = document.article
    yield from (article.text, article.title, article.outlet, article.byline, article.url)
    for row in document.annotations:
        yield from (row.note, row.tag, row.reviewer)
    for found in document.evidence.values():
        for item in found:
            yield from (item.url, item.citation, item.quote)
