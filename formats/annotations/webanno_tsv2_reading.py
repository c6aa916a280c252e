"""A WebAnno TSV 2 file as an article with its passages: tokens with BIO labels, no offsets.

The first line names the layers: ` # layer | feature # relation | feature | AttachTo=layer`. Where
a token stands is found in its sentence's text. Chains are refused, not guessed at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import authorship, title
from formats.annotations.spans import check_number, stored_span
from formats.annotations.uima_layers import is_passage_type, short_name

FIRST_LINE = re.compile(r"\ufeff?\s*# [\w.]+ *\|[^\n]*")

_TOKEN_CELLS = 2
_ATTACHED = "AttachTo="
_OUTSIDE = "O"
_NO_VALUES = ("", "*", "_")
_TEXT = "#text="
_ROW = re.compile(r"\d+-\d+")


@dataclass(frozen=True, slots=True)
class _Layer:
    type_name: str
    first: int
    cells: int
    is_relation: bool


@dataclass(slots=True)
class _Label:
    tag: str
    start: int
    end: int
    line: int


@dataclass(slots=True)
class _State:
    """The sentences until here, where in the last one its last token ended, and the passages."""

    sentences: list[str] = field(default_factory=list)
    base: int = 0
    at: int = 0
    labels: list[_Label] = field(default_factory=list)
    open: dict[tuple[str, str, int], int] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)


def read_version_2(lines: Iterator[tuple[int, str]], path: str) -> LabelledArticle:
    """The article. Raises FormatError where a row does not fit its text or the first line."""
    _, first = next(lines, (1, ""))
    layers = _layers(first)
    cells = _TOKEN_CELLS + sum(layer.cells for layer in layers)
    state = _State()
    for number, line in lines:
        if line.startswith(_TEXT):
            _sentence(state, line[len(_TEXT) :])
        elif _ROW.match(line):
            row = line.split("\t")
            if len(row) < cells:
                raise FormatError("tsv_row", number, cells=cells)
            _token(state, layers, row, number)
        elif not line.strip():
            state.open.clear()
    return _article(state, path)


def _article(state: _State, path: str) -> LabelledArticle:
    text = TextMap("\n".join(state.sentences))
    by = authorship(path)
    passages: list[LabelledPassage] = []
    faults: list[Fault] = []
    for label in state.labels:
        span = stored_span(text.code_point, len(text.raw), label.start, label.end, label.line)
        if isinstance(span, Fault):
            faults.append(span)
            continue
        passages.append(
            LabelledPassage(
                label.tag,
                *span,
                text.text[span[0] : span[1]],
                reviewer=by.reviewer,
                is_gold=by.is_gold,
                line=label.line,
            )
        )
    return LabelledArticle(
        text.text, passages, title=title(path), faults=faults, dropped=+state.dropped
    )


def _sentence(state: _State, text: str) -> None:
    if state.sentences:
        state.base += len(state.sentences[-1]) + 1
    state.sentences.append(text)
    state.at = 0


def _layers(line: str) -> Sequence[_Layer]:
    layers: list[_Layer] = []
    first = _TOKEN_CELLS
    for declared in re.split(r"(?:^|\s)#\s", line.removeprefix("\ufeff"))[1:]:
        name, *features = [part.strip() for part in declared.split("|")]
        if "referenceType" in features or "referenceRelation" in features:
            raise FormatError("tsv2_chain", 1)
        is_relation = any(feature.startswith(_ATTACHED) for feature in features)
        layers.append(_Layer(name, first, max(1, len(features)), is_relation))
        first += layers[-1].cells
    return layers


def _token(state: _State, layers: Sequence[_Layer], row: Sequence[str], number: int) -> None:
    at = state.sentences[-1].find(row[1], state.at) if state.sentences else -1
    if at < 0 or not row[1]:
        raise FormatError("tsv2_token", number)
    state.at = at + len(row[1])
    start, end = state.base + at, state.base + state.at
    still: dict[tuple[str, str, int], int] = {}
    for layer in layers:
        cells = row[layer.first : layer.first + layer.cells]
        if layer.is_relation:
            state.dropped["dropped_relations"] += bool(_ROW.match(cells[-1]))
        elif not is_passage_type(layer.type_name):
            state.dropped["dropped_other"] += cells[0] not in (_OUTSIDE, *_NO_VALUES)
        else:
            others = sum(cell not in (_OUTSIDE, *_NO_VALUES) for cell in cells[1:])
            state.dropped["dropped_attributes"] += others
            still |= _labels(state, layer, cells[0], (start, end, number))
    state.open = still


def _labels(
    state: _State, layer: _Layer, cell: str, token: tuple[int, int, int]
) -> dict[tuple[str, str, int], int]:
    """Extend or begin the passages that the cell names; those that the next token may extend."""
    start, end, number = token
    here: dict[tuple[str, str, int], int] = {}
    for label in cell.split("|"):
        if label in (_OUTSIDE, *_NO_VALUES):
            continue
        begins = not label.startswith("I-")
        name = label[2:] if label.startswith(("B-", "I-")) else label
        tag = short_name(layer.type_name) if name in _NO_VALUES else name
        key = (layer.type_name, tag, sum(other[1] == tag for other in here))
        if not begins and key in state.open:
            here[key] = state.open[key]
            state.labels[here[key]].end = end
        else:
            check_number(len(state.labels), number)
            here[key] = len(state.labels)
            state.labels.append(_Label(tag, start, end, number))
    return here
