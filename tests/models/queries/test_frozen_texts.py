"""The readings that agreement is computed on, against ones put together by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from agreement.gathering import read_texts
from agreement.sentences import sentence_units, units_of_columns
from models.assignment import reopen_reading
from models.correcting import correct_article
from models.errors import NotFound
from models.guideline_versions import save_guidelines
from models.membership import Role, join
from models.queries.frozen_columns import frozen_columns
from models.queries.frozen_scope import AgreementFilters, agreement_revision
from models.queries.frozen_texts import FrozenTexts, frozen_texts, looked_at
from models.queries.not_counted import NotSubmitted, not_submitted
from models.queries.texts import sentence_bounds
from models.tag import tags_of
from pages.agreement_columns import columns_read
from tests.agreement.test_units import as_rows
from tests.builders import TAGS, BuiltArticle, Desk, build_desk

ALL = AgreementFilters()
QUICKLY = [Phase.explicit, Phase.reuse, Phase.generate]
FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = ("Ana", "Bo", "Cal")
_projects = count(1)


def found(desk: Desk, filters: AgreementFilters = ALL, asker: int | None = None) -> FrozenTexts:
    with desk.database.read() as session:
        return frozen_texts(session, asker, desk.project_id, filters)


def revision(desk: Desk, filters: AgreementFilters = ALL, asker: int | None = None) -> str:
    with desk.database.read() as session:
        return agreement_revision(session, asker, desk.project_id, filters)


def waiting(desk: Desk, filters: AgreementFilters = ALL, asker: int | None = None) -> NotSubmitted:
    with desk.database.read() as session:
        return not_submitted(session, asker, desk.project_id, filters)


def who(texts: FrozenTexts) -> dict[int, list[int]]:
    """The reviewers of each article."""
    return {text.article_id: [one.reviewer_id for one in text.readings] for text in texts.texts}


PASSAGES = some.lists(
    some.tuples(some.integers(0, 120), some.integers(1, 40), some.integers(0, 3)), max_size=3
)
READINGS = some.lists(
    some.tuples(
        some.integers(0, 1),  # article
        some.integers(0, 2),  # reviewer
        PASSAGES,
        some.sets(some.integers(0, 4), max_size=3),  # cleared sentences
        some.booleans(),  # submitted
        some.integers(0, 3),  # day of submission
    ),
    max_size=5,
    unique_by=lambda one: one[:2],
)
FILTERS = some.tuples(
    some.sets(some.integers(0, 1)),
    some.sets(some.integers(0, 2)),
    some.sets(some.sampled_from([tag.name for tag in TAGS]), max_size=2),
    some.integers(-1, 3),
)


@settings(max_examples=8, phases=QUICKLY)
@given(readings=READINGS, narrowed=FILTERS)
def test_they_are_what_was_submitted_first(
    desk: Desk, readings: list[Any], narrowed: tuple[Any, ...]
) -> None:
    number = next(_projects)
    here = build_desk(desk.database, f"Random {number}")
    names = [f"{name}{number}" for name in NAMES]
    articles = [here.article(outlet=f"Outlet {at}") for at in range(2)]
    people = [here.reviewer(name) for name in names]
    for place, person, passages, cleared, submitted, day in readings:
        read(here, articles[place], names[person], passages, cleared)
        if submitted:
            here.submit(names[person], articles[place], FIRST + timedelta(day))
    of_articles, reviewers, tags, since = narrowed
    filters = AgreementFilters(
        articles=tuple(articles[place].id for place in of_articles),
        reviewers=tuple(people[place] for place in reviewers),
        tags=tuple(tags),
        since=None if since < 0 else (FIRST + timedelta(since)).date(),
    )
    with here.database.read() as session:
        called = {tag.id: tag.name for tag in tags_of(session, here.project_id)}
    told = {
        (text.article_id, marks.reviewer_id): (
            marks.submitted_at,
            sorted((start, end, called[tag]) for start, end, tag in marks.passages),
            characters(marks.looked),
        )
        for text in found(here, filters).texts
        for marks in text.readings
    }
    assert told == by_hand(here, articles, people, readings, filters)
    with here.database.read() as session:
        asked = (session, here.editor, here.project_id, filters)
        columns = columns_read(frozen_columns(*asked), called)
        texts = read_texts(frozen_texts(*asked).texts, called)
    assert as_rows(units_of_columns(columns)) == as_rows(sentence_units(texts))


def read(
    desk: Desk, article: BuiltArticle, person: str, passages: list[Any], cleared: set[int]
) -> None:
    if cleared:
        desk.clear(person, article, *cleared)
    for start, length, tag in passages:
        desk.tag(person, article, (start, start + length), TAGS[tag].name)


def by_hand(
    desk: Desk,
    articles: list[BuiltArticle],
    people: list[int],
    readings: list[Any],
    filters: AgreementFilters,
) -> dict[Any, Any]:
    expected = {}
    for place, person, passages, cleared, submitted, day in readings:
        article, reviewer = articles[place], people[person]
        at = FIRST + timedelta(day)
        if not submitted or (filters.since and at.date() < filters.since):
            continue
        if filters.articles and article.id not in filters.articles:
            continue
        if filters.reviewers and reviewer not in filters.reviewers:
            continue
        with desk.database.read() as session:
            _, bounds = sentence_bounds(session, desk.editor, article.revision_id)
        seen = {
            number
            for number, (start, end) in enumerate(bounds)
            if number in cleared
            or any(first < end and first + length > start for first, length, _ in passages)
        }
        looked = {place for number in seen for place in range(*bounds[number])}
        looked |= {
            place
            for number in seen & {one - 1 for one in seen}
            for place in range(bounds[number][1], bounds[number + 1][0])
        }
        named = [(first, first + length, TAGS[tag].name) for first, length, tag in passages]
        kept = sorted(one for one in named if not filters.tags or one[2] in filters.tags)
        expected[article.id, reviewer] = (at, kept, looked)
    return expected


def characters(ranges: Any) -> set[int]:
    return {place for start, end in ranges for place in range(start, end)}


def test_what_changed_afterwards_is_not_in_them(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    before = found(desk), revision(desk)
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Ana"], article.id)
    desk.tag("Ana", article, "Critics", "disputed")
    desk.clear("Ana", article, 1)
    assert (found(desk), revision(desk)) == before


def test_every_new_reading_is_another_revision_of_the_data(desk: Desk) -> None:
    seen = {revision(desk)}
    for person in NAMES:
        article = desk.article()
        desk.submit(person, article)
        seen.add(revision(desk))
    assert len(seen) == 4
    assert revision(desk, AgreementFilters(articles=(article.id,))) not in seen


def test_neighbours_are_one_stretch() -> None:
    sentences = [(0, 5), (6, 9), (11, 20), (21, 30)]
    assert looked_at(sentences, [(4, 7, 1)], [3]) == [(0, 9), (21, 30)]
    assert looked_at(sentences, [(9, 11, 1)], [2, 3]) == [(11, 30)]
    assert looked_at([], [], []) == []


def test_the_newest_text_with_a_reading_counts(desk: Desk) -> None:
    article = desk.article("The mill closed. Nobody knew.")
    for person in ("Ana", "Bo"):
        desk.clear(person, article, 0)
        desk.submit(person, article)
    with desk.database.begin() as session:
        correct_article(session, desk.editor, article.id, "The mill shut. Nobody knew.")
    assert who(found(desk)) == {article.id: [desk.people["Ana"], desk.people["Bo"]]}
    desk.submit("Bo", article)
    assert who(found(desk)) == {article.id: [desk.people["Bo"]]}
    assert found(desk).earlier == 2


def test_a_reading_is_of_the_guidelines_its_passages_were_made_by(desk: Desk) -> None:
    first, second = desk.article(), desk.article()
    desk.tag("Ana", first, "The mill")
    desk.submit("Ana", first)
    with desk.database.begin() as session:
        admin = desk.reviewer("Adam")
        join(session, admin, desk.project_id, Role.ADMIN)
        save_guidelines(session, admin, desk.project_id, 1, "Read twice.", "Twice.")
    desk.clear("Bo", second, 0)
    desk.submit("Bo", second)
    assert who(found(desk, AgreementFilters(versions=(1,)))) == {first.id: [desk.people["Ana"]]}
    assert who(found(desk, AgreementFilters(versions=(2,)))) == {second.id: [desk.people["Bo"]]}


def test_outlets_and_days_narrow_it(desk: Desk) -> None:
    mill, ferry = desk.article(outlet="Mill News"), desk.article(outlet="Ferry Post")
    desk.submit("Ana", mill, FIRST)
    desk.submit("Ana", ferry, FIRST + timedelta(days=1))
    only_mill = {mill.id: [desk.people["Ana"]]}
    assert who(found(desk, AgreementFilters(outlets=("Mill News",)))) == only_mill
    assert who(found(desk, AgreementFilters(until=date(2026, 3, 1)))) == only_mill
    assert len(who(found(desk, AgreementFilters(until=date.max, since=date.min)))) == 2


def test_in_a_blind_project_nobody_is_told_more_than_they_may_see(desk: Desk) -> None:
    desk.blind()
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    ana, bo = desk.people["Ana"], desk.reviewer("Bo")
    before = revision(desk, asker=bo)
    assert who(found(desk, asker=bo)) == {}
    assert who(found(desk, asker=ana)) == who(found(desk, asker=desk.editor)) == {article.id: [ana]}
    desk.tag("Cal", article, "The mill")
    desk.submit("Cal", article)
    assert revision(desk, asker=bo) == before
    desk.tag("Bo", article, "The mill")
    assert waiting(desk, asker=ana) == NotSubmitted(0, 1)
    desk.submit("Bo", article)
    assert len(who(found(desk, asker=bo))[article.id]) == 3
    assert revision(desk, asker=bo) not in (before, revision(desk, asker=ana))


def test_what_is_not_submitted_is_counted(desk: Desk) -> None:
    one, other = desk.article(outlet="Mill News"), desk.article()
    for article in (one, other):
        desk.tag("Ana", article, "The mill")
    desk.tag("Bo", one, "The mill")
    assert waiting(desk) == NotSubmitted(2, 3)
    desk.submit("Ana", one)
    assert waiting(desk) == NotSubmitted(1, 2)
    assert waiting(desk, AgreementFilters(outlets=("Mill News",))) == NotSubmitted(0, 1)
    assert waiting(desk, AgreementFilters(reviewers=(desk.people["Ana"],))) == NotSubmitted(1, 1)
    assert waiting(desk, AgreementFilters(articles=(one.id,))) == NotSubmitted(0, 1)


def test_a_stranger_finds_nothing(desk: Desk) -> None:
    stranger = build_desk(desk.database, "Elsewhere").editor
    for asked in (found, revision, waiting):
        with pytest.raises(NotFound):
            asked(desk, asker=stranger)
