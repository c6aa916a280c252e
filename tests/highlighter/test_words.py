"""The reader says a sentence for everything it does, and has none that nobody says."""

import re
from pathlib import Path

from words import section

SOURCE = Path(__file__).parents[2] / "highlighter" / "frontend" / "src"
WORDS = section("reader")
# Keys that the source puts together from a value: stance_{stance}, confidence_{level}, state_{state}.
MADE = re.compile(r"^(stance|confidence|state)_\w+$")


def _source() -> str:
    return "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.ts"))


def test_every_sentence_that_the_reader_asks_for_is_there() -> None:
    asked = set(re.findall(r'\bsay\(\s*"(\w+)"', _source()))
    asked |= set(re.findall(r'\bkey\("[^"]+", "(\w+)"', _source()))

    assert asked
    assert sorted(asked - set(WORDS)) == []


def test_no_sentence_is_left_over() -> None:
    source = _source()

    assert [key for key in WORDS if f'"{key}"' not in source and not MADE.match(key)] == []


def test_a_value_that_makes_a_key_has_its_sentence() -> None:
    made = [f"stance_{stance}" for stance in ("supports", "contradicts", "context")]
    made += [f"confidence_{level}" for level in ("none", "low", "medium", "high")]
    made += [f"state_{state}" for state in ("saving", "failed", "conflict")]

    assert [key for key in made if key not in WORDS] == []
