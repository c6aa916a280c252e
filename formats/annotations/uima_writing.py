"""An article and one reviewer's passages as a UIMA CAS, by dkpro-cassis."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from cassis import Cas, TypeSystem  # type: ignore[import-untyped]
from cassis.typesystem import TypeSystemMode  # type: ignore[import-untyped]

from formats.annotations.documents import Document
from formats.annotations.rows import AnnotationRow
from formats.annotations.uima_layers import DOCUMENT_META_DATA, NAMED_ENTITY, SENTENCE

_ANNOTATION, _STRING, _BOOLEAN = "uima.tcas.Annotation", "uima.cas.String", "uima.cas.Boolean"
_DOCUMENT = "uima.tcas.DocumentAnnotation"
_META_DATA = ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri")
_DETAILS = ("note", "confidence")
# What XML 1.0 cannot hold; each becomes one character of as many UTF-16 units, so nothing moves.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


class CasWriter:
    """Writes CAS after CAS of one type system: the part of DKPro Core's that INCEpTION has.

    `with_details` adds features of ours for what a passage has beside its tag.
    """

    def __init__(self, *, with_details: bool) -> None:
        self._details = _DETAILS if with_details else ()
        self._types = TypeSystem()
        self._sentence = self._type(SENTENCE, _ANNOTATION, ("id",))
        self._entity = self._type(
            NAMED_ENTITY, _ANNOTATION, ("value", "identifier", *self._details)
        )
        self._meta_data = self._type(DOCUMENT_META_DATA, _DOCUMENT, _META_DATA)
        self._types.create_feature(self._meta_data, "isLastSegment", _BOOLEAN)

    def type_system(self) -> bytes:
        """The description that lies beside the files."""
        return str(self._types.to_xml()).encode("utf-8")

    def xmi(self, document: Document, rows: Sequence[AnnotationRow], lost: Counter[str]) -> bytes:
        """The CAS as XMI; characters that XML has no place for are replaced and counted."""
        return str(self._cas(document, rows, lost).to_xmi()).encode("utf-8")

    def json(self, document: Document, rows: Sequence[AnnotationRow]) -> bytes:
        """The CAS as JSON with the types that it uses."""
        cas = self._cas(document, rows, None)
        written = cas.to_json(type_system_mode=TypeSystemMode.MINIMAL)
        return str(written).encode("utf-8")

    def _type(self, name: str, parent: str, features: Sequence[str]) -> Any:
        made = self._types.create_type(name, parent)
        for feature in features:
            self._types.create_feature(made, feature, _STRING)
        return made

    def _cas(
        self, document: Document, rows: Sequence[AnnotationRow], lost: Counter[str] | None
    ) -> Cas:
        article = document.article
        cas = Cas(typesystem=self._types)
        cas.sofa_string = _xml(article.text, lost)
        cas.sofa_mime = "text/plain"
        length = len(article.text)
        about = {
            "documentTitle": _xml(article.title, lost),
            "documentId": document.name,
            "language": article.language or "x-unspecified",
        }
        cas.add(self._meta_data(begin=0, end=length, isLastSegment=False, **about))
        for start, end in document.sentences:
            cas.add(self._sentence(begin=start, end=end))
        for row in rows:
            details = {name: _xml(getattr(row, name), lost) or None for name in self._details}
            tag = _xml(row.tag, lost)
            cas.add(self._entity(begin=row.start, end=row.end, value=tag, **details))
        return cas


def _xml(text: str, lost: Counter[str] | None) -> str:
    """The text as XML can hold it; unchanged where nothing counts what is lost."""
    if lost is None:
        return text
    fitting, replaced = _NO_XML.subn(_REPLACEMENT, text)
    if replaced:
        lost["control_characters"] += replaced
    return fitting
