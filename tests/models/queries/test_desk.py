"""The desk's numbers against ones counted by hand."""

import random
from datetime import UTC, date, datetime
from uuid import uuid4

import pandas as pd
import pytest

from models.article import Article
from models.counting import count_changed
from models.errors import NotFound
from models.membership import Membership, Role
from models.people import add_reviewer
from models.project import Project
from models.queries.behind import ListedPassage, listed_passages
from models.queries.choices import choices_in
from models.queries.desk import Headline, headline
from models.queries.desk_coverage import tagged_share
from models.queries.desk_days import Days, passages_a_day
from models.queries.desk_tags import tags_by_article, tags_by_reviewer
from models.queries.scope import Filters, Pick
from models.revision import store_revision
from tests.builders import BuiltArticle, Desk, operation

ALL = Filters()
TEN = "abcdefghij"


def numbers(desk: Desk, filters: Filters = ALL, asker: int | None = None) -> Headline:
    with desk.database.read() as session:
        return headline(session, asker or desk.editor, desk.project_id, filters)


def by_article(desk: Desk, filters: Filters = ALL, limit: int = 10) -> pd.DataFrame:
    with desk.database.read() as session:
        return tags_by_article(session, desk.editor, desk.project_id, filters, limit=limit)


def by_reviewer(desk: Desk, filters: Filters = ALL) -> pd.DataFrame:
    with desk.database.read() as session:
        return tags_by_reviewer(session, desk.editor, desk.project_id, filters)


def shares(desk: Desk, filters: Filters = ALL, limit: int = 10) -> pd.DataFrame:
    with desk.database.read() as session:
        return tagged_share(session, desk.editor, desk.project_id, filters, limit=limit)


def days(desk: Desk, filters: Filters = ALL) -> Days:
    with desk.database.begin() as session:
        count_changed(session, 1_000)
    with desk.database.read() as session:
        return passages_a_day(session, desk.editor, desk.project_id, filters)


def listed(desk: Desk, filters: Filters = ALL, limit: int = 50) -> list[ListedPassage]:
    with desk.database.read() as session:
        return listed_passages(session, desk.editor, desk.project_id, filters, limit=limit)


def tag_at(
    desk: Desk, person: str, article: BuiltArticle, start: int, end: int, tag: str, when: datetime
) -> None:
    span = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    (answer,) = desk.apply(person, operation("create", **span, tag=tag), at=when)
    assert answer.status == "saved", answer.message


