"""Where a passage stands, for whoever may see it; how far the list says that a reader is."""

from uuid import uuid4

from models.queries.article_filter import ArticleFilter
from models.queries.passage_place import PassagePlace, passage_place
from models.queries.reading_list import reading_list
from tests.builders import Desk, build_desk, operation

FOUR = "Abcdefghi. Bbcdefghi. Cbcdefghi. Dbcdefghi."


def counts(desk: Desk, person: str) -> list[tuple[int, int, int]]:
    with desk.database.read() as session:
        rows = reading_list(session, desk.reviewer(person), desk.project_id, ArticleFilter())
    return [(row.tagged, row.cleared, row.left) for row in rows]


def test_the_list_counts_tagged_cleared_and_left(desk: Desk) -> None:
    article = desk.article(FOUR)
    assert counts(desk, "Ruth") == [(0, 0, 4)]
    desk.clear("Ruth", article, 0, 1)
    desk.clear("Omar", article, 3)
    assert counts(desk, "Ruth") == [(0, 2, 2)]
    passage = desk.tag("Ruth", article, "Bbcdefghi. C", "filler")  # cleared and tagged: tagged
    assert counts(desk, "Ruth") == [(2, 1, 1)]
    desk.apply("Ruth", operation("delete", id=passage, version=1))
    assert counts(desk, "Ruth") == [(0, 2, 2)]
    assert counts(desk, "Omar") == [(0, 1, 3)]


def test_a_passage_is_found_by_its_id_alone(desk: Desk) -> None:
    article = desk.article(FOUR)
    passage = desk.tag("Ruth", article, "Bbc")
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    here = PassagePlace(article.id, article.revision_id, ruth, deleted=False)
    with desk.database.read() as session:
        assert passage_place(session, omar, passage) == here
        assert passage_place(session, omar, passage.upper()) == here
        for nothing in (str(uuid4()), "", "x" * 36, passage[:-1], f" {passage}", "💩"):
            assert passage_place(session, omar, nothing) is None
    desk.apply("Ruth", operation("delete", id=passage, version=1))
    with desk.database.read() as session:
        assert passage_place(session, ruth, passage) == here._replace(deleted=True)


def test_a_place_is_told_to_whoever_may_see_the_passage(desk: Desk) -> None:
    article = desk.article(FOUR)
    passage = desk.tag("Ruth", article, "Bbc")
    omar, ruth = desk.reviewer("Omar"), desk.reviewer("Ruth")
    stranger = build_desk(desk.database, "Other").editor
    desk.blind()
    with desk.database.read() as session:
        assert passage_place(session, omar, passage) is None
        assert passage_place(session, stranger, passage) is None
        assert passage_place(session, ruth, passage) is not None
    desk.submit("Omar", article)
    with desk.database.read() as session:
        assert passage_place(session, omar, passage) is not None
