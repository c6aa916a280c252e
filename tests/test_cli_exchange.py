"""`workbench import` and `workbench export`: what comes in, what leaves, what is refused."""

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from formats.exchange.known_formats import all_formats
from tests.commands import Run, command, refused, workbench_process


@pytest.fixture
def desk(sqlite_url: str) -> Run:
    """The command over a database with the project Desk."""
    run = command(sqlite_url)
    run("project", "create", "Desk")
    return run


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
    assert "good.txt" not in again.stderr
    assert "bad.txt" in again.stderr


def test_importing_twice_adds_nothing_and_is_no_error(desk: Run, tmp_path: Path) -> None:
    page, table = tmp_path / "mill.txt", tmp_path / "rows.csv"
    page.write_text("The mill closes\n\nIt closed in March.", "utf-8")
    table.write_text("title,text\nThe well,The well ran dry in June.\n", "utf-8")
    arguments = ["import", str(page), str(table), "--project", "Desk"]
    assert "2 articles were imported, 0 rejected." in desk(*arguments).stdout
    for more in ([], ["--dry-run"]):
        again = desk(*arguments, *more)
        assert "2 articles were there already." in again.stdout
        assert again.stderr == ""
    told = json.loads(desk(*arguments, "--json").stdout)
    assert (told["articles"], told["annotations"], told["rejected"]) == ([], 0, [])
    assert told["details"]["there"]["articles"] == 2


