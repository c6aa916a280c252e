"""The Propaganda Techniques Corpus (SemEval-2020 task 11): article<ID>.txt and its labels.

A labels file has no header and a passage a line, parted by tabs: the article's id, the technique,
start and end; the files of span identification leave the technique out. Offsets are code points
over the text as its authors' programs read it: a byte order mark counts, astral characters count
one each, a line end counts one whether it is LF or CRLF. There is no quote to compare with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from formats.annotations import utf8
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import authorship, work_of_reviewers
from formats.annotations.rows import AnnotationRow
from formats.annotations.spans import check_number, stored_span
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "ptc"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".labels", ".tsv")
OFFSETS = "code points"
CARRIES_NOT = (
    "article_details",
    "exact_tags",
    "notes",
    "confidence",
    "evidence",
    "codebook",
    "times",
    "reading_states",
    "gold",
    *BESIDE_PASSAGES,
    "others_seen",
)

ANY_TECHNIQUE = "propaganda"
"""What a passage is tagged with where its file tells spans alone."""

_ID = re.compile(r"[A-Za-z0-9_-]+")
_OFFSET = re.compile(r"\d{1,12}")
_NO_TECHNIQUE = "?"
_OF_ONE_ARTICLE = re.compile(r"article(?P<id>[A-Za-z0-9_-]+)\.[\w.-]*labels", re.IGNORECASE)
_FOLDERS = ("", "articles", "train-articles", "dev-articles", "test-articles")
_WHITE = re.compile(r"[\t\r\n]+")
_LINES_TO_LOOK_AT = 20


@dataclass(frozen=True, slots=True)
class _Label:
    article: str
    tag: str
    start: int
    end: int
    line: int


def recognises(source: Source) -> bool:
    """By its first lines; a file without any line by its name and the text beside it."""
    lines = [line for line in utf8.head_lines(source) if line.strip()]
    if lines:
        return all(_label(line, 0) for line in lines[:_LINES_TO_LOOK_AT])
    named = _OF_ONE_ARTICLE.fullmatch(PurePosixPath(source.name).name)
    return named is not None and _text_of(source, named["id"]) is not None


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """An article for each id in the file, or the one that its name tells."""
    utf8.check_size(source)
    labels: dict[str, list[_Label]] = {}
    if named := _OF_ONE_ARTICLE.fullmatch(PurePosixPath(source.name).name):
        labels[named["id"]] = []
    for number, line in utf8.lines(source):
        label = _label(line, number)
        if label is not None:
            check_number(number, number)
            labels.setdefault(label.article, []).append(label)
        elif line.strip():
            yield fault("ptc_line", number)
    for id_, found in labels.items():
        beside = _text_of(source, id_)
        if beside is None:
            yield fault("ptc_text", found[0].line if found else None, id=id_)
        else:
            yield _article(source, beside, id_, found)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: a folder a reviewer with an article's text and its labels each."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _label(line: str, number: int) -> _Label | None:
    id_, *tags, start, end = (
        cells if len(cells := line.rstrip().split("\t")) in (3, 4) else [""] * 3
    )
    if not (_ID.fullmatch(id_) and _OFFSET.fullmatch(start) and _OFFSET.fullmatch(end)):
        return None
    tag = tags[0].strip() if tags else ANY_TECHNIQUE
    # A number where the technique belongs: some other program's table.
    return None if not tag or tag.isdecimal() else _Label(id_, tag, int(start), int(end), number)


def _text_of(source: Source, id_: str) -> Source | None:
    places = (f"{above}{folder}" for above in ("", "../") for folder in _FOLDERS)
    for place in places:
        folder = f"{place}/" if place and not place.endswith("/") else place
        if beside := source.beside(f"{folder}article{id_}.txt"):
            return beside
    return None


def _article(source: Source, beside: Source, id_: str, labels: Sequence[_Label]) -> LabelledArticle:
    text = TextMap(utf8.text(beside).replace("\r\n", "\n"))
    by = authorship(source.name)
    passages: list[LabelledPassage] = []
    faults: list[Fault] = []
    for label in labels:
        span = stored_span(text.code_point, len(text.raw), label.start, label.end, label.line)
        if isinstance(span, Fault):
            faults.append(span)
        elif label.tag == _NO_TECHNIQUE:
            faults.append(fault("tag_missing", label.line, start=label.start))
        else:
            passages.append(
                LabelledPassage(label.tag, *span, reviewer=by.reviewer, line=label.line)
            )
    return LabelledArticle(text.text, passages, title=f"article{id_}", faults=faults)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    for document in documents(dataset):
        id_ = _number(document)
        for folder, rows in work_of_reviewers(document):
            yield f"{folder}/article{id_}.txt", [document.article.text.encode("utf-8")]
            yield f"{folder}/article{id_}.task-flc-tc.labels", _lines(id_, rows, options)


def _number(document: Document) -> str:
    """Digits alone, as the corpus has them; the revision is in the last four."""
    return f"{document.article.article_id}{document.article.revision:04d}"


def _lines(id_: str, rows: Sequence[AnnotationRow], options: WriteOptions) -> Iterator[bytes]:
    for row in rows:
        tag = _technique(row.tag)
        if tag != row.tag:
            options.lost["exact_tags"] += 1
        yield f"{id_}\t{tag}\t{row.start}\t{row.end}\n".encode()


def _technique(tag: str) -> str:
    """The tag without what would break its line, and never a number alone: that would be a place."""
    plain = _WHITE.sub(" ", tag).strip() or _NO_TECHNIQUE
    return f"tag {plain}" if plain.isdecimal() or plain == _NO_TECHNIQUE else plain
