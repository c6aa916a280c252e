"""A UIMA CAS, whichever way it was written: texts, and annotations on them, as articles."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.reviewer_files import authorship, title
from formats.annotations.spans import Place, check_number, stored_span
from formats.annotations.uima_layers import is_unit, reading, short_name, tag_feature
from formats.annotations.uima_types import NO_TYPES, TypeSystem

FIRST_VIEW = "_InitialView"
_DOCUMENT = {"DocumentMetaData", "DocumentAnnotation"}
_NO_LANGUAGE = "x-unspecified"


@dataclass(frozen=True, slots=True)
class Sofa:
    """A text with its view's name; None where the CAS only points to one."""

    name: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A feature structure with a place in a text, as written; features are words or references."""

    id: str
    type_name: str
    sofa: str
    begin: int
    end: int
    features: Mapping[str, str]
    line: int | None = None


@dataclass(slots=True)
class Cas:
    """What a file holds; `members` names, for each text, what its view holds.

    `chain_links` are types whose annotations are links of a chain, as the chains' names tell.
    """

    sofas: dict[str, Sofa] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    members: dict[str, set[str]] = field(default_factory=dict)
    chain_links: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    types: TypeSystem = NO_TYPES

    def annotate(self, annotation: Annotation) -> None:
        """Note one with a place in a text. Raises FormatError where there are too many."""
        check_number(len(self.annotations), annotation.line)
        self.annotations.append(annotation)

    def structure(self, type_name: str, features: Mapping[str, str]) -> None:
        """Note a feature structure without a place in a text."""
        if type_name.endswith("Chain") and "first" in {key.lstrip("@") for key in features}:
            self.chain_links.add(f"{type_name.removesuffix('Chain')}Link")


Basis = Callable[[TextMap], tuple[Place, int]]
"""How the writer counted over a text: the way to stored positions, and the text's length."""


def utf16(text: TextMap) -> tuple[Place, int]:
    """Java's way, and so UIMA's."""
    return text.utf16, text.utf16_starts[-1]


def articles(cas: Cas, path: str, basis: Basis = utf16) -> Iterator[LabelledArticle]:
    """An article for each text. Raises FormatError where the file holds none."""
    texts = {key: sofa.text for key, sofa in cas.sofas.items() if sofa.text is not None}
    if not texts:
        raise FormatError("no_text")
    by_sofa: dict[str, list[Annotation]] = {key: [] for key in texts}
    faults = list(cas.faults)
    for annotation in cas.annotations:
        if annotation.sofa in by_sofa:
            by_sofa[annotation.sofa].append(annotation)
        else:
            faults.append(fault("cas_no_sofa", annotation.line, id=annotation.id))
    for key, text in texts.items():
        view = _View(cas, key, TextMap(text), path, basis, faults)
        yield view.article(by_sofa[key])
        faults = []


@dataclass(slots=True)
class _View:
    """One text on its way to an article."""

    cas: Cas
    key: str
    text: TextMap
    path: str
    basis: Basis
    faults: list[Fault]
    dropped: Counter[str] = field(default_factory=Counter)
    about: dict[str, str] = field(default_factory=dict)

    def article(self, annotations: list[Annotation]) -> LabelledArticle:
        found = [passage for one in annotations if (passage := self._passage(one)) is not None]
        name = self.cas.sofas[self.key].name
        own = self.about.get("documentTitle") or title(self.path)
        language = self.about.get("language", "")
        return LabelledArticle(
            self.text.text,
            found,
            title=own if name in (FIRST_VIEW, "") else f"{own} ({name})",
            language="" if language == _NO_LANGUAGE else language,
            faults=self.faults,
            dropped=+self.dropped,
        )

    def _passage(self, annotation: Annotation) -> LabelledPassage | None:
        types = self.cas.types
        if not self._is_indexed(annotation) or not types.is_passage(annotation.type_name):
            if any(short_name(one) in _DOCUMENT for one in types.lineage(annotation.type_name)):
                self.about.update(annotation.features)
            elif not any(is_unit(one) for one in types.lineage(annotation.type_name)):
                self.dropped["dropped_other"] += 1
            return None
        is_link = annotation.type_name in self.cas.chain_links
        if is_link or types.links(annotation.type_name, annotation.features):
            self.dropped["dropped_relations"] += 1
            return None
        if annotation.begin == annotation.end:
            self.dropped["dropped_zero_length"] += 1
            return None
        return self._placed(annotation)

    def _is_indexed(self, annotation: Annotation) -> bool:
        members = self.cas.members.get(self.key)
        return members is None or annotation.id in members

    def _placed(self, annotation: Annotation) -> LabelledPassage | None:
        place, length = self.basis(self.text)
        span = stored_span(place, length, annotation.begin, annotation.end, annotation.line)
        if isinstance(span, Fault):
            self.faults.append(span)
            return None
        texts = self.cas.types.texts(annotation.type_name, annotation.features)
        said = reading(annotation.type_name, texts, tag_feature(texts))
        others = said.others + len(annotation.features) - len(texts)
        if others:
            self.dropped["dropped_attributes"] += others
        by = authorship(self.path)
        return LabelledPassage(
            said.tag,
            *span,
            reviewer=by.reviewer,
            is_gold=by.is_gold,
            note=said.note,
            confidence=said.confidence,
            id=annotation.id,
            line=annotation.line,
        )
