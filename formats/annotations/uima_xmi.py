"""UIMA CAS as XMI, the exchange format of UIMA, DKPro Core and INCEpTION: a file a CAS.

Offsets are UTF-16 code units over the text as it lies in the file. Every annotation that a view
holds is read, whether its type is known or not; a type system beside the file tells relations
from passages where their features do not. Tokens, sentences, parts of speech and the like are
counted and left. Written is an XMI of XML 1.0 for INCEpTION's layer Named entity, with the type
system beside: the tag is its `value`; `note` and `confidence` stand as features of ours, which
INCEpTION keeps or leaves.
"""

import re
from collections.abc import Iterator

from lxml import etree

from formats.annotations import utf8
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.reviewer_files import work_of_reviewers
from formats.annotations.safe_xml import elements
from formats.annotations.uima_cas import Annotation, Cas, Sofa, articles
from formats.annotations.uima_types import types_beside
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "uima-cas"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".xmi",)
HAS_TYPES = True
COMPANIONS = ("*[Tt]ype[Ss]ystem*.xml",)
OFFSETS = "UTF-16 code units"
CARRIES_NOT = (
    "article_details",
    "evidence",
    "codebook",
    "times",
    "reading_states",
    "gold",
    "control_characters",
    *BESIDE_PASSAGES,
    "others_seen",
)

_XMI = "http://www.omg.org/XMI"
_ID = f"{{{_XMI}}}id"
_SOFA, _VIEW = "{http:///uima/cas.ecore}Sofa", "{http:///uima/cas.ecore}View"
_OFFSET = re.compile(r"\d{1,12}")
_PLACE = {"begin", "end", "sofa", _ID}


def recognises(source: Source) -> bool:
    """By the two namespaces that every CAS has in its first element."""
    head = source.head()
    return b"<xmi:XMI" in head and _XMI.encode() in head and b"uima/cas.ecore" in head


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """An article for each text of the CAS. Raises FormatError for what is no XML or has no text."""
    utf8.check_size(source)
    cas = Cas(types=types_beside(source))
    with source.open() as file:
        for element in elements(file):
            parent = element.getparent()
            if parent is not None and parent.getparent() is None:
                _take(cas, element)
    yield from articles(cas, source.name)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: a folder a reviewer with an XMI for each article, and TypeSystem.xml."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _take(cas: Cas, element: "etree._Element") -> None:
    given = {str(key): str(value) for key, value in element.attrib.items()}
    if element.tag == _SOFA:
        cas.sofas[given.get(_ID, "")] = Sofa(given.get("sofaID", ""), given.get("sofaString"))
    elif element.tag == _VIEW:
        members = cas.members.setdefault(given.get("sofa", ""), set())
        members.update(given.get("members", "").split())
    elif "begin" not in given or "end" not in given:
        cas.structure(_type_name(str(element.tag)), given)
    elif _OFFSET.fullmatch(given["begin"]) and _OFFSET.fullmatch(given["end"]):
        cas.annotate(_annotation(element, given))
    else:
        cas.faults.append(fault("cas_offsets", element.sourceline))


def _annotation(element: "etree._Element", given: dict[str, str]) -> Annotation:
    features = {key: value for key, value in given.items() if key not in _PLACE}
    # Arrays of strings stand as elements inside.
    features |= {str(child.tag): child.text or "" for child in element}
    return Annotation(
        given.get(_ID, ""),
        _type_name(str(element.tag)),
        given.get("sofa", ""),
        int(given["begin"]),
        int(given["end"]),
        features,
        element.sourceline,
    )


def _type_name(tag: str) -> str:
    """The type of an element: its namespace is the package, as a path."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    package = namespace.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return name if package in ("", "uima.noNamespace") else f"{package}.{name}"


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    from formats.annotations.uima_writing import CasWriter  # noqa: PLC0415 (slow to load)

    writer = CasWriter(with_details=True)
    folders: dict[str, None] = {}
    for document in documents(dataset, with_sentences=True):
        for folder, rows in work_of_reviewers(document):
            folders[folder] = None
            yield f"{folder}/{document.name}.xmi", [writer.xmi(document, rows, options.lost)]
    for folder in folders:
        yield f"{folder}/TypeSystem.xml", [writer.type_system()]
