"""Runs of tagged, cleared and unread sentences along a text, of one reader or of all."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import NotFound
from models.queries.article_filter import ArticleFilter
from models.queries.desk_readings import readings_begun
from models.queries.reading_list import reading_list
from models.queries.scope import Filters
from models.queries.sentence_runs import Run, runs
from tests.builders import BuiltArticle, Desk, build_desk, operation

# Five sentences of ten code points with a blank after each but the last: 54 in all.
FIVE = "Abcdefghi. Bbcdefghi. Cbcdefghi. Dbcdefghi. Ebcdefghi."
SPANS = st.tuples(st.integers(0, 53), st.integers(1, 54)).filter(lambda span: span[0] < span[1])

_numbers = count(1)


def states(desk: Desk, article: BuiltArticle, asker: str, only: str = "") -> str:
    """A letter a sentence: t, c or u; blank where nobody began."""
    narrowed = desk.reviewer(only) if only else None
    number = article.revision_id
    with desk.database.read() as session:
        found = runs(session, desk.reviewer(asker), desk.project_id, [number], narrowed)
    return "".join(run.state[0] * run.sentences for run in found.get(number, []))


def test_neighbours_in_one_state_are_one_run(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.tag("Ruth", article, (2, 5))
    desk.clear("Ruth", article, 1, 2)
    ruth = desk.reviewer("Ruth")
    with desk.database.read() as session:
        found = runs(session, ruth, desk.project_id, [article.revision_id], ruth)
    assert found[article.revision_id] == [
        Run(0, 10 / 54, "tagged", 1),
        Run(11 / 54, 32 / 54, "cleared", 2),
        Run(33 / 54, 1, "unread", 2),
    ]


@pytest.mark.parametrize(
    ("span", "shown"),
    [((9, 10), "tuuuu"), ((10, 11), "uuuuu"), ((9, 12), "ttuuu"), ((0, 54), "ttttt")],
)
def test_a_passage_tags_the_sentences_that_it_touches(
    desk: Desk, span: tuple[int, int], shown: str
) -> None:
    article = desk.article(FIVE)
    desk.tag("Ruth", article, span)
    assert states(desk, article, "Ruth") == shown


def test_what_is_deleted_leaves_what_was_cleared(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Ruth", article, 0)
    gone = desk.tag("Ruth", article, (0, 20))
    assert states(desk, article, "Ruth") == "ttuuu"
    desk.apply("Ruth", operation("delete", id=gone, version=1))
    assert states(desk, article, "Ruth") == "cuuuu"


def test_a_blind_project_shows_others_work_only_after_one_s_own(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Omar", article, 0)
    desk.tag("Omar", article, (11, 12))
    desk.clear("Ruth", article, 4)
    assert states(desk, article, "Ruth") == "ctuuc"
    desk.blind()
    assert states(desk, article, "Ruth") == "uuuuc"
    assert states(desk, article, "Ruth", only="Omar") == ""
    desk.submit("Ruth", article)
    assert states(desk, article, "Ruth") == "ctuuc"


def test_a_stranger_sees_nothing(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(FIVE)
    sqlite_desk.clear("Ruth", article, 0)
    other = build_desk(sqlite_desk.database, "Other")
    with sqlite_desk.database.read() as session:
        with pytest.raises(NotFound):
            runs(session, other.editor, sqlite_desk.project_id, [article.revision_id])
        assert runs(session, other.editor, other.project_id, [article.revision_id]) == {}


@given(spans=st.lists(SPANS, max_size=4), cleared=st.sets(st.integers(0, 4)))
def test_strip_and_list_agree_on_what_is_left(
    sqlite_desk: Desk, spans: list[tuple[int, int]], cleared: set[int]
) -> None:
    article = sqlite_desk.article(f"{FIVE} {next(_numbers)}")
    for span in spans:
        sqlite_desk.tag("Ruth", article, span)
    if cleared:
        sqlite_desk.clear("Ruth", article, *cleared)
    ruth, project_id = sqlite_desk.reviewer("Ruth"), sqlite_desk.project_id
    shown = states(sqlite_desk, article, "Ruth") or "u" * 5
    with sqlite_desk.database.read() as session:
        rows = reading_list(session, ruth, project_id, ArticleFilter(), limit=999)
    row = next(row for row in rows if row.revision_id == article.revision_id)
    assert (row.tagged, row.cleared) == (shown.count("t"), shown.count("c"))


def test_the_desk_counts_each_reading_and_all_of_them(desk: Desk) -> None:
    first, second = desk.article(FIVE, title="Mill"), desk.article(FIVE + " End.", title="Ferry")
    desk.tag("Ruth", first, (0, 20))
    desk.clear("Ruth", first, 2)
    desk.tag("Omar", second, (0, 5))
    with desk.database.read() as session:
        found = readings_begun(session, desk.editor, desk.project_id, Filters(), limit=1)
        (narrowed,) = readings_begun(
            session, desk.editor, desk.project_id, Filters(articles=[first.id])
        ).shown
    assert [(one.article, one.reviewer, one.unread) for one in found.shown] == [
        ("Ferry", "Omar", 5)
    ]
    assert (found.readings, found.tagged, found.cleared, found.unread) == (2, 3, 1, 7)
    assert (narrowed.tagged, narrowed.cleared, narrowed.unread) == (2, 1, 2)


def test_in_a_blind_project_a_reviewer_s_desk_counts_their_own(desk: Desk) -> None:
    article = desk.article(FIVE)
    desk.clear("Ruth", article, 0)
    desk.clear("Omar", article, 1)
    desk.blind()
    with desk.database.read() as session:
        ruth = desk.reviewer("Ruth")
        mine = readings_begun(session, ruth, desk.project_id, Filters())
        every = readings_begun(session, desk.editor, desk.project_id, Filters())
    assert [one.reviewer for one in mine.shown] == ["Ruth"]
    assert every.readings == 2
