"""A UIMA type system: which type extends which, and what features it has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from formats.annotations import utf8
from formats.annotations.safe_xml import elements
from formats.annotations.uima_layers import is_passage_type, says_words
from formats.source import Source

_NAMES = ("TypeSystem.xml", "typesystem.xml", "../TypeSystem.xml", "../../TypeSystem.xml")
_NAMESPACE = "{http://uima.apache.org/resourceSpecifier}"
_STRING = "uima.cas.String"
_RELATION = {"Governor", "Dependent"}
_REFERENCES = re.compile(r"\d+(?: \d+)*")
_CHAIN = {"referenceType", "referenceRelation"}


@dataclass(frozen=True, slots=True)
class TypeSystem:
    """The types as far as they are known; an unknown one is judged by its name and its values."""

    parents: Mapping[str, str]
    ranges: Mapping[str, Mapping[str, str]]

    def lineage(self, name: str) -> Iterator[str]:
        """The type and what it extends, from the nearest on."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            yield name
            name = self.parents.get(name, "")

    def is_passage(self, name: str) -> bool:
        """Whether a person marks passages with it."""
        return all(is_passage_type(one) for one in self.lineage(name))

    def links(self, name: str, features: Mapping[str, str]) -> bool:
        """Whether it is a relation between passages, or one of a chain of them."""
        known = {feature for one in self.lineage(name) for feature in self.ranges.get(one, ())}
        named = known | features.keys()
        return named >= _RELATION or named >= _CHAIN or ("next" in named and bool(named & _CHAIN))

    def texts(self, name: str, features: Mapping[str, str]) -> dict[str, str]:
        """The features that say something in words: no references, as far as that can be known."""
        ranges = {k: v for one in self.lineage(name) for k, v in self.ranges.get(one, {}).items()}
        return {
            key: value for key, value in features.items() if _is_text(key, value, ranges.get(key))
        }


NO_TYPES = TypeSystem({}, {})


def types_beside(source: Source) -> TypeSystem:
    """The type system in the file's folder or above it; none that is known where there is none."""
    stem = PurePosixPath(source.name).stem
    for name in (*_NAMES, f"{stem}-typesystem.xml", f"{stem}.typesystem.xml"):
        beside = source.beside(name)
        if beside is not None:
            return read_types(utf8.whole(beside))
    return NO_TYPES


def is_type_system(source: Source) -> bool:
    """Whether the file describes types, by its first element."""
    head = source.head()
    return b"typeSystemDescription" in head and _NAMESPACE.strip("{}").encode() in head


def read_types(data: bytes) -> TypeSystem:
    """A type system description. Raises FormatError where it is no XML that is safe to read."""
    parents: dict[str, str] = {}
    ranges: dict[str, dict[str, str]] = {}
    for element in elements(BytesIO(data)):
        if element.tag == f"{_NAMESPACE}typeDescription":
            name = _said(element, "name")
            parents[name] = _said(element, "supertypeName")
            ranges[name] = {
                _said(feature, "name"): _said(feature, "rangeTypeName")
                for feature in element.iter(f"{_NAMESPACE}featureDescription")
            }
    return TypeSystem(parents, ranges)


def types_of_json(described: object) -> TypeSystem:
    """The type system that a CAS JSON carries; what is not as described there is left out."""
    parents: dict[str, str] = {}
    ranges: dict[str, dict[str, str]] = {}
    for name, given in _objects(described):
        parents[name] = str(given.get("%SUPER_TYPE", ""))
        ranges[name] = {
            feature: str(details.get("%RANGE", "")) for feature, details in _objects(given)
        }
    return TypeSystem(parents, ranges)


def _is_text(feature: str, value: str, range_name: str | None) -> bool:
    if range_name is not None:
        return bool(value) and range_name == _STRING
    return bool(value) and (says_words(feature) or _REFERENCES.fullmatch(value) is None)


def _said(element: "etree._Element", name: str) -> str:
    return (element.findtext(f"{_NAMESPACE}{name}") or "").strip()


def _objects(given: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(given, dict):
        yield from ((key, value) for key, value in given.items() if isinstance(value, dict))
