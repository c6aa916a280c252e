"""The project's tags as the report draws them: a line pattern and colours for each name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formats.annotations.report.colours import TagColours, tag_colours
from formats.annotations.report.shown import on_one_line
from formats.annotations.rows import TagRow

PATTERNS = ("solid", "dashes", "dots", "wave")


@dataclass(frozen=True, slots=True)
class Look:
    """How one tag is drawn; `key` is unique in the tag set and made of letters and digits."""

    key: str
    name: str
    pattern: str
    light: TagColours
    dark: TagColours
    row: TagRow | None

    @property
    def letter(self) -> str:
        """What stands for the tag where there is no colour; blank for one that the tag set lacks."""
        return on_one_line(self.row.letter) if self.row else ""


class TagSet:
    """The tags in their order, retired ones too."""

    def __init__(self, rows: Iterable[TagRow]) -> None:
        self._looks = {row.tag: _look(f"t{n}", row) for n, row in enumerate(rows)}

    def __iter__(self) -> Iterator[Look]:
        return iter(self._looks.values())

    def of(self, name: str) -> Look:
        """The look of that tag; one that the tag set does not have is grey and dotted."""
        light, dark = tag_colours("")
        return self._looks.get(name) or Look("tx", name, "dots", light, dark, None)

    def letter(self, name: str) -> str:
        """The letter of the tag of that name."""
        return self.of(name).letter


def _look(key: str, row: TagRow) -> Look:
    light, dark = tag_colours(row.colour)
    pattern = row.pattern if row.pattern in PATTERNS else "solid"
    return Look(key, row.tag, pattern, light, dark, row)
