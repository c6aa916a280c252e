"""Who agrees is asked of the readings as first submitted: in n_agree, and in the sentences' votes."""

from typing import Any

from sqlalchemy import text

from models.assignment import reopen_reading
from models.correcting import correct_article
from models.queries.export_annotations import annotation_rows
from models.queries.export_filters import ExportFilters
from models.queries.export_sentences import sentence_votes
from tests.builders import BuiltArticle, Desk, operation

PEOPLE = ("Ruth", "Omar")


def agreement(desk: Desk, revision: int = 1, *, gold: bool = False) -> dict[Any, tuple[int, int]]:
    """(n_reviewers, n_agree) by reviewer and quote."""
    with desk.database.read() as session:
        found = annotation_rows(session, None, desk.project_id, ExportFilters(), with_gold=gold)
        return {
            (row["reviewer"].split("@")[0], row["quote"]): (row["n_reviewers"], row["n_agree"])
            for row in found
            if row["revision"] == revision
        }


def votes(desk: Desk, revision: int = 1, **filters: Any) -> tuple[dict[str, int], int]:
    """The votes for the sentence with the jobs, and how many could have voted."""
    with desk.database.read() as session:
        found = sentence_votes(session, None, desk.project_id, ExportFilters(**filters))
        (one,) = [row for row in found if row.revision == revision and "40 jobs" in row.text]
        return {tag: n for tag, n in one.votes.items() if n}, one.n_reviewers


def reopen(desk: Desk, person: str, article: BuiltArticle) -> None:
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer(person), article.id)


def both_submitted(desk: Desk) -> tuple[BuiltArticle, dict[str, str]]:
    article = desk.article()
    made = {person: desk.tag(person, article, "40 jobs lost") for person in PEOPLE}
    for person in PEOPLE:
        desk.submit(person, article)
    return article, made


def test_a_passage_taken_away_after_submitting_still_agreed(desk: Desk) -> None:
    article, made = both_submitted(desk)
    reopen(desk, "Omar", article)
    assert agreement(desk)[("ruth", "40 jobs lost")] == (1, 1)
    assert votes(desk) == ({"sourced": 1}, 1)
    desk.apply("Omar", operation("delete", id=made["Omar"], version=1))
    desk.tag("Omar", article, "jobs", "disputed")
    desk.submit("Omar", article)
    assert agreement(desk) == {("ruth", "40 jobs lost"): (2, 2), ("omar", "jobs"): (2, 1)}
    assert votes(desk) == ({"sourced": 2}, 2)


def test_a_passage_added_after_submitting_agrees_with_nobody_but_itself(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    for person in PEOPLE:
        desk.submit(person, article)
    reopen(desk, "Omar", article)
    desk.tag("Omar", article, "40 jobs")
    desk.submit("Omar", article)
    assert agreement(desk) == {("ruth", "40 jobs lost"): (2, 1), ("omar", "40 jobs"): (2, 2)}
    assert votes(desk) == ({"sourced": 1}, 2)


def test_gold_is_agreed_with_by_the_readings_as_first_submitted(desk: Desk) -> None:
    article, made = both_submitted(desk)
    desk.gold(article, "40 jobs lost", "sourced", made["Ruth"])
    desk.settle(article)
    reopen(desk, "Omar", article)
    desk.apply("Omar", operation("update", id=made["Omar"], version=1, tag="filler"))
    desk.submit("Omar", article)
    assert agreement(desk, gold=True)[("edith", "40 jobs lost")] == (2, 2)


def test_a_corrected_text_keeps_who_agreed_on_it(desk: Desk) -> None:
    article, _ = both_submitted(desk)
    with desk.database.begin() as session:
        correct_article(session, desk.editor, article.id, article.text + " More of it.")
    quote = "40 jobs lost"
    agreed = dict.fromkeys((("ruth", quote), ("omar", quote)), (2, 2))
    assert (agreement(desk), votes(desk)) == (agreed, ({"sourced": 2}, 2))
    # What moved to the new text was read by nobody there.
    assert agreement(desk, 2) == dict.fromkeys(agreed, (0, 0))
    assert votes(desk, 2) == ({}, 0)
    desk.submit("Ruth", article)
    assert agreement(desk, 2) == dict.fromkeys(agreed, (1, 1))
    assert votes(desk, 2) == ({"sourced": 1}, 1)
    assert agreement(desk) == agreed


def test_a_submission_that_was_never_kept_counts_as_it_stands(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    both_submitted(desk)
    with desk.database.begin() as session:
        for (trigger,) in session.execute(
            text(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'frozen%'"
            )
        ).all():
            session.execute(text(f"DROP TRIGGER {trigger}"))
        for table in ("frozen_annotation", "frozen_reading"):
            session.execute(text(f"DELETE FROM {table}"))
    assert set(agreement(desk).values()) == {(2, 2)}
    assert votes(desk) == ({"sourced": 2}, 2)


def test_votes_of_those_asked_for_by_state_are_counted_once(desk: Desk) -> None:
    article, made = both_submitted(desk)
    desk.tag("Lena", article, "jobs", "disputed")
    reopen(desk, "Omar", article)
    desk.apply("Omar", operation("update", id=made["Omar"], version=1, tag="filler"))
    everybody = ("submitted", "in_progress")
    assert votes(desk, statuses=everybody) == ({"sourced": 1, "filler": 1, "disputed": 1}, 3)
    desk.submit("Omar", article)
    assert votes(desk, statuses=everybody) == ({"sourced": 2, "disputed": 1}, 3)
    assert votes(desk, statuses=["in_progress"]) == ({"disputed": 1}, 1)
    assert votes(desk, reviewers=["omar@desk.example"], tags=["sourced"]) == ({"sourced": 1}, 1)
