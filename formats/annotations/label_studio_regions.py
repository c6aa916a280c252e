"""The regions of one Label Studio annotation: which of them are passages, and where they stand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from formats.annotations.errors import Fault, FormatError
from formats.annotations.hypertext import HyperText
from formats.annotations.json_fields import (
    a_list,
    an_object,
    checked,
    gathered,
    is_whole,
    moment,
    name_of,
    one_or_more,
    whole,
    words,
)
from formats.annotations.labelled import LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.placing import POINTS_FIRST, as_stored, place
from formats.articles.collections.collected import shown

SAMPLED = 20
"""So many regions tell which field they are of."""

MOST_NAMES, LONGEST_NAME = 8, 40
"""So many fields are named in a sentence, and so much of each name."""

_OF_TEXT = ("labels", "hypertextlabels")
_ANSWERS = (
    *("choices", "taxonomy", "rating", "textarea", "pairwise", "number", "datetime", "ranker"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What was shown: a plain text, or the text nodes of a marked-up one.

    `counted` is the text as regions count it, `text` as it is read.
    """

    counted: TextMap
    hypertext: HyperText | None = None

    @classmethod
    def of(cls, held: str, results: Sequence[Any], is_stored: bool = False) -> "Page":
        """A field's value, marked up or plain as its regions say; plain where it `is_stored` so."""
        paths = [_is_path(_value(one)) for one in results if _kind(one) in _OF_TEXT]
        is_marked_up = any(paths) if paths else held.lstrip().startswith("<") and "</" in held
        if is_stored or not is_marked_up:
            return cls(TextMap(held))
        hypertext = HyperText(as_stored(held.lstrip("\ufeff")))
        return cls(TextMap(hypertext.nodes), hypertext)

    @property
    def text(self) -> str:
        """The article's text."""
        return TextMap(self.hypertext.text).text if self.hypertext else self.counted.text


def text_field(data: Mapping[str, Any], results: Sequence[Any]) -> str:
    """The name of the field that the regions are of; blank where nothing tells."""
    regions = [one for one in results if _kind(one) in _OF_TEXT]
    texts = {name: held for name, held in data.items() if isinstance(held, str)}
    for one in regions[:SAMPLED]:
        source = one.get("source")
        if isinstance(source, str) and source.removeprefix("$") in texts:
            return source.removeprefix("$")
    if "text" in texts:
        return "text"
    quotes = [_value(one).get("text") for one in regions[:SAMPLED]]
    for name, held in texts.items():
        if any(isinstance(quote, str) and quote and quote in held for quote in quotes):
            return name
    prose = [name for name, held in texts.items() if regions and " " in held]
    return max(prose, key=lambda name: len(texts[name]), default="")


def untold_fields(data: Mapping[str, Any]) -> list[str]:
    """The fields of a task that may each be its text, by name; none where its text is elsewhere."""
    if data.get("text_sha256") or data.get("url"):
        return []
    long = {name: held for name, held in data.items() if isinstance(held, str) and " " in held}
    return [shown(name, LONGEST_NAME) for name in list(long)[:MOST_NAMES]]


def passages_of(
    results: Sequence[Any], page: Page | None, about: LabelledPassage, dropped: Counter[str]
) -> tuple[Sequence[LabelledPassage], Sequence[Fault]]:
    """The passages of one annotation as `about` says whose and when; the rest is counted."""
    regions = [one for one in results if _kind(one) in _OF_TEXT and _is_of_text(one)]
    notes = _notes(results, {_id(one) for one in regions}, dropped)
    line = about.line or 0

    def build(region: Mapping[str, Any]) -> Iterator[LabelledPassage]:
        yield from _passages(region, page, about, notes.pop(_id(region), ""))

    ours = {id(one) for one in regions}
    dropped["dropped_regions"] += sum(id(one) not in ours and _is_other(one) for one in results)
    return gathered(regions, build, line)


