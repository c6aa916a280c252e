"""Importing many files and web addresses: one that is refused keeps no other out."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.articles.decoding import LIMIT
from formats.articles.draft import ImportedArticle
from formats.articles.errors import ArticleError
from formats.articles.fetch import fetch_article
from formats.articles.registry import CODECS, read_article
from formats.exchange.articles import draft_of, find_same_text, import_article
from formats.exchange.found_files import Found, find_files, is_address
from models.article import latest_revision
from models.database import Database
from models.errors import BadInput, DuplicateText, WorkbenchError
from models.text import sha256


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that is stored now (`id` and `revision_id` are None on a dry run)."""

    id: int | None
    revision_id: int | None
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not imported, and why; `line` where the reason lies on one."""

    path: str
    line: int | None
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What became of the files."""

    articles: list[Imported] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As `workbench import --json` prints it."""
        return {
            "articles": [
                {"id": one.id, "revision_id": one.revision_id, "title": one.title, "path": one.path}
                for one in self.articles
            ],
            "annotations": 0,
            "rejected": [
                {"path": one.path, "line": one.line, "reason": one.reason} for one in self.rejected
            ],
        }


def import_files(
    database: Database,
    project_id: int,
    paths: Sequence[str],
    *,
    allow: Sequence[str] = (),
    format_name: str | None = None,
    dry_run: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportReport:
    """Import every file, those in every folder, and what every web address gives.

    Each is stored, or listed with its reason. `allow` names private hosts that may be fetched;
    `tell` hears how many of how many are done. BadInput for a format that nobody reads.
    """
    if format_name is not None and format_name not in {codec.NAME for codec in CODECS}:
        known = ", ".join(codec.NAME for codec in CODECS)
        raise BadInput("format_unknown", format=format_name, known=known)
    report = ImportReport()
    rehearsed: dict[str, str] | None = {} if dry_run else None
    files = list(find_files(paths))
    for done, found in enumerate(files, start=1):
        try:
            article = _read(found, format_name, allow)
            stored = _store(database, project_id, found.path, article, rehearsed)
            report.articles.append(stored)
        except (ArticleError, WorkbenchError, OSError) as error:
            report.rejected.append(_rejected(found.path, error))
        tell(done, len(files))
    return report


def _read(found: Found, format_name: str | None, allow: Sequence[str]) -> ImportedArticle:
    path = found.path
    if found.fault:
        raise BadInput(found.fault)
    if is_address(path):
        fetched = fetch_article(path, allow)
        return read_article(fetched.data, url=fetched.url, content_type=fetched.content_type)
    with Path(path).open("rb") as file:
        # One byte more than is allowed tells that there is more; the rest is not read.
        return read_article(file.read(LIMIT + 1), name=_name(Path(path), format_name))


def _store(
    database: Database,
    project_id: int,
    path: str,
    article: ImportedArticle,
    rehearsed: dict[str, str] | None,
) -> Imported:
    if rehearsed is not None:
        return _would_import(database, project_id, path, article, rehearsed)
    with database.begin() as session:
        stored = import_article(session, None, project_id, article)
        revision = latest_revision(session, stored.id)
        return Imported(stored.id, revision.id, stored.title, path)


def _would_import(
    database: Database,
    project_id: int,
    path: str,
    article: ImportedArticle,
    rehearsed: dict[str, str],
) -> Imported:
    """What would become of it after those before it, whose titles `rehearsed` keeps by SHA-256."""
    draft = draft_of(article)
    digest = sha256(draft.text)
    if digest in rehearsed:
        raise BadInput("duplicate_text", title=rehearsed[digest])
    with database.read() as session:
        same = find_same_text(session, project_id, draft.text)
    if same is not None:
        raise DuplicateText(same.id, same.title)
    rehearsed[digest] = draft.title
    return Imported(None, None, draft.title, path)


def _name(path: Path, format_name: str | None) -> str:
    """The file's name as text, with the suffix of the format that was asked for."""
    suffix = next((codec.SUFFIXES[0] for codec in CODECS if format_name == codec.NAME), None)
    name = path.with_suffix(suffix).name if suffix else path.name
    # A name is bytes: what is no UTF-8 in it may become part of a title.
    return os.fsencode(name).decode("utf-8", "replace")


def _rejected(path: str, error: Exception) -> Rejected:
    if isinstance(error, OSError):
        return Rejected(path, None, BadInput("file_unreadable", why=error.strerror).args[0])
    line = error.values.get("line") if isinstance(error, WorkbenchError) else None
    return Rejected(path, line if isinstance(line, int) else None, str(error))
