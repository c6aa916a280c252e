"""A bundle made into a new project, exactly, or not at all."""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from formats.annotations.bundle import VERSION
from formats.annotations.bundle_files import BundleFiles, bundle_files, is_bundle, tallied
from formats.annotations.bundle_tables import TableError
from formats.annotations.csv_rows import UNREADABLE
from formats.annotations.errors import FormatError
from formats.exchange.restored_beside import restore_second_readings, second_folders
from formats.exchange.restored_names import TABLES
from formats.exchange.restored_tables import Restoring
from formats.source import FileSource, Source
from models.database import Database
from models.restored_aside import OvertakenError, begin_aside
from models.statistics import keep_statistics

Tell = Callable[[int, int], None]
FAULTS = 100
"""So many faults are told; what has more is not looked at further."""

_DESCRIPTION = 16 << 20
_SECONDS_BETWEEN = 0.2


@dataclass(frozen=True, slots=True)
class RestoreFault:
    """A row that cannot be restored: its table, its line in it, and why."""

    table: str
    line: int | None
    reason: str


@dataclass(slots=True)
class RestoreReport:
    """What became of an archive. Nothing was stored where `project_id` is None.

    `stored` counts the rows of each table. `is_complete` is false for an archive that was filtered
    when it was made. `new_people` are the handles of those who were not known here.
    """

    project_id: int | None = None
    name: str = ""
    stored: dict[str, int] = field(default_factory=dict)
    new_people: list[str] = field(default_factory=list)
    faults: list[RestoreFault] = field(default_factory=list)
    is_complete: bool = True
    is_cancelled: bool = False


def restore_project(
    database: Database,
    asker: int | None,
    archive: Path | Source,
    name: str = "",
    tell: Tell = lambda _done, _total: None,
    stop: Callable[[], bool] = lambda: False,
) -> RestoreReport:
    """Make the project of an archive again, under `name` or its own, all at once or not at all.

    `asker` is an admin of the whole workbench, or None on the command line. `tell` hears how many
    of how many bytes are read; what `stop` says true to is undone, as is what has a fault.
    FormatError for what is no bundle, NotAllowed, and BadInput for a name that cannot be had.
    """
    source = _source(archive)
    if not is_bundle(source):
        raise FormatError("no_bundle")
    with bundle_files(source) as files:
        restored = partial(_restored, files, asker, name, tell, stop)
        try:
            report = restored(begin_aside(database))
        except OvertakenError:
            # Whoever saves waits now, so that it gets done.
            report = restored(database.begin())
    keep_statistics(database)
    return report


def _restored(
    files: BundleFiles,
    asker: int | None,
    name: str,
    tell: Tell,
    stop: Callable[[], bool],
    transaction: AbstractContextManager[Session],
) -> RestoreReport:
    report = RestoreReport(is_complete=_completeness(files))
    watched = _Watched(files, report, tell, stop)
    try:
        with transaction as session:
            restoring = Restoring(session, watched, watched.wrong, watched.pause)
            project = restoring.begin(asker, name)
            restoring.fill()
            home = (project, restoring)
            restore_second_readings(session, watched, watched.wrong, watched.pause, home)
            watched.finish()
            project.finish({"stored": restoring.stored, "complete": report.is_complete})
    except _Undone:
        return report
    except FormatError as error:
        report.faults.append(_fault(error))
        return report
    report.stored, report.new_people = restoring.stored, project.new_people
    report.project_id, report.name = project.id, project.name
    return report


class _Undone(Exception):
    """The transaction is given up; the report says why."""


class _Watched:
    """The files of an archive, with an eye on how far they are read and on what is wrong in them."""

    def __init__(
        self,
        files: BundleFiles,
        report: RestoreReport,
        tell: Callable[[int, int], None],
        stop: Callable[[], bool],
    ) -> None:
        self._files = files
        self._report = report
        self._tell = tell
        self._stop = stop
        folders = ["", *second_folders(files)]
        tables = (f"{folder}{name}.csv" for folder in folders for name in TABLES)
        self._total = sum(files.size(name) or 0 for name in tables)
        self._done = 0
        self._looked = time.monotonic()

    def size(self, name: str) -> int | None:
        """Bytes of a table."""
        return self._files.size(name)

    def open(self, name: str) -> BinaryIO:
        """A table whose bytes are told as they are read."""
        return tallied(self._files.open(name), self._read)

    def wrong(self, table: str, line: int, why: str) -> None:
        """A row that cannot be stored."""
        self._report.faults.append(RestoreFault(f"{table}.csv", line, why))
        if len(self._report.faults) >= FAULTS:
            raise _Undone

    def pause(self) -> None:
        """Every now and then: tell how far it is, and ask whether to go on."""
        if time.monotonic() - self._looked < _SECONDS_BETWEEN:
            return
        self._looked = time.monotonic()
        # The last byte is told once, when all has been checked: it says that nothing is left to do.
        self._tell(max(0, min(self._done, self._total - 1)), self._total)
        self._ask()

    def finish(self) -> None:
        """All is read: it stands unless something was wrong or somebody says stop now."""
        self._tell(self._total, self._total)
        self._ask()
        if self._report.faults:
            raise _Undone

    def _ask(self) -> None:
        if self._stop():
            self._report.is_cancelled = True
            raise _Undone

    def _read(self, size: int) -> None:
        self._done += size


def _fault(error: FormatError) -> RestoreFault:
    if isinstance(error, TableError):
        return RestoreFault(error.table, error.line, error.why)
    return RestoreFault("", error.line, str(error))


def _source(archive: Path | Source) -> Source:
    if not isinstance(archive, Path):
        return archive
    if archive.is_dir():
        return FileSource(archive, "annotations.csv")
    return FileSource(archive.parent, archive.name)


def _completeness(files: BundleFiles) -> bool:
    """Whether the archive holds all of its project; FormatError for one that no project is in."""
    if (files.size("datapackage.json") or 0) > _DESCRIPTION:
        raise FormatError("archive_bomb")
    with closing(files.open("datapackage.json")) as file:
        try:
            told = json.loads(file.read(_DESCRIPTION).decode("utf-8"))
            about = told.get("workbench", {"bundle": 1, "complete": False})
            version, is_complete = about["bundle"], about["complete"]
        except (*UNREADABLE, KeyError, TypeError, AttributeError) as error:
            raise FormatError("description") from error
    if type(version) is not int or type(is_complete) is not bool:
        raise FormatError("description")
    if version != VERSION:
        raise FormatError("bundle_older" if version < VERSION else "bundle_newer")
    return is_complete
