"""Who agrees, who counts, what leaves and in which order: hand-made cases, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from models.assignment import reopen_reading
from models.errors import NotAllowed, NotFound
from models.membership import Role
from models.queries.export_annotations import annotation_rows
from models.queries.export_asked import read_filters, tell_filters
from models.queries.export_filters import ExportFilters
from models.queries.export_preview import count_matching, export_choices
from models.queries.export_sentences import SentenceVotes, sentence_votes
from models.queries.export_stream import ExportError
from models.queries.export_tables import article_rows, codebook_rows, evidence_rows
from models.revision import store_revision
from tests.builders import Desk, build_desk, operation

EVERYTHING = ExportFilters()


def rows(desk: Desk, filters: ExportFilters = EVERYTHING) -> list[dict[str, object]]:
    with desk.database.read() as session:
        return list(annotation_rows(session, desk.editor, desk.project_id, filters))


def agreement(desk: Desk) -> dict[str, tuple[object, object]]:
    """(n_reviewers, n_agree) by annotation."""
    return {str(row["annotation_id"]): (row["n_reviewers"], row["n_agree"]) for row in rows(desk)}


def sentences(desk: Desk, filters: ExportFilters = EVERYTHING) -> list[SentenceVotes]:
    with desk.database.read() as session:
        return list(sentence_votes(session, desk.editor, desk.project_id, filters))


def test_nobody_agrees_before_anybody_submitted(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs lost")
    assert agreement(desk) == {ruth: (0, 0)}


def test_one_s_own_submitted_annotation_agrees_with_itself(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs lost")
    omar = desk.tag("Omar", article, "40 jobs")
    desk.submit("Ruth", article)
    assert agreement(desk) == {ruth: (1, 1), omar: (1, 1)}


def test_agreement_counts_reviewers_and_not_annotations(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs lost")
    first, second = (desk.tag("Omar", article, quote) for quote in ("40 jobs", "lost"))
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    assert agreement(desk) == {ruth: (2, 2), first: (2, 2), second: (2, 2)}


def test_other_tags_and_passages_that_only_touch_do_not_agree(desk: Desk) -> None:
    article = desk.article()
    start, end = article.span("40 jobs lost")
    ruth = desk.tag("Ruth", article, (start, end))
    other = desk.tag("Omar", article, (start, end), "disputed")
    after = desk.tag("Omar", article, (end, end + 5))
    before = desk.tag("Omar", article, (start - 5, start))
    for person in ("Ruth", "Omar", "Lena"):
        desk.submit(person, article)
    assert agreement(desk) == dict.fromkeys((ruth, other, after, before), (3, 1))


def test_deleted_annotations_neither_leave_nor_agree(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs lost")
    omar = desk.tag("Omar", article, "40 jobs lost")
    desk.apply("Omar", operation("delete", id=omar, version=1))
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    assert agreement(desk) == {ruth: (2, 1)}


def test_a_reopened_reading_no_longer_counts(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs lost")
    desk.submit("Ruth", article)
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Ruth"), article.id)
    assert agreement(desk) == {ruth: (0, 0)}
    assert rows(desk)[0]["status"] == "in_progress"


def test_readings_of_another_article_do_not_count(desk: Desk) -> None:
    one, two = desk.article(), desk.article()
    ruth = desk.tag("Ruth", one, "40 jobs lost")
    omar = desk.tag("Omar", two, "40 jobs lost")
    desk.submit("Omar", two)
    assert agreement(desk) == {ruth: (0, 0), omar: (1, 1)}


def test_rows_are_sorted_by_place_and_not_by_time(desk: Desk) -> None:
    one, two = desk.article(), desk.article()
    for article, quote in ((two, "Critics"), (two, "The mill"), (one, "Dr."), (two, "The")):
        desk.tag("Ruth", article, quote)
    places = [(row["article_id"], row["quote"]) for row in rows(desk)]
    assert places == [(one.id, "Dr."), (two.id, "The"), (two.id, "The mill"), (two.id, "Critics")]


def test_the_same_extent_is_sorted_by_id(desk: Desk) -> None:
    article = desk.article()
    tagged = [desk.tag(person, article, "Dr.") for person in ("Ruth", "Omar", "Lena", "Ines")]
    assert [row["annotation_id"] for row in rows(desk)] == sorted(tagged)


def test_who_left_the_project_keeps_their_rows(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    desk.submit("Ruth", article)
    with desk.database.begin() as session:
        session.execute(
            text("DELETE FROM membership WHERE reviewer_id = :id"), {"id": desk.reviewer("Ruth")}
        )
    (row,) = rows(desk)
    assert (row["reviewer"], row["status"], row["n_agree"]) == ("ruth@desk.example", "submitted", 1)


def test_evidence_addresses_stand_in_their_order(desk: Desk) -> None:
    article = desk.article()
    evidence = [
        {"url": f"https://example.org/{name}", "quote": "so", "stance": "supports"}
        for name in "cab"
    ]
    annotation = desk.tag("Ruth", article, "40 jobs lost", evidence=evidence)
    assert rows(desk)[0]["evidence_urls"] == " ".join(item["url"] for item in evidence)
    with desk.database.read() as session:
        told = list(evidence_rows(session, desk.editor, desk.project_id, EVERYTHING))
    assert [(row["annotation_id"], row["position"], row["url"]) for row in told] == [
        (annotation, position, item["url"]) for position, item in enumerate(evidence)
    ]


def test_another_project_s_rows_stay_there(desk: Desk) -> None:
    other = build_desk(desk.database, "Other desk")
    article = other.article()
    other.tag("Edith", article, "40 jobs lost")
    assert rows(desk) == []
    assert sentences(desk) == []
    assert len(rows(other)) == 1


def test_a_quote_that_does_not_fit_its_text_stops_the_export(desk: Desk) -> None:
    article = desk.article()
    annotation = desk.tag("Ruth", article, "40 jobs lost")
    with desk.database.begin() as session:
        session.execute(text("UPDATE annotation SET quote = '41 jobs lost'"))
    with pytest.raises(ExportError, match=annotation):
        rows(desk)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
def test_only_editors_export(desk: Desk, role: Role) -> None:
    asker = desk.reviewer("Vera", role)
    with desk.database.read() as session, pytest.raises(NotAllowed):
        annotation_rows(session, asker, desk.project_id, EVERYTHING)


def test_strangers_learn_nothing_of_a_project(desk: Desk) -> None:
    with desk.database.read() as session, pytest.raises(NotFound):
        sentence_votes(session, desk.editor, desk.project_id + 1, EVERYTHING)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Ruth submitted two passages, Omar is at one; Lena's row came without a reading."""
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    desk.tag("Ruth", article, "dazzling future", "promotional")
    desk.tag("Omar", article, "jobs", "disputed")
    start, end = article.span("Critics")
    place = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    evening = datetime(2026, 4, 11, 23, 59, 59, tzinfo=UTC)
    desk.apply("Lena", operation("create", **place, tag="sourced"), at=evening)
    desk.submit("Ruth", article)
    with desk.database.begin() as session:
        session.execute(
            text("DELETE FROM assignment WHERE reviewer_id = :id"), {"id": desk.reviewer("Lena")}
        )
    return desk