def test_characters_that_could_not_be_read_are_told(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes("Die Mühle schließt im März, nur der Müller weiß davon. 💩".encode()[:-2])
    done = desk("import", str(path), "--project", "Desk")
    assert f"{path}: 1 character could not be read and stands as �." in done.stdout
    arguments = ["import", str(path), "--project", "Desk2", "--create", "--json"]
    told = json.loads(desk(*arguments).stdout)
    assert told["details"]["damaged"] == [{"path": str(path), "characters": 1}]


def test_a_dry_run_stores_nothing(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text("The mill closes\n\nIt closed in March.", "utf-8")
    arguments = ["import", str(path), "--project", "Desk", "--json"]
    told = json.loads(desk(*arguments, "--dry-run").stdout)
    assert told["articles"] == [
        {"id": None, "revision_id": None, "title": "The mill closes", "path": str(path)}
    ]
    assert json.loads(desk(*arguments).stdout)["articles"][0]["id"] == 1
    assert json.loads(desk(*arguments, "--dry-run").stdout)["articles"] == []  # it is there by now


READ = sorted({one["name"] for one in all_formats() if one["reads"]})


def test_a_file_is_taken_for_what_it_is_said_to_be(desk: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    rows.write_text('[{"text": "The well ran dry."}, {"text": "It rained."}]', "utf-8")
    told = desk("import", str(rows), "--project", "Desk", "--format", "json").stdout
    assert told.startswith("2 articles were imported, 0 rejected.")
    table, packed = tmp_path / "table.txt", tmp_path / "packed"
    table.write_text("title,text\nThe mill,It closed in March.\n", "utf-8")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "A page of its own.")
        archive.writestr("b.csv", "title,text\nThe quay,It reopened.\n")
    for path, name, n in ((table, "csv", 1), (packed, "zip", 2)):
        told = desk("import", str(path), "--project", "Desk", "--format", name).stdout
        assert told.startswith(f"{n} article{'s' if n > 1 else ''} w"), told


@pytest.mark.parametrize(
    "name", ["docx", "odt", "rtf", "mhtml", "eml", "pdf", "mbox", "feed", "warc", "zip", "xlsx"]
)
def test_a_file_that_is_nothing_of_that_kind_is_refused(
    desk: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "rows").write_text('{"text": "The well ran dry, and nobody knew of it."}', "utf-8")
    arguments = ["import", str(tmp_path / "rows"), "--project", "Desk", "--format", name]
    assert f"nothing of the kind {name}: leave --format out" in desk(*arguments, code=1).stderr


def test_a_dry_run_refuses_what_the_real_run_would(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The mill closes for good.", "utf-8")
    arguments = ["import", str(tmp_path / "mill.txt"), "--project", " ", "--create"]
    assert "Give the project a name" in refused(desk, *arguments, "--dry-run")
    told = desk(*arguments[:-2], "Desk", "--columns", "text=body").stdout
    assert "--columns did nothing" in told


def test_a_name_of_no_format_says_which_there_are(desk: Run, tmp_path: Path) -> None:
    sentence = refused(desk, "import", str(tmp_path), "--project", "Desk", "--format", "floppy")
    assert "floppy is not a format that is read; there are" in sentence
    assert all(name in sentence for name in READ)


def test_an_import_that_cannot_begin_is_refused(desk: Run, tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text("The mill closes", "utf-8")
    assert "no project called" in refused(desk, "import", str(path), "--project", "No")
    assert refused(desk, "import", str(path), "--project", "Desk", "--format", "floppy")


def test_a_dry_run_tells_of_two_files_what_the_real_run_does(desk: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The mill closes\n\nIt closed in March.", "utf-8")
    arguments = ["import", *(str(tmp_path / name) for name in ("a.txt", "b.txt"))]
    arguments += ["--project", "Desk", "--json"]
    dry = json.loads(desk(*arguments, "--dry-run").stdout)
    real = json.loads(desk(*arguments).stdout)
    assert len(real["articles"]) == 1
    assert dry["rejected"] == real["rejected"] == []
    assert dry["details"]["there"] == real["details"]["there"] == {"articles": 1, "annotations": 0}
    assert [one["path"] for one in dry["articles"]] == [one["path"] for one in real["articles"]]


def test_a_place_that_gives_no_article_is_rejected(desk: Run, tmp_path: Path) -> None:
    empty, odd = tmp_path / "empty", tmp_path / "odd"
    for folder in (empty, odd, odd / "deeper"):
        folder.mkdir()
    (empty / ".hidden").write_text("Not looked at.", "utf-8")
    os.mkfifo(odd / "deeper" / "pipe")
    (odd / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    long = "x" * 5_000
    arguments = ["import", str(empty), str(odd), "", str(tmp_path / "pipe"), long]
    arguments += ["--project", "Desk"]
    told = json.loads(desk(*arguments, "--json", code=1).stdout)
    assert told["articles"] == []
    assert {one["path"]: one["reason"] for one in told["rejected"]} == {
        str(empty): "This folder holds no file that could be imported; give another one.",
        str(odd / "broken"): "This is no file, so it is not read; give a regular file.",
        str(odd / "deeper" / "pipe"): "This is no file, so it is not read; give a regular file.",
        "": "The name of the file is blank; give a file, a folder or a web address.",
        str(tmp_path / "pipe"): "This is no file, so it is not read; give a regular file.",
        long: "The file cannot be read (File name too long); check its path and your rights to it.",
    }
    assert "0 articles were imported, 6 rejected" in desk(*arguments, code=1).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_file_name_that_is_no_text_is_told(
    desk: Run, sqlite_url: str, tmp_path: Path, encoding: str
) -> None:
    desk("project", "create", "新聞")
    here = os.fsencode(tmp_path)
    good, bad, output = here + b"/m\xfchle.txt", here + b"/b\xf6se.txt", here + b"/\xfe.csv"
    for path, text in ((good, b"Grain\n\nThe mill closed in March."), (bad, b"")):
        Path(os.fsdecode(path)).write_bytes(text)
    run: list[str | bytes] = ["import", good, bad, "--project", "Desk"]
    code, out = workbench_process(sqlite_url, *run, "--json", PYTHONIOENCODING=encoding)
    told = json.loads(out.decode("ascii"))
    assert code == 1
    assert [os.fsencode(one["path"]) for one in told["articles"]] == [good]
    assert [os.fsencode(one["path"]) for one in told["rejected"]] == [bad]
    code, out = workbench_process(sqlite_url, *run, PYTHONIOENCODING=encoding)
    assert code == 1
    assert out.splitlines() == [
        b"0 articles were imported, 1 rejected.",
        b"1 article was there already.",
    ]
    export: list[str | bytes] = ["export", "--project", "Desk", "--format", "csv"]
    export += ["--output", output]
    code, out = workbench_process(sqlite_url, *export, PYTHONIOENCODING=encoding)
    assert code == 0
    assert Path(os.fsdecode(output)).stat().st_size > 100
    code, out = workbench_process(sqlite_url, "project", "list", PYTHONIOENCODING=encoding)
    assert code == 0
    assert out.decode() == "Desk\n新聞\n"
    code, out = workbench_process(sqlite_url, "project", "list", "--json")
    assert json.loads(out.decode("ascii"))["projects"][1]["name"] == "新聞"


def test_an_article_is_called_by_what_can_be_read_of_its_file_s_name(
    desk: Run, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xfchle.md"))
    path.write_text("\n\n---\n\n.\n", "utf-8")
    told = json.loads(desk("import", str(path), "--project", "Desk", "--json").stdout)
    assert told["articles"][0]["title"] == "m\ufffdhle"


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


def test_an_export_to_stdout_is_the_bytes_and_nothing_else(desk: Run, sqlite_url: str) -> None:
    arguments = ["export", "--project", "Desk", "--format", "csv", "--output", "-"]
    assert workbench_process(sqlite_url, *arguments) == (
        0,
        b"annotation_id,project,article_id,revision,text_sha256,outlet,title,url,byline,"
        b"published_at,language,start,end,quote,prefix,suffix,paragraph,sentence,tag,note,"
        b"confidence,evidence_urls,reviewer,origin,status,is_gold,n_reviewers,n_agree,"
        b"guideline_version,created_at,updated_at\n",
    )
    arguments[4] = "xml"
    assert workbench_process(sqlite_url, *arguments) == (1, b"")


def test_an_export_is_filtered(tmp_path: Path) -> None:
    run = command(f"sqlite:///{tmp_path}/seeded.db")
    run("seed")
    project = json.loads(run("project", "list", "--json").stdout)["projects"][0]["name"]
    path = tmp_path / "out.csv"

    def rows(*filters: str) -> list[dict[str, str]]:
        start = ["export", "--project", project, "--format", "csv", "--output", str(path)]
        run(*start, *filters)
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))

    everything = rows()
    days = sorted(row["created_at"][:10] for row in everything)
    people = sorted({row["reviewer"] for row in everything})
    for options, kept in (
        (["--tag", "disputed"], lambda row: row["tag"] == "disputed"),
        (["--tag", "disputed", "--tag", "filler"], lambda row: row["tag"] in "disputed filler"),
        (["--reviewer", people[0]], lambda row: row["reviewer"] == people[0]),
        (["--status", "submitted"], lambda row: row["status"] == "submitted"),
        (["--since", days[-1]], lambda row: row["created_at"][:10] >= days[-1]),
        (["--until", days[0]], lambda row: row["created_at"][:10] <= days[0]),
    ):
        wanted = [row for row in everything if kept(row)]
        assert 0 < len(wanted) < len(everything)
        assert rows(*options) == wanted


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--status", "done"], "no state of a reading 'done'"),
        (["--since", "soon"], "'soon' is no date"),
        (["--since", "2026-04-12", "--until", "2026-04-11"], "swap them"),
        (["--tag", "\udcff"], "half a character"),
    ],
)
def test_filters_that_cannot_be_read_are_refused(
    desk: Run, tmp_path: Path, options: list[str], says: str
) -> None:
    path = tmp_path / "out.csv"
    arguments = ["export", "--project", "Desk", "--format", "csv", "--output", str(path)]
    assert says in refused(desk, *arguments, *options)
    assert not path.exists()


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
