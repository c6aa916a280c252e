"""doccano's sequence labelling: JSON Lines or an array, as it imports and as it exports.

Reads `label` or `labels` as [start, end, label] (imports, older exports), `entities` with
`start_offset` and `end_offset` (exports with relations) or as lists, and `annotations` with
numbers for labels and users (exports before 1.5). The text stands under `text` or `data`.
Writes the shape that doccano imports, a line an article and reviewer; the article's details and
the reviewer are columns beside it, which doccano keeps with the text.

Offsets are code points of the text, half-open; there is no quote to check them against. A project
of doccano that counts grapheme clusters (a setting of it) says so nowhere in its export.
Not carried: notes, confidence, evidence, times, gold, the state of readings, the codebook.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_fields import (
    a_list,
    an_object,
    gathered,
    name_of,
    text,
    whole,
    words,
)
from formats.annotations.json_items import Item, articles, first_items, items
from formats.annotations.json_writing import DETAILS, by_reviewer, compact, details
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.losses import BESIDE_PASSAGES, count_lost
from formats.annotations.offsets import TextMap
from formats.annotations.placing import place
from formats.source import Source

NAME = "doccano"
MEDIA_TYPE = "application/x-ndjson; charset=utf-8"
SUFFIX = ".jsonl"
SUFFIXES = (".jsonl", ".json")
OFFSETS = "code points"
CARRIES_NOT = (
    "notes",
    "confidence",
    "evidence",
    "gold",
    "times",
    "reading_states",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)

_SPANS = ("label", "labels", "entities", "annotations")
_KNOWN = {
    *_SPANS, *DETAILS, "id", "text", "data", "meta", "relations", "Comments", "comments", "cats",
    "annotator", "annotation_approver", "article_id", "revision", "text_sha256",
}  # fmt: skip


def recognises(source: Source) -> bool:
    """A text with spans as lists or with `start_offset`; labels of whole texts are not ours."""
    values = [item.value for item in first_items(source)]
    lists = [found for value in values for found in _lists(value)]
    all_fit = all(_is_span(entry) for _, entries in lists for entry in entries)
    return all_fit and any(entries or name in ("label", "labels") for name, entries in lists)


def _lists(value: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value.get("text", value.get("data")), str):
        for name in _SPANS:
            if isinstance(value.get(name), list):
                yield name, value[name]


def _is_span(entry: object) -> bool:
    if isinstance(entry, dict):
        return "start_offset" in entry or "end_offset" in entry
    # A faulty one is ours as well: read as anything else, all of them would be passed over.
    return isinstance(entry, list) and len(entry) > 1 and all(map(_is_number, entry[:2]))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a line."""
    return articles(items(source), _article)


def _article(item: Item) -> LabelledArticle:
    value = item.value
    meta = an_object(value.get("meta"), "meta")
    stored = TextMap(text(value, "data" if "data" in value and "text" not in value else "text"))
    reviewer = name_of(value.get("annotator"), "annotator")
    entries = [entry for name in _SPANS for entry in a_list(value, name)]
    spans = [entry for entry in entries if not isinstance(entry, str)]
    passages, faults = gathered(
        spans, lambda entry: _passages(entry, stored, reviewer, item.line), item.line
    )
    comments = [*a_list(value, "Comments"), *a_list(value, "comments")]
    dropped = Counter(
        dropped_relations=len(a_list(value, "relations")),
        dropped_comments=len(comments),
        dropped_choices=len(entries) - len(spans) + len(a_list(value, "cats")),
        dropped_details=len(value.keys() - _KNOWN) + len(meta.keys() - _KNOWN),
    )
    return LabelledArticle(
        text=stored.text,
        passages=passages,
        readings=(),
        text_sha256=words(value, "text_sha256"),
        line=item.line,
        faults=faults,
        dropped=+dropped,
        **{name: words(value, name) or words(meta, name) for name in DETAILS},
    )


def _passages(
    entry: object, stored: TextMap, reviewer: str, line: int
) -> Iterator[LabelledPassage]:
    span = _named(entry)
    start, end = place(stored, whole(span, "start_offset"), whole(span, "end_offset"))
    tag = name_of(span.get("label"), "label")
    if not tag:
        raise FormatError("tag_missing", start=start)
    yield LabelledPassage(
        tag=tag,
        start=start,
        end=end,
        reviewer=reviewer or name_of(span.get("user"), "user"),
        id=name_of(span.get("id"), "id"),
        line=line,
    )


def _named(entry: object) -> Mapping[str, Any]:
    if isinstance(entry, list) and len(entry) == 3:
        return dict(zip(("start_offset", "end_offset", "label"), entry, strict=True))
    return an_object(entry, "label")


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A line an article and reviewer; an article that nobody tagged has one line."""
    for document in documents(dataset):
        count_lost(document, options.lost, CARRIES_NOT)
        article = document.article
        about = {**details(article), "text_sha256": article.text_sha256}
        for reviewer, rows in (by_reviewer(document.annotations) or {"": []}).items():
            spans = [[row.start, row.end, row.tag] for row in rows]
            by = {"annotator": reviewer} if reviewer else {}
            line = {"text": article.text, "label": spans, **about, **by}
            yield f"{compact(line)}\n".encode()
