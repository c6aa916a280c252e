"""A corrected article: what moves, what waits, what stays; and what nobody is told of others' work."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from models.annotation import Annotation, Evidence
from models.assignment import assignment_of
from models.carried import CarriedPassage
from models.changed_passages import mark_changes
from models.cleared import ClearedSentence
from models.correcting import correct_article
from models.errors import BadInput, DuplicateText, NotFound
from models.event import Event
from models.frozen import FrozenAnnotation
from models.gold_waiting_again import let_gold_wait_again
from models.placing_gold import GoldDecided, keep_gold, place_gold
from models.queries.carried_passages import (
    carried_passages,
    correction_progress,
    has_late,
    moved_counts,
    waiting_counts,
)
from models.queries.decided_gold import decided_gold
from models.queries.difference import my_difference
from models.queries.disputed_changes import disputed_changes, unseen_of
from models.queries.passages import passages
from models.queries.settling_readings import settling_readings
from models.queries.to_settle import articles_to_settle
from models.queries.waiting_gold import waiting_gold
from models.segmentation import sentences
from models.waiting_passages import (
    keep_with_old,
    link_passage,
    move_passage,
    place_late,
    wait_again,
)
from tests.builders import BuiltArticle, Desk

OLD = (
    "The mill closed in March, and 40 jobs were lost, the register of the valley says. "
    "Nobody at the company wanted to comment on that on Friday.\n\n"
    "The new owner promises a dazzling future for everybody. "
    "Critics of the plan doubt it very much, and they have counted."
)
NEW = OLD.replace("40 jobs", "14 jobs")


def correct(desk: Desk, article: BuiltArticle, text: str) -> BuiltArticle:
    with desk.database.begin() as session:
        newest = correct_article(session, desk.editor, article.id, text)
        return replace(article, revision_id=newest.id, text=newest.text)


def on(desk: Desk, person: str, article: BuiltArticle) -> list[tuple[str, str]]:
    """The live passages of a text that the person sees: quote and tag."""
    with desk.database.read() as session:
        told = passages(session, desk.reviewer(person), article.revision_id)
    return [(one["quote"], one["tag"]) for one in told]


def waits(desk: Desk, person: str) -> list[tuple[str, str]]:
    with desk.database.read() as session:
        found = carried_passages(session, desk.reviewer(person), desk.project_id)
    return [(one.was.quote, one.state) for one in found]


def test_unchanged_passages_move_and_a_changed_one_waits_with_its_candidate(desk: Desk) -> None:
    article = desk.article(OLD)
    evidence = [{"url": "https://a.example/b", "quote": "q", "stance": "supports"}]
    desk.tag("Ruth", article, "a dazzling future", "promotional", note="Ad.", evidence=evidence)
    desk.tag("Ruth", article, "40 jobs were lost", "disputed")
    corrected = correct(desk, article, NEW)
    assert on(desk, "Ruth", corrected) == [("a dazzling future", "promotional")]
    assert len(on(desk, "Ruth", article)) == 2
    with desk.database.read() as session:
        ruth = desk.reviewer("Ruth")
        (one,) = carried_passages(session, ruth, desk.project_id)
        assert (one.was.quote, one.state, one.reason) == ("40 jobs were lost", "waiting", "changed")
        assert one.places[0].quote == "14 jobs were lost"
        assert moved_counts(session, ruth, desk.project_id) == {article.id: 1}
        assert waiting_counts(session, ruth, desk.project_id) == {article.id: 1}
        told = passages(session, ruth, corrected.revision_id)[0]
        assert (told["note"], told["evidence"]) == ("Ad.", evidence)
        moves = session.scalars(select(Event).where(Event.action == "move")).all()
        assert [one.actor_id for one in moves] == [None]


def test_the_submitted_reading_stays_exact_and_is_open_again(desk: Desk) -> None:
    article = desk.article(OLD)
    passage = desk.tag("Ruth", article, "a dazzling future", "promotional")
    desk.clear("Ruth", article, 0, 1, 3)
    desk.submit("Ruth", article)
    corrected = correct(desk, article, NEW)
    ruth = desk.reviewer("Ruth")
    with desk.database.read() as session:
        frozen = session.scalars(select(FrozenAnnotation)).all()
        assert [(one.annotation_id, one.start) for one in frozen] == [
            (UUID(passage), article.span("a dazzling future")[0])
        ]
        old = session.get_one(Annotation, UUID(passage))
        assert (old.revision_id, old.version, old.deleted_at) == (article.revision_id, 1, None)
        reading = assignment_of(session, ruth, article.id)
        assert reading is not None
        assert (reading.status, reading.reopened_by) == ("in_progress", desk.editor)
        cleared = session.scalars(
            select(ClearedSentence.position).where(
                ClearedSentence.revision_id == corrected.revision_id
            )
        )
        # The sentence with the new number is to be read.
        assert sorted(cleared) == [1, 3]
    desk.submit("Ruth", corrected)
    assert on(desk, "Ruth", corrected) == [("a dazzling future", "promotional")]


def test_the_reviewer_moves_keeps_and_takes_back(desk: Desk) -> None:
    article = desk.article(OLD)
    jobs = UUID(desk.tag("Ruth", article, "40 jobs were lost", "disputed", note="Which?"))
    corrected = correct(desk, article, NEW)
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        move_passage(session, ruth, jobs, *corrected.span("14 jobs were lost"))
    assert on(desk, "Ruth", corrected) == [("14 jobs were lost", "disputed")]
    assert waits(desk, "Ruth") == [("40 jobs were lost", "moved")]
    with desk.database.begin() as session:
        wait_again(session, ruth, jobs)
    assert on(desk, "Ruth", corrected) == []
    with desk.database.begin() as session:
        keep_with_old(session, ruth, jobs)
    assert waits(desk, "Ruth") == [("40 jobs were lost", "kept")]
    by_hand = UUID(desk.tag("Ruth", corrected, "14 jobs", "disputed"))
    with desk.database.begin() as session:
        link_passage(session, ruth, jobs, by_hand)
        wait_again(session, ruth, jobs)
    # Tagged by hand, it stays.
    assert on(desk, "Ruth", corrected) == [("14 jobs", "disputed")]
    with desk.database.read() as session:
        settled = session.scalars(select(Event.actor_id).where(Event.action == "settle"))
        assert set(settled) == {ruth}


def test_nobody_settles_for_another_and_nothing_into_a_submitted_reading(desk: Desk) -> None:
    article = desk.article(OLD)
    jobs = UUID(desk.tag("Ruth", article, "40 jobs were lost"))
    corrected = correct(desk, article, NEW)
    ruth, lena = desk.reviewer("Ruth"), desk.reviewer("Lena")
    place = corrected.span("14 jobs")
    for asker, passage, word in (
        (lena, jobs, "not_your_passage"),
        (ruth, uuid4(), "annotation_unknown"),
    ):
        with pytest.raises((BadInput, NotFound)) as caught, desk.database.begin() as session:
            move_passage(session, asker, passage, *place)
        assert caught.value.word == word
    for start, end in ((3, 3), (-1, 4), (0, 10_000)):
        with pytest.raises(BadInput), desk.database.begin() as session:
            move_passage(session, ruth, jobs, start, end)
    desk.submit("Ruth", corrected)
    with pytest.raises(BadInput, match="submitted"), desk.database.begin() as session:
        move_passage(session, ruth, jobs, *place)
    assert on(desk, "Ruth", corrected) == []


def test_a_passage_goes_through_two_corrections(desk: Desk) -> None:
    article = desk.article(OLD)
    desk.tag("Ruth", article, "40 jobs were lost")
    desk.tag("Ruth", article, "a dazzling future")
    correct(desk, article, NEW)
    back = correct(desk, article, f"Note: corrected again.\n\n{OLD}")
    # What waited is compared with the newest text, where its words are back.
    assert sorted(on(desk, "Ruth", back)) == [
        ("40 jobs were lost", "sourced"),
        ("a dazzling future", "sourced"),
    ]
    with desk.database.read() as session:
        assert waiting_counts(session, desk.reviewer("Ruth"), desk.project_id) == {}


def test_what_is_saved_to_the_earlier_text_afterwards_is_not_lost(desk: Desk) -> None:
    article = desk.article(OLD)
    corrected = correct(desk, article, NEW)
    desk.tag("Ruth", article, "a dazzling future")
    desk.tag("Ruth", article, "40 jobs")
    ruth = desk.reviewer("Ruth")
    with desk.database.begin() as session:
        assert waiting_counts(session, ruth, desk.project_id) == {article.id: 2}
        assert has_late(session, ruth, article.id)
        place_late(session, ruth, article.id)
        assert not has_late(session, ruth, article.id)
        place_late(session, ruth, article.id)
    assert on(desk, "Ruth", corrected) == [("a dazzling future", "sourced")]
    assert waits(desk, "Ruth") == [("40 jobs", "waiting")]


def test_what_is_no_correction_is_refused_and_changes_nothing(desk: Desk) -> None:
    article, other = desk.article(OLD), desk.article("Quite another text.")
    for text, error in ((OLD, BadInput), (other.text, DuplicateText), ("  ", BadInput)):
        with pytest.raises(error), desk.database.begin() as session:
            correct_article(session, desk.editor, article.id, text)
    corrected = correct(desk, article, NEW)
    # The outlet may take its correction back.
    assert correct(desk, corrected, OLD).text == OLD


def test_blind_readings_stay_blind_to_an_editor_who_reads(desk: Desk) -> None:
    desk.blind()
    article = desk.article(OLD)
    desk.tag("Ruth", article, "40 jobs were lost", "disputed")
    desk.submit("Ruth", article)
    desk.tag("Edith", article, "a dazzling future")
    corrected = correct(desk, article, NEW)
    with desk.database.read() as session:
        edith = desk.editor
        seen = correction_progress(session, edith, desk.project_id)
        assert [one.reviewer for one in seen] == ["Edith"]
        assert disputed_changes(session, edith, desk.project_id) == []
        own = session.scalars(
            select(Event).where(Event.actor_id == edith, Event.action != "create")
        )
        assert {(one.action, one.entity) for one in own} <= {
            ("correct", "article"),
            ("start", "reading"),
            ("join", "membership"),
        }
    assert on(desk, "Edith", corrected) == [("a dazzling future", "sourced")]


def test_editors_are_told_of_changed_disputed_passages_until_they_saw_it(desk: Desk) -> None:
    article = desk.article(OLD)
    for person in ("Ruth", "Lena"):
        desk.tag(person, article, "40 jobs were lost", "disputed")
    desk.tag("Ruth", article, "The mill closed in March", "disputed")
    desk.tag("Ruth", article, "40 jobs", "sourced")
    correct(desk, article, NEW)
    with desk.database.begin() as session:
        asked = (session, desk.editor, desk.project_id)
        (change,) = disputed_changes(*asked)
        assert (change.quote, change.now) == ("40 jobs were lost", "14 jobs were lost")
        assert unseen_of(disputed_changes(*asked)) == [change]
        progress = correction_progress(*asked)
        assert [(one.reviewer, one.counts) for one in progress] == [
            ("Lena", {"waiting": 1}),
            ("Ruth", {"moved": 1, "waiting": 2}),
        ]
        assert mark_changes(session, desk.editor, article.id, seen=True) == 2
        assert unseen_of(disputed_changes(*asked)) == []
        assert mark_changes(session, desk.editor, article.id, seen=False) == 2
        assert unseen_of(disputed_changes(*asked)) == [change]


def test_editors_are_told_anew_when_a_passage_they_saw_changes_again(desk: Desk) -> None:
    article = desk.article(OLD)
    desk.tag("Ruth", article, "40 jobs were lost", "disputed")
    correct(desk, article, NEW)

    def unseen() -> list[str]:
        with desk.database.read() as session:
            found = disputed_changes(session, desk.editor, desk.project_id)
        return [one.now for one in unseen_of(found)]

    with desk.database.begin() as session:
        mark_changes(session, desk.editor, article.id, seen=True)
    correct(desk, article, NEW.replace("a dazzling future", "a future"))
    assert unseen() == []
    correct(desk, article, OLD.replace("40 jobs", "17 jobs"))
    assert unseen() == ["17 jobs were lost"]
    with desk.database.begin() as session:
        assert mark_changes(session, desk.editor, article.id, seen=True) == 1
    assert unseen() == []


def test_the_real_articles_are_corrected(sqlite_desk: Desk, real_articles: list[Path]) -> None:
    """A sentence is struck and one changed; others move, but for those that stand twice beside them."""
    desk = sqlite_desk
    for path in real_articles:
        article = desk.article(path.read_text("utf-8"), title=path.name)
        told = [one for one in sentences(article.text, "en") if one.end - one.start > 60]
        for one in told:
            desk.tag("Ruth", article, (one.start, one.end))
        struck, changed = told[3], told[7]
        text = (
            article.text[: struck.start]
            + article.text[struck.end : changed.start + 20]
            + " QQQ "
            + article.text[changed.start + 20 :]
        )
        corrected = correct(desk, article, text)
        with desk.database.read() as session:
            states = session.execute(
                select(CarriedPassage.state, Annotation.start)
                .join(Annotation, Annotation.id == CarriedPassage.annotation_id)
                .where(Annotation.revision_id == article.revision_id)
            ).all()
        left = {row.start: row.state for row in states if row.state != "moved"}
        assert left.keys() >= {struck.start, changed.start}
        assert left[struck.start] == "gone"
        assert len(left) <= 5
        assert len(on(desk, "Ruth", corrected)) == len(told) - len(left)


def test_evidence_is_copied_not_shared(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article(OLD)
    evidence = [{"url": "https://a.example/b", "quote": "", "stance": "context"}]
    desk.tag("Ruth", article, "a dazzling future", evidence=evidence)
    correct(desk, article, NEW)
    with desk.database.read() as session:
        owners = session.scalars(select(Evidence.annotation_id)).all()
        assert len(set(owners)) == len(owners) == 2


def test_gold_of_unchanged_passages_moves_and_the_rest_waits_for_the_editor(desk: Desk) -> None:
    article = desk.article(OLD)
    ruth = [
        desk.tag("Ruth", article, quote, "promotional")
        for quote in ("a dazzling future", "40 jobs were lost")
    ]
    desk.submit("Ruth", article)
    old = [
        desk.gold(article, "a dazzling future", "promotional", ruth[0]),
        desk.gold(article, "40 jobs were lost", "promotional", ruth[1]),
    ]
    desk.settle(article)
    corrected = correct(desk, article, NEW)
    with desk.database.read() as session:
        told = settling_readings(session, desk.editor, corrected.revision_id)
        assert told["state"] == "open"
        (moved,) = told["gold"]
        assert (moved["quote"], moved["origin"]) == ("a dazzling future", "accepted")
        came_from = session.get_one(Annotation, UUID(moved["sources"][0]))
        assert came_from.revision_id == corrected.revision_id
        (waiting,) = waiting_gold(session, desk.editor, desk.project_id)
        assert (str(waiting.id), waiting.reason) == (old[1], "changed")
        assert waiting.places[0].quote == "14 jobs were lost"
        # The settled reading of the earlier text stays as it was, whose reading it was included.
        settled = settling_readings(session, desk.editor, article.revision_id)
        assert settled["state"] == "settled"
        assert {one["id"] for one in settled["gold"]} == set(old)
        assert [one["reviewer"]["name"] for one in settled["readings"]] == ["Ruth"]
        found = my_difference(session, desk.reviewer("Ruth"), article.id)
        assert found is not None
        assert (found.revision_id, len(found.passages)) == (article.revision_id, 2)
        listed = articles_to_settle(session, desk.editor, desk.project_id)
        assert [(one.gold, one.settled_number) for one in listed] == [(1, 1)]
    place = waiting.places[0]
    with desk.database.begin() as session:
        place_gold(session, desk.editor, waiting.id, place.start, place.end)
    with pytest.raises(GoldDecided), desk.database.begin() as session:
        keep_gold(session, desk.editor, waiting.id)
    with desk.database.read() as session:
        assert waiting_gold(session, desk.editor, desk.project_id) == []
        told = settling_readings(session, desk.editor, corrected.revision_id)
        assert [one["quote"] for one in told["gold"]] == ["14 jobs were lost", "a dazzling future"]


def test_what_an_editor_decided_upon_gold_waits_again(desk: Desk) -> None:
    article = desk.article(OLD)
    ruth = desk.tag("Ruth", article, "40 jobs were lost", "promotional")
    desk.submit("Ruth", article)
    desk.gold(article, "40 jobs were lost", "promotional", ruth)
    by_itself = UUID(desk.gold(article, "a dazzling future", "promotional"))
    desk.settle(article)
    corrected = correct(desk, article, NEW)
    with desk.database.read() as session:
        (waiting,) = waiting_gold(session, desk.editor, desk.project_id)
    place = waiting.places[0]
    with desk.database.begin() as session:
        place_gold(session, desk.editor, waiting.id, place.start, place.end)
    with desk.database.begin() as session:
        let_gold_wait_again(session, desk.editor, waiting.id)
    with desk.database.read() as session:
        (again,) = waiting_gold(session, desk.editor, desk.project_id)
        assert again == waiting
        told = settling_readings(session, desk.editor, corrected.revision_id)
        assert [one["quote"] for one in told["gold"]] == ["a dazzling future"]
        assert decided_gold(session, desk.editor, desk.project_id) == []
    with desk.database.begin() as session:
        keep_gold(session, desk.editor, waiting.id)
    with desk.database.read() as session:
        assert waiting_gold(session, desk.editor, desk.project_id) == []
        (kept,) = decided_gold(session, desk.editor, desk.project_id)
        assert (kept.id, kept.quote, kept.moved) == (waiting.id, "40 jobs were lost", False)
    with desk.database.begin() as session:
        let_gold_wait_again(session, desk.editor, waiting.id)
    with pytest.raises(BadInput), desk.database.begin() as session:
        let_gold_wait_again(session, desk.editor, waiting.id)
    with pytest.raises(BadInput), desk.database.begin() as session:
        let_gold_wait_again(session, desk.editor, by_itself)
    with desk.database.read() as session:
        assert waiting_gold(session, desk.editor, desk.project_id) == [waiting]
