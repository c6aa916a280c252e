"""Recogito and Annotorious: the W3C flavour that they write, and their own model.

Reads arrays, lines or single annotations: W3C ones whose targets name their annotation, and
`{"id", "bodies", "target": {"selector": [{"quote", "start", "end"}]}}`. Bodies are tags, a note or
evidence by their purpose; an annotation without a tag is 'highlighting' or 'commenting'.
Writes a zip: an array an article in the W3C flavour, and the text beside it.

Offsets are UTF-16 code units, counted over the page in a browser. Where the text is at hand, the
quote tells. Not carried: articles without passages, confidence, quotes and stance of evidence,
gold, details of the article beside its address, the state of readings, the codebook.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_fields import an_object, one_or_more
from formats.annotations.json_items import Item, first_items, items
from formats.annotations.json_writing import compact
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES, count_lost
from formats.annotations.marks import Ground, Mark, by_page, text_beside, text_name
from formats.annotations.offsets import TextMap
from formats.annotations.placing import UNITS_FIRST
from formats.annotations.rows import AnnotationRow
from formats.annotations.w3c import bodies, quote_selector
from formats.annotations.w3c_annotation import CONTEXT, is_recogitos, marks
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "recogito"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".json", ".jsonl")
OFFSETS = "UTF-16 code units"
COMPANIONS = ("texts/*.txt",)
CARRIES_NOT = (
    "untagged_articles",
    "confidence",
    "evidence_details",
    "gold",
    "article_details",
    "reading_states",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)


def recognises(source: Source) -> bool:
    """Recogito's own model, or W3C annotations whose targets name their annotation."""
    found = [item.value for item in first_items(source)]
    return any(is_recogitos(value) or _is_own_model(value) for value in found)


def _is_own_model(value: Mapping[str, Any]) -> bool:
    target = value.get("target")
    return isinstance(value.get("bodies"), list) and isinstance(target, dict)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a page that annotations which follow one another are about."""
    ground = Ground(text_beside(source), UNITS_FIRST)
    return by_page(_marks(items(source), ground), ground.text)


def _marks(found: Iterable[Item | Fault], ground: Ground) -> Iterator[Mark | Fault]:
    for item in found:
        if isinstance(item, Fault):
            yield item
            continue
        try:
            value = _as_w3c(item.value) if _is_own_model(item.value) else item.value
            yield from marks(value, ground, item.line)
        except FormatError as error:
            yield Fault(error.line or item.line, str(error))


def _as_w3c(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """An annotation of its own model in the words of the W3C's."""
    target = an_object(value["target"], "target")
    pieces = [_piece(one) for one in one_or_more(target.get("selector"))]
    whole_page = {"source": target.get("source")}
    return {
        "type": "Annotation",
        "id": value.get("id"),
        "creator": target.get("creator", value.get("creator")),
        "created": target.get("created"),
        "modified": target.get("updated"),
        "body": value["bodies"],
        "target": [{**whole_page, "selector": piece} for piece in pieces] or whole_page,
    }


def _piece(value: object) -> Sequence[Mapping[str, Any]]:
    held = an_object(value, "selector")
    if "quote" not in held and "start" not in held:
        return [held]
    quote = {
        "type": "TextQuoteSelector",
        "exact": held.get("quote"),
        "prefix": held.get("prefix"),
        "suffix": held.get("suffix"),
    }
    position = {
        "type": "TextPositionSelector",
        "start": held.get("start"),
        "end": held.get("end"),
    }
    return [*([quote] if held.get("quote") else []), *([position] if "start" in held else [])]


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip with an array of annotations and a text for every article that has passages."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    for document in documents(dataset):
        count_lost(document, options.lost, CARRIES_NOT)
        if document.annotations:
            yield text_name(document), [document.article.text.encode()]
            yield f"{document.name}.json", _array(document)


def _array(document: Document) -> Iterator[bytes]:
    units = TextMap(document.article.text).utf16_starts
    before = "[\n"
    for row in document.annotations:
        yield f"{before}{compact(_annotation(row, document, units))}".encode()
        before = ",\n"
    yield b"\n]\n"


def _annotation(row: AnnotationRow, document: Document, units: Sequence[int]) -> dict[str, Any]:
    by = {"creator": {"id": row.reviewer, "name": row.reviewer}} if row.reviewer else {}
    position = {"start": units[row.start], "end": units[row.end]}
    return {
        "@context": CONTEXT,
        "id": row.annotation_id,
        "type": "Annotation",
        **by,
        "created": utc(row.created_at),
        "modified": utc(row.updated_at),
        "body": bodies(row, document),
        "target": [
            {
                "annotation": row.annotation_id,
                "source": row.url or text_name(document),
                "selector": [
                    quote_selector(row),
                    {"type": "TextPositionSelector", **position},
                ],
            }
        ],
    }