def moment(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.fixture
def busy(desk: Desk) -> tuple[Desk, BuiltArticle, BuiltArticle]:
    """Two articles of 10 and 20 code points and one of 10 that nobody tagged.

    Ana: 0-4 sourced, 2-6 sourced, 3-5 disputed in the first (1, 1 and 3 March), submitted.
    Bo: 0-2 filler in the first, 10-15 sourced in the second (3 March), in progress in both.
    """
    first = desk.article(TEN, title="First")
    second = desk.article(TEN * 2, title="Second")
    desk.article("0123456789", title="Third")
    tag_at(desk, "Ana", first, 0, 4, "sourced", moment("2026-03-01"))
    tag_at(desk, "Ana", first, 2, 6, "sourced", moment("2026-03-01"))
    tag_at(desk, "Ana", first, 3, 5, "disputed", moment("2026-03-03"))
    tag_at(desk, "Bo", first, 0, 2, "filler", moment("2026-03-03"))
    tag_at(desk, "Bo", second, 10, 15, "sourced", moment("2026-03-03", hour=23))
    desk.submit("Ana", first, moment("2026-03-04"))
    return desk, first, second


Busy = tuple[Desk, BuiltArticle, BuiltArticle]


def test_the_headline_counts_what_is_there(busy: Busy) -> None:
    found = numbers(busy[0])
    assert (found.articles, found.articles_tagged) == (3, 2)
    assert (found.readings_submitted, found.readings_in_progress) == (1, 2)
    assert (found.passages, found.reviewers) == (5, 2)
    assert (found.characters, found.characters_tagged) == (40, 6 + 5)
    assert found.tagged == pytest.approx(11 / 40)
    assert (found.first, found.last) == (date(2026, 3, 1), date(2026, 3, 3))


def test_an_empty_desk_is_all_noughts(desk: Desk) -> None:
    found = numbers(desk)
    assert (found.articles, found.passages, found.tagged, found.first) == (0, 0, 0.0, None)
    assert by_article(desk).empty
    assert by_reviewer(desk).empty
    assert shares(desk).empty
    assert days(desk).frame.empty
    assert listed(desk) == []


def test_tags_are_counted_by_article(busy: Busy) -> None:
    desk, first, second = busy
    rows = by_article(desk)[["article_id", "article", "tag", "letter", "colour", "passages"]]
    assert rows.values.tolist() == [
        [first.id, "First", "sourced", "S", "blue", 2],
        [first.id, "First", "filler", "F", "grey", 1],
        [first.id, "First", "disputed", "D", "crimson", 1],
        [second.id, "Second", "sourced", "S", "blue", 1],
    ]
    assert set(by_article(desk, limit=1)["article"]) == {"First"}


def test_tags_are_counted_by_reviewer(busy: Busy) -> None:
    rows = by_reviewer(busy[0])[["reviewer", "tag", "passages"]]
    assert rows.values.tolist() == [
        ["Ana", "sourced", 2],
        ["Ana", "disputed", 1],
        ["Bo", "sourced", 1],
        ["Bo", "filler", 1],
    ]


def test_two_people_of_one_name_stay_apart(busy: Busy) -> None:
    desk, first, _ = busy
    with desk.database.begin() as session:
        project = session.get_one(Project, desk.project_id)
        other = add_reviewer(session, "Ana", "ana@other.example", Role.REVIEWER, project)
        desk.people["Ana the other"] = other.id
    desk.tag("Ana the other", first, (7, 9), "filler")
    names = list(dict.fromkeys(by_reviewer(desk)["reviewer"]))
    assert names == ["Ana (ana@desk.example)", "Bo", "Ana (ana@other.example)"]
    only = by_reviewer(desk, Filters(reviewers=[other.id]))
    assert list(only["reviewer"]) == ["Ana (ana@other.example)"]


def test_overlaps_count_once_in_a_share(busy: Busy) -> None:
    rows = shares(busy[0])[["article", "tag", "share", "tagged"]]
    assert rows.values.tolist() == [
        ["First", "sourced", 0.6, 0.6],
        ["First", "filler", 0.2, 0.6],
        ["First", "disputed", 0.2, 0.6],
        ["Second", "sourced", 0.25, 0.25],
    ]
    assert set(shares(busy[0], limit=1)["article"]) == {"First"}


def test_a_share_is_that_of_the_set_of_code_points(desk: Desk) -> None:
    """Nested, equal, adjacent and overlapping passages, against the plainest of computations."""
    dice = random.Random(7)
    article = desk.article("😀bcdefghij" * 6, title="Sixty")
    covered: dict[str, set[int]] = {"sourced": set(), "filler": set()}
    for _ in range(25):
        start = dice.randrange(59)
        end = min(60, start + dice.randrange(1, 9))
        tag = dice.choice(["sourced", "filler"])
        covered[tag] |= set(range(start, end))
        desk.tag("Ana", article, (start, end), tag)
    rows = shares(desk)
    found = dict(zip(rows["tag"], rows["share"] * 60, strict=True))
    assert found == pytest.approx({tag: len(points) for tag, points in covered.items()})
    whole = covered["sourced"] | covered["filler"]
    assert numbers(desk).characters_tagged == len(whole)


def test_days_are_those_of_utc_and_have_no_holes(busy: Busy) -> None:
    found = days(busy[0])
    counts = dict(zip(found.frame["day"], found.frame["passages"], strict=True))
    assert counts["2026-03-01"] == 2
    assert counts["2026-03-02"] == 0
    assert counts["2026-03-03"] == 3
    assert list(counts)[-1] == "2026-03-03"
    assert len(counts) == 14


def test_what_is_long_ago_is_only_counted(busy: Busy) -> None:
    desk, first, _ = busy
    tag_at(desk, "Bo", first, 1, 2, "filler", moment("2019-05-05"))
    found = days(desk)
    assert len(found.frame) == 366
    assert found.earlier == 1


def test_deleted_passages_do_not_count(busy: Busy) -> None:
    desk, _, second = busy
    gone = desk.tag("Bo", second, (0, 10))
    deleting = operation("delete", id=gone, version=1)
    assert numbers(desk).passages == 6
    (answer,) = desk.apply("Bo", deleting)
    assert answer.status == "saved", answer.message
    assert numbers(desk).passages == 5
    assert numbers(desk).characters_tagged == 11


def test_only_the_newest_text_counts(busy: Busy) -> None:
    desk, first, _ = busy
    with desk.database.begin() as session:
        store_revision(session, first.id, desk.project_id, 2, "a new text!!", "", desk.editor)
    found = numbers(desk)
    assert (found.passages, found.characters, found.characters_tagged) == (1, 42, 5)
    assert set(by_article(desk)["article"]) == {"Second"}


def test_archived_articles_do_not_count(busy: Busy) -> None:
    desk, first, _ = busy
    with desk.database.begin() as session:
        session.get_one(Article, first.id).archived_at = moment("2026-03-05")
    found = numbers(desk)
    assert (found.articles, found.passages, found.readings_submitted) == (2, 1, 0)


@pytest.mark.parametrize(
    ("filters", "passages", "tagged_characters", "readings"),
    [
        (Filters(tags=["sourced"]), 3, 11, (1, 1)),
        (Filters(tags=["filler", "disputed"]), 2, 4, (1, 1)),
        (Filters(statuses=["submitted"]), 3, 6, (1, 0)),
        (Filters(statuses=["in_progress"]), 2, 7, (0, 2)),
        (Filters(statuses=["none"]), 0, 0, (0, 0)),
        (Filters(since=date(2026, 3, 2)), 3, 9, (1, 2)),
        (Filters(until=date(2026, 3, 2)), 2, 6, (1, 0)),
        (Filters(since=date(2026, 3, 3), until=date(2026, 3, 3)), 3, 9, (1, 2)),
        (Filters(until=date.max), 5, 11, (1, 2)),
        (Filters(pick=Pick(since=date(2026, 3, 1), until=date(2026, 3, 1))), 2, 6, (1, 0)),
        (Filters(pick=Pick(tag="sourced")), 3, 11, (1, 1)),
        (Filters(tags=["filler"], pick=Pick(tag="sourced")), 0, 0, (0, 0)),
    ],
)
def test_each_filter_narrows_every_number(
    busy: Busy,
    filters: Filters,
    passages: int,
    tagged_characters: int,
    readings: tuple[int, int],
) -> None:
    desk = busy[0]
    found = numbers(desk, filters)
    assert (found.passages, found.characters_tagged) == (passages, tagged_characters)
    assert (found.readings_submitted, found.readings_in_progress) == readings
    assert by_article(desk, filters)["passages"].sum() == passages
    assert by_reviewer(desk, filters)["passages"].sum() == passages
    assert days(desk, filters).frame["passages"].sum() == passages
    assert len(listed(desk, filters)) == passages


def test_articles_and_people_narrow_too(busy: Busy) -> None:
    desk, first, second = busy
    of_second = numbers(desk, Filters(articles=[second.id]))
    assert (of_second.articles, of_second.passages, of_second.characters) == (1, 1, 20)
    of_bo = numbers(desk, Filters(reviewers=[desk.reviewer("Bo")]))
    assert (of_bo.passages, of_bo.readings_submitted, of_bo.readings_in_progress) == (2, 0, 2)
    pick = Pick(article=first.id, reviewers=(desk.reviewer("Bo"),), tag="filler")
    assert numbers(desk, Filters(pick=pick)).passages == 1
    assert numbers(desk, Filters(articles=[second.id], pick=pick)).passages == 0
    assert numbers(desk, Filters(pick=pick).unpicked()).passages == 5


def test_passages_are_listed_in_the_order_of_reading(busy: Busy) -> None:
    desk, first, second = busy
    found = listed(desk)
    assert [(one.article_id, one.quote, one.tag) for one in found] == [
        (first.id, "ab", "filler"),
        (first.id, "abcd", "sourced"),
        (first.id, "cdef", "sourced"),
        (first.id, "de", "disputed"),
        (second.id, "abcde", "sourced"),
    ]
    assert (found[0].reviewer, found[0].article, found[0].colour) == ("Bo", "First", "grey")
    assert len(listed(desk, limit=2)) == 2


def test_a_long_passage_ends_in_an_ellipsis(desk: Desk) -> None:
    article = desk.article("💩" * 300)
    desk.tag("Ana", article, (0, 300))
    (found,) = listed(desk)
    assert found.quote == "💩" * 240 + "…"


def test_choices_are_articles_readers_and_tags(busy: Busy) -> None:
    desk, first, _ = busy
    with desk.database.read() as session:
        choices = choices_in(session, desk.editor, desk.project_id)
    assert list(choices.articles.values()) == ["First", "Second", "Third"]
    assert choices.articles[first.id] == "First"
    assert list(choices.reviewers.values()) == ["Ana", "Bo"]
    assert choices.tags == ["sourced", "promotional", "filler", "disputed"]


def test_a_blind_project_hides_others_until_one_submitted(busy: Busy) -> None:
    desk, first, second = busy
    viewer = desk.reviewer("Vic", Role.VIEWER)
    desk.blind()
    bo = desk.reviewer("Bo")
    assert numbers(desk, asker=bo).passages == 2
    assert numbers(desk, asker=desk.reviewer("Ana")).passages == 4
    assert numbers(desk, asker=desk.editor).passages == 5
    assert numbers(desk, asker=viewer).passages == 0
    desk.submit("Bo", first)
    assert numbers(desk, asker=bo).passages == 5
    # Nobody is still to read the first article; the second one has no reading it wants.
    assert numbers(desk, asker=viewer).passages == 4
    desk.tag("Edith", second, (0, 1))
    assert numbers(desk, asker=desk.editor).passages == 5


def test_strangers_see_nothing(busy: Busy) -> None:
    desk = busy[0]
    with desk.database.begin() as session:
        stranger = add_reviewer(session, "Stranger", None, Role.VIEWER).id
        session.delete(session.get_one(Membership, (desk.project_id, stranger)))
    with desk.database.read() as session:
        for question in (
            headline,
            tags_by_article,
            tags_by_reviewer,
            tagged_share,
            passages_a_day,
            listed_passages,
        ):
            with pytest.raises(NotFound):
                question(session, stranger, desk.project_id, ALL)
        with pytest.raises(NotFound):
            choices_in(session, stranger, desk.project_id)
