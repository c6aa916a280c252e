"""Calibration, speed and reading again against ones counted by hand; and who is told."""

from itertools import count
from uuid import uuid4

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss
from sqlalchemy import update

from models.assignment import Assignment, assignment_of, reopen_reading
from models.database import Database
from models.errors import NotAllowed, NotFound
from models.membership import Role, join
from models.queries.calibration import calibration, calibration_passages
from models.queries.desk_pace import pace
from models.queries.export_record import assignment_rows
from models.queries.read_again import Kind, read_again
from models.queries.reading_speed import reading_speed
from models.queries.scope import Filters, Pick
from rates.calibration import SAID, calibrated
from tests.builders import BuiltArticle, Desk, build_desk, operation, settling_operation

WORDS = "the old mill on Quay street closed in March"
TAGS = ["sourced", "filler"]
CONFIDENCES = ["low", "medium", "high", None]
_numbers = count(1)

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda one: (one[0], sum(one)))
passages = st.tuples(spans, st.sampled_from(TAGS), st.sampled_from(CONFIDENCES))
golds = st.tuples(spans, st.sampled_from(TAGS))
drawn_articles = st.tuples(
    st.lists(passages, max_size=5), st.one_of(st.none(), st.lists(golds, max_size=3))
)


def read(
    desk: Desk, article: BuiltArticle, found: list[tuple[tuple[int, int], str, str | None]]
) -> None:
    where = {"revision_id": article.revision_id}
    sent = [
        operation(
            "create", id=str(uuid4()), start=start, end=end, tag=tag, confidence=sure, **where
        )
        for (start, end), tag, sure in found
    ]
    assert all(answer.status == "saved" for answer in desk.apply("Ana", *sent))
    desk.submit("Ana", article)


def settle(desk: Desk, article: BuiltArticle, gold: list[tuple[tuple[int, int], str]]) -> None:
    where = {"revision_id": article.revision_id, "sources": []}
    sent = [
        settling_operation("gold_create", id=str(uuid4()), start=start, end=end, tag=tag, **where)
        for (start, end), tag in gold
    ]
    assert all(answer.status == "saved" for answer in desk.apply("Edith", *sent))
    desk.settle(article)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(drawn_articles, max_size=4))
def test_calibration_is_what_counting_by_hand_gives(database: Database, drawn: list) -> None:  # type: ignore[type-arg]
    desk = build_desk(database, f"Sure {next(_numbers)}")
    desk.people["Ana"] = Desk(database, desk.project_id, desk.editor).reviewer(f"A{next(_numbers)}")
    rows = []
    for number, (found, gold) in enumerate(drawn):
        article = desk.article(WORDS + " " * number)
        read(desk, article, found)
        if gold is None:
            continue
        settle(desk, article, gold)
        for (start, end), tag, sure in found:
            right = any(tag == its and start < b and a < end for (a, b), its in gold)
            rows.append((article.id, sure or "", int(right)))
    ana = desk.people["Ana"]
    with database.read() as session:
        counts = calibration(session, ana, desk.project_id, ana, Filters())
        listed = calibration_passages(session, ana, desk.project_id, ana, Filters())
    by_hand = pd.DataFrame(rows, columns=["article_id", "confidence", "right"])
    expected = {
        key: (len(some), int(some["right"].sum()))
        for key, some in by_hand.groupby(["article_id", "confidence"])
    }
    assert {(row[0], row[1]): (row[2], row[3]) for row in counts.values.tolist()} == expected
    sides = by_hand.groupby(["confidence", "right"]).size()
    assert {
        (sure, int(right)): len(ids) for (sure, right), ids in listed.items()
    } == sides.to_dict()
    assert_scored(by_hand, counts)


