"""TagWorks: one article's passages by topic and case, as `annotations.json` in a folder.

Reads `annotations.json` with the text beside it (`text.txt`, whose SHA-256 must be the one it
names), and what `metadata.json` beside it says of outlet and day. The hints of `hints.json` are a
program's guesses: counted as dropped, and so are the case numbers, which say what belongs together.

Writes a zip with such a folder for each reviewer of each article.

Offsets count code points of `text.txt` as it is, half-open, from 0.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from formats.annotations.beside_text import is_file_name, is_sha256, text_beside
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage, LabelledReading
from formats.annotations.losses import BESIDE_PASSAGES, SAID, count_lost
from formats.annotations.offsets import TextMap
from formats.annotations.rows import AnnotationRow
from formats.annotations.storable import is_storable
from formats.annotations.strict_json import read_whole
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "tagworks"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".json",)
COMPANIONS = ("text.txt", "hints.json", "metadata.json")
OFFSETS = "code points"
CARRIES_NOT = (
    "notes",
    "confidence",
    "evidence",
    "gold",
    "codebook",
    "times",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

_GOLD = "gold standard"
_MARKED = re.compile(rb'"tuas"\s*:\s*\{')


def recognises(source: Source) -> bool:
    """A JSON object with `tuas`, which no other tool's has."""
    head = source.head().lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and _MARKED.search(head) is not None


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """The one article of the file."""
    held = read_whole(source)
    if not isinstance(held, dict) or not isinstance(held.get("tuas"), dict):
        raise FormatError("shape", format="TagWorks", reason='no object "tuas"')
    sha256 = _word(held, "file_sha256").lower()
    if sha256 and not is_sha256(sha256):
        raise FormatError("sha256")
    file_name = _word(held, "filename")
    names = ["text.txt", *([file_name] if is_file_name(file_name) else [])]
    found = text_beside(source, names, sha256, line=1)
    about = _about(source)
    reader = _word(held, "contributor")
    read_spans = [_passage(*one, found.text, reader) for one in _spans(held["tuas"])]
    passages = [one for one in read_spans if isinstance(one, LabelledPassage)]
    faults = [one for one in (found.fault, *read_spans) if isinstance(one, Fault)]
    dropped = {"dropped_cases": len(passages), "dropped_hints": _hints(source)}
    yield LabelledArticle(
        text=found.text.text if found.text else None,
        passages=passages,
        readings=[LabelledReading(reader)] if reader and not _is_gold(reader) else [],
        title=_word(about, "title"),
        outlet=_word(about, "periodical"),
        byline=_word(about, "author"),
        url=_word(about, "url"),
        published_at=_word(about, "date_published"),
        language=_word(about, "language"),
        text_sha256="" if found.text else sha256,
        line=1,
        faults=faults,
        dropped={word: n for word, n in dropped.items() if n},
    )


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip of folders `article-1-r1/1`, `/2` ..., one a reviewer."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _beside(source: Source, name: str) -> Mapping[str, Any]:
    """Another JSON object of the folder; what cannot be read there adds nothing."""
    beside = source.beside(name)
    try:
        held = read_whole(beside) if beside else {}
    except FormatError:
        return {}
    return held if isinstance(held, dict) else {}


def _about(source: Source) -> Mapping[str, Any]:
    extra = _beside(source, "metadata.json").get("extra")
    return extra if isinstance(extra, dict) else {}


def _hints(source: Source) -> int:
    hints = _beside(source, "hints.json").get("hints")
    kinds = hints.values() if isinstance(hints, dict) else ()
    return sum(len(kind) for kind in kinds if isinstance(kind, list))


def _word(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name)
    return value.strip() if isinstance(value, str) and is_storable(value) else ""


def _spans(tuas: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Topic and span, of every case; what is no list of spans is one that has no right shape."""
    for topic, cases in tuas.items():
        for case in cases.values() if isinstance(cases, dict) else [cases]:
            for span in case if isinstance(case, list) else [case]:
                yield topic, span


def _passage(
    topic: str, span: object, text: TextMap | None, reader: str
) -> LabelledPassage | Fault:
    """The passage over the text as it is stored; the one place where offsets are converted."""
    if not _has_shape(span):
        return fault("field_type", field="tuas", wanted="a list of [start, end, text]")
    start, end, quote = span
    if not topic.strip() or not is_storable(topic, quote):
        return fault("bad_character" if topic.strip() else "tag_missing", start=start)
    length = len(text.raw) if text else max(start, end)
    if not 0 <= start <= end <= length:
        return fault("span_range", start=start, end=end, length=length)
    first = text.code_point(start) if text else start
    last = text.code_point(end) if text else end
    if first is None or last is None or first >= last:
        return fault("span_empty" if start == end else "span_between", start=start, end=end)
    return LabelledPassage(
        tag=topic.strip(),
        start=first,
        end=last,
        quote=quote.replace("\r\n", "\n").replace("\r", "\n"),
        reviewer=reader,
        is_gold=_is_gold(reader),
        line=1,
    )


def _has_shape(span: object) -> TypeGuard[tuple[int, int, str]]:
    """Whether it is [start, end, text]; `true` is no number."""
    if not isinstance(span, list) or len(span) != 3:
        return False
    start, end, quote = span
    return type(start) is int and type(end) is int and isinstance(quote, str)


def _is_gold(contributor: str) -> bool:
    """The desk's settled passages bear this name instead of a person's."""
    return contributor.lower().startswith(_GOLD)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    for document in documents(dataset):
        count_lost(document, options.lost, SAID.intersection(CARRIES_NOT))
        data = document.article.text.encode("utf-8")
        sha256 = hashlib.sha256(data).hexdigest()
        readers = sorted({row.reviewer for row in document.annotations}) or [""]
        for number, reader in enumerate(readers, 1):
            rows = [row for row in document.annotations if row.reviewer == reader]
            about = {"file_sha256": sha256, "filename": f"{document.name}.txt"}
            marked = {"contributor": reader, "tuas": _tuas(rows), **about}
            folder = f"{document.name}/{number}"
            yield f"{folder}/annotations.json", [_json(marked)]
            yield f"{folder}/metadata.json", [_json({**about, "extra": _extra(document)})]
            yield f"{folder}/text.txt", [data]


def _tuas(rows: list[AnnotationRow]) -> dict[str, dict[str, list[list[object]]]]:
    """Every passage as a case of its own under its tag."""
    topics: dict[str, dict[str, list[list[object]]]] = {}
    for row in rows:
        cases = topics.setdefault(row.tag, {})
        cases[str(len(cases) + 1)] = [[row.start, row.end, row.quote]]
    return topics


def _extra(document: Document) -> dict[str, str]:
    article = document.article
    return {
        "article_number": str(article.article_id),
        "date_published": article.published_at,
        "periodical": article.outlet,
        "title": article.title,
        "author": article.byline,
        "url": article.url,
        "language": article.language,
    }


def _json(held: object) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
