"""An import as a whole: what it would do, and doing it."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from formats.exchange.choices import Choices, NewProject
from formats.exchange.desk import Desk
from formats.exchange.gathering import Gathering
from formats.exchange.passing_folder import PassingFolder
from formats.exchange.plan import Plan
from formats.exchange.recognition import Formats, known_formats
from formats.exchange.staging import Staging
from formats.exchange.storing import Imported, Storing
from formats.exchange.storing_beside import StoringBeside
from formats.source import Source
from models.database import Database
from models.errors import BadInput, WorkbenchError
from models.statistics import keep_statistics

Tell = Callable[[int, int], None]
Stop = Callable[[], bool]
PARTS = 1_000
"""Progress is told in thousandths: reading is the first half, storing the second."""


class ImportStopped(WorkbenchError):
    """Somebody stopped the import; nothing of it was stored."""


def never() -> bool:
    """Nobody stops it."""
    return False


def silent(_done: int, _total: int) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Outcome:
    """What became of an import: the plan that was followed, and what is stored by it.

    On a dry run nothing is, `articles` have no ids and `passages` is what would be stored.
    """

    plan: Plan
    articles: list[Imported] = field(default_factory=list)
    passages: int = 0
    project_id: int | None = None


def run_import(
    database: Database,
    asker: int | None,
    project: int | NewProject,
    places: Sequence[str | Source],
    choices: Choices | None = None,
    *,
    dry_run: bool = False,
    formats: Formats | None = None,
    tell: Tell = silent,
    stop: Stop = never,
) -> Outcome:
    """Read files, folders, archives and web addresses, and store what they hold; editors may.

    `places` are paths and addresses, and files that are at hand already.
    `asker` is None on the command line. Everything is read and checked first, while nothing is
    locked; then it is stored in one transaction, so that a stop (ImportStopped) or a crash leaves
    nothing behind. A file with faults is left out as a whole unless `choices.good_only`; a project
    that is to be made is not, if nothing would be in it. `tell` hears how far it is.
    """
    formats = formats or known_formats()
    choices = choices or Choices()
    _check_format(choices, formats)
    steps = _Steps(tell, stop)
    with _staging(database) as staging:
        desk = Desk(database, asker, project, choices)
        plan = Gathering(desk, formats, staging, steps.reading).run(places)
        if dry_run:
            return _rehearsed(staging, plan)
        if not staging.count("article"):
            return Outcome(plan, project_id=desk.project_id)
        with _storing(database, staging) as (session, kind):
            storing = kind(session, desk, staging, plan, steps.storing)
            project_id = storing.run()
            steps.check()
        keep_statistics(database)
        tell(PARTS, PARTS)
        return Outcome(plan, storing.articles, storing.passages, project_id)


@contextmanager
def _staging(database: Database) -> Iterator[Staging]:
    with PassingFolder() as folder:
        staging = Staging(Path(folder) / "staged.db" if database.is_sqlite else None)
        try:
            yield staging
        finally:
            staging.close()


@contextmanager
def _storing(database: Database, staging: Staging) -> Iterator[tuple[Session, type[Storing]]]:
    """The one transaction, and how it is filled."""
    if staging.path is None:
        with database.begin() as session:
            yield session, Storing
    else:
        with database.begin_beside(staging.path) as session:
            yield session, StoringBeside


class _Steps:
    """Tells how far it is, each part once, and stops where somebody wants it."""

    def __init__(self, tell: Tell, stop: Stop) -> None:
        self._tell = tell
        self._stop = stop
        self._told = 0

    def reading(self, done: int, total: int) -> None:
        self._step(PARTS // 2 * min(done, total) // total)

    def storing(self, done: int, total: int) -> None:
        self._step(PARTS // 2 + (PARTS // 2 - 1) * min(done, total) // total)

    def check(self) -> None:
        if self._stop():
            raise ImportStopped("import_stopped")

    def _step(self, part: int) -> None:
        self.check()
        if part > self._told:
            self._told = part
            self._tell(part, PARTS)


def _rehearsed(staging: Staging, plan: Plan) -> Outcome:
    articles = [
        Imported(None, None, title, sys.intern(os.fsdecode(path)))
        for rows in staging.rows(
            "SELECT title, path FROM article WHERE revision_id IS NULL ORDER BY no", 1_000
        )
        for title, path in rows
    ]
    return Outcome(plan, articles, plan.total.passages_new)


def _check_format(choices: Choices, formats: Formats) -> None:
    known = formats.names
    if choices.format_name is not None and choices.format_name not in known:
        raise BadInput("format_unknown", format=choices.format_name, known=", ".join(known))
