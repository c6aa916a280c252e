"""The demo project as a new reader finds it: whole, believable, and made only once."""

from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.copied_runs import copied_runs
from models.database import Database
from models.event import Event
from models.gold import GoldAnnotation
from models.people import sign_in_locally
from models.project import Project, project_by_name, projects_of
from models.queries.article_filter import ArticleFilter
from models.queries.citations import citations
from models.queries.reading_list import reading_list
from models.queries.stories import stories
from models.queries.story_articles import story_articles
from models.reviewer import Reviewer, find_reviewer
from models.revision import Revision
from models.tag import Tag
from rates.estimate import MINIMUM_ARTICLES
from seeds.demo import SeedReport, seed_demo
from seeds.source import SeedError, demo_plan, seed_article, seed_readings

SLUGS = demo_plan().slugs
TABLES = (
    Project, Article, Revision, Annotation, ClearedSentence, Evidence, Assignment, Event, Tag,
)  # fmt: skip


def seed(database: Database) -> SeedReport:
    with database.begin() as session:
        return seed_demo(session)


def everything(session: Session) -> list[int | None]:
    return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_is_300_to_1200_words_of_storable_text(slug: str) -> None:
    draft = seed_article(slug)
    assert 300 <= len(draft.text.split()) <= 1200
    assert "\r" not in draft.text
    assert "\0" not in draft.text
    assert draft.text == draft.text.strip()
    assert draft.title
    assert draft.language == "en"
    assert ".example/" in draft.url


@pytest.mark.parametrize("slug", SLUGS)
def test_every_passage_is_found_where_its_quote_stands(slug: str) -> None:
    text = seed_article(slug).text
    for reading in seed_readings(slug):
        assert 8 <= len(reading.passages) <= 20
        for passage in reading.passages:
            assert text[passage.start : passage.end] == passage.quote
            assert passage.quote == passage.quote.strip()


def test_the_repeated_lead_is_tagged_where_it_repeats() -> None:
    text = seed_article("flood-report").text
    lead = text.split("\n\n")[0]
    assert text.count(lead) == 2
    filler = [
        p.start for r in seed_readings("flood-report") for p in r.passages if p.quote.endswith(lead)
    ]
    assert filler
    assert all(start > 0 for start in filler)


def test_the_articles_hold_what_breaks_other_tools() -> None:
    texts = "\n".join(seed_article(slug).text for slug in SLUGS)
    assert "👩🏽‍⚕️" in texts  # joined by U+200D
    assert "👨‍👩‍👧" in texts
    assert "البحر لا ينسى" in texts
    assert "枠が減っても" in texts
    assert "10\u00a0%" in texts
    assert "“" in texts
    assert "according to a report by" in texts.lower()


def test_at_least_four_outlets_and_one_unread_article() -> None:
    assert len({seed_article(slug).outlet for slug in SLUGS}) >= 4
    assert [slug for slug in SLUGS if not seed_readings(slug)] == ["ostrand-ferry"]


def test_two_outlets_have_articles_enough_for_figures() -> None:
    read = [
        slug for slug in SLUGS if any(one.submitted_at is not None for one in seed_readings(slug))
    ]
    articles = Counter(seed_article(slug).outlet for slug in read)
    assert sum(count >= MINIMUM_ARTICLES for count in articles.values()) >= 2


def test_a_lost_quote_is_named() -> None:
    from seeds import source

    entry = {
        "reviewer": "mara",
        "status": "in_progress",
        "started_at": datetime(2026, 3, 2, 8, tzinfo=UTC),
        "seconds_between": 30,
        "passage": [{"quote": "the old wording", "tag": "sourced"}],
    }
    with pytest.raises(SeedError, match="the old wording"):
        source._reading("mill", "The new wording.", entry)
    with pytest.raises(SeedError, match="2 times"):
        source._reading("mill", "the old wording, the old wording", entry)


def test_seeding_makes_the_desk(database: Database) -> None:
    report = seed(database)
    with database.read() as session:
        project = project_by_name(session, "Coastal desk")
        assert session.scalar(select(func.count()).select_from(Article)) == report.articles == 14
        assert session.scalar(select(func.count()).select_from(Annotation)) == report.passages
        statuses = session.scalars(select(Assignment.status)).all()
        assert (len(statuses), set(statuses)) == (report.readings, {"in_progress", "submitted"})
        used = session.scalars(
            select(Tag.name).join(Annotation, Annotation.tag_id == Tag.id).distinct()
        )
        assert set(used) == {"sourced", "promotional", "filler", "disputed"}
        assert project.readers_per_article == 2
    assert "14 articles" in report.message


