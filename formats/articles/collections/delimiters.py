"""What parts the cells of a table, told from its beginning."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DELIMITERS = (",", "\t", ";", "|")
_ROWS = 100
_LEAST_SAME = 0.8
_TOLD = re.compile(r"\ufeff?sep=(?P<delimiter>[^\r\n])(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: its delimiter, and whether a quote inside quotes follows a backslash.

    `is_told` is whether a line of its own before the header says the delimiter, as Excel writes.
    """

    delimiter: str = ","
    backslash: bool = False
    is_told: bool = False

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The cells of each row of `lines`."""
        if self.backslash:
            return csv.reader(lines, delimiter=self.delimiter, escapechar="\\", doublequote=False)
        return csv.reader(lines, delimiter=self.delimiter)


def find_dialect(sample: str, *, is_whole: bool) -> tuple[Dialect, list[list[str]]] | None:
    """The dialect in which most rows have equally many cells, two at least, with those rows.

    `is_whole` is whether the sample is all there is: else its last row is cut short. None where
    no delimiter parts the rows.
    """
    told = _TOLD.match(sample)
    body = sample[told.end() :] if told else sample
    best: tuple[float, int] = (_LEAST_SAME, 1)
    found = None
    for backslash in (False, True) if '\\"' in body else (False,):
        for delimiter in (told["delimiter"],) if told else DELIMITERS:
            dialect = Dialect(delimiter, backslash, told is not None)
            rows = _rows(dialect, body, is_whole=is_whole)
            score = _score(rows)
            if score >= best and (found is None or score > best) and score[1] > 1:
                best, found = score, (dialect, rows)
    return found


def _score(rows: list[list[str]]) -> tuple[float, int]:
    """The share of the rows that are equally long, and how long those are."""
    if not rows:
        return 0.0, 0
    width, same = Counter(map(len, rows)).most_common(1)[0]
    return round(same / len(rows), 2), width


def _rows(dialect: Dialect, sample: str, *, is_whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in dialect.reader(io.StringIO(sample, newline="")):
            rows += [row] if any(row) else []
            if len(rows) > _ROWS:
                return rows
    except csv.Error:
        return []
    return rows if is_whole or len(rows) < 2 else rows[:-1]
