"""Passwords: which are taken, how they are kept, and that letters may be composed either way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import BadInput
from models.passwords import LONGEST, SHORTEST, fits, hash_password, is_outdated

GOOD = "four quiet herons wade"


def test_it_is_kept_as_argon2id_and_never_twice_the_same() -> None:
    first, second = hash_password(GOOD), hash_password(GOOD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert fits(GOOD, first)
    assert fits(GOOD, second)
    assert not is_outdated(first)


@pytest.mark.parametrize("typed", ["", GOOD + " ", GOOD.upper(), "\x00", "\ud800", "x" * 100_000])
def test_another_one_does_not_fit(typed: str) -> None:
    assert not fits(typed, hash_password(GOOD))
    assert not fits(typed, None)
    assert not fits(typed, "no hash at all")


def test_letters_composed_on_another_machine_fit() -> None:
    assert fits("cafe\u0301 au lait, trois fois", hash_password("café au lait, trois fois"))


@pytest.mark.parametrize("short", ["", "a b c d e f", "x" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_too_short_or_too_long_is_refused(short: str) -> None:
    with pytest.raises(BadInput, match="needs 12 to 256 characters"):
        hash_password(short)


@pytest.mark.parametrize(
    "guessed", ["aaaaaaaaaaaaaaa", "121212121212", "ines@desk.example", "ELPMAXE.KSED@SENI"]
)
def test_what_others_guess_is_refused(guessed: str) -> None:
    with pytest.raises(BadInput, match="guessed too easily"):
        hash_password(guessed, "ines@desk.example", "Ines")


@pytest.mark.parametrize("strange", ["four quiet\x00herons", "four quiet\ud800herons"])
def test_what_is_no_text_is_refused(strange: str) -> None:
    with pytest.raises(BadInput):
        hash_password(strange)


@settings(max_examples=8)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        min_size=20,
        max_size=60,
    )
)
def test_every_text_fits_itself(password: str) -> None:
    try:
        kept = hash_password(password)
    except BadInput:
        return
    assert fits(password, kept)
