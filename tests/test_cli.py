"""The `workbench` command as a person or a program runs it: exit codes, stdout, stderr."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from settings import settings

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., "Done"]
COMMANDS = [
    "", "project", "project create", "project list", "reviewer", "reviewer add", "token",
    "token create", "db", "db upgrade", "db check", "db backup", "db restore", "seed", "import", "export",
]  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    stdout: str
    stderr: str


def command(url: str) -> Run:
    """Runs `workbench` over the database at `url`, as one process after another would."""

    def run(*arguments: str, code: int = 0) -> Done:
        settings.cache_clear()
        environment = {"WORKBENCH_DATABASE_URL": url}
        result = CliRunner().invoke(main, arguments, env=environment, prog_name="workbench")
        settings.cache_clear()
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        assert result.exit_code == code, (result.stdout, result.stderr)
        return Done(result.stdout, result.stderr)

    return run


@pytest.fixture
def workbench(sqlite_url: str) -> Run:
    return command(sqlite_url)


@pytest.fixture
def desk(workbench: Run) -> Run:
    """The command over a database with the project Desk."""
    workbench("project", "create", "Desk")
    return workbench


def refused(run: Run, *arguments: str) -> str:
    """The one sentence on stderr of a command that exits with 1 and prints nothing else."""
    done = run(*arguments, code=1)
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("Error: ")
    assert line.endswith(".")
    return line


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_explains_itself(sqlite_url: str, words: str) -> None:
    done = command(sqlite_url)(*words.split(), "--help")
    assert done.stdout.startswith(f"Usage: workbench {words}".rstrip())
    assert done.stderr == ""


def test_it_is_a_program_of_its_own(tmp_path: Path) -> None:
    arguments = ["token", "create", "nobody@desk.example"]
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *arguments],
        cwd=ROOT,
        env=os.environ | {"WORKBENCH_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: Nobody is known as nobody@desk.example")


def test_an_unknown_command_or_option_is_exit_2(workbench: Run) -> None:
    workbench("nonsense", code=2)
    workbench("project", "list", "--nonsense", code=2)
    workbench("reviewer", "add", "Ruth", code=2)
    workbench("import", "--project", "Desk", code=2)


def test_projects_are_made_and_listed(desk: Run) -> None:
    desk("project", "create", "Zürich 新聞 🇩🇪")
    assert desk("project", "list").stdout == "Desk\nZürich 新聞 🇩🇪\n"
    told = json.loads(desk("project", "list", "--json").stdout)
    assert [one["name"] for one in told["projects"]] == ["Desk", "Zürich 新聞 🇩🇪"]
    assert "called “Desk” already" in refused(desk, "project", "create", "Desk")
    assert "at least one character" in refused(desk, "project", "create", " ")


def test_reviewers_are_added_to_one_project_or_to_all(desk: Run) -> None:
    done = desk("reviewer", "add", "Ruth Ames", "--email", "ruth@desk.example", "--role", "editor")
    assert "ruth@desk.example" in done.stdout
    one = ["reviewer", "add", "Omar", "--email", "omar@desk.example", "--role", "reviewer"]
    desk(*one, "--project", "Desk")
    assert "belongs to a reviewer already" in refused(desk, *one)
    assert "not a role" in refused(desk, *one[:3], "--email", "a@b.example", "--role", "owner")
    assert "not an e-mail" in refused(desk, *one[:3], "--email", "omar", "--role", "viewer")
    assert "not an e-mail" in refused(desk, *one[:3], "--email", "", "--role", "viewer")
    unknown = refused(
        desk, *one[:3], "--email", "b@b.example", "--role", "viewer", "--project", "No"
    )
    assert "no project called “No”; there are: Desk" in unknown


def test_a_token_is_printed_alone(desk: Run) -> None:
    desk("reviewer", "add", "Ruth", "--email", "ruth@desk.example", "--role", "editor")
    done = desk("token", "create", "RUTH@desk.example")
    assert done.stdout.startswith("fcw_")
    assert done.stdout.split() == [done.stdout.rstrip("\n")]
    assert done.stderr == ""
    assert "workbench reviewer add" in refused(desk, "token", "create", "nobody@desk.example")


def test_a_token_is_printed_alone_on_the_very_first_command(tmp_path: Path) -> None:
    run = command(f"sqlite:///{tmp_path}/new/workbench.db")
    run("seed")
    assert run("token", "create", "nobody@desk.example", code=1).stdout == ""


def test_seeding_twice_is_seeding_once(tmp_path: Path) -> None:
    path = tmp_path / "seeded.db"
    run = command(f"sqlite:///{path}")
    first = run("seed").stdout
    with closing(sqlite3.connect(path)) as stored:
        rows = stored.execute("SELECT count(*) FROM annotation").fetchone()
    second = run("seed").stdout
    assert "demo" in first
    assert "nothing was changed" in second
    with closing(sqlite3.connect(path)) as stored:
        assert stored.execute("SELECT count(*) FROM annotation").fetchone() == rows
    assert run("db", "check").stdout == "The database is sound.\n"


def test_the_database_is_upgraded_checked_backed_up_and_restored(desk: Run, tmp_path: Path) -> None:
    assert "schema" in desk("db", "upgrade").stdout
    assert json.loads(desk("db", "check", "--json").stdout) == {"problems": []}
    path = tmp_path / "kept.zip"
    desk("db", "backup", str(path))
    assert zipfile.is_zipfile(path)
    assert "exists already" in refused(desk, "db", "backup", str(path))
    desk("project", "create", "Later")
    restored = desk("db", "restore", str(path))
    assert "before-restore" in restored.stderr
    assert desk("project", "list").stdout == "Desk\n"
    path.write_bytes(b"no backup")
    assert "is not a backup" in refused(desk, "db", "restore", str(path))
    assert "is not a backup" in refused(desk, "db", "restore", str(tmp_path / "nowhere.zip"))


def test_a_check_that_finds_something_exits_1(desk: Run, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as stored, stored:
        stored.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in desk("db", "check", code=1).stderr
    assert len(json.loads(desk("db", "check", "--json", code=1).stdout)["problems"]) == 1
    assert "newer workbench" in refused(desk, "project", "list")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://desk.example/a",
        "postgresql://127.0.0.1:1/nothing?connect_timeout=2",
        "sqlite:////dev/null/workbench.db",
        "sqlite:////",
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(url: str) -> None:
    assert refused(command(url), "project", "list")


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100)
    assert refused(command(f"sqlite:///{path}"), "project", "list")
    assert path.read_text().startswith("These are my notes.")


def test_an_argument_that_is_no_text_is_told_in_a_sentence(desk: Run) -> None:
    assert refused(desk, "project", "create", "M\udcfchle")
    assert refused(desk, "token", "create", "\udcff@desk.example")
    assert refused(desk, "export", "--project", "\udcff", "--format", "csv", "--output", "x.csv")


def test_articles_are_imported_and_told_as_json(desk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.txt").write_bytes(
        "\ufeffThe mill closes\r\n\r\nIt closed in March. 💩\r\n".encode()
    )
    (folder / "note.md").write_text("# A note\n\nNobody knew of the sale.\n", "utf-8")
    told = json.loads(desk("import", str(folder), "--project", "Desk", "--json").stdout)
    assert set(told) == {"articles", "annotations", "rejected"}
    assert (told["annotations"], told["rejected"]) == (0, [])
    assert [set(one) for one in told["articles"]] == [{"id", "revision_id", "title", "path"}] * 2
    assert {Path(one["path"]).name: one["title"] for one in told["articles"]} == {
        "mill.txt": "The mill closes",
        "note.md": "A note",
    }
    assert all(isinstance(one["revision_id"], int) for one in told["articles"])


def test_good_files_are_kept_and_bad_ones_told(desk: Run, tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "nowhere.txt"
    good.write_text("The mill closes\n\nIt closed in March.", "utf-8")
    bad.write_bytes(b"")
    arguments = ["import", str(bad), str(good), str(missing), "--project", "Desk"]
    told = json.loads(desk(*arguments, "--json", code=1).stdout)
    assert [one["title"] for one in told["articles"]] == ["The mill closes"]
    assert [one["path"] for one in told["rejected"]] == [str(bad), str(missing)]
    assert all(set(one) == {"path", "line", "reason"} and one["reason"] for one in told["rejected"])
    again = desk(*arguments, code=1)
    assert "very text already" in again.stderr
    assert "bad.txt" in again.stderr


def test_a_dry_run_stores_nothing(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text("The mill closes\n\nIt closed in March.", "utf-8")
    arguments = ["import", str(path), "--project", "Desk", "--json"]
    told = json.loads(desk(*arguments, "--dry-run").stdout)
    assert told["articles"] == [
        {"id": None, "revision_id": None, "title": "The mill closes", "path": str(path)}
    ]
    assert json.loads(desk(*arguments).stdout)["articles"][0]["id"] == 1
    desk(*arguments, "--dry-run", code=1)  # it is there by now


def test_an_import_that_cannot_begin_is_refused(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text("The mill closes", "utf-8")
    assert "no project called" in refused(desk, "import", str(path), "--project", "No")
    assert refused(desk, "import", str(path), "--project", "Desk", "--format", "docx")


@pytest.mark.parametrize("name", ["csv", "csv-excel", "sentences", "bundle"])
def test_every_format_is_exported_to_a_file(tmp_path: Path, name: str) -> None:
    run = command(f"sqlite:///{tmp_path}/seeded.db")
    run("seed")
    project = json.loads(run("project", "list", "--json").stdout)["projects"][0]["name"]
    path = tmp_path / "out"
    run("export", "--project", project, "--format", name, "--output", str(path))
    assert path.stat().st_size > 1_000
    assert not list(tmp_path.glob("*.part"))
    if name == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert {row["project"] for row in rows} == {project}


def test_an_export_that_cannot_be_made_leaves_no_file(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rest = ["--output", str(path)]
    assert "no project" in refused(desk, "export", "--project", "No", "--format", "csv", *rest)
    assert "no format 'xml'" in refused(
        desk, "export", "--project", "Desk", "--format", "xml", *rest
    )
    nowhere = ["--output", str(tmp_path / "no" / "out.csv")]
    assert refused(desk, "export", "--project", "Desk", "--format", "csv", *nowhere)
    assert list(tmp_path.glob("*out*")) == []


def test_the_commands_work_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    run = command(postgres_url)
    run("seed")
    path = tmp_path / "kept.zip"
    run("db", "backup", str(path))
    assert run("db", "check").stdout == "The database is sound.\n"
    other = command(f"sqlite:///{tmp_path}/moved.db")
    other("db", "restore", str(path))
    assert other("project", "list").stdout == run("project", "list").stdout
    assert other("db", "check").stdout == "The database is sound.\n"
