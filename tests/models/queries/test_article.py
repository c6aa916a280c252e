"""One article's lanes and numbers against what pandas counts sentence by sentence, on both databases."""

from __future__ import annotations

from itertools import count
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from models.article import Article
from models.base import now
from models.errors import NotFound
from models.membership import Role
from models.queries.article_lanes import Lane, Piece, gold_lane, lanes
from models.queries.article_numbers import ArticleNumbers, article_numbers
from models.queries.article_place import passages_at
from models.queries.article_text import article_text
from models.queries.scope import Filters, Pick
from models.queries.texts import sentence_bounds
from tests.builders import TAGS, BuiltArticle, Desk, build_desk

QUICKLY = [Phase.explicit, Phase.reuse, Phase.generate]
NAMES = ("Ana", "Bo", "Cal")
TAG_NAMES = [tag.name for tag in TAGS]
_projects = count(1)

SPANS = some.tuples(some.integers(0, 150), some.integers(1, 60), some.sampled_from(TAG_NAMES))
READINGS = some.dictionaries(
    some.integers(0, 2),
    some.tuples(
        some.lists(SPANS, max_size=3),
        some.sets(some.integers(0, 4), max_size=4),  # cleared sentences
        some.booleans(),  # submitted
    ),
)
NARROWED = some.tuples(
    some.sets(some.integers(0, 2)),
    some.sets(some.sampled_from(TAG_NAMES), max_size=2),
    some.sampled_from([(), ("submitted",), ("in_progress",)]),
    some.integers(0, 4),
)


def built(desk: Desk, readings: dict[int, Any]) -> tuple[Desk, BuiltArticle, list[int]]:
    number = next(_projects)
    here = build_desk(desk.database, f"Lanes {number}")
    article = here.article()
    names = [f"{name}{number}" for name in NAMES]
    people = [here.reviewer(name) for name in names]
    for person, (passages, cleared, submitted) in readings.items():
        if cleared:
            here.clear(names[person], article, *cleared)
        for start, length, tag in passages:
            end = min(start + length, len(article.text))
            here.tag(names[person], article, (min(start, end - 1), end), tag)
        if submitted:
            here.submit(names[person], article)
    return here, article, people


@settings(max_examples=8, phases=QUICKLY)
@given(readings=READINGS, narrowed=NARROWED)
def test_lanes_and_numbers_are_what_was_done(
    desk: Desk, readings: dict[int, Any], narrowed: tuple[Any, ...]
) -> None:
    here, article, people = built(desk, readings)
    chosen, tags, statuses, place = narrowed
    filters = Filters(reviewers=[people[one] for one in chosen], tags=list(tags), statuses=statuses)
    asked = (here.editor, here.project_id)
    with here.database.read() as session:
        _, bounds = sentence_bounds(session, here.editor, article.revision_id)
        found = lanes(session, *asked, filters, article.revision_id)
        numbers = article_numbers(session, *asked, filters, article.revision_id)
        picked = Filters(pick=Pick(sentences=(place, place)))
        there = passages_at(session, *asked, picked, article.revision_id)
    sentences, passages = by_hand(article, people, readings, bounds)
    wanted = {
        person
        for one, person in enumerate(people)
        if one in readings
        and (not chosen or one in chosen)
        and (not statuses or status_of(readings[one]) in statuses)
    }
    sentences = sentences[sentences["reader"].isin(wanted)]
    drawn = passages[passages["reader"].isin(wanted)]
    if tags:
        drawn = drawn[drawn["tag"].isin(tags)]
    begun = sentences[sentences["looked"]]["reader"].unique()
    sentences = sentences[sentences["reader"].isin(begun)]
    assert {lane.reviewer_id: looked(lane) for lane in found if lane.runs} == {
        reader: list(rows["looked"]) for reader, rows in sentences.groupby("reader")
    }
    assert {lane.reviewer_id: told(lane.passages) for lane in found if lane.passages} == {
        reader: sorted(rows[["start", "end", "first", "last", "tag"]].values.tolist())
        for reader, rows in drawn.groupby("reader")
    }
    check_numbers(numbers, sentences, drawn, bounds)
    at = passages[(passages["first"] <= place) & (passages["last"] >= place)]
    assert there[1] == len(at)
    assert sorted(one.start for one in there[0]) == sorted(at["start"])


def check_numbers(
    numbers: ArticleNumbers,
    sentences: pd.DataFrame,
    drawn: pd.DataFrame,
    bounds: list[tuple[int, int]],
) -> None:
    by_all = sentences.groupby("sentence")["looked"].all()
    all_read = [int(number) for number in by_all[by_all].index]
    assert numbers.begun == sentences["reader"].nunique()
    assert numbers.looked == len(all_read)
    assert numbers.characters == sum(bounds[one][1] - bounds[one][0] for one in all_read)
    assert dict(numbers.tags) == drawn["tag"].value_counts().to_dict()


