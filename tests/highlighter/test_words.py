"""The reader says a sentence for everything it does, and has none that nobody says."""

import re
from pathlib import Path

from models.preferences import CHOICES
from models.strokes import ACTIONS
from words import section

SOURCE = Path(__file__).parents[2] / "highlighter" / "frontend" / "src"
WORDS = section("reader")
# Where an article is settled, the reader is given these too.
SETTLING = section("adjudicate")
# Of the text's sizes the number itself is said, and of what is on or off, neither.
SAID_CHOICES = {
    name: values
    for name, values in CHOICES.items()
    if name not in ("size", "others", "letter_keys")
}
# Keys that the source puts together from a value.
MADE = (
    [f"stance_{stance}" for stance in ("supports", "contradicts", "context")]
    + [f"confidence_{level}" for level in ("none", "low", "medium", "high")]
    + [f"state_{state}" for state in ("saving", "failed", "conflict")]
    + [f"key_{action.name}" for action in ACTIONS if action.shown]
    + [f"appearance_{name}" for name in ("size", *SAID_CHOICES)]
    + [f"appearance_{name}_{value}" for name, values in SAID_CHOICES.items() for value in values]
)


def _source() -> str:
    return "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.ts"))


def test_every_sentence_that_the_reader_asks_for_is_there() -> None:
    asked = set(re.findall(r'\bsay\(\s*"(\w+)"', _source()))
    asked |= set(re.findall(r'\bkey\("[^"]+", "(\w+)"', _source()))

    assert asked
    assert sorted(asked - set(WORDS) - set(SETTLING)) == []


def test_no_sentence_is_left_over() -> None:
    source = _source()

    assert [key for key in WORDS if f'"{key}"' not in source and key not in MADE] == []


def test_a_value_that_makes_a_key_has_its_sentence() -> None:
    assert [key for key in MADE if key not in WORDS] == []
