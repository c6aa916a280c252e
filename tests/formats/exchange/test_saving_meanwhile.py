"""While an import is stored, others read and save: none is refused, and none undoes the other."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from formats.exchange.imports import PARTS, run_import
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
