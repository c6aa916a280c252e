"""Statistics are taken where much was stored, and only there."""

from sqlalchemy import insert, text

from models.revision import Sentence
from models.statistics import keep_statistics
from tests.builders import Desk

MANY = 6_000


def test_after_much_was_stored_the_database_knows_how_much_it_is(desk: Desk) -> None:
    revision = desk.article("abcdefghij").revision_id
    keep_statistics(desk.database)
    rows = [
        {"revision_id": revision, "position": at, "start": at, "end": at + 1, "paragraph": 0}
        for at in range(1, MANY)
    ]
    with desk.database.begin() as session:
        session.execute(insert(Sentence), rows)
    assert keep_statistics(desk.database) == ["sentence"]
    assert known(desk) == MANY
    assert keep_statistics(desk.database) == []


def known(desk: Desk) -> int:
    of_sqlite = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'sentence'"
    of_postgres = "SELECT reltuples::int FROM pg_class WHERE relname = 'sentence'"
    with desk.database.read() as session:
        told = session.scalar(text(of_sqlite if desk.database.is_sqlite else of_postgres))
    return int(str(told).split()[0])
