"""Codes of an authenticator app: the vectors of RFC 6238, and the half minutes around now."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from models.one_time_code import (
    app_address,
    code_at,
    matching_step,
    new_code_secret,
    step_of,
)

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 28, 12, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_the_rfc(seconds: int, code: str) -> None:
    step = step_of(datetime.fromtimestamp(seconds, UTC))
    assert code_at(RFC_SECRET, step, digits=8) == code
    assert code_at(RFC_SECRET, step) == code[2:]


@pytest.mark.parametrize(
    ("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_code_counts_in_its_half_minute_and_the_ones_beside_it(seconds: int, fits: bool) -> None:
    secret = new_code_secret()
    code = code_at(secret, step_of(NOW + timedelta(seconds=seconds)))
    assert (matching_step(secret, code, NOW) is not None) is fits
    assert (matching_step(secret, f" {code[:3]} {code[3:]} ", NOW) is not None) is fits


@pytest.mark.parametrize(
    "typed", ["", "000000x", "٠٠٠٠٠٠", "12345", "1234567", "\x00", "\ud800", "💩" * 6]
)
def test_what_is_no_code_fits_nothing(typed: str) -> None:
    assert matching_step(RFC_SECRET, typed, NOW) is None


def test_the_app_is_told_whose_and_which_workbench() -> None:
    address = app_address("ABC", "ruth:ames@desk.example")
    assert address.startswith("otpauth://totp/Fact-check%20Workbench%3Aruth%3Aames%40desk.example?")
    assert address.endswith("secret=ABC&issuer=Fact-check%20Workbench")
