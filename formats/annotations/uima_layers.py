"""What UIMA's annotation types mean here: which are passages, and what names their tag.

WebAnno, INCEpTION and DKPro Core share the types and their features.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
"""The layer that every INCEpTION project has and that carries a free label: what we write."""

SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
DOCUMENT_META_DATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"

_MACHINERY = (
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.constituent.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.",
    "de.tudarmstadt.ukp.dkpro.core.api.transform.",
    "org.dkpro.core.api.pdf.",
    "org.dkpro.core.api.xml.",
    "uima.cas.",
)
_MACHINERY_NAMES = {
    "DocumentAnnotation",
    "DocumentMetaData",
    "Lemma",
    "POS",
    "Sentence",
    "SourceDocumentInformation",
    "Stem",
    "Token",
}
_UNITS = {"Token", "Sentence"}
_TAGS = ("value", "label", "tag")
_NOTES = {"note", "notes", "comment", "comments", "remark"}
_LEVELS = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an annotation's features say; `others` are those that found no place."""

    tag: str
    note: str = ""
    confidence: str = ""
    others: int = 0


def is_passage_type(name: str) -> bool:
    """Whether a person marks passages with it: no token, sentence, part of speech and the like."""
    return not name.startswith(_MACHINERY) and short_name(name) not in _MACHINERY_NAMES


def is_unit(name: str) -> bool:
    """Whether it is what a text is cut into, which nobody asks to have counted."""
    return short_name(name) in _UNITS


def says_words(feature: str) -> bool:
    """Whether a feature of this name is known to hold words, not a reference to something."""
    lower = feature.lower()
    return lower in _NOTES or lower == "identifier" or lower.endswith((*_TAGS, "confidence"))


def short_name(name: str) -> str:
    """The type's name without its package."""
    return name.rpartition(".")[2]


def tag_feature(features: Mapping[str, object]) -> str | None:
    """Which of the features that have values, in their order, names the tag."""
    named = {name.lower(): name for name in reversed(list(features)) if name.lower() not in _NOTES}
    for wanted in _TAGS:
        if wanted in named:
            return named[wanted]
    usual = [name for lower, name in named.items() if lower.endswith(("value", "label"))]
    if usual:
        return usual[-1]
    if "identifier" in named:
        return named["identifier"]
    others = [name for name in named.values() if name.lower() != "confidence"]
    return others[-1] if others else None


def reading(name: str, features: Mapping[str, str], tag_in: str | None) -> Reading:
    """What the features with values say, the tag in the one that is named."""
    note = "\n".join(value for key, value in features.items() if key.lower() in _NOTES)
    level = next((v.lower() for k, v in features.items() if k.lower() == "confidence"), "")
    confidence = level if level in _LEVELS else ""
    placed = {key for key in features if key.lower() in _NOTES or key == tag_in}
    if confidence:
        placed.update(key for key in features if key.lower() == "confidence")
    tag = features.get(tag_in, "").strip() if tag_in else ""
    return Reading(tag or short_name(name), note, confidence, len(features.keys() - placed))
