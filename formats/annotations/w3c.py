"""W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

Reads one annotation, an array, lines, an AnnotationPage, and an AnnotationCollection whose first
page is in the file. Passages are those of TextQuoteSelector and TextPositionSelector, alone,
together, or refining one another; bodies are tags, a note or evidence by their purpose. Images,
sounds, and annotations of whole pages are counted. No address is ever fetched.
Writes a zip: an AnnotationPage an article with both selectors, and the text beside it, which the
target names as its cached copy.

Offsets are code points, half-open: the recommendation demands 'unicode code points, not code
units'. Programs in browsers often count UTF-16 units nevertheless; where the text is at hand, the
quote tells which. Not carried: confidence, quotes and stance of evidence, gold, details of the
article beside its address, the state of readings, the codebook.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.json_fields import one_or_more
from formats.annotations.json_items import Item, first_items, items
from formats.annotations.json_writing import compact
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES, count_lost
from formats.annotations.marks import Ground, Mark, by_page, text_beside, text_name
from formats.annotations.placing import POINTS_FIRST
from formats.annotations.rows import AnnotationRow
from formats.annotations.w3c_annotation import CONTEXT, is_recogitos, marks, speaks_w3c
from formats.annotations.w3c_targets import types
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "w3c"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".jsonld", ".json", ".jsonl")
OFFSETS = "code points"
COMPANIONS = ("texts/*.txt",)
CARRIES_NOT = (
    "confidence",
    "evidence_details",
    "gold",
    "article_details",
    "reading_states",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)

_LISTS = ("items", "@graph")
_SPEAKS = re.compile(rb'"@context"[^}]{0,200}https?://www\.w3\.org/ns/anno\.jsonld')


def recognises(source: Source) -> bool:
    """Web Annotations in JSON-LD, even broken or in a wrong context; not what Recogito wrote."""
    found = first_items(source, _LISTS)
    if not found:
        head = source.head()
        return head.lstrip()[:1] in (b"{", b"[", b"\xef") and _SPEAKS.search(head) is not None
    return any(_is_ours(item) for item in found) and not any(
        is_recogitos(item.value) for item in found
    )


def _is_ours(item: Item) -> bool:
    if "Annotation" in types(item.value) and "target" in item.value:
        return True
    return speaks_w3c(item.value.get("@context", item.around.get("@context")))


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a page that annotations which follow one another are about."""
    ground = Ground(text_beside(source), POINTS_FIRST)
    return by_page(_marks(items(source, _LISTS), ground), ground.text)


def _marks(found: Iterable[Item | Fault], ground: Ground) -> Iterator[Mark | Fault]:
    around: Mapping[str, Any] = {}
    for item in found:
        if isinstance(item, Fault):
            yield item
            continue
        around = item.around
        try:
            yield from _of_item(item, ground)
        except FormatError as error:
            yield Fault(error.line or item.line, str(error))
    if around.get("next") is not None:
        yield fault("pages_elsewhere", 1)


def _of_item(item: Item, ground: Ground) -> Iterator[Mark | Fault]:
    context = item.value.get("@context", item.around.get("@context"))
    if context is not None and not speaks_w3c(context):
        raise FormatError("field_type", field="@context", wanted=CONTEXT)
    kinds = types(item.value)
    if "AnnotationCollection" in kinds or "AnnotationPage" in kinds:
        yield from _of_collection(item, ground)
    else:
        yield from marks(item.value, ground, item.line)


def _of_collection(item: Item, ground: Ground) -> Iterator[Mark | Fault]:
    """The annotations of its first page; where that or another lies elsewhere, a fault says so."""
    page = item.value.get("first", item.value)
    held = page if isinstance(page, dict) else {}
    entries = one_or_more(held.get("items"))
    for entry in entries:
        try:
            yield from marks(entry if isinstance(entry, dict) else {}, ground, item.line)
        except FormatError as error:
            yield Fault(error.line or item.line, str(error))
    if held.get("next") is not None or not entries:
        yield fault("pages_elsewhere", item.line)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip with a page of annotations and a text for every article."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    for document in documents(dataset):
        count_lost(document, options.lost, CARRIES_NOT)
        yield text_name(document), [document.article.text.encode()]
        yield f"{document.name}.jsonld", _page(document)


def _page(document: Document) -> Iterator[bytes]:
    head = {"@context": CONTEXT, "id": f"{document.name}.jsonld", "type": "AnnotationPage"}
    yield f'{compact(head)[:-1]},"items":[\n'.encode()
    before = ""
    for row in document.annotations:
        yield f"{before}{compact(_annotation(row, document))}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _annotation(row: AnnotationRow, document: Document) -> dict[str, Any]:
    by = {"creator": {"type": "Person", "nickname": row.reviewer}} if row.reviewer else {}
    text = text_name(document)
    return {
        "id": f"urn:uuid:{row.annotation_id}",
        "type": "Annotation",
        "motivation": "tagging",
        **by,
        "created": utc(row.created_at),
        "modified": utc(row.updated_at),
        "body": bodies(row, document),
        "target": {
            "type": "SpecificResource",
            "source": row.url or text,
            "state": {"type": "TimeState", "cached": text},
            "selector": [
                quote_selector(row),
                {"type": "TextPositionSelector", "start": row.start, "end": row.end},
            ],
        },
    }


def bodies(row: AnnotationRow, document: Document) -> list[dict[str, str]]:
    """The tag, the note, and each piece of evidence, as bodies with their purposes."""
    found = [{"type": "TextualBody", "purpose": "tagging", "value": row.tag}]
    if row.note:
        found.append({"type": "TextualBody", "purpose": "commenting", "value": row.note})
    for item in document.evidence.get(row.annotation_id, []):
        value = item.url or item.citation
        found.append({"type": "TextualBody", "purpose": "linking", "value": value})
    return found


def quote_selector(row: AnnotationRow) -> dict[str, str]:
    """The passage by its words."""
    return {
        "type": "TextQuoteSelector",
        "exact": row.quote,
        "prefix": row.prefix,
        "suffix": row.suffix,
    }
