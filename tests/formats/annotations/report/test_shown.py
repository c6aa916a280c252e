"""What stands on a page: visible, in its own direction, and linked only where it is safe."""

import pytest

from formats.annotations.report.shown import (
    address,
    day,
    language,
    on_one_line,
    runs_right_to_left,
    shown,
    web_address,
)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/a?b=c&d=<e>", "http://[::1]:8080/x", "HTTPS://EXAMPLE.ORG/"],
)
def test_a_web_address_is_a_link(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://example.org/",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "https:example.org",
        "https://",
        "//example.org/",
        "file:///etc/passwd",
        "http://[broken/",
        "https://example.org/\u202egnp.exe",
        "https://example.org/\u200b",
        "The minutes of 5 March",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert web_address(text) is None


def test_what_turns_letters_is_seen_in_an_address() -> None:
    assert address("https://example.org/\u202egnp.exe") == "https://example.org/%E2%80%AEgnp.exe"


def test_controls_and_halves_of_characters_become_visible() -> None:
    assert shown("a\x00b\x1bc\x7fd\ud800e\ufffff") == "a␀b␛c␡d\ufffde\ufffdf"
    assert shown("tab\tand line\nend, 👨🏻‍🚒 and \u200fעברית") == (
        "tab\tand line\nend, 👨🏻‍🚒 and \u200fעברית"
    )
    assert on_one_line(" two\n lines\t") == "two lines"


@pytest.mark.parametrize(
    ("code", "kept"),
    [("en", "en"), ("pt-BR", "pt-BR"), ('en" onload="x', ""), ("", ""), ("english", "")],
)
def test_a_language_is_a_code_or_nothing(code: str, kept: str) -> None:
    assert language(code) == kept


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-04-11", "11 Apr 2026"),
        ("2026-04-11T09:30:00Z", "11 Apr 2026"),
        ("<b>soon</b>", "<b>soon</b>"),
    ],
)
def test_days_are_written_out(iso: str, words: str) -> None:
    assert day(iso) == words


def test_direction_is_that_of_the_first_letter() -> None:
    assert runs_right_to_left("… 12 שלום, world")
    assert not runs_right_to_left("12 world, שלום")
    assert not runs_right_to_left("12 …")
