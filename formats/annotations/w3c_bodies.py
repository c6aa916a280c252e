"""What a W3C Web Annotation says: its bodies as tags, a note and evidence, by their purpose."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.annotations.errors import FormatError
from formats.annotations.json_fields import an_object, checked, is_address, one_or_more, words
from formats.annotations.labelled import LabelledEvidence
from formats.annotations.w3c_targets import address, types
from words import say

TAGGING = frozenset({"tagging", "classifying", "identifying"})
LINKING = "linking"
COMMENTING = "commenting"
HIGHLIGHTING = "highlighting"

_SILENT = frozenset({HIGHLIGHTING, "bookmarking"})
_SEVERAL = frozenset({"Composite", "List", "Independents"})


@dataclass(slots=True)
class Said:
    """What the bodies of one annotation say together."""

    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: list[LabelledEvidence] = field(default_factory=list)


def said(annotation: Mapping[str, Any], dropped: Counter[str]) -> Said:
    """The bodies by purpose; without one, the annotation's motivation is it.

    An annotation without a tag has its motivation for one: 'highlighting', or 'commenting'.
    Raises FormatError for a body of a wrong shape.
    """
    motives = _names(annotation.get("motivation"))
    found = Said()
    if annotation.get("bodyValue") is not None:
        found.notes.append(words(annotation, "bodyValue"))
    for body in _each(annotation.get("body"), dropped):
        _hear(body, motives, found, dropped)
    if not found.tags:
        stands_for = [name for name in motives if name not in TAGGING]
        found.tags = (stands_for or [COMMENTING if found.notes else HIGHLIGHTING])[:1]
    found.tags = list(dict.fromkeys(found.tags))
    return found


def _names(value: object) -> list[str]:
    """Motivations or purposes, which may be addresses of the vocabulary."""
    names = [one.get("id") if isinstance(one, dict) else one for one in one_or_more(value)]
    texts = [checked(name, "motivation") for name in names]
    return [text.rpartition("#")[2].removeprefix("oa:") for text in texts if text]


def _each(value: object, dropped: Counter[str]) -> Iterator[object]:
    waiting = deque(one_or_more(value))
    while waiting:
        one = waiting.popleft()
        kinds = types(one) if isinstance(one, dict) else []
        inner = one_or_more(one.get("items")) if isinstance(one, dict) else []
        if "Choice" in kinds:
            # The first is what is shown to whom does not choose.
            dropped["dropped_bodies"] += max(0, len(inner) - 1)
            waiting.extendleft(inner[:1])
        elif _SEVERAL.intersection(kinds):
            waiting.extendleft(reversed(inner))
        else:
            yield one


def _hear(body: object, motives: list[str], found: Said, dropped: Counter[str]) -> None:
    if isinstance(body, str):
        _hear_of(body, motives, found, dropped)
        return
    held = an_object(body, "body")
    purposes = _names(held.get("purpose")) or motives
    if "TextualBody" not in types(held) and "value" not in held:
        where = held.get("source", held.get("id", held.get("@id")))
        _hear_of(address(where) or where, purposes, found, dropped)
        return
    text = words(held, "value")
    if TAGGING.intersection(purposes) and text:
        found.tags.append(text)
    elif LINKING in purposes and text:
        key = "url" if is_address(text) else "citation"
        found.evidence.append(LabelledEvidence(**{key: text}))
    elif text and not _SILENT.intersection(_names(held.get("purpose"))):
        found.notes.append(text)
    else:
        dropped["dropped_bodies"] += 1


def _hear_of(where: object, purposes: list[str], found: Said, dropped: Counter[str]) -> None:
    """A body that lies elsewhere: it is not fetched, and its address is kept."""
    if where is None:
        dropped["dropped_bodies"] += 1
        return
    name = checked(where, "body")
    if any(sign.isspace() for sign in name):
        raise FormatError("field_type", field="body", wanted=say("labelled.json_address"))
    if TAGGING.intersection(purposes) and name:
        found.tags.append(name)
    elif is_address(name):
        found.evidence.append(LabelledEvidence(url=name))
    else:
        dropped["dropped_bodies"] += 1
