"""`make bench`: how our paths compare with the barest code that does the same work here and now.

Ratios, since seconds tell of the machine. Everything happens in a temporary folder.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from models import migrations
from models.database import Database
from tests.bench.exporting import measure_export
from tests.bench.importing import measure_import
from tests.bench.saving import measure_saving
from tests.bench.table import Line, show


def main() -> None:
    """Measure what is asked for, and print a table a measurement."""
    asked = _arguments()
    measures: dict[str, Callable[[Database], list[Line]]] = {
        "saving": lambda database: measure_saving(database, asked.operations),
        "export": lambda database: measure_export(database, asked.annotations),
        "import": lambda database: measure_import(database, asked.articles),
    }
    for name in asked.only or measures:
        with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
            database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
            migrations.upgrade(database)
            show(name, measures[name](database))
            database.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("only", nargs="*", choices=["saving", "export", "import", []])
    parser.add_argument("--operations", type=int, default=3_200, help="single saves, by 32 threads")
    parser.add_argument("--annotations", type=int, default=100_000, help="in the exported project")
    parser.add_argument("--articles", type=int, default=1_000, help="of 500 words, imported")
    return parser.parse_args()


if __name__ == "__main__":
    main()
