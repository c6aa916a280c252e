"""What people read a second time: archives in an archive, each made a companion of the new project."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO
from uuid import uuid4

from sqlalchemy.orm import Session

from formats.annotations.bundle_files import BundleFiles
from formats.annotations.bundle_tables import Wrong, table_rows
from formats.annotations.cells import columns
from formats.annotations.second_rows import SECOND, SecondReadingRow, folder_of
from formats.exchange.restored_tables import Restoring
from formats.exchange.restored_values import values_of
from models.errors import BadInput, WorkbenchError
from models.restored_project import RestoredProject
from models.restored_second import RestoredSecond

Told = dict[int, list[tuple[int, SecondReadingRow]]]
"""The rows of each folder with their lines."""


class _Folder:
    """The files of one folder of a bundle."""

    def __init__(self, files: BundleFiles, folder: str) -> None:
        self._files = files
        self._folder = folder

    def size(self, name: str) -> int | None:
        """Bytes of a table; None where it is not there."""
        return self._files.size(f"{self._folder}{name}")

    def open(self, name: str) -> BinaryIO:
        """A table from its first byte; FormatError where it is not there."""
        return self._files.open(f"{self._folder}{name}")


def second_folders(files: BundleFiles) -> Iterator[str]:
    """The folders of a bundle in which second readings lie."""
    number = 1
    while files.size(f"{folder_of(number)}project.csv") is not None:
        yield folder_of(number)
        number += 1


def restore_second_readings(
    session: Session,
    files: BundleFiles,
    wrong: Wrong,
    pause: Callable[[], None],
    home: tuple[RestoredProject, Restoring],
) -> None:
    """Everything that was served again; older archives have no table of it."""
    if files.size(f"{SECOND}.csv") is None:
        return
    project, restoring = home
    second = RestoredSecond(project, restoring.articles, partial(wrong, SECOND))
    for number, rows in _by_folder(files, wrong).items():
        folder = folder_of(number)
        inner = Restoring(session, _Folder(files, folder), partial(_inside, wrong, folder), pause)
        # Of a companion's name nothing is known but that no other project has it.
        beside = inner.begin(None, str(uuid4()))
        try:
            second.begin(beside, rows[0][1].reviewer)
        except WorkbenchError as error:
            wrong(SECOND, rows[0][0], str(error))
            continue
        inner.fill()
        for line, row in rows:
            if row.reviewer != rows[0][1].reviewer:
                wrong(SECOND, line, str(BadInput("restore_second_reader")))
                continue
            _add(second, inner, line, row, wrong)
    restoring.stored[SECOND] = second.flush()


def _by_folder(files: BundleFiles, wrong: Wrong) -> Told:
    found: Told = {}
    needed = columns(SecondReadingRow)
    for line, row in table_rows(files, SECOND, SecondReadingRow, wrong, needed):
        found.setdefault(row.beside, []).append((line, row))
    return found


def _add(
    second: RestoredSecond, inner: Restoring, line: int, row: SecondReadingRow, wrong: Wrong
) -> None:
    values = values_of(row, ("reviewer", "served_by", "served_at"))
    try:
        second.add(line, inner.articles, (row.copy_id, row.article_id), values)
    except WorkbenchError as error:
        wrong(SECOND, line, str(error))


def _inside(wrong: Wrong, folder: str, table: str, line: int, why: str) -> None:
    wrong(f"{folder}{table}", line, why)