def test_stored_quotes_are_the_words_of_the_article(sqlite_database: Database) -> None:
    seed(sqlite_database)
    with sqlite_database.read() as session:
        texts = {row.id: row.text for row in session.scalars(select(Revision))}
        for one in session.scalars(select(Annotation)):
            assert texts[one.revision_id][one.start : one.end] == one.quote


def test_the_reviewers_partly_disagree(sqlite_database: Database) -> None:
    seed(sqlite_database)
    with sqlite_database.read() as session:
        passages = session.scalars(select(Annotation)).all()
    agree = disagree = nested = 0
    for one, other in combinations(passages, 2):
        if one.revision_id != other.revision_id or one.end <= other.start or other.end <= one.start:
            continue
        if one.reviewer_id == other.reviewer_id:
            nested += 1
        elif one.tag_id == other.tag_id:
            agree += 1
        else:
            disagree += 1
    assert agree > disagree > 20
    assert nested > 5
    assert len({one.reviewer_id for one in passages}) == 3


def test_most_of_what_was_not_tagged_was_cleared(sqlite_database: Database) -> None:
    seed(sqlite_database)
    left: dict[str, list[int]] = {"submitted": [], "in_progress": []}
    with sqlite_database.read() as session:
        project = project_by_name(session, "Coastal desk").id
        for reviewer_id in session.scalars(select(Reviewer.id)):
            for row in reading_list(session, reviewer_id, project, ArticleFilter()):
                if row.status in left:
                    assert row.tagged
                    assert row.cleared
                    left[row.status].append(row.left)
    assert {0, 2, 3} == set(left["submitted"])
    assert all(left["in_progress"])


def test_the_work_is_spread_over_the_weekdays_of_several_weeks(sqlite_database: Database) -> None:
    seed(sqlite_database)
    with sqlite_database.read() as session:
        moments = session.scalars(select(Annotation.created_at)).all()
        late = session.scalars(
            select(Assignment.submitted_at).where(Assignment.submitted_at.is_not(None))
        ).all()
    assert {moment.weekday() for moment in moments} == {0, 1, 2, 3, 4}
    assert len({moment.isocalendar().week for moment in moments}) >= 5
    assert all(moment is not None and moment.year == 2026 for moment in late)


def test_seeding_twice_is_seeding_once(database: Database) -> None:
    seed(database)
    with database.read() as session:
        before = everything(session)
    again = seed(database)
    with database.read() as session:
        assert everything(session) == before
    assert (again.articles, again.readings, again.passages) == (0, 0, 0)
    assert "nothing was changed" in again.message


def test_what_a_user_deleted_or_renamed_does_not_come_back(sqlite_database: Database) -> None:
    seed(sqlite_database)
    with sqlite_database.begin() as session:
        gone = session.scalars(select(Annotation).limit(1)).one()
        gone.deleted_at = gone.created_at
        project_by_name(session, "Coastal desk").name = "Our desk"
    seed(sqlite_database)
    with sqlite_database.read() as session:
        assert session.get_one(Annotation, gone.id).deleted_at is not None
        assert session.scalars(select(Project.name)).all() == ["Our desk"]


def test_the_solo_visitor_is_a_member_whenever_they_come(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        early = sign_in_locally(session, "Ines").id
    seed(sqlite_database)
    with sqlite_database.read() as session:
        assert [project.name for project in projects_of(session, early)] == ["Coastal desk"]
        assert find_reviewer(session, "mara.lindqvist@coastal-desk.example")


def test_two_outlets_tell_of_one_event_and_one_article_is_settled(
    sqlite_database: Database,
) -> None:
    seed(sqlite_database)
    with sqlite_database.begin() as session:
        project = project_by_name(session, "Coastal desk").id
        mara = find_reviewer(session, "mara.lindqvist@coastal-desk.example")
        assert mara is not None
        (story,) = stories(session, mara.id, project)
        assert story.outlets == ("Harbour Ledger", "Tidewater Daily")
        asked = (session, mara.id, project)
        told = citations(*asked, story_articles(*asked, story.articles))
        settled = session.scalars(select(Adjudication)).one()
        gold = session.scalars(select(GoldAnnotation)).all()
    ferry, sailings = seed_article("ostrand-ferry"), seed_article("ferry-sailings")
    assert "Harbour Ledger" in {one.outlet for one in told}
    assert copied_runs(ferry.text, sailings.text)
    assert settled.settled_by == mara.id
    assert len(gold) > 8
    assert {one.revision_id for one in gold} == {settled.revision_id}
