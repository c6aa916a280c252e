"""`workbench import` of what others wrote wrongly: repaired and told, or refused by its line."""

import json
from pathlib import Path

import pytest

from tests.commands import Run, command

TEXT = "The mill closed in March. Nobody knew of the sale."
INTO = ("--project", "Foreign", "--create")


@pytest.fixture
def desk(sqlite_url: str) -> Run:
    """The command over an empty database."""
    return command(sqlite_url)


@pytest.mark.parametrize(
    ("task", "says"),
    [
        ('{"text": "The mill closed.", "label": [[0, 4]]}', "label"),
        ('{"text": "The mill closed.", "label": [[0.5, 4, "X"]]}', "whole number"),
        ('{"text": "The mill closed.", "spans": [{"begin": 0, "end": 4, "label": "X"}]}', "start"),
        ('{"text": "The mill closed.", "spans": [{"start": NaN, "end": 4, "label": "X"}]}', "NaN"),
        (f'{{"text": "The.", "label": [[0, {"9" * 5_000}, "X"]]}}', "5000 digits"),
    ],
)
def test_faulty_passages_are_refused_by_their_line_and_not_passed_over(
    desk: Run, tmp_path: Path, task: str, says: str
) -> None:
    path = tmp_path / "tasks.jsonl"
    path.write_text(task + "\n", "utf-8")
    done = desk("import", str(path), *INTO, code=1)
    assert "tasks.jsonl, line 1" in done.stderr
    assert says in done.stderr
    assert done.stdout.startswith("0 articles were imported, 1 rejected.")


@pytest.mark.parametrize(("start", "end"), [(100, 105), (-1, 4)])
def test_a_position_outside_the_text_is_repaired_and_told(
    desk: Run, tmp_path: Path, start: int, end: int
) -> None:
    path = tmp_path / "tasks.jsonl"
    span = {"start": start, "end": end, "text": "Nobody", "label": "X"}
    path.write_text(json.dumps({"text": TEXT, "spans": [span]}), "utf-8")
    done = desk("import", str(path), *INTO)
    assert "1 passage stood elsewhere than its position said" in done.stdout


@pytest.mark.parametrize(("ending", "span"), [("\r\n", "12 16"), ("\n", "100 104")])
def test_brat_of_another_way_to_count_is_found_by_its_quote(
    desk: Run, tmp_path: Path, ending: str, span: str
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_bytes(f"Hello world{ending}Next line here{ending}".encode())
    (folder / "a.ann").write_text(f"T1\tX {span}\tNext\n", "utf-8")
    desk("import", str(folder), *INTO)
    out = tmp_path / "out.jsonl"
    desk("export", "--project", "Foreign", "--format", "jsonl", "--output", str(out))
    (found,) = json.loads(out.read_text("utf-8"))["spans"]
    assert (found["start"], found["end"], found["text"]) == (12, 16, "Next")


def test_a_link_out_of_the_folder_is_not_followed(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Not for this project.", "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "c.txt").symlink_to("a.txt")
    done = desk("import", str(folder), *INTO, code=1)
    assert "b.txt: This links to a file outside the folder" in done.stderr
    assert done.stdout.startswith("1 article was imported, 1 rejected.")


def test_new_tags_and_names_that_were_cut_are_told(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    spans = [{"start": 0, "end": 8, "label": "L" * 70}, {"start": 4, "end": 8, "label": "PER"}]
    path.write_text(json.dumps({"text": TEXT, "spans": spans}), "utf-8")
    told = desk("import", str(path), *INTO, "--map", "PER=sorced").stdout
    assert "2 new tags: " in told
    assert "sorced" in told
    assert "One label is longer than 60 characters" in told
