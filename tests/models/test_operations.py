"""Creating, changing, deleting and restoring passages; every answer, and what is stored then."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from models.membership import Role
from models.operations import Answer
from models.queries.passages import passages
from tests.builders import BuiltArticle, Desk, build_desk, operation


def create(article: BuiltArticle, quote: str = "40 jobs lost", **fields: Any) -> dict[str, Any]:
    start, end = article.span(quote)
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": start, "end": end}
    return operation("create", **wanted | {"tag": "sourced"} | fields)


def sent(desk: Desk, *operations: object, person: str = "Ruth") -> list[Answer]:
    return list(desk.apply(person, *operations))


def one(desk: Desk, raw: object, person: str = "Ruth") -> Answer:
    (answer,) = desk.apply(person, raw)
    return answer


def stored(desk: Desk, article: BuiltArticle, person: str = "Ruth") -> list[dict[str, Any]]:
    with desk.database.read() as session:
        return passages(session, desk.reviewer(person), article.revision_id)


def count(desk: Desk, table: str) -> int:
    with desk.database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_created_passage_is_told_whole(desk: Desk) -> None:
    article = desk.article()
    evidence = [{"url": "https://desk.example/a", "quote": "so it says", "stance": "supports"}]
    fields: dict[str, Any] = {"note": "Look it up", "confidence": "low", "evidence": evidence}
    raw = create(article, **fields)
    answer = one(desk, raw)
    assert (answer.id, answer.status, answer.message) == (raw["id"], "saved", None)
    assert answer.annotation is not None
    start, end = article.span("40 jobs lost")
    told = {
        key: answer.annotation[key] for key in ("id", "start", "end", "quote", "tag", "version")
    }
    assert told == {
        "id": raw["annotation"]["id"],
        "start": start,
        "end": end,
        "quote": "40 jobs lost",
        "tag": "sourced",
        "version": 1,
    }
    assert {key: answer.annotation[key] for key in fields} == fields
    assert answer.annotation["reviewer"] == "ruth@desk.example"
    assert answer.annotation["origin"] == "human"
    assert answer.annotation["created_at"].endswith("Z")
    assert stored(desk, article) == [answer.annotation]


def test_an_update_changes_what_it_names_and_nothing_else(desk: Desk) -> None:
    article = desk.article()
    raw = create(article, note="first", confidence="high", evidence=[{"url": "https://a.example"}])
    before = one(desk, raw).annotation
    annotation = raw["annotation"]["id"]
    after = one(desk, operation("update", id=annotation, version=1, tag="disputed")).annotation
    assert before is not None
    assert after is not None
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"tag", "version", "updated_at"}
    assert (after["tag"], after["version"]) == ("disputed", 2)
    start, end = article.span("Critics doubt it")
    moved = one(
        desk, operation("update", id=annotation, version=2, start=start, end=end)
    ).annotation
    assert moved is not None
    assert (moved["quote"], moved["tag"], moved["version"]) == ("Critics doubt it", "disputed", 3)
    cleared: dict[str, object] = {"note": None, "confidence": None, "evidence": []}
    bare = one(desk, operation("update", id=annotation, version=3, **cleared)).annotation
    assert bare is not None
    assert {key: bare[key] for key in cleared} == cleared
    assert stored(desk, article) == [bare]


def test_evidence_is_replaced_as_a_whole_and_in_order(desk: Desk) -> None:
    article = desk.article()
    raw = create(article, evidence=[{"url": f"https://a.example/{n}"} for n in range(3)])
    one(desk, raw)
    new = [
        {"url": "https://b.example/2", "quote": "two", "stance": "contradicts"},
        {"url": "", "citation": "Register, p. 4", "quote": "", "stance": "context"},
        {"url": "https://b.example/1", "quote": "", "stance": "supports"},
    ]
    answer = one(desk, operation("update", id=raw["annotation"]["id"], version=1, evidence=new))
    assert answer.annotation is not None
    assert [item["url"] for item in answer.annotation["evidence"]] == [item["url"] for item in new]
    assert stored(desk, article)[0]["evidence"] == answer.annotation["evidence"]
    assert count(desk, "evidence") == 3


def test_deleting_keeps_the_row_and_restoring_brings_it_back(desk: Desk) -> None:
    article = desk.article()
    raw = create(article, evidence=[{"url": "https://a.example"}])
    one(desk, raw)
    annotation = raw["annotation"]["id"]
    deleted = one(desk, operation("delete", id=annotation, version=1))
    assert deleted.status == "saved"
    assert stored(desk, article) == []
    assert count(desk, "annotation") == 1
    restored = one(desk, operation("restore", id=annotation, version=2))
    assert restored.annotation is not None
    assert restored.annotation["version"] == 3
    assert restored.annotation["evidence"][0]["url"] == "https://a.example"
    assert "deleted_at" not in restored.annotation
    assert stored(desk, article) == [restored.annotation]


@pytest.mark.parametrize("kind", ["update", "delete"])
def test_another_version_is_a_conflict_with_the_stored_row(desk: Desk, kind: str) -> None:
    article = desk.article()
    raw = create(article)
    one(desk, raw)
    annotation = raw["annotation"]["id"]
    now = one(desk, operation("update", id=annotation, version=1, note="elsewhere")).annotation
    for version in (1, 3, 2**31 - 1):
        answer = one(desk, operation(kind, id=annotation, version=version, note="here"))
        assert (answer.status, answer.annotation) == ("conflict", now)
        assert "changed elsewhere" in (answer.message or "")
    assert stored(desk, article) == [now]


def test_changing_a_deleted_passage_is_a_conflict_that_says_so(desk: Desk) -> None:
    article = desk.article()
    raw = create(article)
    annotation = raw["annotation"]["id"]
    sent(desk, raw, operation("delete", id=annotation, version=1))
    for kind in ("update", "delete"):
        answer = one(desk, operation(kind, id=annotation, version=2))
        assert answer.status == "conflict"
        assert answer.annotation is not None
        assert answer.annotation["deleted_at"].endswith("Z")
    alive = create(article, "Critics")
    one(desk, alive)
    assert one(desk, operation("restore", id=alive["annotation"]["id"], version=1)).status == (
        "conflict"
    )


def test_the_same_id_created_anew_is_a_conflict(desk: Desk) -> None:
    article = desk.article()
    raw = create(article)
    first = one(desk, raw).annotation
    again = operation("create", **raw["annotation"] | {"tag": "filler"})
    assert (one(desk, again).status, one(desk, again).annotation) == ("conflict", first)


def test_a_client_s_queued_follow_ups_count_up(desk: Desk) -> None:
    article = desk.article()
    raw = create(article)
    annotation = raw["annotation"]["id"]
    answers = sent(
        desk,
        raw,
        operation("update", id=annotation, version=1, note="one"),
        operation("update", id=annotation, version=2, evidence=[{"url": "https://a.example"}]),
        operation("delete", id=annotation, version=3),
        operation("restore", id=annotation, version=4),
    )
    assert [answer.status for answer in answers] == ["saved"] * 5
    (row,) = stored(desk, article)
    assert (row["version"], row["note"], len(row["evidence"])) == (5, "one", 1)
    assert count(desk, "evidence") == 1


def test_overlap_nesting_touching_and_equal_extents_are_all_kept(desk: Desk) -> None:
    article = desk.article()
    spans = [(0, 10), (10, 20), (5, 15), (7, 9), (0, 10), (0, 10), (0, len(article.text))]
    for start, end in spans:
        desk.tag("Ruth", article, (start, end))
        desk.tag("Ruth", article, (start, end), "filler")
    assert sorted((row["start"], row["end"]) for row in stored(desk, article)) == sorted(spans * 2)
    victim = stored(desk, article)[0]
    one(desk, operation("delete", id=victim["id"], version=1))
    assert len(stored(desk, article)) == 2 * len(spans) - 1


def test_somebody_else_s_passage_is_theirs(desk: Desk) -> None:
    article = desk.article()
    raw = create(article)
    mine = one(desk, raw).annotation
    annotation = raw["annotation"]["id"]
    for kind in ("update", "delete", "restore"):
        answer = one(desk, operation(kind, id=annotation, version=1), "Omar")
        assert (answer.status, answer.annotation) == ("rejected", None)
        assert "own reviewer" in (answer.message or "")
    taken = operation("create", **raw["annotation"])
    assert "id is taken" in (one(desk, taken, "Omar").message or "")
    assert one(desk, raw, "Omar").status == "rejected"  # the same operation id, another person
    assert stored(desk, article) == [mine]


def test_a_revision_of_another_project_is_not_there(desk: Desk) -> None:
    other = build_desk(desk.database, "Other")
    foreign = other.article()
    answer = one(desk, create(foreign))
    assert (answer.status, answer.annotation) == ("rejected", None)
    assert "no such text" in (answer.message or "")
    assert count(desk, "annotation") == 0


def test_a_tag_of_another_project_is_not_there(desk: Desk) -> None:
    with desk.database.begin() as session:
        session.execute(text("UPDATE tag SET name = 'odd' WHERE name = 'filler'"))
    build_desk(desk.database, "Other")
    message = one(desk, create(desk.article(), tag="filler")).message or ""
    assert "no tag called “filler”; it has: sourced, promotional, odd, disputed" in message


def test_viewers_look_and_do_not_touch(desk: Desk) -> None:
    article = desk.article()
    desk.reviewer("Vera", Role.VIEWER)
    answer = one(desk, create(article), "Vera")
    assert answer.status == "rejected"
    assert "takes the role reviewer" in (answer.message or "")
    assert count(desk, "assignment") == 0


def test_a_retired_tag_keeps_its_passages_and_takes_no_new_ones(desk: Desk) -> None:
    article = desk.article()
    old = desk.tag("Ruth", article, "Critics", "filler")
    other = desk.tag("Ruth", article, "40 jobs")
    with desk.database.begin() as session:
        session.execute(text("UPDATE tag SET retired_at = :at WHERE name = 'filler'"), {"at": "2026-04-11 00:00:00+00:00"})  # fmt: skip
    assert "is retired" in (one(desk, create(article, tag="filler")).message or "")
    changed = one(desk, operation("update", id=other, version=1, tag="filler"))
    assert "is retired" in (changed.message or "")
    note = one(desk, operation("update", id=old, version=1, tag="filler", note="still mine"))
    assert note.status == "saved"
    assert one(desk, operation("delete", id=old, version=2)).status == "saved"
    assert one(desk, operation("restore", id=old, version=3)).status == "saved"


def test_a_submitted_reading_is_not_changed_until_it_is_reopened(desk: Desk) -> None:
    from models.assignment import reopen_reading

    article = desk.article()
    annotation = desk.tag("Ruth", article, "40 jobs")
    desk.submit("Ruth", article)
    attempts = [
        create(article),
        operation("update", id=annotation, version=1, note="late"),
        operation("delete", id=annotation, version=1),
    ]
    for answer in sent(desk, *attempts):
        assert (answer.status, answer.annotation) == ("rejected", None)
        assert "reopen it" in (answer.message or "")
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Ruth"), article.id)
    assert [answer.status for answer in sent(desk, *attempts)] == ["saved", "saved", "conflict"]


def test_a_passage_stays_with_its_text(desk: Desk) -> None:
    first, second = desk.article(), desk.article()
    annotation = desk.tag("Ruth", first, "40 jobs")
    moved = operation("update", id=annotation, version=1, revision_id=second.revision_id)
    assert "stays with the text" in (one(desk, moved).message or "")
    stays = operation("update", id=annotation, version=1, revision_id=first.revision_id)
    assert one(desk, stays).status == "saved"


def test_the_trail_tells_who_changed_what(desk: Desk) -> None:
    article = desk.article()
    raw = create(article)
    annotation = raw["annotation"]["id"]
    sent(desk, raw, operation("update", id=annotation, version=1, tag="filler"), raw)
    one(desk, operation("update", id=annotation, version=1, tag="disputed"))
    with desk.database.read() as session:
        trail = session.execute(
            text('SELECT action, actor_id FROM event WHERE "row" = :id ORDER BY id'),
            {"id": annotation},
        ).all()
        started = session.execute(text("SELECT count(*) FROM event WHERE action = 'start'"))
        assert started.scalar_one() == 1
    assert [tuple(row) for row in trail] == [
        ("create", desk.reviewer("Ruth")),
        ("update", desk.reviewer("Ruth")),
    ]


def test_nothing_begins_a_reading_but_a_saved_passage(desk: Desk) -> None:
    article = desk.article()
    one(desk, create(article, start=10_000, end=10_001))
    one(desk, create(article, tag="nonsense"))
    assert count(desk, "assignment") == 0
    one(desk, create(article))
    assert count(desk, "assignment") == 1


def test_evidence_that_stays_keeps_the_moment_at_which_it_was_looked_at(desk: Desk) -> None:
    article = desk.article()
    first = {"url": "https://register.example/40", "quote": "", "stance": "supports"}
    second = {"url": "https://union.example/", "quote": "", "stance": "contradicts"}
    passage = desk.tag("Ruth", article, "40 jobs", evidence=[first])

    def looked_at() -> dict[str, object]:
        with desk.database.read() as session:
            rows = session.execute(text("SELECT url, accessed_at FROM evidence"))
            return {row.url: row.accessed_at for row in rows}

    before = looked_at()
    desk.apply("Ruth", operation("update", id=passage, version=1, evidence=[second, first]))
    after = looked_at()
    assert after[first["url"]] == before[first["url"]]
    assert set(after) == {first["url"], second["url"]}
