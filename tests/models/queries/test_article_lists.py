"""Finding and listing articles: search in every alphabet, filters, order, counts."""

from datetime import date
from typing import Any

import pytest

from models.article import Article
from models.assignment import Assignment
from models.base import now
from models.errors import NotFound
from models.queries.article_filter import ArticleFilter, count_by_status, outlets
from models.queries.articles import article_list
from models.queries.library import LibraryRow, library, tag_counts
from models.queries.opened import last_project, opened_article
from models.queries.reading_list import ReadingRow, count_due, next_unfinished, reading_list
from models.revision import store_revision
from tests.builders import BuiltArticle, Desk, build_desk

EVERYTHING = ArticleFilter()


def listed(desk: Desk, wanted: ArticleFilter = EVERYTHING, **page: int) -> list[LibraryRow]:
    with desk.database.read() as session:
        return library(session, desk.editor, desk.project_id, wanted, **page)


def reading(
    desk: Desk, person: str, wanted: ArticleFilter = EVERYTHING, **page: Any
) -> list[ReadingRow]:
    asker = desk.reviewer(person)
    with desk.database.read() as session:
        return reading_list(session, asker, desk.project_id, wanted, **page)


def found(desk: Desk, search: str) -> list[str]:
    return sorted(row.title for row in listed(desk, ArticleFilter(search=search)))


def assign(desk: Desk, person: str, article: BuiltArticle, due: date | None = None) -> None:
    reviewer = desk.reviewer(person)
    with desk.database.begin() as session:
        session.add(Assignment(article_id=article.id, reviewer_id=reviewer, due_on=due))


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("", ["Greek", "Mill", "Percent", "Zürich"]),
        ("  ", ["Greek", "Mill", "Percent", "Zürich"]),
        ("MILL", ["Mill"]),
        ("mill march", ["Mill"]),
        ("mill zürich", []),
        ("zürich", ["Zürich"]),
        ("ZÜRICH", ["Zürich"]),
        ("ÖFFNET", ["Zürich"]),
        ("ΑΘΉΝΑ", ["Greek"]),
        ("москва", ["Greek"]),
        ("МОСКВА", ["Greek"]),
        ("新聞", ["Zürich"]),
        ("🇩🇪", ["Greek"]),
        ("مرحبا", ["Greek"]),
        ("%", ["Percent"]),
        ("100%", ["Percent"]),
        ("10_%", []),
        ("_", ["Percent"]),
        ("\\", ["Percent"]),
        ("'", ["Percent"]),
        ("/", []),
        ("bote", ["Zürich"]),
    ],
)
def test_every_word_is_searched_as_it_stands(desk: Desk, search: str, titles: list[str]) -> None:
    desk.article("The mill closed in March.", title="Mill")
    desk.article("Das Werk öffnet. 新聞", title="Zürich", outlet="Bote")
    desk.article("Αθήνα Москва 🇩🇪 مرحبا", title="Greek")
    desk.article("It is 100% snake_case \\ it's", title="Percent")
    assert found(desk, search) == titles


@pytest.mark.parametrize("search", ["café", "cafe\u0301", "CAFÉ", "Cafe\u0301"])
def test_a_word_is_found_in_either_form_of_unicode(desk: Desk, search: str) -> None:
    desk.article("The café reopened.", title="Composed")
    desk.article("The cafe\u0301 reopened.", title="Decomposed")
    desk.article("Nothing here.", title="Cafe\u0301 title")
    desk.article("The cafe reopened.", title="Plain")
    assert found(desk, search) == ["Cafe\u0301 title", "Composed", "Decomposed"]


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("council's", ["Straight", "Typographic"]),
        ("council’s", ["Straight", "Typographic"]),
        ("'", ["Straight", "Typographic"]),
        ('"load', ["Straight", "Typographic"]),
        ("“load", ["Straight", "Typographic"]),
        ('test"', ["Straight", "Typographic"]),
        ("«load", ["Straight", "Typographic"]),
        ("council_s", []),
        ("'%", []),
    ],
)
def test_a_quotation_mark_is_found_however_it_is_printed(
    desk: Desk, search: str, titles: list[str]
) -> None:
    desk.article('The council\'s "load test" failed.', title="Straight")
    desk.article("The council’s “load test” failed.", title="Typographic")
    desk.article("The councils load test failed.", title="None")
    assert found(desk, search) == titles