def status_of(reading: tuple[Any, ...]) -> str:
    passages, cleared, submitted = reading
    return "submitted" if submitted else "in_progress" if passages or cleared else ""


def by_hand(
    article: BuiltArticle,
    people: list[int],
    readings: dict[int, Any],
    bounds: list[tuple[int, int]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A row a reader and sentence with whether it was looked at, and a row a passage."""
    passages, sentences = [], []
    for person, (spans, cleared, _) in readings.items():
        touched = set(cleared)
        for start, length, tag in spans:
            end = min(start + length, len(article.text))
            begin = min(start, end - 1)
            over = [n for n, (a, b) in enumerate(bounds) if a < end and begin < b]
            touched |= set(over)
            passages.append((people[person], begin, end, over, tag))
        for number in range(len(bounds)):
            sentences.append((people[person], number, number in touched))
    rows = [
        (reader, start, end, *(ends_of(over, start, bounds)), tag)
        for reader, start, end, over, tag in passages
    ]
    return (
        pd.DataFrame(sentences, columns=["reader", "sentence", "looked"]).astype({"looked": bool}),
        pd.DataFrame(rows, columns=["reader", "start", "end", "first", "last", "tag"]),
    )


def ends_of(over: list[int], start: int, bounds: list[tuple[int, int]]) -> tuple[int, int]:
    """First and last sentence; the one that follows where the passage lies between two."""
    if over:
        return over[0], over[-1]
    after = next(number for number, (a, _) in enumerate(bounds) if a >= start)
    return after, after


def looked(lane: Lane) -> list[bool]:
    return [one.looked for one in lane.runs for _ in range(one.first, one.last + 1)]


def told(passages: Any) -> list[list[Any]]:
    return sorted([one.start, one.end, one.first, one.last, one.tag] for one in passages)


def seen(desk: Desk, asker: int, article: BuiltArticle) -> tuple[list[Lane], list[Piece], int, int]:
    with desk.database.read() as session:
        of = (session, asker, desk.project_id, Filters(), article.revision_id)
        return lanes(*of), gold_lane(*of), article_numbers(*of).given, passages_at(*of)[1]


def test_who_reads_blind_sees_their_own_lane_alone(desk: Desk) -> None:
    desk.blind()
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    desk.gold(article, "Critics doubt it")
    desk.settle(article)
    bo = desk.reviewer("Bo")
    desk.tag("Bo", article, "dazzling")
    found, gold, given, passages = seen(desk, bo, article)
    assert [lane.name for lane in found] == ["Bo"]
    assert (gold, given, passages) == ([], 1, 1)
    desk.submit("Bo", article)
    found, gold, given, passages = seen(desk, bo, article)
    assert [lane.name for lane in found] == ["Ana", "Bo"]
    assert [(one.tag, one.first) for one in gold] == [("sourced", 3)]
    assert (given, passages) == (2, 3)


def test_gold_is_none_until_it_is_settled(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    desk.gold(article, "The mill")
    assert seen(desk, desk.editor, article)[1] == []
    desk.settle(article)
    assert len(seen(desk, desk.editor, article)[1]) == 1


def test_an_article_tells_its_paragraphs_and_who_settled_it(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    desk.submit("Ana", article)
    desk.settle(article)
    with desk.database.read() as session:
        found = article_text(session, desk.editor, desk.project_id, article.id)
    assert list(found.paragraphs) == [0, article.text.index("The new owner")]
    assert list(found.headings) == []
    assert found.settled_by == "Edith"
    assert found.shows_gold


def test_an_archived_article_is_not_found(desk: Desk) -> None:
    article = desk.article()
    with desk.database.begin() as session:
        session.get_one(Article, article.id).archived_at = now()
    with desk.database.read() as session, pytest.raises(NotFound):
        article_text(session, desk.editor, desk.project_id, article.id)


def test_lanes_of_another_project_are_not_told(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    other = build_desk(desk.database, f"Other {next(_projects)}")
    stranger = other.reviewer("Stranger", Role.ADMIN)
    with desk.database.read() as session, pytest.raises(NotFound):
        lanes(session, stranger, other.project_id, Filters(), article.revision_id)
    with desk.database.read() as session:
        found = article_numbers(session, stranger, other.project_id, Filters(), article.revision_id)
    assert (found.given, found.begun, found.passages) == (0, 0, 0)
