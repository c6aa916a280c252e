"""CoNLL files as articles: tokens and their labels a line, the text put together of the tokens."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from formats.annotations.conll_schemes import LABEL, runs
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import authorship
from formats.annotations.spans import check_number, stored_span
from formats.annotations.utf8 import LIMIT_MB, MEGABYTE

DOCUMENT_START = "-DOCSTART-"
TITLE = "# title = "

_SETTING = re.compile(r"# *[\w.:-]+ *=")


@dataclass(slots=True)
class _Open:
    """The article that is being read."""

    number: int
    line: int
    title: str = ""
    sentences: list[str] = field(default_factory=list)
    length: int = 0
    tokens: list[tuple[str, str, int]] = field(default_factory=list)
    labelled: list[tuple[int, int, str, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    columns: int = 2
    size: int = 0


def cells(line: str) -> list[str]:
    """The columns of a line: parted by tabs if there are any, else by blanks."""
    return line.rstrip("\t ").split("\t") if "\t" in line.rstrip("\t ") else line.split()


def is_comment(line: str) -> bool:
    """Whether a line that begins with # says something about the tokens, and is none itself."""
    if not line.startswith("#"):
        return False
    return _SETTING.match(line) is not None or LABEL.fullmatch((cells(line) or [""])[-1]) is None


def read_articles(lines: Iterable[tuple[int, str]], path: str) -> Iterator[LabelledArticle]:
    """An article at each -DOCSTART-, or the whole file as one; one in memory at a time."""
    here = _Open(1, 1)
    reviewer = authorship(path).reviewer
    for number, line in lines:
        if not line.strip():
            _end_sentence(here)
        elif line.startswith(DOCUMENT_START):
            _end_sentence(here)
            if here.sentences:
                yield _article(here, path, reviewer)
                here = _Open(here.number + 1, number)
        elif is_comment(line):
            if line.startswith(TITLE):
                here.title = line.removeprefix(TITLE)
        else:
            _token(here, cells(line), number)
    _end_sentence(here)
    if here.sentences:
        yield _article(here, path, reviewer)


def _token(here: _Open, row: list[str], number: int) -> None:
    here.size += len(row[0]) + 1
    if here.size > LIMIT_MB * MEGABYTE:
        raise FormatError("too_large", number, limit=LIMIT_MB)
    label = row[-1]
    if len(row) < 2 or LABEL.fullmatch(label) is None:
        here.faults.append(fault("conll_label", number))
        label = "O"
    here.columns = max(here.columns, len(row))
    here.tokens.append((row[0], label, number))


def _end_sentence(here: _Open) -> None:
    if not here.tokens:
        return
    starts: list[int] = []
    at = here.length + bool(here.sentences)
    for word, _, _ in here.tokens:
        starts.append(at)
        at += len(word) + 1
    for run in runs([label for _, label, _ in here.tokens]):
        end = starts[run.last] + len(here.tokens[run.last][0])
        check_number(len(here.labelled))
        here.labelled.append((starts[run.first], end, run.tag, here.tokens[run.first][2]))
    here.sentences.append(" ".join(word for word, _, _ in here.tokens))
    here.length = at - 1
    here.tokens = []


def _article(here: _Open, path: str, reviewer: str) -> LabelledArticle:
    text = TextMap("\n".join(here.sentences))
    passages: list[LabelledPassage] = []
    for start, end, tag, line in here.labelled:
        span = stored_span(text.code_point, len(text.raw), start, end, line)
        if isinstance(span, Fault):
            here.faults.append(span)
        else:
            passages.append(LabelledPassage(tag, *span, reviewer=reviewer, line=line))
    name = PurePosixPath(path).stem
    dropped = Counter(dropped_token_columns=here.columns - 2)
    return LabelledArticle(
        text.text,
        passages,
        title=here.title or (name if here.number == 1 else f"{name} ({here.number})"),
        line=here.line,
        faults=here.faults,
        dropped=+dropped,
    )
