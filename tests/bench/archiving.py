"""A large project out into an archive and back into a new project: how fast, and in how much memory."""

from pathlib import Path
from time import perf_counter

from formats.exchange.export import export_to_file
from formats.exchange.project_restore import restore_project
from models.database import Database
from tests.bench.exporting import fill, peak_megabytes
from tests.bench.table import Line
from tests.builders import build_desk


def measure_archive(database: Database, folder: Path, annotations: int) -> list[Line]:
    """Annotations a second out and in, and the memory that each took more than a small one."""
    small, large = build_desk(database, "Small"), build_desk(database)
    fill(small, 1_000, ("Ann", "Ben", "Cal"))
    fill(large, annotations)
    export_to_file(database, None, small.project_id, "bundle", folder / "small.zip")
    restore_project(database, None, folder / "small.zip", "Warm")
    before, began = peak_megabytes(), perf_counter()
    size = export_to_file(database, None, large.project_id, "bundle", folder / "large.zip")
    out, exported = perf_counter() - began, peak_megabytes()
    began = perf_counter()
    report = restore_project(database, None, folder / "large.zip", "Again")
    assert report.stored["annotations"] == annotations, report.faults[:3]
    back = perf_counter() - began
    return [
        Line("annotations", annotations),
        Line("size of the archive (MB)", size / 1e6, 1),
        Line("annotations a second, out", annotations / out),
        Line("annotations a second, back in", annotations / back),
        Line("growth of the most memory ever taken, out (MB)", exported - before, 1),
        Line("growth of the most memory ever taken, in (MB)", peak_megabytes() - exported, 1),
    ]
