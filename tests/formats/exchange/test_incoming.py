"""What files an import takes: in folders, in archives, as collections, and which it leaves."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from formats.articles.draft import ImportedArticle
from formats.exchange.choices import Choices
from formats.exchange.imports import Outcome, run_import
from formats.exchange.known_formats import all_formats
from formats.exchange.recognition import Formats
from formats.source import MemorySource, Source
from tests.builders import Desk
from tests.formats.exchange import tiny_lines
from tests.formats.exchange.desk_imports import everything, faults, line, write


@dataclass(frozen=True)
class Refused:
    name: str
    reason: str


@contextmanager
def opened(source: Source) -> Iterator[list[MemorySource | Refused]]:
    with source.open() as file, zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    yield [
        Refused(name, "It leads elsewhere.")
        if name.startswith("..")
        else MemorySource(name, data, held)
        for name, data in held.items()
    ]


@dataclass(frozen=True)
class Row:
    article: ImportedArticle | None
    reason: str
    line: int
    path: str = ""


def rows(source: Source, columns: Mapping[str, str], *, format_name: str = "") -> Iterator[Row]:
    del format_name
    with source.open() as file:
        head, *lines = file.read().decode().splitlines()
    names = [columns.get(name, name) for name in head.removeprefix("#rows ").split(";")]
    for number, one in enumerate(lines, start=2):
        values = dict(zip(names, one.split(";"), strict=False))
        if values.get("text"):
            title = values.get("title", "")
            yield Row(ImportedArticle(values["text"], title, source=source.name), "", number)
        else:
            yield Row(None, "This row has no text.", number)


FORMATS = Formats(
    readers={"tiny": tiny_lines},  # type: ignore[dict-item]
    collection=lambda source: "rows" if source.head().startswith(b"#rows ") else "",
    read_collection=rows,
    is_archive=lambda source: source.head().startswith(b"PK\x03\x04"),
    open_archive=opened,
)


def bring(desk: Desk, *places: Path | MemorySource, **choices: object) -> Outcome:
    return run_import(
        desk.database,
        desk.editor,
        desk.project_id,
        [str(one) if isinstance(one, Path) else one for one in places],
        Choices(**choices),  # type: ignore[arg-type]
        formats=FORMATS,
    )


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_every_row_of_a_collection_is_an_article_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "articles.rows"
    path.write_text("#rows headline;text\nOne;The mill closed.\nTwo;Nobody knew.\n", "utf-8")
    columns = {"headline": "title"}
    outcome = bring(desk, path, columns=columns)
    assert [one.title for one in outcome.articles] == ["One", "Two"]
    before = everything(desk.database)
    again = bring(desk, path, columns=columns)
    assert (faults(again), again.plan.total.articles_there) == ([], 2)
    assert everything(desk.database) == before


def test_a_collection_with_a_bad_row_is_left_unless_one_says_so(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "articles.rows"
    path.write_text("#rows title;text\nOne;The mill closed.\nTwo;\nThree;\x00\n", "utf-8")
    outcome = bring(sqlite_desk, path)
    assert [at_line for _, at_line, _ in faults(outcome)] == [3, 4]
    assert outcome.articles == []
    outcome = bring(sqlite_desk, path, good_only=True)
    assert [one.title for one in outcome.articles] == ["One"]


def test_the_members_of_an_archive_are_files_like_others(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    inner = zipped({"deep.txt": b"Deep in an archive.", "no.zip": zipped({"x.txt": b"Too deep."})})
    path.write_bytes(
        zipped(
            {
                "a/page.txt": b"A page\n\nThe baker knew of the sale.",
                "a/marks.tiny": line(spans=[[None, None, "t", {"quote": "The baker"}]]).encode(),
                "inner.zip": inner,
                "../evil.txt": b"Evil.",
                "list.rows": b"#rows title;text\nOne;A row of it.\n",
            }
        )
    )
    outcome = bring(sqlite_desk, path)
    assert sorted(one.title for one in outcome.articles) == ["A page", "Deep in an archive.", "One"]
    assert outcome.passages == 1
    assert sorted(reason for *_, reason in faults(outcome)) == [
        "It leads elsewhere.",
        "This archive lies in an archive that lies in an archive; unpack it and import what is in it.",
    ]
    assert {Path(file.path).name for file in outcome.plan.faulty} == {"no.zip", "evil.txt"}


def test_a_named_format_takes_every_file_for_it(sqlite_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A page that is none of it.", "utf-8")
    outcome = bring(sqlite_desk, page, format_name="tiny")
    assert [reason for *_, reason in faults(outcome)] == [
        "It is no valid JSON (no JSON): export it again."
    ]
    marks = write(tmp_path / "marks.tiny", line(text="Taken for text."))
    outcome = bring(sqlite_desk, marks, format_name="txt")
    assert outcome.plan.total.articles_new == 1
    assert outcome.articles[0].path == str(marks)


def test_every_format_that_is_read_can_be_named(sqlite_desk: Desk) -> None:
    source = MemorySource("nothing", b"A page that is none of it.")
    for one in all_formats():
        if one["reads"]:
            choices = Choices(format_name=one["name"])
            where = (sqlite_desk.database, sqlite_desk.editor, sqlite_desk.project_id)
            outcome = run_import(*where, [source], choices, dry_run=True)
            assert outcome.plan.n_files == 1


def test_files_are_told_in_the_order_of_their_paths(sqlite_desk: Desk, tmp_path: Path) -> None:
    for name in ("b/z.txt", "b.txt", "a/a.txt", "a-b/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The text of {name}.", "utf-8")
    found = [
        str(Path(one.path).relative_to(tmp_path)) for one in bring(sqlite_desk, tmp_path).articles
    ]
    assert found == sorted(found)


def test_files_at_hand_are_read_like_those_on_disk(sqlite_desk: Desk) -> None:
    page = MemorySource("page.txt", b"A page\n\nThe baker knew of the sale.")
    marks = MemorySource(
        "marks.tiny", line(spans=[[None, None, "t", {"quote": "The baker"}]]).encode()
    )
    outcome = bring(sqlite_desk, marks, page, MemorySource("all.zip", zipped({"b.txt": b"Else."})))
    assert [(one.title, one.path) for one in outcome.articles] == [
        ("A page", "page.txt"),
        ("Else.", "all.zip/b.txt"),
    ]
    assert outcome.passages == 1
