"""Label Studio: its JSON export with every annotator, the short export, and what it imports.

Reads tasks with `annotations` (`completions` before 1.0), one task alone, an annotation as cloud
storage keeps it (`result` and `task`), and the -MIN export. The labelling set-up is not needed:
which field holds the text is told by the regions. An annotation that was cancelled gives nothing;
predictions, drafts, answers about a whole article and regions of other things are counted.
A ground truth is gold. Writes tasks for `<Labels name="label" toName="text">` and
`<Text name="text" value="$text">`.

Offsets are code points of the text, a CRLF being two. Versions before 1.5 counted UTF-16 units,
and some exports have inclusive ends: the text that each region quotes tells which. Regions of
hypertext count over the page's text nodes (`globalOffsets`); without these the quote alone goes on.
Not carried: evidence, confidence, the codebook.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_fields import (
    a_list,
    an_object,
    gathered,
    is_address,
    moment,
    name_of,
    words,
)
from formats.annotations.json_items import Item, articles, first_items, items
from formats.annotations.json_writing import DETAILS, by_hand, compact, details
from formats.annotations.label_studio_regions import (
    Page,
    passages_of,
    text_field,
    untold_fields,
)
from formats.annotations.labelled import LabelledArticle, LabelledPassage, LabelledReading
from formats.annotations.losses import BESIDE_PASSAGES, count_lost
from formats.annotations.rows import AnnotationRow
from formats.source import Source

NAME = "label-studio"
MEDIA_TYPE = "application/json"
SUFFIX = ".json"
SUFFIXES = (".json", ".jsonl")
COMPANIONS = ("*config*.xml",)
OFFSETS = "code points"
CARRIES_NOT = (
    "confidence",
    "evidence",
    "reading_states",
    "codebook",
    *BESIDE_PASSAGES,
)

_MINIMAL = {"annotation_id", "annotator"}
_OF_MINIMAL = {*_MINIMAL, "id", "created_at", "updated_at", "lead_time", "agreement"}


def recognises(source: Source) -> bool:
    """Tasks with their data and annotations or predictions, or the marks of the short export."""
    return any(_is_task(item.value) for item in first_items(source))


def _is_task(value: Mapping[str, Any]) -> bool:
    if isinstance(value.get("result"), list):
        return isinstance(value.get("task"), dict) and "data" in value["task"]
    lists = ("annotations", "completions", "predictions")
    has_results = any(isinstance(value.get(name), list) for name in lists)
    return (has_results and isinstance(value.get("data"), dict)) or value.keys() >= _MINIMAL


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a task."""
    return articles(items(source), _article)


def _article(item: Item) -> LabelledArticle:
    task = _as_task(item.value)
    data = an_object(task.get("data"), "data")
    entries = [*a_list(task, "annotations"), *a_list(task, "completions")]
    all_of = [an_object(entry, "annotations") for entry in entries]
    done = [one for one in all_of if one.get("was_cancelled") is not True]
    dropped = Counter(
        dropped_predictions=len(a_list(task, "predictions")),
        dropped_drafts=len(a_list(task, "drafts")),
        dropped_skipped=len(all_of) - len(done),
        dropped_reviews=sum(len(a_list(one, "reviews")) for one in done),
    )
    results = [entry for one in done for entry in a_list(one, "result")]
    field = text_field(data, [*results, *_predicted(task)])
    if not field and (names := untold_fields(data)):
        raise FormatError("untold_field", item.line, fields=", ".join(names))
    shown = words(data, field) if field else ""
    # Our own files name the text's SHA-256: what looks like markup there is the article itself.
    is_stored = words(data, "text_sha256") == sha256(shown.encode("utf-8", "replace")).hexdigest()
    page = Page.of(shown, results, is_stored) if field and not is_address(shown) else None
    passages, faults = gathered(
        done, lambda one: _of_annotation(one, page, dropped, item.line), item.line
    )
    return LabelledArticle(
        text=page.text if page else None,
        passages=[passage for found, _ in passages for passage in found],
        readings=[_reading(one) for one in done] if page else (),
        line=item.line,
        faults=[*faults, *(one for _, found in passages for one in found)],
        dropped=+dropped,
        text_sha256=words(data, "text_sha256"),
        **{**_details(data, field), **({"url": shown} if is_address(shown) else {})},
    )


