"""What settling leaves: how one's own reading differed, and what the next guidelines must speak of."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from models.assignment import reopen_reading
from models.guideline_versions import save_guidelines
from models.membership import Role
from models.missed_gold import MissedGold
from models.queries.difference import Difference, my_difference
from models.queries.unclear_places import unclear_places
from models.settling import GoldOverlaps, settle_text, unsettle_text
from tests.builders import BuiltArticle, Desk, settling_operation


def difference(desk: Desk, person: str, article: BuiltArticle) -> Difference | None:
    with desk.database.read() as session:
        return my_difference(session, desk.reviewer(person), article.id)


def test_a_reviewer_sees_what_became_of_each_passage_once_it_is_settled(desk: Desk) -> None:
    article = desk.article()
    desk.blind()
    kept = desk.tag("Ruth", article, "40 jobs")
    desk.tag("Omar", article, "40 jobs")
    changed = desk.tag("Ruth", article, "dazzling", "filler")
    rejected = desk.tag("Ruth", article, "March", "disputed")
    untaken = desk.tag("Ruth", article, "Critics doubt it", "sourced")
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    desk.gold(article, "40 jobs", "sourced", kept)
    became = desk.gold(article, "dazzling future", "promotional", changed)
    desk.reject(article, rejected, "wrong_tag", "A date is no claim.")
    over = desk.gold(article, "Critics doubt it", "disputed")
    desk.gold(article, "The new owner", "filler")
    assert difference(desk, "Ruth", article) is None
    desk.settle(article)
    found = difference(desk, "Ruth", article)
    assert found is not None
    assert {str(one.id): (one.outcome, one.reason, one.note) for one in found.passages} == {
        kept: ("kept", None, None),
        changed: ("changed", None, None),
        rejected: ("rejected", "wrong_tag", "A date is no claim."),
        untaken: ("not_taken", None, None),
    }
    assert [one.why for one in found.passages] == [None, None, None, "covered"]
    gold = {str(one.id): str(one.gold.id) for one in found.passages if one.gold}
    assert (gold[changed], gold[untaken]) == (became, over)
    assert [(one.gold.quote, one.reason) for one in found.missed] == [("The new owner", "missed")]
    assert (found.settled_by, found.revision_id) == ("Edith", article.revision_id)
    other = difference(desk, "Omar", article)
    assert other is not None
    # It was accepted from Ruth's, and stands just as Omar has it.
    assert [one.outcome for one in other.passages] == ["kept"]
    assert len(other.missed) == 3
    assert difference(desk, "Edith", article) is None
    with desk.database.begin() as session:
        unsettle_text(session, desk.editor, article.revision_id)
    assert difference(desk, "Ruth", article) is None


def test_what_somebody_had_nothing_for_is_recorded_when_it_is_settled(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs")
    left = desk.tag("Ruth", article, "March", "disputed")
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    desk.gold(article, "40 jobs lost", "sourced", ruth)
    unclear = desk.gold(article, "Critics doubt it", "disputed")
    start, end = article.span("Critics")
    flag = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    desk.apply("Edith", settling_operation("flag_unclear", **flag))
    desk.settle(article)
    # What Omar tags afterwards does not make it unmissed.
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Omar"), article.id)
    desk.tag("Omar", article, "40 jobs lost")
    late = desk.tag("Omar", article, "dazzling", "filler")
    desk.submit("Omar", article)
    theirs = {person: difference(desk, person, article) for person in ("Ruth", "Omar")}
    missed = {
        person: [(one.gold.quote, one.reason) for one in found.missed]
        for person, found in theirs.items()
        if found
    }
    assert missed["Ruth"] == [("Critics doubt it", "guideline_unclear")]
    assert missed["Omar"] == [("40 jobs lost", "missed"), *missed["Ruth"]]
    why = {str(one.id): one.why for found in theirs.values() if found for one in found.passages}
    assert (why[ruth], why[left], why[late], why.get(unclear)) == (None, "undecided", "late", None)
    with desk.database.begin() as session:
        unsettle_text(session, desk.editor, article.revision_id)
        assert not session.scalars(select(MissedGold)).all()


def test_gold_that_lies_over_its_own_tag_is_asked_about(desk: Desk) -> None:
    article = desk.article()
    desk.submit("Ruth", article)
    desk.gold(article, "40 jobs lost", "sourced")
    desk.gold(article, "40 jobs", "disputed")
    with desk.database.begin() as session:
        settle_text(session, desk.editor, article.revision_id)
        unsettle_text(session, desk.editor, article.revision_id)
    desk.gold(article, "jobs lost", "sourced")
    with (
        pytest.raises(GoldOverlaps, match="40 jobs lost") as asked,
        desk.database.begin() as session,
    ):
        settle_text(session, desk.editor, article.revision_id, anyway=True)
    assert asked.value.overlapping == 1
    with desk.database.begin() as session:
        assert settle_text(session, desk.editor, article.revision_id, overlapping=True).settled_at


def test_two_tags_of_the_same_words_are_asked_about(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    desk.submit("Ruth", article)
    desk.gold(article, "40 jobs", "sourced")
    desk.gold(article, "40 jobs", "disputed")
    with (
        pytest.raises(GoldOverlaps, match="the same words have two tags"),
        desk.database.begin() as session,
    ):
        settle_text(session, desk.editor, article.revision_id)


def test_what_was_unclear_waits_for_the_next_guidelines(desk: Desk) -> None:
    article, other = desk.article(title="Mill"), desk.article(title="Quay")
    ruth = desk.tag("Ruth", article, "40 jobs")
    wrong = desk.tag("Ruth", article, "March")
    desk.submit("Ruth", article)
    desk.reject(article, ruth, "guideline_unclear", "Is a count a source?")
    desk.reject(article, wrong, "wrong_tag")
    start, end = other.span("🇩🇪. Critics")
    flag = {"id": ruth, "revision_id": other.revision_id, "start": start, "end": end}
    (answer,) = desk.apply("Edith", settling_operation("flag_unclear", **flag))
    assert answer.status == "saved"

    def listed() -> list[tuple[str, str, str | None, str | None]]:
        with desk.database.read() as session:
            found = unclear_places(session, desk.editor, desk.project_id)
            return [(one.title, one.quote, one.tag, one.note) for one in found]

    assert listed() == [
        ("Mill", "40 jobs", "sourced", "Is a count a source?"),
        ("Quay", "🇩🇪. Critics", None, None),
    ]
    desk.blind()
    desk.tag("Edith", article, "March")
    assert [one[0] for one in listed()] == ["Quay"]
    admin = desk.reviewer("Ada", Role.ADMIN)
    with desk.database.begin() as session:
        save_guidelines(session, admin, desk.project_id, 1, "Counts are sources.", "Counts")
    assert listed() == []