@pytest.mark.parametrize(
    ("asked", "quotes"),
    [
        ({}, ["40 jobs lost", "jobs", "dazzling future", "Critics"]),
        ({"tag": ["promotional", "disputed"]}, ["jobs", "dazzling future"]),
        ({"tag": "sourced", "reviewer": "ruth@desk.example"}, ["40 jobs lost"]),
        ({"reviewer": ["omar@desk.example"]}, ["jobs"]),
        ({"status": "submitted"}, ["40 jobs lost", "dazzling future"]),
        ({"status": ["in_progress", "none"]}, ["jobs", "Critics"]),
        ({"until": "2026-04-11"}, ["Critics"]),
        ({"since": "2026-04-11", "until": "2026-04-11T23:59:59Z"}, []),
        ({"since": "2026-04-12"}, ["40 jobs lost", "jobs", "dazzling future"]),
        ({"tag": ["nothing like it"]}, []),
    ],
)
def test_filters_keep_what_they_say(
    busy: Desk, asked: dict[str, object], quotes: list[str]
) -> None:
    filters = read_filters(asked)
    assert [row["quote"] for row in rows(busy, filters)] == quotes
    with busy.database.read() as session:
        assert count_matching(session, busy.editor, busy.project_id, filters) == len(quotes)
    assert read_filters(tell_filters(filters)) == filters


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"tags": ["sourced"]}, "no filter 'tags'"),
        ({"status": "done"}, "no state of a reading 'done'"),
        ({"since": "yesterday"}, "'yesterday' is no date"),
        ({"until": "9999-12-31"}, "is no date"),
        ({"since": "2026-04-12", "until": "2026-04-11"}, "swap them"),
        ({"tag": 7}, "wants a name"),
        ({"tag": [7]}, "wants a name"),
    ],
)
def test_filters_that_cannot_be_read_are_refused(asked: dict[str, object], says: str) -> None:
    with pytest.raises(ExportError, match=says):
        read_filters(asked)