def test_only_the_newest_text_is_searched_and_counted(desk: Desk) -> None:
    article = desk.article("Old words here.", title="One")
    with desk.database.begin() as session:
        store_revision(session, article.id, desk.project_id, 2, "New.", "en", None)
    assert found(desk, "old") == []
    (row,) = listed(desk, ArticleFilter(search="new"))
    assert row.words == 1


def test_a_list_is_narrowed_by_outlet_and_state(desk: Desk) -> None:
    first = desk.article(title="A", outlet="Bote")
    second = desk.article(title="B", outlet="Züri")
    desk.article(title="C")
    desk.tag("Ruth", first, "40 jobs")
    desk.submit("Ruth", second)
    for wanted, titles in (
        (ArticleFilter(outlet="Bote"), ["A"]),
        (ArticleFilter(outlet=""), ["C"]),
        (ArticleFilter(outlet="Nowhere"), []),
        (ArticleFilter(statuses=("submitted",)), ["B"]),
        (ArticleFilter(statuses=("assigned", "in_progress")), ["A", "C"]),
        (ArticleFilter(outlet="Bote", statuses=("submitted",)), []),
    ):
        assert sorted(row.title for row in reading(desk, "Ruth", wanted)) == titles
    with desk.database.read() as session:
        assert outlets(session, desk.editor, desk.project_id) == ["Bote", "Züri"]
        counts = count_by_status(session, desk.reviewer("Ruth"), desk.project_id, EVERYTHING)
        assert counts == {"in_progress": 1, "submitted": 1, "assigned": 1}


def test_an_archived_article_is_in_no_list(desk: Desk) -> None:
    article = desk.article()
    desk.article(title="Stays", outlet="Bote")
    with desk.database.begin() as session:
        session.get_one(Article, article.id).archived_at = now()
    assert [row.title for row in listed(desk)] == ["Stays"]
    assert [row.title for row in reading(desk, "Ruth")] == ["Stays"]
    with desk.database.read() as session:
        told = article_list(session, desk.editor, desk.project_id)
    assert [row["title"] for row in told] == ["Stays"]


def test_the_newest_published_come_first_page_by_page(desk: Desk) -> None:
    for day in ("2026-03-01", "2026-04-11", "", "2026-04-11T09:30:00Z"):
        desk.article(title=day or "undated", published_at=day)
    order = ["2026-04-11T09:30:00Z", "2026-04-11", "2026-03-01", "undated"]
    assert [row.title for row in listed(desk)] == order
    pages = [listed(desk, limit=1, offset=number)[0].title for number in range(4)]
    assert pages == order
    assert listed(desk, offset=4) == []


def test_what_is_due_comes_first_then_what_is_begun(desk: Desk) -> None:
    articles = {
        name: desk.article(title=name) for name in ("done", "later", "soon", "begun", "open")
    }
    assign(desk, "Ruth", articles["later"], date(2026, 5, 2))
    assign(desk, "Ruth", articles["soon"], date(2026, 5, 1))
    desk.tag("Ruth", articles["begun"], "40 jobs")
    desk.submit("Ruth", articles["done"])
    assert [row.title for row in reading(desk, "Ruth")] == [
        "soon",
        "later",
        "begun",
        "open",
        "done",
    ]
    with desk.database.read() as session:
        ruth = desk.reviewer("Ruth")
        first = next_unfinished(session, ruth, desk.project_id)
        assert first is not None
        assert first.title == "soon"
        second = next_unfinished(session, ruth, desk.project_id, after=first.article_id)
        assert second is not None
        assert second.title == "later"