def assert_scored(by_hand: pd.DataFrame, counts: pd.DataFrame) -> None:
    """The Brier score and the shares, by another library and by pandas."""
    found, said = calibrated(counts), by_hand[by_hand["confidence"] != ""]
    assert (found.passages, found.unsaid) == (len(said), len(by_hand) - len(said))
    assert found.right == by_hand["right"].sum()
    if said.empty:
        assert found.brier.value is None
        return
    chance = said["confidence"].map(SAID)
    loss = brier_score_loss(said["right"], chance, labels=[0, 1])
    assert found.brier.value == pytest.approx(loss)
    base = said["right"].mean()
    assert found.always == pytest.approx(((said["right"] - base) ** 2).mean())
    shares = said.groupby("confidence")["right"].mean().to_dict()
    assert {level.name: level.share.value for level in found.levels} == pytest.approx(shares)
    for level in found.levels:
        low, high = level.share.interval or (0, 0)
        assert low <= level.right / level.passages <= high


def test_what_was_changed_after_submitting_does_not_count(sqlite_desk: Desk) -> None:
    desk, article = sqlite_desk, sqlite_desk.article(WORDS)
    passage = desk.tag("Ana", article, "the old mill", "filler", confidence="high")
    desk.submit("Ana", article)
    desk.gold(article, "old", "sourced")
    desk.settle(article)
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Ana"], article.id)
    desk.apply("Ana", operation("update", id=passage, version=1, tag="sourced"))
    assert counted(desk, "Ana").values.tolist() == [[article.id, "high", 1, 0]]


def counted(desk: Desk, asker: str) -> pd.DataFrame:
    with desk.database.read() as session:
        return calibration(
            session, desk.people[asker], desk.project_id, desk.people["Ana"], Filters()
        )


@pytest.fixture
def shown(sqlite_desk: Desk) -> tuple[Desk, BuiltArticle]:
    """Ana read an article in 60 seconds and it is settled; Bo is a colleague, Ada an admin."""
    desk = sqlite_desk
    article = desk.article(WORDS)
    desk.tag("Ana", article, "the old mill", confidence="high")
    desk.submit("Ana", article)
    with desk.database.begin() as session:
        reading = assignment_of(session, desk.people["Ana"], article.id)
        assert reading is not None
        reading.active_seconds = 60
    desk.gold(article, "old mill")
    desk.settle(article)
    desk.reviewer("Bo")
    desk.reviewer("Ada", Role.ADMIN)
    return desk, article


def test_only_oneself_and_admins_are_told(shown: tuple[Desk, BuiltArticle]) -> None:
    desk, article = shown
    for asker in ("Ana", "Ada"):
        assert len(counted(desk, asker)) == 1
    ana = desk.people["Ana"]
    for asker in ("Bo", "Edith"):
        with desk.database.read() as session:
            of = (session, desk.people[asker], desk.project_id, ana, Filters())
            for question in (calibration, calibration_passages, reading_speed):
                with pytest.raises(NotAllowed):
                    question(*of)
            with pytest.raises(NotAllowed):
                read_again(*of, "resubmitted")
    other = build_desk(desk.database, "Elsewhere")
    with desk.database.read() as session, pytest.raises(NotFound):
        calibration(session, other.editor, desk.project_id, other.editor, Filters())
    assert article.id


def test_an_admin_who_reads_blind_is_not_told_of_that_text(
    shown: tuple[Desk, BuiltArticle],
) -> None:
    desk, article = shown
    desk.blind()
    assert len(counted(desk, "Ada")) == 1
    desk.tag("Ada", article, "closed")
    assert counted(desk, "Ada").empty
    assert len(counted(desk, "Ana")) == 1


def test_somebody_who_reopened_a_blind_reading_learns_nothing_of_its_gold(
    shown: tuple[Desk, BuiltArticle],
) -> None:
    desk, article = shown
    desk.blind()
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Ana"], article.id)
    assert counted(desk, "Ana").empty


def test_speed_is_words_by_the_minutes_that_were_measured(shown: tuple[Desk, BuiltArticle]) -> None:
    desk, _ = shown
    imported = desk.article(WORDS + ".")
    desk.submit("Ana", imported)
    ana = desk.people["Ana"]
    with desk.database.read() as session:
        found = reading_speed(session, ana, desk.project_id, ana, Filters())
    assert [(one.article_id, one.words_a_minute) for one in found] == [
        (imported.id, None),
        (shown[1].id, 9.0),
    ]


