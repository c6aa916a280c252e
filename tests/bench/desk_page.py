"""The desk page over many passages, against the same page over ten thousand."""

import os
from statistics import median
from time import perf_counter

from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from models import database as databases
from models.counting import count_changed
from models.database import Database
from models.membership import Role, join
from models.people import sign_in_locally
from pages import kept_views
from settings import settings
from tests.bench.exporting import fill, peak_megabytes
from tests.bench.table import Line
from tests.builders import Desk, build_desk
from tests.source import ROOT

FEW = 10_000
TIMES = 5
LOOKER = "Ines"
PEOPLE = ("Ruth", "Omar", "Lena", "Iris", "Tom")


def measure_desk(database: Database, annotations: int) -> list[Line]:
    """Seconds of the page's script, uncached and cached, at few passages and at many.

    The tallies are counted before: their time is told apart, per text and for one tag.
    """
    databases.configure(database.url)
    os.environ["WORKBENCH_SOLO_NAME"] = LOOKER
    settings.cache_clear()
    small, large = build_desk(database, "Small"), build_desk(database, "Large")
    for desk, many, sign in ((small, FEW, "S"), (large, annotations, "L")):
        people = [f"{name}{sign}" for name in PEOPLE]
        fill(desk, many, people)
        _settle(desk, desk.people[people[0]])
        with database.begin() as session:
            join(session, sign_in_locally(session, LOOKER).id, desk.project_id, Role.ADMIN)
    _analyse(database)
    texts, counting = _count(database)
    few = _page(small)
    before = peak_megabytes()
    many_ = _page(large)
    grown = peak_megabytes() - before
    return [
        Line("annotations", annotations),
        Line("counting every text once, ms a text", counting / max(texts, 1) * 1_000, 1),
        Line(f"page at {FEW:,} annotations (s)", few[0], 2),
        Line(f"page at {annotations:,} annotations (s)", many_[0], 2),
        Line("large / small, first view (2 at most)", many_[0] / few[0], 2),
        Line("second view of the large one (s)", many_[1], 2),
        Line("after one more tag (s)", _after_a_tag(large), 2),
        Line("growth of the most memory ever taken (MB)", grown, 1),
    ]


def _settle(desk: Desk, reader: int) -> None:
    """Every second text is settled, and this reader's passages in it are gold."""
    editor = desk.editor
    of_ours = desk.database.is_sqlite
    made = "lower(hex(randomblob(16)))" if of_ours else "gen_random_uuid()"
    kept = (
        'project_id, revision_id, text_length, tag_id, "start", "end", quote, prefix, suffix,'
        " sentence, paragraph, guideline_version, version, created_at, updated_at"
    )
    with desk.database.begin() as session:
        session.execute(
            text(
                "INSERT INTO adjudication (revision_id, article_id, settled_at, settled_by, version)"
                f" SELECT id, article_id, created_at, {editor}, 1 FROM revision"
                f" WHERE project_id = {desk.project_id} AND id % 2 = 0"
            )
        )
        session.execute(
            text(
                f"INSERT INTO gold_annotation (id, origin, created_by, updated_by, {kept})"
                f" SELECT {made}, 'own', {editor}, {editor}, {kept} FROM annotation"
                f" WHERE project_id = {desk.project_id} AND reviewer_id = {reader}"
                " AND revision_id % 2 = 0"
            )
        )


def _analyse(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("ANALYZE"))


def _count(database: Database) -> tuple[int, float]:
    began, texts = perf_counter(), 0
    while True:
        with database.begin() as session:
            done = count_changed(session)
        if not done:
            return texts, perf_counter() - began
        texts += done


def _page(desk: Desk) -> tuple[float, float]:
    """Median seconds of the first view and of the second, after one that warmed everything up."""
    _look(desk, forget=True)
    first = median(_look(desk, forget=True) for _ in range(TIMES))
    return first, median(_look(desk, forget=False) for _ in range(TIMES))


def _look(desk: Desk, *, forget: bool) -> float:
    if forget:
        kept_views.forget()
    page = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=300)
    page.query_params["project"] = str(desk.project_id)
    page.run()
    page.switch_page("desk.py")
    began = perf_counter()
    page.run()
    took = perf_counter() - began
    assert not page.exception, page.exception
    assert len(page.metric) == 4
    return took


def _after_a_tag(desk: Desk) -> float:
    article = desk.article()
    desk.tag("RuthL", article, "The mill")
    return _look(desk, forget=False)
