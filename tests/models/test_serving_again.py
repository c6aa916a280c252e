"""Articles served again: who gets which, that they look like first readings, and count in nothing else."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from models.article import article_for
from models.assignment import reopen_reading, submit_reading
from models.base import today
from models.correcting import correct_article
from models.database import Database
from models.duty import set_duty
from models.errors import BadInput, NotFound
from models.given import Pair
from models.handing_out import set_handing_out
from models.members import change_role, remove_member
from models.membership import Role, role_of
from models.next_reading import take_next
from models.project import Project, all_projects, projects_of
from models.project_settings import archive_project, bring_back_project
from models.queries.article_filter import ArticleFilter, count_by_status
from models.queries.articles import article_list
from models.queries.history import history
from models.queries.history_scope import HistoryFilter
from models.queries.library import library, tag_counts
from models.queries.opened import opened_article
from models.queries.passage_place import passage_place
from models.queries.passages import passages
from models.queries.read_again import read_again
from models.queries.reading_list import ReadingRow, next_unfinished, reading_list
from models.queries.reading_states import cleared_sentences
from models.queries.scope import Filters
from models.queries.served_list import plan_seen, served_list
from models.served_again import ServedAgain
from models.serving_again import ServingRule, plan_serving, serve_again, withdraw_again
from models.tag import Tag, TagDraft, tags_of
from models.tag_editing import change_tag, retire_tag
from tests.builders import BuiltArticle, Desk, build_desk, operation, reading_operation

pytestmark = pytest.mark.usefixtures("one_day")

LONG_AGO = datetime.now(UTC) - timedelta(days=40)
_numbers = count(1)


def read(desk: Desk, person: str, article: BuiltArticle, at: datetime = LONG_AGO) -> str:
    """The person tags, clears and submits the article; the passage's id."""
    passage = desk.tag(person, article, "The mill closed")
    desk.clear(person, article, 1)
    desk.submit(person, article, at)
    return passage


def rule(each: int = 1, days: int = 28) -> ServingRule:
    return ServingRule(today(), each, days)


def serve(desk: Desk, each: int = 1, days: int = 28) -> list[Pair]:
    with desk.database.begin() as session:
        return serve_again(session, desk.editor, desk.project_id, rule(each, days))


def copy_of(desk: Desk, person: str, article: BuiltArticle) -> BuiltArticle:
    with desk.database.read() as session:
        copy_id = session.scalars(
            select(ServedAgain.copy_id).where(
                ServedAgain.article_id == article.id, ServedAgain.reviewer_id == desk.people[person]
            )
        ).one()
        opened = opened_article(session, desk.people[person], copy_id)
        return BuiltArticle(
            copy_id, opened.revision.id, opened.revision.text, opened.article.project_id
        )


def queue(desk: Desk, person: str) -> list[ReadingRow]:
    with desk.database.read() as session:
        mine = (session, desk.people[person], desk.project_id)
        return reading_list(*mine, ArticleFilter(own=True))


@pytest.fixture
def served(any_desk: Desk) -> tuple[Desk, BuiltArticle, str]:
    """Ana read an article long ago, and it is served to her again; Bo read it too."""
    desk, article = any_desk, any_desk.article()
    passage = read(desk, "Ana", article)
    read(desk, "Bo", article, datetime.now(UTC))
    desk.reviewer("Ada", Role.ADMIN)
    assert serve(desk) == [(article.id, desk.people["Ana"])]
    return desk, article, passage


@pytest.fixture
def any_desk(database: Database) -> Desk:
    return build_desk(database, f"Twice {next(_numbers)}")


def test_who_is_served_is_on_duty_submitted_long_ago_and_gets_nothing_twice(
    sqlite_desk: Desk,
) -> None:
    desk = sqlite_desk
    first, second, fresh, begun = (desk.article() for _ in range(4))
    read(desk, "Ana", first)
    read(desk, "Ana", second)
    read(desk, "Ana", fresh, datetime.now(UTC))
    desk.tag("Ana", begun, "The mill closed")
    desk.reviewer("Bo")
    read(desk, "Edith", first)  # who settles is not on duty
    ana = desk.people["Ana"]
    (one,) = serve(desk)
    assert one in [(first.id, ana), (second.id, ana)]
    assert serve(desk) == [], "the rule is fulfilled while it is not submitted"
    copy = copy_of(desk, "Ana", first if one[0] == first.id else second)
    desk.submit("Ana", copy)
    (other,) = serve(desk)
    assert {one, other} == {(first.id, ana), (second.id, ana)}
    assert serve(desk, each=5) == []


