"""A pair of text and passages comes in or stays out together; files about files stay out."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from formats.exchange.choices import Choices
from formats.exchange.imports import Outcome, run_import
from formats.exchange.report import sentences
from tests.builders import Desk

Packed = Callable[[dict[str, str]], Path]
GOOD = "T1\tClaim 0 7\tAnother\n"
WRONG = "T1\tClaim 4 9\tmayors\n"
PAIRS = {
    "one.txt": "The mayor said a lot.\n",
    "one.ann": WRONG,
    "two.txt": "Another text about Kyiv.\n",
    "two.ann": GOOD,
}


def titles(outcome: Outcome) -> list[str]:
    return sorted(Path(one.path).name for one in outcome.articles)


def brought(desk: Desk, *places: Path | str, **choices: object) -> Outcome:
    wanted = Choices(**choices)  # type: ignore[arg-type]
    return run_import(desk.database, None, desk.project_id, [str(one) for one in places], wanted)


def in_folder(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return path


def in_zip(path: Path, files: dict[str, str]) -> Path:
    path.mkdir()
    with ZipFile(path / "all.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path / "all.zip"


@pytest.fixture(params=[in_folder, in_zip], ids=["folder", "zip"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Packed:
    return lambda files: request.param(tmp_path / "these", files)


def test_a_text_stays_out_with_its_refused_passages(desk: Desk, packed: Packed) -> None:
    outcome = brought(desk, packed(PAIRS))
    assert titles(outcome) == ["two.txt"]
    told = {Path(file.path).name: file.faults[0].reason for file in outcome.plan.faulty}
    assert sorted(told) == ["one.ann", "one.txt"]
    assert "one.ann" in told["one.txt"]
    assert outcome.plan.total.articles_new == 1


def test_with_what_is_good_it_comes_in(sqlite_desk: Desk, packed: Packed) -> None:
    outcome = brought(sqlite_desk, packed(PAIRS), good_only=True)
    assert len(outcome.articles) == 2
    assert [Path(file.path).name for file in outcome.plan.faulty] == ["one.ann"]


def test_a_text_that_other_passages_are_about_comes_in(sqlite_desk: Desk, tmp_path: Path) -> None:
    other = '{"text": "The mayor said a lot.\\n", "label": [[4, 9, "Claim"]]}\n'
    outcome = brought(sqlite_desk, in_folder(tmp_path / "these", PAIRS | {"all.jsonl": other}))
    assert (len(outcome.articles), outcome.passages) == (2, 2)
    assert [Path(file.path).name for file in outcome.plan.faulty] == ["one.ann"]


def test_a_readme_and_lists_stay_out_and_are_named(sqlite_desk: Desk, packed: Packed) -> None:
    about = {"README": "This was made by X.", "sub/LICENSE.txt": "Do as you like.", "ids": "1\n2\n"}
    outcome = brought(sqlite_desk, packed({"a.txt": "An article.", **about}))
    assert titles(outcome) == ["a.txt"]
    assert not list(outcome.plan.faulty)
    assert sorted(Path(one).name for one in outcome.plan.about) == ["LICENSE.txt", "README", "ids"]
    assert any("README" in one and "LICENSE.txt" in one for one in sentences(outcome, False))


@pytest.mark.parametrize(
    "files", [{"README": "All there is."}, {"51060": "One post.", "51061": "Another."}]
)
def test_what_lies_alone_was_asked_for(
    sqlite_desk: Desk, packed: Packed, files: dict[str, str]
) -> None:
    outcome = brought(sqlite_desk, packed(files))
    assert titles(outcome) == sorted(files)


def test_what_was_named_was_asked_for(sqlite_desk: Desk, tmp_path: Path) -> None:
    folder = in_folder(tmp_path / "these", {"a.txt": "An article.", "README": "About it."})
    assert titles(brought(sqlite_desk, folder / "a.txt", folder / "README")) == ["README", "a.txt"]


def test_whoever_says_the_format_gets_every_file(sqlite_desk: Desk, packed: Packed) -> None:
    outcome = brought(
        sqlite_desk, packed({"a.txt": "An article.", "README": "It."}), format_name="txt"
    )
    assert len(outcome.articles) == (2 if outcome.plan.n_files == 2 else 0)


def test_a_page_without_a_suffix_is_an_article(sqlite_desk: Desk, packed: Packed) -> None:
    page = (
        f"<!doctype html><html><body><article><p>{'It says so. ' * 40}</p></article></body></html>"
    )
    assert titles(brought(sqlite_desk, packed({"a.txt": "An article.", "saved-page": page}))) == [
        "a.txt",
        "saved-page",
    ]
