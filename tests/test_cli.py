"""The `workbench` command as a person or a program runs it: exit codes, stdout, stderr."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import ROOT, Run, command, refused

COMMANDS = [
    "", "project", "project create", "project list", "project archive", "project bring-back", "reviewer", "reviewer add",
    "reviewer invite", "token",
    "token create", "db", "db upgrade", "db check", "db tally", "db backup", "db restore", "seed", "import", "export", "trail",
]  # fmt: skip


@pytest.fixture
def workbench(sqlite_url: str) -> Run:
    return command(sqlite_url)


@pytest.fixture
def desk(workbench: Run) -> Run:
    """The command over a database with the project Desk."""
    workbench("project", "create", "Desk")
    return workbench


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


def test_it_loads_no_slow_library_before_one_is_needed() -> None:
    slow = {"httpx", "openpyxl", "pyarrow", "numpy", "cassis", "trafilatura", "fpdf", "pandas"}
    script = f"import cli, sys; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


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


def test_an_archived_project_is_exported_and_takes_nothing(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill closed.", "utf-8")
    desk("import", str(tmp_path / "a.txt"), "--project", "Desk")
    assert "archived" in desk("project", "archive", "Desk").stdout
    (tmp_path / "b.txt").write_text("The mill opened.", "utf-8")
    for arguments in (
        ("import", str(tmp_path / "b.txt"), "--project", "Desk"),
        (
            "reviewer",
            "add",
            "Ruth",
            "--email",
            "r@b.example",
            "--role",
            "editor",
            "--project",
            "Desk",
        ),
    ):
        assert "archived" in refused(desk, *arguments)
    out = tmp_path / "out.zip"
    desk("export", "--project", "Desk", "--format", "bundle", "--output", str(out))
    assert out.exists()
    desk("project", "bring-back", "Desk")
    desk("import", str(tmp_path / "b.txt"), "--project", "Desk")


def test_reviewers_are_added_to_one_project_or_to_all(desk: Run) -> None:
    done = desk("reviewer", "add", "Ruth Ames", "--email", "ruth@desk.example", "--role", "editor")
    assert "ruth@desk.example" in done.stdout
    one = ["reviewer", "add", "Omar", "--email", "omar@desk.example", "--role", "reviewer"]
    desk(*one, "--project", "Desk")
    assert "not a role" in refused(desk, *one[:3], "--email", "a@b.example", "--role", "owner")
    assert "not an e-mail" in refused(desk, *one[:3], "--email", "omar", "--role", "viewer")
    assert "not an e-mail" in refused(desk, *one[:3], "--email", "", "--role", "viewer")
    unknown = refused(
        desk, *one[:3], "--email", "b@b.example", "--role", "viewer", "--project", "No"
    )
    assert "no project called “No”; there are: Desk" in unknown


def test_a_known_reviewer_gets_a_role_in_a_second_project(desk: Run, sqlite_url: str) -> None:
    desk("project", "create", "Second")
    ruth = ["reviewer", "add", "Ruth Ames", "--email", "ruth@desk.example"]
    desk(*ruth, "--role", "reviewer", "--project", "Desk")
    known = ["reviewer", "add", "ruth AMES", "--email", "Ruth@desk.example"]
    done = desk(*known, "--role", "editor", "--project", "Second")
    assert done.stdout == (
        "Ruth Ames (ruth@desk.example) was known already, and is editor in “Second” now.\n"
    )
    assert roles(sqlite_url) == {("Desk", "reviewer"), ("Second", "editor")}
    done = desk(*known, "--role", "admin")
    assert "and is admin in every project now" in done.stdout
    assert roles(sqlite_url) == {("Desk", "admin"), ("Second", "admin")}


def test_a_known_address_with_another_name_is_refused(desk: Run, sqlite_url: str) -> None:
    mail = ["--email", "ruth@desk.example", "--role", "editor", "--project", "Desk"]
    desk("reviewer", "add", "Ruth", *mail)
    told = refused(desk, "reviewer", "add", "Omar", *mail[:3], "viewer", *mail[4:])
    assert "belongs to “Ruth”" in told
    assert roles(sqlite_url) == {("Desk", "editor")}


def roles(url: str) -> set[tuple[str, str]]:
    """(project, role) of every membership."""
    statement = "SELECT name, role FROM membership JOIN project ON project.id = project_id"
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as stored:
        return {(name, role) for name, role in stored.execute(statement)}


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
    told = desk("db", "check", code=1).stderr
    assert "made by a newer workbench" in told
    assert "db upgrade" not in told
    assert len(json.loads(desk("db", "check", "--json", code=1).stdout)["problems"]) == 1
    assert "newer workbench" in refused(desk, "project", "list")


def test_a_backup_that_cannot_be_written_is_told_in_a_sentence(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    for path in ("file/kept.zip", "file/deep/kept.zip", "folder", "n" * 300):
        assert refused(desk, "db", "backup", str(tmp_path / path))
    for path in ("file/kept.zip", "folder", "nowhere.zip", "n" * 300):
        assert "is not a backup" in refused(desk, "db", "restore", str(tmp_path / path))
    assert (tmp_path / "file").read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


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
    for words in (["project", "list"], ["seed"], ["db", "upgrade"], ["db", "check"]):
        assert refused(command(url), *words)


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100)
    for words in (["project", "list"], ["seed"], ["db", "upgrade"], ["db", "check"]):
        assert refused(command(f"sqlite:///{path}"), *words)
    assert refused(command(f"sqlite:///{path}"), "db", "backup", str(tmp_path / "kept.zip"))
    assert path.read_text().startswith("These are my notes.")


def test_an_argument_that_is_no_text_is_told_in_a_sentence(desk: Run) -> None:
    assert refused(desk, "project", "create", "M\udcfchle")
    assert refused(desk, "token", "create", "\udcff@desk.example")
    assert refused(desk, "export", "--project", "\udcff", "--format", "csv", "--output", "x.csv")


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
