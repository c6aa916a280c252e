"""The files that wait to be imported, one after another, and what became of those before."""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from formats.articles.errors import ArticleError
from models import database
from models.article import ArticleDraft, add_article
from models.errors import DuplicateText, WorkbenchError
from pages.frame import Visit
from pages.import_candidate import Candidate, fill_details, read_candidate
from pages.import_details import draft

_KEY = "import_batch"


@dataclass
class Batch:
    """Files by name and bytes, in order; `at` is the one in front, the ones before it are done.

    `taken` is the round whose uploader they came through: it still names the files that the
    browser itself turned away. `stored` holds number and title of what was imported, `there` counts
    what the project had already, `refused` holds name and reason of what is none, since the last
    time the person turned to something new.
    """

    files: list[tuple[str, bytes]] = field(default_factory=list)
    at: int = 0
    round: int = 0
    taken: int | None = None
    skipped: int = 0
    there: int = 0
    stored: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    front: Candidate | None = None

    @property
    def left(self) -> int:
        """How many files wait, the one in front included."""
        return len(self.files) - self.at

    def add(self, files: list[tuple[str, bytes]]) -> None:
        """Let more files wait behind those that do."""
        self.begin_anew()
        self.files += files

    def begin_anew(self) -> None:
        """Something new comes: what was before is no longer told, unless files still wait."""
        if not self.left:
            self.clear()

    def clear(self) -> None:
        """Forget everything, except that there was a round before."""
        number = self.round + 1
        self.__init__(round=number)  # type: ignore[misc]

    def candidate(self) -> Candidate | None:
        """The article in front; files that hold none are refused on the way to it."""
        while self.left and self.front is None:
            name, data = self.files[self.at]
            try:
                self.front = read_candidate(f"import-file-{self.round}-{self.at}", data, name=name)
                fill_details(self.front)
            except (ArticleError, WorkbenchError) as error:
                self.refused.append((name, str(error)))
                self.advance()
        return self.front

    def advance(self) -> None:
        """Turn to the next file; the bytes of this one are let go."""
        self.files[self.at] = (self.files[self.at][0], b"")
        self.at += 1
        self.front = None

    def import_rest(self, visit: Visit, tell: Callable[[int, int], None]) -> None:
        """Import every file that waits, cut as suggested; each is stored, or refused alone."""
        while (candidate := self.candidate()) is not None:
            try:
                self.stored.append(store(visit, draft(candidate)))
            except DuplicateText:
                self.there += 1
            except WorkbenchError as error:
                self.refused.append((self.files[self.at][0], str(error)))
            self.advance()
            tell(self.at, len(self.files))


def store(visit: Visit, draft: ArticleDraft) -> tuple[int, str]:
    """Store one article; its number and title. WorkbenchError says why not."""
    with database.current().begin() as session:
        article = add_article(session, visit.reviewer_id, visit.project_id, draft)
        return article.id, article.title


def current_batch() -> Batch:
    """This session's batch."""
    batch: Batch = st.session_state.setdefault(_KEY, Batch())
    return batch