def test_what_was_planned_is_what_is_served(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    for _ in range(4):
        read(desk, "Ana", desk.article())
    with desk.database.read() as session:
        mine = (session, desk.editor, desk.project_id)
        plan = plan_serving(*mine, rule(each=2))
        assert plan_seen(*mine, plan).names == {desk.people["Ana"]: "Ana"}
    assert serve(desk, each=2) == [(one.article_id, one.reviewer_id) for one in plan]


@pytest.mark.parametrize("numbers", [(0, 28), (51, 28), (1, 0), (1, 9999)])
def test_numbers_that_are_none_serve_nothing(sqlite_desk: Desk, numbers: tuple[int, int]) -> None:
    read(sqlite_desk, "Ana", sqlite_desk.article())
    with pytest.raises(BadInput):
        serve(sqlite_desk, *numbers)
    assert queue(sqlite_desk, "Ana")[0].status != "assigned"


def test_it_looks_like_a_first_reading(served: tuple[Desk, BuiltArticle, str]) -> None:
    desk, article, passage = served
    ana, project_id = desk.people["Ana"], desk.project_id
    (row,) = queue(desk, "Ana")
    assert (row.status, row.reason, row.runs) == ("assigned", None, ())
    assert row.article_id != article.id
    with desk.database.begin() as session:
        mine = (session, ana, project_id)
        assert count_by_status(*mine, ArticleFilter(own=True)) == {"assigned": 1}
        (listed,) = library(*mine, ArticleFilter(search="mill"))
        assert (listed.status, listed.submitted, listed.in_progress) == ("assigned", 0, 0)
        assert tag_counts(*mine, [listed.revision_id, article.revision_id]) == {}
        assert [one["status"] for one in article_list(*mine)] == ["assigned"]
        upcoming, taken = next_unfinished(*mine), take_next(*mine, today())
        assert upcoming is not None
        assert taken is not None
        assert upcoming.article_id == taken.article_id == row.article_id
        by_old_address = opened_article(session, ana, article.id)
        assert (by_old_address.article.id, by_old_address.status) == (row.article_id, "assigned")
        assert by_old_address.desk_id == project_id
        assert not by_old_address.again
        assert passages(session, ana, row.revision_id) == []
        assert cleared_sentences(session, ana, row.revision_id) == []
        assert passage_place(session, ana, passage) is None
        told = history(*mine, HistoryFilter(by=ana)).entries
        assert told == []
        assert [one.name for one in projects_of(session, ana)] == [
            session.get_one(Project, project_id).name
        ]
    for ask in (
        lambda session: article_for(session, ana, article.id),
        lambda session: passages(session, ana, article.revision_id),
        lambda session: cleared_sentences(session, ana, article.revision_id),
    ):
        with desk.database.read() as session, pytest.raises(NotFound):
            ask(session)


def test_nobody_else_finds_the_copy(served: tuple[Desk, BuiltArticle, str]) -> None:
    desk, article, _ = served
    copy = copy_of(desk, "Ana", article)
    for person in ("Bo", "Edith", "Ada"):
        with desk.database.read() as session:
            asker = desk.people[person]
            with pytest.raises(NotFound):
                article_for(session, asker, copy.id)
            with pytest.raises(NotFound):
                passages(session, asker, copy.revision_id)
            (listed,) = library(session, asker, desk.project_id, ArticleFilter())
            assert listed.article_id == article.id
    (answer,) = desk.apply("Bo", operation("create", **place(copy), tag="filler"))
    assert answer.status == "rejected"
    with desk.database.read() as session:
        assert copy.project_id not in {one.id for one in all_projects(session)}
        with pytest.raises(NotFound):  # not even its reader finds a project there
            article_list(session, desk.people["Ana"], copy.project_id)


def renamed(tag: Tag, name: str) -> TagDraft:
    return TagDraft(name, tag.key, tag.letter, tag.colour, tag.pattern, tag.description)


def place(article: BuiltArticle) -> dict[str, object]:
    return {
        "id": "7d0d7f6c-4e3b-4f3c-9a53-2f4e0f1b7a11",
        "revision_id": article.revision_id,
        "start": 0,
        "end": 8,
    }


def test_the_second_reading_is_compared_with_the_first(
    served: tuple[Desk, BuiltArticle, str],
) -> None:
    desk, article, passage = served
    ana, copy = desk.people["Ana"], copy_of(desk, "Ana", article)
    desk.tag("Ana", copy, "counted 40 jobs", "filler")
    (row,) = queue(desk, "Ana")
    assert (row.status, row.tagged) == ("in_progress", 1)
    desk.clear("Ana", copy, 0)
    assert again(desk, "Ana") == again(desk, "Ada") == []
    desk.submit("Ana", copy)
    for person in ("Ana", "Ada"):
        (twice,) = again(desk, person)
        assert twice.article_id == article.id
        assert twice.first.passages == [(*article.span("The mill closed"), "sourced")]
        assert twice.again.passages == [(*article.span("counted 40 jobs"), "filler")]
        assert (twice.first.cleared, twice.again.cleared) == ([1], [0])
    (row,) = queue(desk, "Ana")
    assert (row.article_id, row.status) == (article.id, "submitted")
    with desk.database.read() as session:
        assert opened_article(session, ana, copy.id).again
        assert passage_place(session, ana, passage) is not None
        mine = (session, ana, desk.project_id, ana, Filters())
        assert read_again(*mine, "elsewhere") == read_again(*mine, "resubmitted") == []
    with desk.database.begin() as session, pytest.raises(BadInput):
        reopen_reading(session, ana, copy.id)


def again(desk: Desk, asker: str) -> list:  # type: ignore[type-arg]
    with desk.database.read() as session:
        mine = (session, desk.people[asker], desk.project_id, desk.people["Ana"])
        return read_again(*mine, Filters(), "served")


def test_what_was_not_begun_can_be_taken_back_and_served_later(
    served: tuple[Desk, BuiltArticle, str],
) -> None:
    desk, article, _ = served
    pair = (article.id, desk.people["Ana"])
    with desk.database.begin() as session:
        mine = (session, desk.editor, desk.project_id)
        assert [one.status for one in served_list(*mine)] == ["assigned"]
        assert withdraw_again(*mine, [pair]) == [pair]
        assert served_list(*mine) == []
    (row,) = queue(desk, "Ana")
    assert (row.article_id, row.status) == (article.id, "submitted")
    assert serve(desk) == [pair]
    desk.tag("Ana", copy_of(desk, "Ana", article), "The mill closed")
    with desk.database.begin() as session:
        assert withdraw_again(session, desk.editor, desk.project_id, [pair]) == []
    assert queue(desk, "Ana")[0].status == "in_progress"


def test_editors_are_not_told_of_their_own(sqlite_desk: Desk) -> None:
    desk, article = sqlite_desk, sqlite_desk.article()
    read(desk, "Edith", article)
    with desk.database.begin() as session:
        mine = (session, desk.editor, desk.project_id)
        set_duty(*mine, desk.editor, on=True)
        seen = plan_seen(*mine, plan_serving(*mine, rule()))
        assert (list(seen.moves), seen.hides) == ([], True)
    assert serve(desk) == [(article.id, desk.editor)]
    with desk.database.begin() as session:
        mine = (session, desk.editor, desk.project_id)
        assert served_list(*mine) == []
        assert withdraw_again(*mine, [(article.id, desk.editor)]) == []


def test_the_companion_follows_its_project(served: tuple[Desk, BuiltArticle, str]) -> None:
    desk, article, _ = served
    copy, ana = copy_of(desk, "Ana", article), desk.people["Ana"]
    ada = desk.people["Ada"]
    with desk.database.begin() as session:
        sourced, promotional, *_ = tags_of(session, desk.project_id)
        change_tag(session, ada, desk.project_id, sourced.id, renamed(sourced, "attributed"))
        retire_tag(session, ada, desk.project_id, promotional.id)
    with desk.database.read() as session:
        mirrored = [
            [(tag.name, tag.key, tag.position, tag.retired_at) for tag in tags_of(session, one)]
            for one in (desk.project_id, copy.project_id)
        ]
        assert mirrored[0] == mirrored[1]
    # A reader that was open meanwhile still says the former name.
    desk.tag("Ana", copy, "The mill closed", "sourced")
    with desk.database.begin() as session:
        change_role(session, ada, desk.project_id, ana, "viewer")
        assert role_of(session, ana, copy.project_id) is None
        change_role(session, ada, desk.project_id, ana, "reviewer")
        assert role_of(session, ana, copy.project_id) is Role.REVIEWER
        archive_project(session, ada, desk.project_id)
    (answer,) = desk.apply("Ana", reading_operation("clear", copy.revision_id, 1))
    assert answer.status == "rejected"
    with desk.database.begin() as session:
        bring_back_project(session, ada, desk.project_id)
        remove_member(session, ada, desk.project_id, ana)
        with pytest.raises(NotFound):
            submit_reading(session, ana, copy.id)


def test_a_corrected_article_is_not_read_again_unless_begun(
    served: tuple[Desk, BuiltArticle, str],
) -> None:
    desk, article, _ = served
    with desk.database.begin() as session:
        correct_article(session, desk.editor, article.id, article.text + " It was sold.")
    (row,) = queue(desk, "Ana")
    assert (row.article_id, row.status) == (article.id, "in_progress")
    with desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ServedAgain)) == 0


def test_where_articles_are_handed_out_it_has_a_reason_like_others(sqlite_desk: Desk) -> None:
    desk, article = sqlite_desk, sqlite_desk.article()
    read(desk, "Ana", article)
    with desk.database.begin() as session:
        set_handing_out(session, desk.editor, desk.project_id, given_only=True)
    serve(desk)
    (row,) = queue(desk, "Ana")
    assert row.reason == {"by": "editor"}
    assert row.given_by == "Edith"
