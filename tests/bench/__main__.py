"""`make bench`: how our paths compare with the barest code that does the same work here and now.

Ratios, since seconds tell of the machine; the reader is measured in Chromium. Everything happens in
temporary folders.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from models import migrations
from models.database import Database
from tests.bench.archiving import measure_archive
from tests.bench.desk_page import measure_desk
from tests.bench.exporting import measure_export
from tests.bench.importing import measure_import
from tests.bench.importing_labelled import measure_labelled_import
from tests.bench.memory import measure_memory
from tests.bench.opening import measure_opening
from tests.bench.reading import measure_reading
from tests.bench.saving import measure_saving
from tests.bench.scrolling import measure_scrolling
from tests.bench.table import Grid, Line, show
from tests.postgres import postgres_server

IN_THE_BROWSER: dict[str, Callable[[Path], list[Grid]]] = {
    "reading": measure_reading,
    "opening": measure_opening,
    "scrolling": measure_scrolling,
    "memory": measure_memory,
}
IN_THE_DATABASE = ("saving", "export", "archive", "import", "labelled", "desk")


def main() -> None:
    """Measure what is asked for, and print a table a measurement."""
    asked = _arguments()
    for name in asked.only or (*IN_THE_DATABASE, *IN_THE_BROWSER):
        with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
            if name in IN_THE_BROWSER:
                for grid in IN_THE_BROWSER[name](Path(folder)):
                    grid.show(name)
            else:
                show(name, _in_the_database(name, Path(folder), asked))
        print(f"  (load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")


def _in_the_database(name: str, folder: Path, asked: argparse.Namespace) -> list[Line]:
    if not asked.postgres:
        return _measured(name, f"sqlite:///{folder / 'bench.db'}", folder, asked)
    with postgres_server() as server, server.fresh() as url:
        return _measured(name, url, folder, asked)


def _measured(name: str, url: str, folder: Path, asked: argparse.Namespace) -> list[Line]:
    database = Database(url)
    migrations.upgrade(database)
    measures: dict[str, Callable[[], list[Line]]] = {
        "saving": lambda: measure_saving(database, asked.operations),
        "export": lambda: measure_export(database, folder, asked.annotations),
        "archive": lambda: measure_archive(database, folder, asked.annotations),
        "import": lambda: measure_import(database, folder, asked.articles),
        "desk": lambda: measure_desk(database, asked.passages),
        "labelled": lambda: measure_labelled_import(database, folder, asked.labelled),
    }
    lines = measures[name]()
    database.close()
    return lines


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("only", nargs="*", choices=[*IN_THE_DATABASE, *IN_THE_BROWSER, []])
    parser.add_argument("--operations", type=int, default=3_200, help="single saves, by 32 threads")
    parser.add_argument("--annotations", type=int, default=100_000, help="in the exported project")
    parser.add_argument("--articles", type=int, default=1_000, help="of 500 words, imported")
    parser.add_argument("--labelled", type=int, default=50_000, help="annotations, imported")
    parser.add_argument("--passages", type=int, default=1_000_000, help="behind the desk page")
    parser.add_argument("--postgres", action="store_true", help="instead of SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
