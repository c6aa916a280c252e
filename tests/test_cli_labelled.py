"""`workbench import` of labelled data, and what is told of formats and of what they lose."""

import json
from pathlib import Path

import pytest

from formats.annotations import registry
from tests.commands import Run, command, refused
from tests.formats.exchange import tiny_lines
from tests.formats.exchange.desk_imports import line, write

TEXT = "The mill closed in March. Nobody knew of the sale."


@pytest.fixture
def desk(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command over an empty database, with a small format beside ours."""
    monkeypatch.setitem(registry.READERS, "tiny", tiny_lines)
    return command(sqlite_url)


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A file of two articles with three passages of three labels by two people."""
    return write(
        tmp_path / "marks.tiny",
        line(text=TEXT, title="Mill", dropped={"dropped_relations": 2},
             spans=[[0, 8, "PER", {"reviewer": "ines", "quote": "The mill"}], [4, 8, "disputed"]]),
        line(text=TEXT + "!", title="Mill!", spans=[[0, 8, "LOC", {"reviewer": "ines"}]]),
    )  # fmt: skip


def test_one_command_makes_a_project_of_a_file(desk: Run, marks: Path, tmp_path: Path) -> None:
    arguments = ["import", str(marks), "--project", "Foreign"]
    assert "no project called" in refused(desk, *arguments)
    told = json.loads(desk(*arguments, "--create", "--json").stdout)
    assert (len(told["articles"]), told["annotations"], told["rejected"]) == (2, 3, [])
    out = tmp_path / "out.csv"
    desk("export", "--project", "Foreign", "--format", "csv", "--output", str(out))
    rows = [row.split(",") for row in out.read_text("utf-8").splitlines()]
    assert [(row[18], row[22], row[23]) for row in rows[1:]] == [
        ("PER", "ines", "import"),
        ("disputed", "unnamed-in-tiny", "import"),
        ("LOC", "ines", "import"),
    ]
    again = json.loads(desk(*arguments, "--create", "--json").stdout)
    assert (again["articles"], again["annotations"]) == ([], 0)
    assert again["details"]["there"] == {"articles": 2, "annotations": 3}


def test_a_dry_run_tells_what_would_become_of_all(desk: Run, marks: Path) -> None:
    arguments = ["import", str(marks), "--project", "Foreign", "--create", "--dry-run"]
    told = desk(*arguments).stdout.splitlines()
    assert told == [
        "2 articles would be imported, 0 rejected.",
        "3 passages would be imported, 0 are there already.",
        "  PER (1) becomes the new tag PER.",
        "  disputed (1) becomes the new tag disputed.",
        "  LOC (1) becomes the new tag LOC.",
        "  ines (2) joins as ines.",
        "1 passage names no reviewer: it counts as the work of “Unnamed in tiny”, a new reviewer.",
        "With --reviewer HANDLE the passages that name no reviewer are that person's.",
        "Not imported, since it has no place here: 2 relations between passages.",
    ]
    assert desk("project", "list").stdout == ""


def test_labels_are_mapped_or_refused(desk: Run, marks: Path) -> None:
    desk("project", "create", "Desk")
    arguments = ["import", str(marks), "--project", "Desk", "--json"]
    told = json.loads(desk(*arguments, "--no-new-tags", code=1).stdout)
    assert [("“PER”" in one["reason"], one["line"]) for one in told["rejected"]] == [
        (True, 1),
        (False, 2),
    ]
    mapped = ["--map", "PER=sourced", "--map", "LOC=filler", "--no-new-tags"]
    told = json.loads(desk(*arguments, *mapped).stdout)
    assert told["annotations"] == 3
    assert "--map takes NAME=NAME" in refused(desk, *arguments, "--map", "PER")


def test_what_an_option_does_not_meet_and_what_would_help_is_told(
    desk: Run, marks: Path, tmp_path: Path
) -> None:
    told = desk("import", str(marks), "--project", "A", "--create", "--map", "PRE=disputed")
    assert "No passage of these files bears the label PRE" in told.stdout
    half = write(tmp_path / "half.tiny", line(text=TEXT, spans=[[0, 3, "PER", {"quote": "zzz"}]]))
    failed = desk("import", str(half), "--project", "B", "--create", "--dry-run", code=1)
    assert "With --good-only the rest of a file with faults is imported." in failed.stdout


def test_the_person_who_imports_is_named(desk: Run, marks: Path) -> None:
    desk("project", "create", "Desk")
    desk("reviewer", "add", "Ines", "--email", "ines@desk.example", "--role", "reviewer")
    arguments = ["import", str(marks), "--project", "Desk", "--json"]
    assert "Nobody is known as omar" in refused(desk, *arguments, "--reviewer", "omar")
    told = json.loads(desk(*arguments, "--reviewer", "ines@desk.example").stdout)
    assert {(one["name"], one["handle"]) for one in told["details"]["people"]} == {
        ("ines", "ines@desk.example"),
        ("", "ines@desk.example"),
    }


def test_a_file_with_a_fault_is_left_and_the_others_kept(
    desk: Run, marks: Path, tmp_path: Path
) -> None:
    bad = write(tmp_path / "bad.tiny", line(text="Else.", spans=[[0, 99, "PER"], [0, 4, "PER"]]))
    page = tmp_path / "page.txt"
    page.write_text("A page of its own.", "utf-8")
    arguments = ["import", str(bad), str(marks), str(page), "--project", "New", "--create"]
    done = desk(*arguments, code=1)
    assert "bad.tiny, line 1: The passage 0 to 99 lies outside" in done.stderr
    assert done.stdout.splitlines()[:2] == [
        "3 articles were imported, 1 rejected.",
        "3 passages were imported, 0 were there already.",
    ]
    told = json.loads(desk(*arguments, "--good-only", "--json", code=1).stdout)
    assert [one["title"] for one in told["articles"]] == ["Else"]
    assert told["annotations"] == 1
    assert {Path(one["path"]).name: one["line"] for one in told["rejected"]} == {"bad.tiny": 1}
    assert told["details"]["there"] == {"articles": 3, "annotations": 3}


def test_an_export_says_what_its_format_left_behind(desk: Run, tmp_path: Path) -> None:
    more = {"note": "n", "evidence": [{"url": "https://example.org", "stance": "supports"}]}
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "PER", more]]), line(text="O."))
    desk("import", str(path), "--project", "New", "--create")
    out = ["export", "--project", "New", "--output", str(tmp_path / "out"), "--format"]
    assert desk(*out, "csv").stderr.splitlines()[-1] == (
        "csv does not carry the articles' texts (2), articles without passages (1), "
        "quotes and stance of the evidence (1), the tags' descriptions and guidelines (1)."
    )
    assert "notes (1)" in desk(*out, "sentences").stderr


def test_the_formats_are_listed(desk: Run) -> None:
    found = json.loads(desk("formats", "--json").stdout)["formats"]
    names = [one["name"] for one in found]
    assert names == [*(module.NAME for module in registry.MODULES), *names[len(registry.MODULES) :]]
    assert {"csv", "txt", "html"} <= set(names)
    assert all(
        set(one) == {"name", "kind", "reads", "writes", "suffixes", "offsets", "loses"}
        for one in found
    )
    lines = desk("formats").stdout.splitlines()
    assert len(lines) == len(found) + 1
    assert lines[1].startswith("csv ")


def test_many_new_tags_are_told_with_the_way_out(desk: Run, tmp_path: Path) -> None:
    spans = [[number, number + 1, f"kind {number}"] for number in range(21)]
    path = write(tmp_path / "many.tiny", line(text=TEXT, spans=spans))
    arguments = ["import", str(path), "--project", "Foreign", "--create"]
    (told,) = [one for one in desk(*arguments, "--dry-run").stdout.splitlines() if "--map" in one]
    assert "21 new tags" in told
    mapped = [one for number in range(1, 21) for one in ("--map", f"kind {number}=kind 0")]
    assert "new tags" not in desk(*arguments, "--dry-run", *mapped).stdout
