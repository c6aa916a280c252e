"""Every word that is shown comes from `words/`, filled in and in the right number."""

import string
import tomllib
from pathlib import Path

import pytest

from words import LANGUAGE, say, section

FOLDER = Path(__file__).resolve().parent.parent / "words" / LANGUAGE
AREAS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def test_a_sentence_is_filled_in() -> None:
    assert say("errors.reviewer_unknown", handle="ruth").startswith("Nobody is known as ruth;")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert "{handle} %s {0}" in say("errors.reviewer_unknown", handle="{handle} %s {0}")


@pytest.mark.parametrize(("n", "word"), [(0, "0 passages"), (1, "1 passage"), (2, "2 passages")])
def test_the_number_chooses_the_form(n: int, word: str) -> None:
    assert say("library.passages", n=n) == word


@pytest.mark.parametrize("area", [area for area in AREAS if area != "reader"])
def test_a_count_has_a_comma_at_the_thousands(area: str) -> None:
    """In the browser the reader writes its own numbers."""
    for key, entry in section(area).items():
        if isinstance(entry, dict) and not key.startswith("settle_"):
            assert not [form for form in entry.values() if "{n}" in form], key


@pytest.mark.parametrize("key", ["errors.no_such_word", "nowhere.title", "title"])
def test_a_word_that_is_missing_is_a_defect(key: str) -> None:
    with pytest.raises((KeyError, FileNotFoundError, ValueError)):
        say(key)


@pytest.mark.parametrize("area", AREAS)
def test_every_sentence_can_be_filled_in(area: str) -> None:
    for key, entry in section(area).items():
        for form in entry.values() if isinstance(entry, dict) else [entry]:
            fields = {name for _, name, _, _ in string.Formatter().parse(form) if name}
            assert all(name.split(".")[0].isidentifier() for name in fields), key


@pytest.mark.parametrize("area", AREAS)
def test_a_key_is_given_once_and_flat(area: str) -> None:
    source = (FOLDER / f"{area}.toml").read_text("utf-8")
    for key, entry in tomllib.loads(source).items():
        assert isinstance(entry, str | dict), key
        if isinstance(entry, dict):
            assert set(entry) == {"one", "other"}, key


def test_an_error_is_a_sentence_that_ends() -> None:
    for key, entry in section("errors").items():
        assert isinstance(entry, str)
        assert key == "body" or entry.endswith(".")
