"""brat standoff: each article a .txt file, beside it an .ann file of what is marked in it.

Offsets are code points over the .txt file as it lies, a byte order mark and both characters of a
CRLF counted. A line break inside a passage stands as a blank in its quote. Read are text-bound
annotations in one piece, their notes (`#`) and an attribute Confidence; written as well is a note
of the type Tag where a tag's name is none that brat takes. Relations, events, normalisations and
other attributes have no place here and are counted.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from re import compile as pattern

from formats.annotations import utf8
from formats.annotations.brat_lines import (
    CONFIDENCE,
    LEVELS,
    NOTE,
    TAG,
    Bound,
    looks_like,
    read_lines,
)
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import authorship, title, work_of_reviewers
from formats.annotations.rows import AnnotationRow
from formats.annotations.spans import stored_span
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "brat"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".ann",)
COMPANIONS = ("*.conf",)
OFFSETS = "code points"
CARRIES_NOT = (
    "article_details",
    "evidence",
    "codebook",
    "times",
    "reading_states",
    "gold",
    *BESIDE_PASSAGES,
    "others_seen",
)

_NO_TYPE = pattern(r"[^A-Za-z0-9_-]")
_BLANKS = str.maketrans("\n\r\t", "   ")


def recognises(source: Source) -> bool:
    """By its first line; a file without any line by its name and the text beside it."""
    lines = [line for line in utf8.head_lines(source) if line.strip()]
    if lines:
        return looks_like(lines[0])
    is_named = PurePosixPath(source.name).suffix.lower() in SUFFIXES
    return is_named and _text_beside(source) is not None


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """The one article that the .txt file of the same name holds. Raises FormatError without it."""
    beside = _text_beside(source)
    if beside is None:
        raise FormatError("no_text")
    utf8.check_size(source)
    text = TextMap(utf8.text(beside))
    found = read_lines(utf8.lines(source))
    faults = list(found.faults)
    passages: list[LabelledPassage] = []
    by = authorship(source.name)
    for bound in found.bounds.values():
        span = stored_span(text.code_point, len(text.raw), bound.start, bound.end, bound.line)
        if not isinstance(span, Fault):
            passages.append(_passage(bound, span, text, by.reviewer))
        elif bound.quote:
            # Counted some other way, as by tools that take CRLF for one: its quote may find it.
            passages.append(_passage(bound, (bound.start, bound.end), text, by.reviewer))
        else:
            faults.append(span)
    yield LabelledArticle(
        text.text,
        passages,
        title=title(source.name),
        faults=faults,
        dropped=found.dropped,
    )


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: a folder a reviewer with an article's two files each, and annotation.conf."""
    yield from stream_zip(_members(dataset), options.made_at)


def _text_beside(source: Source) -> Source | None:
    return source.beside(f"{PurePosixPath(source.name).stem}.txt")


def _passage(bound: Bound, span: tuple[int, int], text: TextMap, reviewer: str) -> LabelledPassage:
    start, end = span
    here = text.text[start:end]
    quote = bound.quote
    if quote is not None and _in_one_line(quote) == _in_one_line(here):
        quote = here
    return LabelledPassage(
        bound.tag,
        start,
        end,
        quote,
        reviewer=reviewer,
        note="\n".join(bound.notes),
        confidence=bound.confidence,
        id=bound.id,
        line=bound.line,
    )


def _in_one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r ", "\n").translate(_BLANKS)


def _members(dataset: Dataset) -> Iterator[Member]:
    types = {_type(row.tag): None for row in dataset.codebook()}
    folders: dict[str, None] = {}
    for document in documents(dataset):
        for folder, rows in work_of_reviewers(document):
            folders[folder] = None
            types.update((_type(row.tag), None) for row in rows)
            yield f"{folder}/{document.name}.txt", [document.article.text.encode("utf-8")]
            yield f"{folder}/{document.name}.ann", _lines(rows)
    for folder in folders:
        yield f"{folder}/annotation.conf", [_configuration(list(types)).encode("utf-8")]


def _lines(rows: Sequence[AnnotationRow]) -> Iterator[bytes]:
    notes = 0
    for number, row in enumerate(rows, start=1):
        quote = row.quote.translate(_BLANKS)
        yield f"T{number}\t{_type(row.tag)} {row.start} {row.end}\t{quote}\n".encode()
        said = [(NOTE, line) for line in row.note.replace("\r\n", "\n").split("\n") if row.note]
        if _type(row.tag) != row.tag:
            said.append((TAG, row.tag.translate(_BLANKS)))
        for kind, line in said:
            notes += 1
            yield f"#{notes}\t{kind} T{number}\t{line.replace(chr(13), ' ')}\n".encode()
        if row.confidence in LEVELS:
            yield f"A{number}\t{CONFIDENCE} T{number} {row.confidence.capitalize()}\n".encode()


def _type(tag: str) -> str:
    """A name that brat takes for a type of passages; the tag's own stands in a note beside."""
    return _NO_TYPE.sub("_", tag) or "_"


def _configuration(types: Sequence[str]) -> str:
    levels = "|".join(level.capitalize() for level in LEVELS)
    confidence = f"{CONFIDENCE}\tArg:<ENTITY>, Value:{levels}"
    sections = ["", "[relations]", "", "[events]", "", "[attributes]", confidence, ""]
    return "\n".join(["[entities]", *types, *sections])