def _details(data: Mapping[str, Any], field: str) -> dict[str, str]:
    known = {name: data[name] for name in DETAILS if isinstance(data.get(name), str)}
    return {name: words(known, name) for name in known if name != field}


def _as_task(value: dict[str, Any]) -> Mapping[str, Any]:
    """Any of the shapes as a task with its data and annotations."""
    if isinstance(value.get("result"), list):
        return {**an_object(value.get("task"), "task"), "annotations": [value]}
    if "data" in value or not value.keys() >= _MINIMAL:
        return value
    about = {name: held for name, held in value.items() if name not in _OF_MINIMAL}
    lists = {name: held for name, held in about.items() if _is_regions(held)}
    result = [{"type": "labels", "value": region} for found in lists.values() for region in found]
    annotation = {
        **{name: held for name, held in value.items() if name in _OF_MINIMAL},
        "completed_by": value.get("annotator"),
        "result": result,
    }
    data = {name: held for name, held in about.items() if name not in lists}
    return {"data": data, "annotations": [annotation]}


def _is_regions(held: object) -> bool:
    return (
        isinstance(held, list)
        and bool(held)
        and all(isinstance(one, dict) and "start" in one and "end" in one for one in held)
    )


def _predicted(task: Mapping[str, Any]) -> list[Any]:
    found = [one for one in a_list(task, "predictions") if isinstance(one, dict)]
    return [entry for one in found for entry in a_list(one, "result")]


def _of_annotation(
    annotation: Mapping[str, Any], page: Page | None, dropped: Counter[str], line: int
) -> Iterator[tuple[Sequence[LabelledPassage], Sequence[Fault]]]:
    about = LabelledPassage(
        tag="",
        reviewer=_reviewer(annotation),
        is_gold=annotation.get("ground_truth") is True,
        created_at=moment(annotation.get("created_at")),
        updated_at=moment(annotation.get("updated_at")),
        line=line,
    )
    yield passages_of(a_list(annotation, "result"), page, about, dropped)


def _reviewer(annotation: Mapping[str, Any]) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        return words(by, "email") or words(by, "username") or name_of(by.get("id"), "id")
    return name_of(by, "completed_by")


def _reading(annotation: Mapping[str, Any]) -> LabelledReading:
    done = moment(annotation.get("updated_at")) or moment(annotation.get("created_at"))
    return LabelledReading(_reviewer(annotation), "submitted", done)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """An array of tasks, one a line, each with an annotation a reviewer."""
    before = "[\n"
    for document in documents(dataset):
        count_lost(document, options.lost, CARRIES_NOT)
        yield f"{before}{compact(_task(document))}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _task(document: Document) -> dict[str, Any]:
    article = document.article
    data = {"text": article.text, **details(article), "text_sha256": article.text_sha256}
    return {
        "data": data,
        "annotations": [_annotation(*one) for one in by_hand(document.annotations)],
        "predictions": [],
    }


def _annotation(reviewer: str, rows: Sequence[AnnotationRow]) -> dict[str, Any]:
    by = {"completed_by": {"email": reviewer}} if reviewer else {}
    return {
        **by,
        "was_cancelled": False,
        "ground_truth": all(row.is_gold for row in rows),
        "created_at": utc(min(row.created_at for row in rows)),
        "updated_at": utc(max(row.updated_at for row in rows)),
        "result": [_region(row) for row in rows],
    }


def _region(row: AnnotationRow) -> dict[str, Any]:
    meta: dict[str, Any] = {"text": [row.note]} if row.note else {}
    meta |= {"created_at": utc(row.created_at), "updated_at": utc(row.updated_at)}
    meta |= {"gold": True} if row.is_gold else {}
    meta |= {"after_submission": True} if row.after_submission else {}
    meta |= {"others_seen": True} if row.others_seen else {}
    return {
        "id": row.annotation_id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": row.start, "end": row.end, "text": row.quote, "labels": [row.tag]},
        "meta": meta,
    }
