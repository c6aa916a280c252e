"""JSON Lines as Prodigy and spaCy use them: one task a line, with `text` and `spans`.

Reads tasks of Prodigy (`answer`, `_annotator_id` or `_session_id`, `_timestamp`) and plain ones of
`text` and `spans`, as lines or as an array; tokens are not needed. A task that was rejected or
ignored gives its article, and counts as skipped. Writes a line an article and reviewer; what
Prodigy has no name for stands under names of ours that it leaves alone, so all of it comes back but
the mark that it was changed after a submission.

Offsets are code points of `text`, half-open. Not carried: the codebook, and readings in which
nothing was tagged.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_fields import (
    a_list,
    an_object,
    checked,
    gathered,
    moment,
    name_of,
    present,
    text,
    whole,
    words,
)
from formats.annotations.json_items import Item, articles, first_items, items
from formats.annotations.json_writing import DETAILS, by_hand, compact, details, evidence
from formats.annotations.labelled import (
    LabelledArticle,
    LabelledEvidence,
    LabelledPassage,
    LabelledReading,
)
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.offsets import TextMap
from formats.annotations.placing import as_stored, place
from formats.annotations.rows import AnnotationRow
from formats.source import Source

NAME = "jsonl"
MEDIA_TYPE = "application/x-ndjson; charset=utf-8"
SUFFIX = ".jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".json")
OFFSETS = "code points"
CARRIES_NOT = (
    "codebook",
    "reading_states",
    *BESIDE_PASSAGES,
)

_MARKS = ("_task_hash", "_input_hash", "_view_id", "_session_id", "_annotator_id")
_STATES = ("assigned", "in_progress", "submitted")
_OURS = {*DETAILS, "article_id", "revision", "text_sha256", "status", "source"}


def recognises(source: Source) -> bool:
    """Tasks with a text, and spans that bear a label, or the marks of Prodigy."""
    return any(_is_task(item.value) for item in first_items(source))


def _is_task(value: Mapping[str, Any]) -> bool:
    if not isinstance(value.get("text"), str):
        return False
    if any(mark in value for mark in _MARKS):
        return True
    found = value.get("spans")
    return isinstance(found, list) and any(
        isinstance(one, dict) and "label" in one for one in found
    )


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """One article a task."""
    return articles(items(source), _article)


def _article(item: Item) -> LabelledArticle:
    task = item.value
    stored = TextMap(text(task, "text"))
    meta = an_object(task.get("meta"), "meta")
    reviewer = name_of(task.get("_annotator_id"), "_annotator_id")
    reviewer = reviewer or name_of(task.get("_session_id"), "_session_id")
    spans = a_list(task, "spans")
    dropped = Counter(
        dropped_relations=len(a_list(task, "relations")),
        dropped_choices=len(a_list(task, "accept")),
        dropped_details=len(meta.keys() - _OURS),
    )
    if task.get("answer") in ("reject", "ignore"):
        spans = []
        dropped["dropped_skipped"] = 1
    passages, faults = gathered(
        spans, lambda span: _passages(span, stored, reviewer, item.line), item.line
    )
    return LabelledArticle(
        text=stored.text,
        passages=passages,
        readings=_readings(task, meta, reviewer),
        text_sha256=words(meta, "text_sha256"),
        line=item.line,
        faults=faults,
        dropped=+dropped,
        **_details(meta),
    )


def _details(meta: Mapping[str, Any]) -> dict[str, str]:
    found = {name: words(meta, name) for name in DETAILS}
    published_in = meta.get("source")
    if not found["outlet"] and isinstance(published_in, str):
        found["outlet"] = checked(published_in, "source")
    return found


def _readings(
    task: Mapping[str, Any], meta: Mapping[str, Any], reviewer: str
) -> Sequence[LabelledReading]:
    if task.get("answer") != "accept":
        return ()
    status = meta.get("status")
    done = moment(task.get("_timestamp"))
    return (LabelledReading(reviewer, status if status in _STATES else "submitted", done),)


def _passages(span: object, stored: TextMap, reviewer: str, line: int) -> Iterator[LabelledPassage]:
    held = an_object(span, "spans")
    quote = as_stored(words(held, "text")) or None
    start, end = place(stored, whole(held, "start"), whole(held, "end"), quote)
    tag = name_of(held.get("label"), "label")
    if not tag:
        raise FormatError("tag_missing", start=held["start"])
    yield LabelledPassage(
        tag=tag,
        start=start,
        end=end,
        quote=quote,
        reviewer=reviewer,
        note=words(held, "note"),
        confidence=words(held, "confidence"),
        evidence=[_evidence(entry) for entry in a_list(held, "evidence")],
        id=name_of(held.get("id"), "id"),
        origin=words(held, "origin"),
        is_gold=held.get("is_gold") is True,
        settled=held.get("is_gold") is True,
        created_at=moment(held.get("created_at")),
        updated_at=moment(held.get("updated_at")),
        line=line,
    )


def _evidence(entry: object) -> LabelledEvidence:
    held = an_object(entry, "evidence")
    return LabelledEvidence(
        words(held, "url"),
        words(held, "citation"),
        words(held, "quote"),
        words(held, "stance") or "context",
    )


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A line an article and reviewer; an article that nobody tagged has one line."""
    del options
    for document in documents(dataset):
        for reviewer, rows in by_hand(document.annotations) or [("", [])]:
            yield f"{compact(_task(document, reviewer, rows))}\n".encode()


def _task(document: Document, reviewer: str, rows: Sequence[AnnotationRow]) -> dict[str, Any]:
    article = document.article
    about = {
        **details(article),
        "article_id": article.article_id,
        "revision": article.revision,
        "text_sha256": article.text_sha256,
    }
    task = {
        "text": article.text,
        "spans": [_span(row, document) for row in rows],
        "meta": about,
    }
    if rows:
        task |= {"_annotator_id": reviewer, "answer": "accept"}
        about |= {"status": rows[0].status} if rows[0].status and not rows[0].is_gold else {}
    return task


def _span(row: AnnotationRow, document: Document) -> dict[str, Any]:
    more = present(
        note=row.note,
        confidence=row.confidence,
        evidence=evidence(document.evidence.get(row.annotation_id, [])),
        is_gold=row.is_gold or None,
        after_submission=row.after_submission or None,
        others_seen=row.others_seen or None,
    )
    return {
        "start": row.start,
        "end": row.end,
        "label": row.tag,
        "text": row.quote,
        "id": row.annotation_id,
        "origin": row.origin,
        "created_at": utc(row.created_at),
        "updated_at": utc(row.updated_at),
        **dict(more),
    }