def test_choices_are_those_that_live_annotations_have(busy: Desk) -> None:
    with busy.database.read() as session:
        choices = export_choices(session, busy.editor, busy.project_id)
    assert choices.tags == ["sourced", "promotional", "disputed"]
    assert list(choices.reviewers.values()) == ["Lena", "Omar", "Ruth"]
    assert set(choices.statuses) == {"submitted", "in_progress", "none"}
    assert choices.total == 4


def test_sentences_carry_the_votes_of_what_overlaps_them(desk: Desk) -> None:
    article = desk.article("One here. Two here. Three here.")
    across = (article.text.index("here. Two"), article.text.index("Two") + 3)
    desk.tag("Ruth", article, across)
    desk.tag("Ruth", article, "One")
    desk.tag("Omar", article, "Two here", "disputed")
    for person in ("Ruth", "Omar", "Lena"):
        desk.submit(person, article)
    found = [(one.text.strip(), one.votes, one.n_reviewers) for one in sentences(desk)]
    none = {"promotional": 0, "filler": 0}
    assert found == [
        ("One here.", {"sourced": 1, "disputed": 0, **none}, 3),
        ("Two here.", {"sourced": 1, "disputed": 1, **none}, 3),
        ("Three here.", {"sourced": 0, "disputed": 0, **none}, 3),
    ]


def test_sentences_honour_the_filters(busy: Desk) -> None:
    def found(word: str, **filters: Any) -> tuple[dict[str, int], int]:
        (row,) = [one for one in sentences(busy, ExportFilters(**filters)) if word in one.text]
        return {tag: n for tag, n in row.votes.items() if n}, row.n_reviewers

    assert found("jobs") == ({"sourced": 1}, 1)  # Omar's reading is not finished
    assert found("jobs", tags=["disputed"]) == ({}, 1)
    assert found("jobs", statuses=["submitted"]) == ({"sourced": 1}, 1)
    assert found("jobs", statuses=["in_progress"]) == ({"disputed": 1}, 1)
    assert found("jobs", statuses=["submitted", "in_progress"]) == (
        {"sourced": 1, "disputed": 1},
        2,
    )
    assert found("jobs", statuses=["in_progress"], reviewers=["ruth@desk.example"]) == ({}, 0)
    assert found("Critics", statuses=["none"]) == ({"sourced": 1}, 1)
    assert found("Critics") == ({}, 1)


def test_votes_on_a_text_count_those_who_submitted_that_text(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    with desk.database.begin() as session:
        newer = store_revision(
            session, article.id, desk.project_id, 2, article.text + " More.", "en", None
        ).id
    desk.submit("Ruth", article)  # the newest text, where she tagged nothing
    desk.tag("Omar", replace(article, revision_id=newer), "40 jobs", "disputed")
    desk.submit("Omar", article)
    for filters in (EVERYTHING, ExportFilters(statuses=["submitted"])):
        found = {one.revision: one for one in sentences(desk, filters) if "40 jobs" in one.text}
        assert (sum(found[1].votes.values()), found[1].n_reviewers) == (0, 0)
        assert (found[2].votes["disputed"], found[2].n_reviewers) == (1, 2)


def test_articles_are_all_there_with_their_whole_texts(desk: Desk) -> None:
    articles = [desk.article(), desk.article()]
    desk.tag("Ruth", articles[0], "40 jobs lost")
    with desk.database.read() as session:
        found = list(article_rows(session, desk.editor, desk.project_id))
    assert "revision_id" not in found[0]
    assert [(row["article_id"], row["text"]) for row in found] == [(a.id, a.text) for a in articles]


def test_the_codebook_holds_every_tag_and_the_guidelines(desk: Desk) -> None:
    with desk.database.read() as session:
        found = list(codebook_rows(session, desk.editor, desk.project_id))
    assert [(row["tag"], row["key"]) for row in found] == [
        ("sourced", "1"),
        ("promotional", "2"),
        ("filler", "3"),
        ("disputed", "4"),
    ]
    assert {row["guidelines"] for row in found} == {"Tag what you would check."}


def test_the_time_of_day_counts_in_utc() -> None:
    filters = read_filters({"since": "2026-04-11T01:00:00+02:00"})
    assert filters.since == datetime(2026, 4, 10, 23, tzinfo=UTC)
    assert read_filters({"until": "2026-04-11"}).until == datetime(
        2026, 4, 11, tzinfo=UTC
    ) + timedelta(days=1)
