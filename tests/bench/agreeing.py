"""How far many reviewers agree on many articles: what a first view of the dashboard costs, and a second."""

from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any

from agreement.account import account
from agreement.bases import BASES, everything
from agreement.bootstrap import RESAMPLES
from agreement.gathering import read_texts
from agreement.reading import ReadText
from agreement.survey import survey
from models.database import Database
from models.queries.frozen_scope import AgreementFilters, agreement_revision
from models.queries.frozen_texts import frozen_texts
from models.tag import tags_of
from tests.bench.exporting import peak_megabytes
from tests.bench.read_project import read_project
from tests.bench.table import Line
from tests.builders import Desk


def measure_agreement(database: Database, articles: int, reviewers: int) -> list[Line]:
    """Seconds of one core for what is on the page, and for every coefficient but Mathet's γ."""
    small = read_project(database, 20, reviewers, "Small")
    account(_texts(small), slow=False)  # loads the libraries
    desk = read_project(database, articles, reviewers, "Large")
    before = peak_megabytes()
    texts, reading = _timed(lambda: _texts(desk))
    lines = [
        Line("articles", articles),
        Line("reviewers of each", reviewers),
        Line("seconds to read their readings", reading, 2),
    ]
    for basis in BASES:
        spent = _timed(partial(survey, texts, basis, {}, RESAMPLES))[1]
        lines.append(Line(f"seconds for the page on {basis}, intervals included", spent, 2))
    plain = _timed(lambda: [list(everything(texts, basis)) for basis in BASES])[1]
    with_intervals = _timed(lambda: account(texts, slow=False))[1]
    again = _timed(lambda: _revision(desk))[1]
    return [
        *lines,
        Line("seconds for every coefficient, reading included", reading + plain, 2),
        Line("seconds more for all their intervals", with_intervals - plain, 2),
        Line("seconds until a second view knows that nothing changed", again, 3),
        Line("growth of the most memory ever taken (MB)", peak_megabytes() - before, 1),
    ]


def _texts(desk: Desk) -> list[ReadText]:
    with desk.database.read() as session:
        found = frozen_texts(session, desk.editor, desk.project_id, AgreementFilters())
        tags = {tag.id: tag.name for tag in tags_of(session, desk.project_id)}
    return read_texts(found.texts, tags)


def _revision(desk: Desk) -> str:
    with desk.database.read() as session:
        return agreement_revision(session, desk.editor, desk.project_id, AgreementFilters())


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = process_time()
    found = work()
    return found, process_time() - began
