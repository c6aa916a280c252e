"""The desk that other tests are built upon holds what it says."""

from sqlalchemy import text

from tests.builders import Desk


def test_a_desk_keeps_what_its_people_tag(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    desk.tag("Omar", article, "dazzling future 🇩🇪", "promotional", note="sells")
    desk.submit("Omar", article)
    with desk.database.read() as session:
        rows = session.execute(
            text('SELECT quote, "start", "end" FROM annotation ORDER BY "start"')
        )
        stored = [tuple(row) for row in rows]
    assert stored == [
        (quote, *article.span(quote)) for quote in ("40 jobs lost", "dazzling future 🇩🇪")
    ]
