"""A whole INCEpTION project as it exports itself: the texts, every annotator's work, the curation.

The file read is exportedproject.json of the unpacked export; it names the articles and who worked
on them, and their files lie beside it: source/<article>, annotation/<article>/<annotator> and
curation/<article>/. Those in WebAnno TSV, XMI or CAS JSON are read, zipped ones too, each with its
format's basis; what is curated is gold. Files that Java serialised (.ser) are nobody's but
INCEpTION's: a person's work that is there alone is counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from formats.annotations import uima_json, uima_xmi, utf8, webanno_tsv
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.inner_zip import opened
from formats.annotations.labelled import LabelledArticle, LabelledPassage, LabelledReading
from formats.annotations.offsets import TextMap
from formats.annotations.strict_json import read_whole
from formats.source import Source

NAME = "inception-project"
SUFFIXES = (".json",)
COMPANIONS = ("source/*", "annotation*/*", "curation*/*", "log/*")
HAS_TYPES = True
OFFSETS = "UTF-16 code units"

_FINISHED, _STARTED = "FINISHED", "IN_PROGRESS"
_ENDINGS = (".tsv", ".xmi", ".json", ".zip")
_READERS = (webanno_tsv, uima_xmi, uima_json)
_CURATION = "CURATION_USER"
_INITIAL = "INITIAL_CAS"


@dataclass(slots=True)
class _Document:
    """One article of the project, as its files are found."""

    name: str
    text: str | None
    passages: list[LabelledPassage] = field(default_factory=list)
    readings: list[LabelledReading] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    language: str = ""
    others: list[LabelledArticle] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """By the lists that the description of a project has."""
    head = source.head().lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"source_documents"' in head


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """Each article with all the work on it. Raises FormatError for no description of a project."""
    project = read_whole(source)
    if not isinstance(project, dict) or not isinstance(project.get("source_documents"), list):
        raise FormatError("inception_shape")
    work: dict[str, list[Mapping[str, Any]]] = {}
    for entry in _objects(project.get("annotation_documents")):
        work.setdefault(str(entry.get("name")), []).append(entry)
    for entry in _objects(project["source_documents"]):
        name = entry.get("name")
        if not isinstance(name, str) or not _is_file_name(name):
            yield fault("inception_name", name=str(name)[:100])
            continue
        yield from _articles(source, name, work.get(name, ()))


def _objects(given: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(given, list):
        yield from (one for one in given if isinstance(one, dict))


def _is_file_name(name: str) -> bool:
    return bool(name) and name not in (".", "..") and not set("/\\\0") & set(name)


def _articles(
    source: Source, name: str, work: Sequence[Mapping[str, Any]]
) -> Iterator[LabelledArticle | Fault]:
    document = _Document(name, _plain_text(source, name))
    for entry in work:
        _add_work_of(document, source, entry)
    _add(document, _read_any(document, source, f"curation/{name}/{_CURATION}"))
    if document.text is None:
        _add(document, _read_any(document, source, f"annotation/{name}/{_INITIAL}"))
    if document.text is None:
        yield fault("inception_text", name=name)
        yield from document.faults
        return
    yield LabelledArticle(
        document.text,
        document.passages,
        document.readings,
        title=name,
        language=document.language,
        faults=document.faults,
        dropped=+document.dropped,
    )
    yield from document.others


def _plain_text(source: Source, name: str) -> str | None:
    """The article as it was imported, where that was plain text."""
    beside = source.beside(f"source/{name}") if name.lower().endswith(".txt") else None
    try:
        return TextMap(utf8.text(beside)).text if beside is not None else None
    except FormatError:
        return None


def _add_work_of(document: _Document, source: Source, entry: Mapping[str, Any]) -> None:
    user, state = entry.get("user"), entry.get("state")
    if not isinstance(user, str) or not _is_file_name(user):
        document.faults.append(fault("inception_name", name=str(user)[:100]))
        return
    found = _read_any(document, source, f"annotation/{document.name}/{user}")
    if found is None:
        serialised = source.beside(f"annotation_ser/{document.name}/{user}.ser")
        document.dropped["dropped_serialised"] += serialised is not None
        return
    _add(document, found)
    if state in (_FINISHED, _STARTED):
        is_finished = state == _FINISHED
        when = _moment(entry.get("updated")) if is_finished else None
        status = "submitted" if is_finished else "in_progress"
        document.readings.append(LabelledReading(user, status, when))


def _read_any(document: _Document, source: Source, path: str) -> Sequence[LabelledArticle] | None:
    """What the first readable file of that name holds, None where there is no such file."""
    for ending in _ENDINGS:
        beside = source.beside(f"{path}{ending}")
        if beside is None:
            continue
        try:
            file = opened(beside, _ENDINGS[:-1]) if ending == ".zip" else beside
            return _read(document, file)
        except FormatError as error:
            document.faults.append(fault("inception_file", path=f"{path}{ending}", reason=error))
            return ()
    return None


def _read(document: _Document, file: Source) -> Sequence[LabelledArticle]:
    reader = next((reader for reader in _READERS if reader.recognises(file)), None)
    if reader is None:
        raise FormatError("no_format")
    articles: list[LabelledArticle] = []
    for one in reader.read(file):
        if isinstance(one, Fault):
            document.faults.append(one)
        else:
            articles.append(one)
    return articles


def _add(document: _Document, found: Sequence[LabelledArticle] | None) -> None:
    for article in found or ():
        document.language = document.language or article.language
        if document.text is None:
            document.text = article.text
        if article.text is not None and _is_same(document.text or "", article.text):
            document.passages += [replace(one, quote=None) for one in article.passages]
            document.faults += article.faults
            document.dropped.update(article.dropped)
        else:
            document.others.append(replace(article, title=document.name))


def _is_same(text: str, other: str) -> bool:
    """Whether two are one text but for white space, place for place: TSV does not keep all of it."""
    if text == other:
        return True
    longer, shorter = (text, other) if len(text) >= len(other) else (other, text)
    rest = longer[len(shorter) :]
    return not rest.strip() and all(
        one == another or (one.isspace() and another.isspace())
        for one, another in zip(longer, shorter, strict=False)
    )


def _moment(given: object) -> datetime | None:
    """A time in milliseconds since 1970."""
    if not isinstance(given, int) or isinstance(given, bool) or not 0 < given < 10**14:
        return None
    return datetime.fromtimestamp(given / 1000, UTC)
