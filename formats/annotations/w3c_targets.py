"""What a W3C Web Annotation is about: the page, and the passage that its selectors describe.

Several selectors of one target describe the same passage. One refined by another lies inside it,
and its positions count from there (https://www.w3.org/TR/annotation-model/).
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formats.annotations.errors import FormatError
from formats.annotations.json_fields import an_object, is_address, one_or_more, whole, words
from formats.annotations.marks import Spot, spot
from words import say

_CHARACTERS = re.compile(r"char=(\d{1,18}),(\d{1,18})")
_TOGETHER = ("Composite", "List")
_EACH = "Independents"


@dataclass(frozen=True, slots=True)
class Target:
    """One page, and the passage of it; no passage where the whole page is meant."""

    url: str
    spot: Spot | None = None


def targets(annotation: Mapping[str, Any], dropped: Counter[str]) -> list[Target]:
    """Every target. Raises FormatError where there is none or it has a wrong shape."""
    if annotation.get("target") in (None, []):
        raise FormatError("field_missing", field="target")
    found = [_target(one, dropped) for one in _each(annotation["target"], dropped)]
    return [one for one in found if one]


def _each(value: object, dropped: Counter[str]) -> Iterator[object]:
    waiting = deque(one_or_more(value))
    while waiting:
        one = waiting.popleft()
        kinds = types(one) if isinstance(one, dict) else []
        if _EACH in kinds:
            waiting.extendleft(reversed(one_or_more(one.get("items"))))
        elif any(kind in kinds for kind in _TOGETHER):
            dropped["dropped_discontinuous"] += 1
        else:
            yield one


def types(value: Mapping[str, Any]) -> list[str]:
    """The types of an object, as JSON-LD writes them; short where they have a prefix."""
    found = one_or_more(value.get("type", value.get("@type")))
    return [str(one).rpartition(":")[2].rpartition("#")[2] for one in found]


def address(value: object) -> str:
    """The address of something that may be an address or an object with one; else blank."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id", value.get("source")))
    return str(value).strip() if is_address(value) else ""


def _target(value: object, dropped: Counter[str]) -> Target:
    if isinstance(value, str):
        dropped["dropped_whole"] += 1
        return Target(address(value))
    held = an_object(value, "target")
    url = address(held.get("source")) or address(held)
    if held.get("selector") in (None, []):
        dropped["dropped_whole"] += 1
        return Target(url)
    found = _joined(one_or_more(held["selector"]))
    if found is None:
        dropped["dropped_selectors"] += 1
    return Target(url, found)


def _joined(selectors: list[object]) -> Spot | None:
    """What several selectors say of the same passage: one has the quote, another the position."""
    found = [one for selector in selectors if (one := _selected(selector))]
    placed = next((one for one in found if one.start is not None), None)
    quoted = next((one for one in found if one.quote), None)
    if placed is None or quoted is None:
        return placed or quoted
    return Spot(placed.start, placed.end, quoted.quote, quoted.prefix, quoted.suffix)


def _selected(selector: object) -> Spot | None:
    """One selector with all that refine it, from the outermost inwards."""
    outer: Spot | None = None
    is_first = True
    while isinstance(selector, dict):
        here = _plain(selector)
        outer = here if is_first else _inside(outer, here)
        is_first = False
        refined = one_or_more(selector.get("refinedBy"))
        if not refined:
            return outer
        selector = refined[0]
    return None


def _plain(selector: Mapping[str, Any]) -> Spot | None:
    kinds = types(selector)
    if "TextQuoteSelector" in kinds:
        if not (exact := words(selector, "exact")):
            raise FormatError("field_missing", field="exact")
        return spot(None, None, exact, words(selector, "prefix"), words(selector, "suffix"))
    if "TextPositionSelector" in kinds:
        return spot(whole(selector, "start"), whole(selector, "end"), "")
    if "FragmentSelector" in kinds:
        if not isinstance(selector.get("value"), str):
            raise FormatError("field_type", field="value", wanted=say("labelled.json_text"))
        characters = _CHARACTERS.fullmatch(selector["value"])
        return spot(int(characters[1]), int(characters[2]), "") if characters else None
    return None


def _inside(outer: Spot | None, inner: Spot | None) -> Spot | None:
    if inner is None or inner.start is None or inner.end is None:
        return inner
    if outer and outer.start is not None:
        return Spot(outer.start + inner.start, outer.start + inner.end)
    if outer is None or inner.end > len(outer.quote):
        return None
    return Spot(
        quote=outer.quote[inner.start : inner.end],
        prefix=outer.prefix + outer.quote[: inner.start],
        suffix=outer.quote[inner.end :] + outer.suffix,
    )