def test_a_queue_is_sorted_by_how_soon_then_how_urgent(desk: Desk) -> None:
    saturday = date(2026, 11, 28)
    wanted = {
        "urgent late": (date(2026, 11, 20), 2),
        "late": (date(2026, 11, 19), 0),
        "today": (saturday, 0),
        "urgent week": (date(2026, 11, 29), 1),
        "later, sooner": (date(2026, 11, 30), 0),
        "later": (date(2026, 12, 30), 0),
        "urgent, no day": (None, 1),
        "no day": (None, 0),
    }
    ruth = desk.reviewer("Ruth")
    for name in sorted(wanted):
        article = desk.article(title=name)
        due, priority = wanted[name]
        with desk.database.begin() as session:
            given = {"article_id": article.id, "due_on": due, "priority": priority}
            session.add(Assignment(reviewer_id=ruth, **given))
    with desk.database.read() as session:
        rows = reading_list(session, ruth, desk.project_id, EVERYTHING, day=saturday)
        due_soon = count_due(session, ruth, desk.project_id, saturday)
    assert [row.title for row in rows] == list(wanted)
    assert [row.when for row in rows] == [
        *("overdue", "overdue", "today", "week", "later", "later", "open", "open"),
    ]
    assert due_soon == {"overdue": 2, "today": 1, "week": 1, "later": 2, "open": 2}


def test_nothing_is_next_when_everything_is_submitted(desk: Desk) -> None:
    article = desk.article()
    desk.submit("Ruth", article)
    with desk.database.read() as session:
        assert next_unfinished(session, desk.reviewer("Ruth"), desk.project_id) is None


def test_tagged_sentences_are_the_reader_s_own_live_ones(desk: Desk) -> None:
    article = desk.article("One here. Two here. Three here.")
    desk.tag("Ruth", article, "here. Two")
    desk.tag("Ruth", article, "One")
    desk.tag("Omar", article, "Three")
    (row,) = reading(desk, "Ruth")
    assert (row.tagged, row.sentences) == (2, 3)
    (other,) = reading(desk, "Lena")
    assert (other.tagged, other.status) == (0, "assigned")


def test_the_library_counts_everybody_s_readings(desk: Desk) -> None:
    article = desk.article()
    for person in ("Ruth", "Omar"):
        desk.tag(person, article, "40 jobs")
    desk.tag("Ruth", article, "Critics", "filler")
    desk.submit("Omar", article)
    (row,) = listed(desk)
    assert (row.submitted, row.in_progress, row.status) == (1, 1, "assigned")
    with desk.database.read() as session:
        counts = tag_counts(session, desk.editor, desk.project_id, [row.revision_id])
    assert counts == {row.revision_id: {"sourced": 2, "filler": 1}}


def test_a_stranger_is_shown_no_list(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article()
    stranger = build_desk(sqlite_desk.database, "Other").editor
    project = sqlite_desk.project_id
    with sqlite_desk.database.read() as session:
        for ask in (
            lambda: library(session, stranger, project, EVERYTHING),
            lambda: reading_list(session, stranger, project, EVERYTHING),
            lambda: article_list(session, stranger, project),
            lambda: outlets(session, stranger, project),
            lambda: count_by_status(session, stranger, project, EVERYTHING),
            lambda: tag_counts(session, stranger, project, [article.revision_id]),
            lambda: opened_article(session, stranger, article.id),
        ):
            with pytest.raises(NotFound):
                ask()


def test_an_article_opens_with_its_newest_text_and_the_asker_s_state(desk: Desk) -> None:
    article = desk.article()
    desk.submit("Ruth", article)
    with desk.database.begin() as session:
        newer = store_revision(session, article.id, desk.project_id, 2, "New.", "en", None).id
    for name in ("Omar", "Nobody"):
        desk.reviewer(name)
    with desk.database.read() as session:
        ruth, omar = (opened_article(session, desk.reviewer(name), article.id) for name in ("Ruth", "Omar"))  # fmt: skip
        assert (ruth.revision.id, ruth.status, omar.status) == (newer, "submitted", "assigned")
        assert ruth.instance == omar.instance
        assert last_project(session, desk.reviewer("Ruth")) == desk.project_id
        assert last_project(session, desk.reviewer("Nobody")) is None
