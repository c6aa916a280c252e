"""Talk about a passage goes with it when the article is corrected, for those who may see it there."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from models.carried import CarriedPassage
from models.queries.moved_passages import passage_now
from models.queries.passage_place import PassagePlace
from tests.builders import BuiltArticle, Desk, operation
from tests.models.test_correcting import NEW, OLD, correct
from tests.talking import says, shown


def moved(desk: Desk, passage: str) -> str:
    with desk.database.read() as session:
        found = select(CarriedPassage.moved_to).where(CarriedPassage.annotation_id == UUID(passage))
        return str(session.scalars(found).one())


def now_at(desk: Desk, person: str, passage: str) -> tuple[str, PassagePlace] | None:
    with desk.database.read() as session:
        found = passage_now(session, desk.reviewer(person), passage)
    return None if found is None else (str(found[0]), found[1])


def talks(desk: Desk, person: str, article: BuiltArticle) -> list[tuple[str, list[str]]]:
    """The passage and the comments of each thread."""
    return [
        (one["annotation"], [said["body"] for said in one["comments"]])
        for one in shown(desk, person, article)
    ]


def test_a_thread_goes_with_its_passage_through_two_corrections(desk: Desk) -> None:
    article = desk.article(OLD)
    passage = desk.tag("Ana", article, "a dazzling future")
    thread, _ = says(desk, "Bo", article, "Who promises?", annotation=passage)
    second = correct(desk, article, NEW)
    third = correct(desk, second, f"Corrected. {NEW}")
    there = moved(desk, passage)
    newest = moved(desk, there)
    says(desk, "Ana", third, "The owner.", thread=thread, annotation=newest)
    says(desk, "Bo", third, "I see.", thread=thread, annotation=passage)
    said = ["Who promises?", "The owner.", "I see."]
    for text, upon in ((article, passage), (second, there), (third, newest)):
        assert talks(desk, "Bo", text) == [(upon, said)]
    place = PassagePlace(article.id, third.revision_id, desk.reviewer("Ana"), deleted=False)
    for known in (passage, there, newest):
        assert now_at(desk, "Bo", known) == (newest, place)
    desk.apply("Ana", operation("delete", id=newest, version=1))
    assert now_at(desk, "Bo", passage) == (newest, place._replace(deleted=True))


def test_what_waits_stays_with_its_text(desk: Desk) -> None:
    article = desk.article(OLD)
    passage = desk.tag("Ana", article, "40 jobs were lost")
    says(desk, "Bo", article, "Forty?", annotation=passage)
    corrected = correct(desk, article, NEW)
    assert talks(desk, "Bo", corrected) == []
    assert now_at(desk, "Bo", passage) == (
        passage,
        PassagePlace(article.id, article.revision_id, desk.reviewer("Ana"), deleted=False),
    )


def test_a_blind_reader_hears_of_a_moved_passage_when_they_submit_the_new_text(desk: Desk) -> None:
    desk.blind()
    article = desk.article(OLD)
    passage = desk.tag("Ana", article, "a dazzling future")
    says(desk, "Ana", article, "Who promises?", annotation=passage)
    desk.submit("Bo", article)
    corrected = correct(desk, article, NEW)
    there = moved(desk, passage)
    assert talks(desk, "Ana", corrected) == [(there, ["Who promises?"])]
    assert talks(desk, "Bo", corrected) == []
    assert now_at(desk, "Bo", passage) is None
    desk.submit("Bo", corrected)
    found = now_at(desk, "Bo", passage)
    assert found is not None
    assert found[0] == there
    assert talks(desk, "Bo", corrected) == [(there, ["Who promises?"])]


def test_what_was_said_by_others_on_an_earlier_text_is_heard_after_submitting_the_new_one(
    desk: Desk,
) -> None:
    desk.blind()
    article = desk.article(OLD)
    passage = desk.tag("Ana", article, "a dazzling future")
    for person in ("Ana", "Bo"):
        desk.submit(person, article)
    says(desk, "Bo", article, "Who promises?", annotation=passage)
    corrected = correct(desk, article, NEW)
    for person in ("Ana", "Cy"):
        assert talks(desk, person, corrected) == []
        desk.submit(person, corrected)
        assert talks(desk, person, corrected) == [(moved(desk, passage), ["Who promises?"])]
