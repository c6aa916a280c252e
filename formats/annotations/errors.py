"""The one error of everything that reads labelled data, and what is said of a part of a file."""

from dataclasses import dataclass

from words import say


class FormatError(ValueError):
    """A file that cannot be read as labelled data at all; `str()` is the sentence to show.

    `line` counts from 1, and is None where the reason lies on no line.
    """

    def __init__(self, word: str, line: int | None = None, **values: object) -> None:
        self.word = word
        self.line = line
        super().__init__(say(f"labelled.{word}", line=line, **values))


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a file that cannot be imported, and why, in a sentence; `line` counts from 1."""

    line: int | None
    reason: str


def fault(word: str, line: int | None = None, **values: object) -> Fault:
    """The fault that the words of `labelled` have a sentence for."""
    return Fault(line, say(f"labelled.{word}", line=line, **values))
