"""A WebAnno TSV 3 file as an article with its passages."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import Authorship, authorship, title
from formats.annotations.spans import stored_span
from formats.annotations.uima_layers import is_passage_type, reading, tag_feature
from formats.annotations.webanno_escapes import (
    unescape_early_text,
    unescape_text,
)
from formats.annotations.webanno_tsv_body import TOKEN_CELLS, Body, Found, Unit
from formats.annotations.webanno_tsv_header import LAYERS, SPAN, Layer, layer, version

Lines = Iterator[tuple[int, str]]

_FIRST_WITH_OWN_ESCAPES = (3, 2)
_LARGEST = 3


def read_version_3(lines: Lines, path: str) -> LabelledArticle:
    """The article. Raises FormatError where its text cannot be put together."""
    number, first = next(lines, (1, ""))
    named = version(first)
    if named is None or named[0] != _LARGEST:
        raise FormatError("tsv_version", number)
    early = named < _FIRST_WITH_OWN_ESCAPES
    unescape: Callable[[str], str] = unescape_early_text if early else unescape_text
    layers, rest = _layers(lines)
    body = Body(layers, unescape)
    body.take(rest)
    return _article(body, layers, path)


def _layers(lines: Lines) -> tuple[Sequence[Layer], Iterable[tuple[int, str]]]:
    layers: list[Layer] = []
    first = TOKEN_CELLS
    for number, line in lines:
        if not line.startswith(LAYERS):
            return layers, _followed((number, line), lines)
        layers.append(layer(line, first))
        first += len(layers[-1].columns)
    return layers, lines


def _followed(line: tuple[int, str], lines: Lines) -> Lines:
    yield line
    yield from lines


def _article(body: Body, layers: Sequence[Layer], path: str) -> LabelledArticle:
    text = TextMap(body.text)
    by = authorship(path)
    tags = {one.type_name: _tag_feature(body, one) for one in layers if one.kind == SPAN}
    passages: list[LabelledPassage] = []
    faults: list[Fault] = []
    for found in body.annotations.values():
        one = _passage(found, text, tags[found.layer.type_name], by, body)
        if isinstance(one, Fault):
            faults.append(one)
        elif one is not None:
            passages.append(one)
    return LabelledArticle(
        text.text, passages, title=title(path), faults=faults, dropped=+body.dropped
    )


def _tag_feature(body: Body, layer: Layer) -> str | None:
    """The first fitting feature of the layer that any annotation of the file has a value in."""
    with_values = {
        name
        for found in body.annotations.values()
        if found.layer is layer
        for name in found.features
    }
    ordered = [column.feature for column in layer.columns if column.feature in with_values]
    return tag_feature(dict.fromkeys(ordered, ""))


def _passage(
    found: Found, text: TextMap, tag_in: str | None, by: Authorship, body: Body
) -> LabelledPassage | Fault | None:
    if not is_passage_type(found.layer.type_name):
        body.dropped["dropped_other"] += 1
        return None
    start = min(unit.start for unit in found.units)
    end = max(unit.end for unit in found.units)
    if start == end:
        body.dropped["dropped_zero_length"] += 1
        return None
    line = found.units[0].line
    span = stored_span(text.utf16, text.utf16_starts[-1], start, end, line)
    if isinstance(span, Fault):
        return span
    if wrong := next((unit for unit in found.units if not _stands(unit, text)), None):
        return fault("tsv_token", wrong.line, start=wrong.start, end=wrong.end)
    said = reading(found.layer.type_name, found.features, tag_in)
    if said.others:
        body.dropped["dropped_attributes"] += said.others
    return LabelledPassage(
        said.tag,
        *span,
        text.text[span[0] : span[1]],
        reviewer=by.reviewer,
        is_gold=by.is_gold,
        note=said.note,
        confidence=said.confidence,
        line=line,
    )


def _stands(unit: Unit, text: TextMap) -> bool:
    """Whether the text has the unit's own words where it says that it stands."""
    start, end = text.utf16(unit.start), text.utf16(unit.end)
    return start is not None and text.text[start:end] in (unit.text, unescape_text(unit.text))
