"""UIMA CAS as JSON 0.4, INCEpTION's newer exchange format: a file a CAS, its types included.

The draft of the format leaves open how `begin` and `end` count; both programs that write it,
UIMA's own and dkpro-cassis, count UTF-16 code units over the `sofaString`, and so it is read and
written here. Which annotations are passages, and what is written, is as in XMI.
"""

from collections.abc import Iterator
from typing import Any, TypeGuard

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.reviewer_files import work_of_reviewers
from formats.annotations.strict_json import read_whole
from formats.annotations.uima_cas import Annotation, Cas, Sofa, articles
from formats.annotations.uima_types import types_of_json
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "uima-json"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".json",)
HAS_TYPES = True
OFFSETS = "UTF-16 code units"
CARRIES_NOT = (
    "article_details",
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

_SOFA = "uima.cas.Sofa"
_FARTHEST = 10**12
_PLACE = {"begin", "end", "^begin", "^end", "@sofa"}


def recognises(source: Source) -> bool:
    """By the keywords that nothing else uses."""
    head = source.head()
    keywords = (b'"%TYPES"', b'"%FEATURE_STRUCTURES"', b'"%VIEWS"')
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and any(
        keyword in head for keyword in keywords
    )


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """An article for each text of the CAS. Raises FormatError for what is no CAS or has no text."""
    given = read_whole(source)
    if not isinstance(given, dict):
        raise FormatError("cas_json", field="%FEATURE_STRUCTURES")
    cas = Cas(types=types_of_json(given.get("%TYPES")))
    for id_, structure in _structures(given.get("%FEATURE_STRUCTURES", [])):
        _take(cas, id_, structure)
    _take_views(cas, given.get("%VIEWS"))
    yield from articles(cas, source.name)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: a folder a reviewer with a CAS for each article."""
    yield from stream_zip(_members(dataset), options.made_at)


def _structures(given: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """The feature structures, listed as the draft says or under their ids as it once said."""
    if isinstance(given, dict):
        listed = list(given.items())
    elif isinstance(given, list):
        listed = [("", one) for one in given]
    else:
        raise FormatError("cas_json", field="%FEATURE_STRUCTURES")
    for id_, structure in listed:
        if not isinstance(structure, dict):
            raise FormatError("cas_json", field="%FEATURE_STRUCTURES")
        yield id_ or str(structure.get("%ID", "")), structure


def _take(cas: Cas, id_: str, given: dict[str, Any]) -> None:
    type_name = str(given.get("%TYPE", ""))
    if type_name == _SOFA:
        text = given.get("sofaString")
        cas.sofas[id_] = Sofa(str(given.get("sofaID", "")), text if isinstance(text, str) else None)
        return
    begin, end = given.get("begin", given.get("^begin")), given.get("end", given.get("^end"))
    features = {key: str(value) for key, value in given.items() if _is_feature(key, value)}
    if begin is None and end is None:
        cas.structure(type_name, features)
    elif _is_offset(begin) and _is_offset(end):
        sofa = str(given.get("@sofa", ""))
        cas.annotate(Annotation(id_, type_name, sofa, begin, end, features))
    else:
        cas.faults.append(fault("cas_offsets"))


def _is_feature(key: str, value: object) -> bool:
    return key not in _PLACE and not key.startswith("%") and value is not None


def _is_offset(given: object) -> TypeGuard[int]:
    return isinstance(given, int) and not isinstance(given, bool) and abs(given) < _FARTHEST


def _take_views(cas: Cas, given: object) -> None:
    views = given.values() if isinstance(given, dict) else ()
    for view in views:
        if isinstance(view, dict) and isinstance(view.get("%MEMBERS"), list):
            members = cas.members.setdefault(str(view.get("%SOFA", "")), set())
            members.update(str(member) for member in view["%MEMBERS"])


def _members(dataset: Dataset) -> Iterator[Member]:
    from formats.annotations.uima_writing import CasWriter  # noqa: PLC0415 (slow to load)

    writer = CasWriter(with_details=False)
    for document in documents(dataset, with_sentences=True):
        for folder, rows in work_of_reviewers(document):
            yield f"{folder}/{document.name}.json", [writer.json(document, rows)]