def test_an_export_tells_editors_nobodys_time(shown: tuple[Desk, BuiltArticle]) -> None:
    desk, _ = shown
    told = {}
    for asker in (desk.people["Edith"], desk.people["Ada"], None):
        with desk.database.read() as session:
            (row,) = assignment_rows(session, asker, desk.project_id)
            told[asker] = row["active_seconds"]
    assert told == {desk.people["Edith"]: 0, desk.people["Ada"]: 60, None: 60}


def twice(desk: Desk, asker: int, kind: Kind) -> list[tuple[list[tuple[int, int, str]], ...]]:
    with desk.database.read() as session:
        found = read_again(session, asker, desk.project_id, desk.people["Ana"], Filters(), kind)
    return [(list(one.first.passages), list(one.again.passages)) for one in found]


def test_a_reading_submitted_again_is_compared_with_the_first(
    shown: tuple[Desk, BuiltArticle],
) -> None:
    desk, article = shown
    ana = desk.people["Ana"]
    assert twice(desk, ana, "resubmitted") == []
    with desk.database.begin() as session:
        reopen_reading(session, ana, article.id)
    desk.tag("Ana", article, "March", "filler")
    assert twice(desk, ana, "resubmitted") == []
    desk.submit("Ana", article)
    first, more = (0, 12, "sourced"), (*article.span("March"), "filler")
    assert twice(desk, ana, "resubmitted") == [([first], [first, more])]


def test_the_same_text_in_another_project_is_a_second_reading(
    shown: tuple[Desk, BuiltArticle],
) -> None:
    desk, _ = shown
    ana, ada = desk.people["Ana"], desk.people["Ada"]
    other = build_desk(desk.database, "Once more")
    other.people["Ana"] = ana
    with desk.database.begin() as session:
        join(session, ana, other.project_id, Role.REVIEWER)
    article = other.article(WORDS)
    other.tag("Ana", article, "mill")
    assert twice(desk, ana, "elsewhere") == []
    other.submit("Ana", article)
    expected = [([(0, 12, "sourced")], [(*article.span("mill"), "sourced")])]
    assert twice(desk, ana, "elsewhere") == expected
    assert twice(desk, ada, "elsewhere") == [], "an admin here is nobody there"
    with desk.database.begin() as session:
        join(session, ada, other.project_id, Role.ADMIN)
    assert twice(desk, ada, "elsewhere") == expected


def test_nobodys_hours_are_the_difference_of_two_sums(desk: Desk) -> None:
    """Five people read an article for an hour; Di and Eli also read one that nobody else did."""
    both, di, eli = (desk.article(title=title, outlet=title) for title in ("Both", "Di", "Eli"))
    for name in ("Ana", "Bo", "Cy", "Di", "Eli"):
        _read_for_an_hour(desk, name, both)
    _read_for_an_hour(desk, "Di", di)
    _read_for_an_hour(desk, "Eli", eli)
    everybody = [desk.reviewer(name) for name in ("Ana", "Bo", "Cy", "Di", "Eli")]
    narrowed = [
        Filters(reviewers=everybody),
        Filters(reviewers=everybody[:-1]),
        Filters(articles=[both.id, di.id]),
        Filters(outlets=["Both", "Eli"]),
        Filters(pick=Pick(article=both.id)),
        Filters(pick=Pick(author="")),
    ]

    def hours(asker: int, filters: Filters) -> int | None:
        with desk.database.read() as session:
            seconds = pace(session, asker, desk.project_id, filters).seconds
            return None if seconds is None else seconds // 3600

    for asker in (desk.editor, desk.reviewer("Ana"), desk.reviewer("Vi", Role.VIEWER)):
        assert [hours(asker, filters) for filters in narrowed] == [None] * 6
        assert hours(asker, Filters(tags=["sourced"])) == 7
    ada = desk.reviewer("Ada", Role.ADMIN)
    assert [hours(ada, filters) for filters in narrowed] == [7, 5, 6, 6, 5, 7]


def _read_for_an_hour(desk: Desk, name: str, article: BuiltArticle) -> None:
    desk.tag(name, article, "The mill closed")
    desk.submit(name, article)
    of_reading = Assignment.reviewer_id == desk.reviewer(name)
    with desk.database.begin() as session:
        where = (of_reading, Assignment.article_id == article.id)
        session.execute(update(Assignment).where(*where).values(active_seconds=3600))
