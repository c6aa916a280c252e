"""Hypothes.is: what its API answers, what its client exports, and the Annotator.js of before.

Reads `{"rows": [...]}`, the client's `{"annotations": [...]}`, an array, lines or one annotation;
annotations flattened to `annotation` (the quote) and `uri`; and Annotator.js 1.x (`quote` and
`ranges`). Each tag is a passage of its own; without one the tag is 'annotation', or 'highlight'
where nothing was written. Replies and notes on whole pages are counted; XPath ranges are not read,
for text position and quote say the same. Writes a zip: the API's answer and the text for each article.

Offsets are UTF-16 code units: the client counts over `textContent` in the browser, whatever the
W3C says of the selector it borrows. Where the text is at hand, the quote tells.
Not carried: confidence, evidence, gold, details of the article beside title and address, the state
of readings, the codebook.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_fields import (
    a_list,
    checked,
    is_address,
    moment,
    name_of,
    one_or_more,
    whole,
    words,
)
from formats.annotations.json_items import Item, first_items, items
from formats.annotations.json_writing import compact
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.losses import BESIDE_PASSAGES, count_lost
from formats.annotations.marks import Ground, Mark, Spot, by_page, spot, text_beside, text_name
from formats.annotations.offsets import TextMap
from formats.annotations.placing import UNITS_FIRST
from formats.annotations.rows import AnnotationRow
from formats.annotations.w3c import quote_selector
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "hypothesis"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".json", ".jsonl")
OFFSETS = "UTF-16 code units"
COMPANIONS = ("texts/*.txt",)
CARRIES_NOT = (
    "confidence",
    "evidence",
    "gold",
    "article_details",
    "reading_states",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)

_LISTS = ("rows", "annotations")
_EMPTY = re.compile(rb'\s*\{\s*"total"\s*:\s*\d+\s*,\s*"rows"\s*:\s*\[\s*\]\s*\}\s*')
_ACCOUNT = "acct:"


def recognises(source: Source) -> bool:
    """Annotations with a `uri` and what Hypothes.is or Annotator.js point with."""
    found = first_items(source, _LISTS)
    return any(_is_ours(item.value) for item in found) or bool(_EMPTY.fullmatch(source.head()))


def _is_ours(value: Mapping[str, Any]) -> bool:
    if not isinstance(value.get("uri"), str) or "@context" in value:
        return False
    is_flat = isinstance(value.get("annotation"), str) and "user" in value
    has_quote = isinstance(value.get("ranges"), list) and "quote" in value
    return is_flat or has_quote or isinstance(value.get("target"), list)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a page that annotations which follow one another are about."""
    ground = Ground(text_beside(source), UNITS_FIRST)
    return by_page(_marks(items(source, _LISTS), ground), ground.text)


def _marks(found: Iterable[Item | Fault], ground: Ground) -> Iterator[Mark | Fault]:
    for item in found:
        if isinstance(item, Fault):
            yield item
            continue
        try:
            yield _mark(item, ground)
        except FormatError as error:
            yield Fault(error.line or item.line, str(error))


def _mark(item: Item, ground: Ground) -> Mark:
    value = item.value
    uri = words(value, "uri")
    url = uri if is_address(uri) else ""
    dropped: Counter[str] = Counter()
    if a_list(value, "references"):
        return Mark(url, dropped=Counter(dropped_replies=1))
    note = words(value, "text")
    about = LabelledPassage(
        tag="",
        reviewer=words(value, "user").removeprefix(_ACCOUNT),
        note=note,
        id=name_of(value.get("id"), "id"),
        created_at=moment(value.get("created")),
        updated_at=moment(value.get("updated")),
        line=item.line,
    )
    spots = _spots(value, dropped)
    tags = list(
        dict.fromkeys(filter(None, (checked(one, "tags") for one in a_list(value, "tags"))))
    )
    passages = list(ground.spread(about, spots, tags or ["annotation" if note else "highlight"]))
    return Mark(url, passages, _title(value), dropped)


def _title(value: Mapping[str, Any]) -> str:
    document = value.get("document")
    held = document.get("title") if isinstance(document, dict) else value.get("title")
    first = next(iter(one_or_more(held)), None)
    return checked(first, "title") if isinstance(first, str) else ""


def _spots(value: Mapping[str, Any], dropped: Counter[str]) -> Sequence[Spot]:
    quote = words(value, "quote") or words(value, "annotation")
    if quote:
        return [Spot(quote=quote)]
    found = [one for one in a_list(value, "target") if isinstance(one, dict)]
    selectors = [_named(a_list(one, "selector")) for one in found if a_list(one, "selector")]
    if not selectors:
        dropped["dropped_whole"] += 1
    spots = [one for held in selectors if (one := _spot(held))]
    dropped["dropped_selectors"] += len(selectors) - len(spots)
    return spots


def _named(selectors: Sequence[object]) -> Mapping[str, Mapping[str, Any]]:
    return {str(one.get("type")): one for one in selectors if isinstance(one, dict)}


def _spot(selectors: Mapping[str, Mapping[str, Any]]) -> Spot | None:
    position = selectors.get("TextPositionSelector")
    quote = selectors.get("TextQuoteSelector", {})
    exact = words(quote, "exact")
    if position is None and not exact:
        return None
    start = whole(position, "start") if position else None
    end = whole(position, "end") if position else None
    return spot(start, end, exact, words(quote, "prefix"), words(quote, "suffix"))


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip with the API's answer and a text for every article."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    for document in documents(dataset):
        count_lost(document, options.lost, CARRIES_NOT)
        yield text_name(document), [document.article.text.encode()]
        yield f"{document.name}.json", _answer(document)


def _answer(document: Document) -> Iterator[bytes]:
    units = TextMap(document.article.text).utf16_starts
    yield f'{{"total":{len(document.annotations)},"rows":[\n'.encode()
    before = ""
    for row in document.annotations:
        yield f"{before}{compact(_row(row, document, units))}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _row(row: AnnotationRow, document: Document, units: Sequence[int]) -> dict[str, Any]:
    source = row.url or text_name(document)
    position = {"start": units[row.start], "end": units[row.end]}
    return {
        "id": row.annotation_id,
        "created": utc(row.created_at),
        "updated": utc(row.updated_at),
        "user": f"{_ACCOUNT}{row.reviewer}",
        "uri": source,
        "text": row.note,
        "tags": [row.tag],
        "group": "__world__",
        "document": {"title": [row.title]},
        "target": [
            {
                "source": source,
                "selector": [
                    {"type": "TextPositionSelector", **position},
                    quote_selector(row),
                ],
            }
        ],
    }