def _kind(result: object) -> str:
    kind = result.get("type") if isinstance(result, dict) else None
    return kind if isinstance(kind, str) else ""


def _value(result: Mapping[str, Any]) -> Mapping[str, Any]:
    value = result.get("value")
    return value if isinstance(value, dict) else {}


def _id(result: Mapping[str, Any]) -> str:
    return name_of(result.get("id"), "id")


def _is_path(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("start"), str)


def _is_of_text(result: Mapping[str, Any]) -> bool:
    """Not of a sound, whose regions have labels and seconds."""
    return not isinstance(_value(result).get("start"), float)


def _is_other(result: object) -> bool:
    return _kind(result) not in _ANSWERS and _kind(result) != "relation"


def _notes(results: Sequence[Any], ids: set[str], dropped: Counter[str]) -> dict[str, str]:
    """What was written about each region; other answers and relations are counted."""
    notes: dict[str, list[str]] = {}
    for one in results:
        kind = _kind(one)
        if kind == "relation":
            dropped["dropped_relations"] += 1
        elif kind in _ANSWERS and (not _id(one) or _id(one) not in ids):
            dropped["dropped_choices"] += 1
        elif kind == "textarea":
            notes.setdefault(_id(one), []).extend(_lines(_value(one).get("text")))
        elif kind in _ANSWERS:
            dropped["dropped_attributes"] += 1
    return {name: "\n".join(lines) for name, lines in notes.items()}


def _lines(value: object) -> list[str]:
    return [found for one in one_or_more(value) if (found := checked(one, "text"))]


def _passages(
    region: Mapping[str, Any], page: Page | None, about: LabelledPassage, said: str
) -> Iterator[LabelledPassage]:
    value = an_object(region.get("value"), "value")
    start, end, quote = _place(value, page)
    tags = [name for one in _OF_TEXT for name in a_list(value, one)]
    if not tags:
        raise FormatError("tag_missing", start=value.get("start"))
    meta = an_object(region.get("meta"), "meta")
    note = "\n".join([*_lines(meta.get("text")), *_lines(said or None)])
    for tag in tags:
        yield replace(
            about,
            tag=checked(tag, "labels"),
            start=start,
            end=end,
            quote=quote,
            note=note,
            id=f"{_id(region)}#{tag}" if len(tags) > 1 and _id(region) else _id(region),
            is_gold=about.is_gold or meta.get("gold") is True,
            settled=meta.get("gold") is True,
            created_at=moment(meta.get("created_at")) or about.created_at,
            updated_at=moment(meta.get("updated_at")) or about.updated_at,
        )


def _place(
    value: Mapping[str, Any], page: Page | None
) -> tuple[int | None, int | None, str | None]:
    quote = as_stored(words(value, "text")) or None
    given = an_object(value.get("globalOffsets"), "globalOffsets") if _is_path(value) else value
    if not is_whole(given.get("start")) and quote and _is_path(value):
        return None, None, quote
    first, last = whole(given, "start"), whole(given, "end")
    if page is None:
        return first, last, quote
    if quote and "\\n" in quote and quote not in page.counted.text:
        # Some versions wrote the two characters \n where a line ends.
        quote = quote.replace("\\n", "\n")
    start, end = place(page.counted, first, last, quote, bases=POINTS_FIRST, may_include_end=True)
    if page.hypertext is None or start is None or end is None:
        return start, end, quote
    return _on_page(page.hypertext, start, end, quote)


def _on_page(
    hypertext: HyperText, start: int, end: int, quote: str | None
) -> tuple[int, int, str | None]:
    start, end = hypertext.place(start, end)
    if start >= end:
        raise FormatError("span_empty", start=start)
    here = hypertext.text[start:end]
    return start, end, here if quote and _is_same(quote, here) else quote


def _is_same(quote: str, here: str) -> bool:
    """Whether they are the same words; between blocks a quote has what the browser put there."""
    return len(here) < 4 * len(quote) + 64 and "".join(quote.split()) == "".join(here.split())
