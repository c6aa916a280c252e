"""Importing files from disk: each on its own, so that one that is refused keeps no other out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.articles.draft import ImportedArticle
from formats.articles.errors import ArticleError
from formats.articles.registry import CODECS, read_article
from formats.exchange import draft_of, find_same_text, import_article
from models.article import latest_revision
from models.database import Database
from models.errors import BadInput, DuplicateText, WorkbenchError


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
    paths: Sequence[Path],
    *,
    format_name: str | None = None,
    dry_run: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportReport:
    """Import every file, and those in every folder; each is stored, or listed with its reason.

    `tell` hears how many of how many are done. BadInput for a format that nobody reads.
    """
    if format_name is not None and format_name not in {codec.NAME for codec in CODECS}:
        known = ", ".join(codec.NAME for codec in CODECS)
        raise BadInput("format_unknown", format=format_name, known=known)
    report = ImportReport()
    files = list(_files(paths))
    for done, path in enumerate(files, start=1):
        try:
            report.articles.append(_import_file(database, project_id, path, format_name, dry_run))
        except (ArticleError, WorkbenchError, OSError) as error:
            report.rejected.append(_rejected(path, error))
        tell(done, len(files))
    return report


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one
                for one in path.rglob("*")
                if one.is_file() and not any(part.startswith(".") for part in one.parts)
            )
        else:
            yield path


def _import_file(
    database: Database, project_id: int, path: Path, format_name: str | None, dry_run: bool
) -> Imported:
    article = read_article(path.read_bytes(), name=_name(path, format_name))
    if dry_run:
        return _would_import(database, project_id, path, article)
    with database.begin() as session:
        stored = import_article(session, None, project_id, article)
        revision = latest_revision(session, stored.id)
        return Imported(stored.id, revision.id, stored.title, str(path))


def _would_import(
    database: Database, project_id: int, path: Path, article: ImportedArticle
) -> Imported:
    draft = draft_of(article)
    with database.read() as session:
        same = find_same_text(session, project_id, draft.text)
    if same is not None:
        raise DuplicateText(same.id, same.title)
    return Imported(None, None, draft.title, str(path))


def _name(path: Path, format_name: str | None) -> str:
    """The file's name, with the suffix of the format that was asked for."""
    suffix = next((codec.SUFFIXES[0] for codec in CODECS if format_name == codec.NAME), None)
    return path.with_suffix(suffix).name if suffix else path.name


def _rejected(path: Path, error: Exception) -> Rejected:
    if isinstance(error, OSError):
        return Rejected(str(path), None, BadInput("file_unreadable", why=error.strerror).args[0])
    line = error.values.get("line") if isinstance(error, WorkbenchError) else None
    return Rejected(str(path), line if isinstance(line, int) else None, str(error))
