"""What is good of a file with faults: all of it, and offered only where there is any."""

import json
from pathlib import Path

from formats.exchange.choices import Choices
from formats.exchange.imports import run_import
from formats.exchange.plan import Plan
from formats.exchange.report import sentences
from formats.source import MemorySource
from tests.builders import Desk
from tests.commands import command

ROWS = [
    {"text": f"Article {n} tells of a mill that closed.", "label": [[0, 7, "A"]]} for n in range(70)
]
BROKEN = json.dumps(ROWS, indent=0)[:-30]
"""Ends inside the last article."""


def rehearsed(desk: Desk, data: str, *, good_only: bool) -> Plan:
    source = MemorySource("rows.json", data.encode())
    choices = Choices(good_only=good_only)
    return run_import(desk.database, None, desk.project_id, [source], choices, dry_run=True).plan


def test_every_article_before_the_break_comes_in(sqlite_desk: Desk) -> None:
    total = rehearsed(sqlite_desk, BROKEN, good_only=True).total
    assert (total.articles_new, total.passages_new) == (69, 69)


def test_it_is_offered_only_where_there_is_any(sqlite_desk: Desk) -> None:
    assert rehearsed(sqlite_desk, BROKEN, good_only=False).has_good_left
    assert not rehearsed(sqlite_desk, BROKEN, good_only=True).has_good_left
    alone = json.dumps([{"text": "", "label": [[0, 7, "A"]]}])
    assert not rehearsed(sqlite_desk, alone, good_only=False).has_good_left


def test_the_command_does_not_offer_nothing(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One.", "label": [[0, 99, "A"]], "id": }\n')
    asked = ["import", str(tmp_path / "a.jsonl"), "--project", "A", "--create", "--dry-run"]
    assert "--good-only" not in command(sqlite_url)(*asked, code=1).stdout


def test_what_is_wrong_on_many_lines_is_told_once(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps(["words"] * 40, indent=0))
    asked = ["import", str(tmp_path / "list.json"), "--project", "A", "--create"]
    told = command(sqlite_url)(*asked, code=1).stderr.splitlines()
    assert len(told) == 1
    assert "lines 2, 3, 4, 5, 6 and 35 more: It is no object" in told[0]


def test_a_text_that_labelled_data_reads_is_no_article_that_was_refused(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("\x01\x02\x03\x04\x05\x06 it says.", "utf-8")
    (folder / "alone.txt").write_text("\x01\x02\x03\x04\x05\x06 it said.", "utf-8")
    (folder / "a.ann").write_text("T1\tPER 7 9\tit\n", "utf-8")
    where = (sqlite_desk.database, None, sqlite_desk.project_id)
    plan = run_import(*where, [str(folder)], dry_run=True).plan
    assert (plan.total.articles_new, plan.total.passages_new) == (1, 1)
    assert [Path(file.path).name for file in plan.faulty] == ["alone.txt"]


def test_a_passage_that_was_put_elsewhere_is_told_with_its_line(sqlite_desk: Desk) -> None:
    article = {"text": "The mill closed. Nobody knew.", "tokens": []}
    here = {"start": 4, "end": 8, "label": "A", "text": "mill"}
    rows = [{**article, "spans": [here]}, {**article, "spans": [{**here, "start": 5, "end": 9}]}]
    source = MemorySource("rows.jsonl", "\n".join(map(json.dumps, rows)).encode())
    where = (sqlite_desk.database, None, sqlite_desk.project_id, [source])
    outcome = run_import(*where, dry_run=True)
    assert outcome.plan.total.repaired == 1
    assert [one for one in sentences(outcome, True) if one.startswith("rows.jsonl, line 2:")]


def test_every_fault_is_counted_though_not_each_is_told(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps(["words"] * 515, indent=0))
    asked = ["import", str(tmp_path / "list.json"), "--project", "A", "--create"]
    assert "515 rejected" in command(sqlite_url)(*asked, code=1).stdout
