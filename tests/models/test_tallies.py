"""Tallies equal what brute force counts, whatever was done before, on both databases."""

import random
from collections import Counter
from datetime import UTC, datetime
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from models.annotation import Annotation
from models.cleared import ClearedSentence
from models.correcting import correct_article
from models.counting import changed_texts, count_all, count_changed, wrong_tallies
from models.database import Database
from models.gold import GoldAnnotation
from models.revision import Revision, Sentence
from models.tally import GoldTally, PassageTally, TextTally
from models.text import count_words
from tests.builders import BuiltArticle, Desk, build_desk, operation, reading_operation

PEOPLE, NAMES = ("Ana", "Bo", "Cy"), ("sourced", "promotional", "filler", "disputed")
SENTENCES = (
    "The mill closed in March. Forty jobs went with it. Nobody knew of the sale. Then came more."
)


def brute_force(database: Database) -> tuple[Counter[object], Counter[object], dict[int, object]]:
    """Every row taken one by one, in Python."""
    passages: Counter[object] = Counter()
    gold: Counter[object] = Counter()
    words: dict[int, object] = {}
    with database.read() as session:
        live = session.scalars(select(Annotation).where(Annotation.deleted_at.is_(None))).all()
        for one in live:
            key = (one.revision_id, one.reviewer_id, one.tag_id, one.created_at.date().isoformat())
            passages[key, "n"] += 1
            passages[key, "characters"] += one.end - one.start
        golden = select(GoldAnnotation).where(GoldAnnotation.deleted_at.is_(None))
        for kept in session.scalars(golden):
            gold[kept.revision_id, kept.tag_id] += kept.end - kept.start
        cleared = session.scalars(select(ClearedSentence)).all()
        for revision in session.scalars(select(Revision)).all():
            of_text = select(Sentence).where(Sentence.revision_id == revision.id)
            counts = [0, 0, 0]
            for sentence in session.scalars(of_text):
                by = {
                    one.reviewer_id
                    for one in live
                    if one.revision_id == revision.id
                    and one.start < sentence.end
                    and one.end > sentence.start
                } | {
                    one.reviewer_id
                    for one in cleared
                    if (one.revision_id, one.position) == (revision.id, sentence.position)
                }
                n = count_words(revision.text[sentence.start : sentence.end])
                counts = [counts[0] + n, counts[1] + n * bool(by), counts[2] + n * (len(by) > 1)]
            words[revision.id] = tuple(counts)
    return passages, gold, words


def tallied(database: Database) -> tuple[Counter[object], Counter[object], dict[int, object]]:
    passages: Counter[object] = Counter()
    with database.read() as session:
        for one in session.scalars(select(PassageTally)):
            key = (one.revision_id, one.reviewer_id, one.tag_id, one.day.isoformat())
            passages[key, "n"] += one.passages
            passages[key, "characters"] += one.characters
        golden = session.scalars(select(GoldTally))
        gold: Counter[object] = Counter(
            {(one.revision_id, one.tag_id): one.characters for one in golden}
        )
        words: dict[int, object] = {
            one.revision_id: (one.words, one.read_once, one.read_twice)
            for one in session.scalars(select(TextTally))
        }
    return passages, gold, words


def keep(database: Database) -> int:
    counted = 0
    while True:
        with database.begin() as session:
            some = count_changed(session, 2)
        if not some:
            return counted
        counted += some


def act(desk: Desk, articles: list[BuiltArticle], dice: random.Random, made: list[str]) -> None:
    article, person = dice.choice(articles), dice.choice(PEOPLE)
    day = datetime(2026, 3, dice.randint(1, 9), dice.randint(0, 23), 30, tzinfo=UTC)
    start = dice.randrange(len(article.text) - 1)
    end = min(len(article.text), start + dice.randint(1, 60))
    what = dice.choice(("tag", "tag", "delete", "restore", "retag", "clear", "gold", "correct"))
    if what == "tag":
        wanted = {
            "id": str(uuid4()),
            "revision_id": article.revision_id,
            "start": start,
            "end": end,
        }
        desk.apply(person, operation("create", **wanted, tag=dice.choice(NAMES)), at=day)
        made.append(wanted["id"])  # type: ignore[arg-type]
    elif what in ("delete", "restore", "retag") and made:
        chosen = dice.choice(made)
        for who in PEOPLE:
            for version in range(1, 5):
                fields = {"tag": dice.choice(NAMES)} if what == "retag" else {}
                kind = "update" if what == "retag" else what
                desk.apply(who, operation(kind, id=chosen, version=version, **fields))
    elif what == "clear":
        desk.apply(person, reading_operation("clear", article.revision_id, dice.randrange(4)))
    elif what == "gold":
        desk.gold(article, article.text[start:end], dice.choice(NAMES))
    elif what == "correct":
        with desk.database.begin() as session:
            latest = max(
                one.number
                for one in session.scalars(
                    select(Revision).where(Revision.article_id == article.id)
                )
            )
            correct_article(session, desk.editor, article.id, f"{article.text} Again {latest}.")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000))
def check(desk: Desk, seed: int) -> None:
    dice, database = random.Random(seed), desk.database
    articles = [desk.article(f"{SENTENCES} Part {seed} {uuid4()}.") for _ in range(3)]
    made: list[str] = []
    for _ in range(12):
        act(desk, articles, dice, made)
        if dice.random() < 0.2:
            keep(database)
    keep(database)
    assert tallied(database) == brute_force(database)
    with database.read() as session:
        assert list(wrong_tallies(session)) == []


def test_tallies_are_what_brute_force_counts(desk: Desk) -> None:
    check(desk)


def test_a_wrong_tally_is_found_and_counted_anew(sqlite_database: Database) -> None:
    desk = build_desk(sqlite_database)
    article = desk.article()
    desk.tag("Ana", article, "The mill")
    keep(sqlite_database)
    with sqlite_database.begin() as session:
        session.execute(text("UPDATE passage_tally SET passages = 7"))
        assert list(wrong_tallies(session)) == [article.revision_id]
        count_all(session)
        assert changed_texts(session) == 1
    keep(sqlite_database)
    assert tallied(sqlite_database) == brute_force(sqlite_database)
