"""One W3C Web Annotation as passages; what W3C's own files and Recogito's have in common."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from formats.annotations.errors import FormatError
from formats.annotations.json_fields import checked, moment, one_or_more
from formats.annotations.labelled import LabelledPassage
from formats.annotations.marks import MOST, Ground, Mark, Spot
from formats.annotations.w3c_bodies import said
from formats.annotations.w3c_targets import targets, types
from words import say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_UUID = "urn:uuid:"


def is_recogitos(annotation: Mapping[str, Any]) -> bool:
    """Whether Recogito wrote it: each of its targets names the annotation it belongs to."""
    found = one_or_more(annotation.get("target"))
    return bool(found) and all(isinstance(one, dict) and "annotation" in one for one in found)


def speaks_w3c(context: object) -> bool:
    """Whether a JSON-LD context is that of Web Annotations."""
    return any(
        isinstance(one, str) and one.partition(":")[2] == CONTEXT.partition(":")[2]
        for one in one_or_more(context)
    )


def marks(annotation: Mapping[str, Any], ground: Ground, line: int) -> Iterator[Mark]:
    """A mark for each page that it is about. Raises FormatError for what is no annotation."""
    if not types(annotation):
        raise FormatError("field_missing", field="type")
    if "Annotation" not in types(annotation):
        raise FormatError("field_type", field="type", wanted="Annotation")
    dropped: Counter[str] = Counter()
    about = _about(annotation, line)
    found = targets(annotation, dropped)
    says = said(annotation, dropped)
    if len(found) * len(says.tags) > MOST:
        raise FormatError("marks_too_many", n=len(found) * len(says.tags))
    pages: dict[str, list[Spot]] = {}
    for one in found:
        pages.setdefault(one.url, []).extend([one.spot] if one.spot else [])
    for url, spots in (pages or {"": []}).items():
        base = replace(about, note="\n\n".join(says.notes), evidence=says.evidence)
        yield Mark(url, list(ground.spread(base, spots, says.tags)), dropped=dropped)
        dropped = Counter()


def _about(annotation: Mapping[str, Any], line: int) -> LabelledPassage:
    name = checked(annotation.get("id", annotation.get("@id")), "id")
    if any(sign.isspace() for sign in name):
        raise FormatError("field_type", field="id", wanted=say("labelled.json_address"))
    return LabelledPassage(
        tag="",
        reviewer=creator(annotation.get("creator")),
        id=name.removeprefix(_UUID).removeprefix("#"),
        created_at=_when(annotation, "created"),
        updated_at=_when(annotation, "modified"),
        line=line,
    )


def _when(annotation: Mapping[str, Any], name: str) -> datetime | None:
    value = annotation.get(name)
    found = moment(value)
    if value is not None and found is None:
        raise FormatError("field_type", field=name, wanted=say("labelled.json_moment"))
    return found


def creator(value: object) -> str:
    """A person's e-mail, account, name or address, the first that there is."""
    one = next(iter(one_or_more(value)), None)
    if not isinstance(one, dict):
        return checked(one, "creator")
    for key in ("email", "nickname", "name", "id", "@id"):
        first = next(iter(one_or_more(one.get(key))), None)
        if found := checked(first, key):
            return found.removeprefix("mailto:")
    return ""
