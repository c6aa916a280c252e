"""While an import is stored, others read and save: none is refused, and none undoes the other."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from formats.exchange.export import export_to_file
from formats.exchange.imports import PARTS, run_import
from formats.exchange.project_restore import restore_project
from models.checks import problems
from tests.builders import Desk
from tests.formats.exchange.desk_imports import FORMATS, line, spans, write

TEXT = "The mill closed in March."


def test_a_save_during_an_import_is_kept_and_so_is_the_import(desk: Desk, tmp_path: Path) -> None:
    article = desk.article()
    desk.reviewer("Ruth")
    path = write(
        tmp_path / "a.tiny",
        *(line(text=f"{TEXT} {n}", spans=[[0, 8, "sourced"]]) for n in range(150)),
    )
    saved: list[Future[str]] = []
    seen: list[int] = []
    with ThreadPoolExecutor(1) as others:

        def tell(done: int, _total: int) -> None:
            if done > PARTS // 2 and not saved:
                saved.append(others.submit(desk.tag, "Ruth", article, "Critics"))
                if not desk.database.is_sqlite:
                    saved[0].result()  # a PostgreSQL keeps nobody waiting
                seen.append(len(spans(desk)))

        outcome = run_import(
            desk.database, desk.editor, desk.project_id, [str(path)], formats=FORMATS, tell=tell
        )
    assert outcome.passages == 150
    assert saved[0].result()
    assert len(spans(desk)) == 151
    assert seen == [0 if desk.database.is_sqlite else 1]


def test_saves_pass_a_restore_until_all_of_it_is_checked(desk: Desk, tmp_path: Path) -> None:
    archive = exported(desk, tmp_path)
    article = desk.article()
    saved: list[str] = []

    def tell(done: int, total: int) -> None:
        if done == total:
            saved.append(desk.tag("Ruth", article, "Critics"))

    report = restore_project(desk.database, None, archive, "Again", tell=tell)

    assert report.project_id is not None
    assert len(saved) == 1  # it came in at the first try
    assert len(spans(desk)) == 3
    assert len(spans(desk, report.project_id)) == 2


def test_a_restore_that_was_overtaken_is_done_over_and_told_whole(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    desk = sqlite_desk
    archive = exported(desk, tmp_path)
    tries: list[int] = []

    def tell(done: int, total: int) -> None:
        if done == total:
            if not tries:  # an article: its number is the one that was counted on
                desk.article("Somebody else was faster.")
            tries.append(done)

    report = restore_project(desk.database, None, archive, "Again", tell=tell)

    assert len(tries) == 2
    assert report.project_id is not None
    assert report.faults == []
    assert len(spans(desk, report.project_id)) == len(spans(desk)) == 2
    assert problems(desk.database) == []


def exported(desk: Desk, tmp_path: Path) -> Path:
    """An archive of the desk, with two passages in it."""
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    desk.tag("Omar", article, "Critics")
    path = tmp_path / "desk.zip"
    export_to_file(desk.database, None, desk.project_id, "bundle", path)
    return path
