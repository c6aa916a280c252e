"""The gold of settled articles among what leaves: said to be gold, in its place, and never a reading."""

import csv
import io
import json
from typing import Any

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import export_project
from formats.exchange.imports import run_import
from formats.source import MemorySource
from models.queries.export_annotations import annotation_rows
from models.queries.export_contents import contents
from models.queries.export_filters import ExportFilters
from models.settling import unsettle_text
from tests.builders import BuiltArticle, Desk
from tests.formats.exchange.full_desk import counted


def rows(desk: Desk, asker: int | None = None, **filters: Any) -> list[dict[str, Any]]:
    with desk.database.read() as session:
        wanted = ExportFilters(**filters)
        return list(annotation_rows(session, asker, desk.project_id, wanted, with_gold=True))


def written(desk: Desk, name: str) -> bytes:
    with desk.database.read() as session:
        made = export_project(session, None, desk.project_id, name, ExportFilters(), WriteOptions())
        return b"".join(made)


def settled(desk: Desk) -> tuple[BuiltArticle, str]:
    """Ruth's and Omar's passages, and gold over both: the editor's is longer."""
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs")
    desk.tag("Omar", article, "jobs lost", "disputed")
    desk.submit("Ruth", article)
    desk.submit("Omar", article)
    gold = desk.gold(article, "40 jobs lost", "sourced", ruth)
    desk.settle(article)
    return article, gold


def test_gold_stands_among_the_annotations_by_place(desk: Desk) -> None:
    other = desk.article()
    desk.tag("Ruth", other, "March")
    article, gold = settled(desk)
    found = rows(desk)
    assert [(row["quote"], row["is_gold"], row["reviewer"]) for row in found] == [
        ("March", False, "ruth@desk.example"),
        ("40 jobs", False, "ruth@desk.example"),
        ("40 jobs lost", True, "edith"),
        ("jobs lost", False, "omar@desk.example"),
    ]
    (one,) = [row for row in found if row["is_gold"]]
    assert (one["annotation_id"], one["status"], one["origin"]) == (gold, "", "human")
    assert (one["n_reviewers"], one["n_agree"], one["guideline_version"]) == (2, 1, 1)
    assert one.keys() == found[0].keys()
    assert [(row["start"], row["end"]) for row in found[1:3]] == [
        article.span("40 jobs"),
        article.span("40 jobs lost"),
    ]
    desk.submit("Edith", article)
    assert [row["status"] for row in rows(desk) if row["is_gold"]] == ["submitted"]


def test_filters_choose_from_gold_as_from_annotations(desk: Desk) -> None:
    settled(desk)

    def quotes(**filters: Any) -> list[str]:
        return [row["quote"] for row in rows(desk, **filters)]

    assert quotes(reviewers=["edith"]) == ["40 jobs lost"]
    assert quotes(reviewers=["omar@desk.example"]) == ["jobs lost"]
    assert quotes(tags=["sourced"]) == ["40 jobs", "40 jobs lost"]
    assert quotes(statuses=["none"]) == ["40 jobs lost"]
    assert quotes(tags=["filler"]) == []


def test_what_is_not_settled_or_is_read_blind_does_not_leave(desk: Desk) -> None:
    article, _ = settled(desk)
    draft = desk.article()
    desk.gold(draft, "March")
    desk.blind()
    assert [row["quote"] for row in rows(desk) if row["is_gold"]] == ["40 jobs lost"]
    desk.tag("Edith", article, "March")
    assert not any(row["is_gold"] for row in rows(desk, desk.editor))
    desk.submit("Edith", article)
    assert any(row["is_gold"] for row in rows(desk, desk.editor))
    with desk.database.begin() as session:
        unsettle_text(session, desk.editor, article.revision_id)
    assert not any(row["is_gold"] for row in rows(desk))


def test_a_format_that_cannot_tell_gold_leaves_it_out_and_says_so(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    settled(desk)
    labelled = list(csv.DictReader(io.StringIO(written(desk, "csv").decode(), newline="")))
    assert [row["is_gold"] for row in labelled] == ["false", "true", "false"]
    tasks = [json.loads(line) for line in written(desk, "jsonl").splitlines()]
    by_reader = {task["_annotator_id"]: task["spans"] for task in tasks}
    assert [span["is_gold"] for span in by_reader["edith"]] == [True]
    (task,) = json.loads(written(desk, "label-studio"))
    truth = {one["completed_by"]["email"]: one["ground_truth"] for one in task["annotations"]}
    assert truth == {"ruth@desk.example": False, "omar@desk.example": False, "edith": True}
    assert b"edith" not in written(desk, "doccano")
    with desk.database.read() as session:
        counts = contents(session, None, desk.project_id, ExportFilters())
    assert (counts["passages"], counts["gold"]) == (2, 1)


def test_ones_own_export_comes_back_without_its_gold_as_a_reading(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    settled(desk)
    before = counted(desk.database)
    for name, file in (("csv", "a.csv"), ("jsonl", "a.jsonl"), ("label-studio", "a.json")):
        source = MemorySource(file, written(desk, name))
        outcome = run_import(desk.database, desk.editor, desk.project_id, [source])
        assert (outcome.passages, outcome.plan.total.dropped["dropped_settled"]) == (0, 1), name
    after = counted(desk.database)
    assert {name: after[name] - before[name] for name in before if after[name] != before[name]} in (
        {},
        {"event": after["event"] - before["event"]},
    )
