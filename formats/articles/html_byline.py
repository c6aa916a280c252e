"""Who wrote an article and where, as its page itself spells it."""

import re
from collections.abc import Iterator
from typing import Any

_NO_NAME = re.compile(r"https?://|[@<>{}]|\d{3}|\w\.[a-z]{2,}\b")
_NOBODY = frozenset(
    {"admin", "administrator", "author", "editor", "redaktion", "root", "webmaster"}
)
_IN_META = re.compile(r"(?i)author|creator|byl\b|byline")
_BEFORE_HEADING, _AFTER_HEADING = 1_500, 3_000
_LONGEST_DATA = 500_000


def confirmed_names(guessed: str, tree: Any) -> list[str]:
    """Those of the `guessed` names (parted by ';') that stand near the page's heading or in its
    data, spelled as they stand there."""
    parts = [part.strip() for name in guessed.split(";") for part in _with_parts(name.strip())]
    if not any(parts):
        return []
    near = _near_heading(tree)
    places = [*_data(tree), " ".join(near), *near]
    names: list[str] = []
    for name in parts:
        found = _as_it_stands(name, places)
        if found and not any(found.casefold() in one.casefold() for one in names):
            names.append(found)
    return names


def is_account_name(name: str, tree: Any) -> bool:
    """Whether an outlet's name is only that of its account, and nowhere else on the page."""
    accounts = {
        str(value).strip().lstrip("@").casefold()
        for value in tree.xpath('//meta[@name="twitter:site" or @property="twitter:site"]/@content')
    }
    if name.casefold() not in accounts:
        return "_" in name
    title = " ".join(tree.xpath("//title/text()"))
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is None


def _with_parts(name: str) -> list[str]:
    """A name as a whole; and, after it, the parts of one that lists several by commas."""
    return [name, *name.split(",")] if "," in name else [name]


def _as_it_stands(name: str, places: list[str]) -> str:
    words = name.split()
    while words and words[-1].islower():
        words.pop()  # 'Ann Other before 3 hours' was read one word too far
    if not words or " ".join(words).casefold() in _NOBODY or _NO_NAME.search(name):
        return ""
    if len(words) == 1:
        return name if name.casefold() in {place.casefold() for place in places} else ""
    spelled = "".join(
        re.escape(word) + (r"(?:\.\s*|\s+)" if len(word) == 1 else r"\s+") for word in words[:-1]
    ) + re.escape(words[-1])
    pattern = re.compile(rf"(?i)(?<![\w.@/]){spelled}(?![\w@/]|\.\w)")
    for place in places:
        match = pattern.search(place)
        if match is not None and not _NO_NAME.search(match[0]):
            found = " ".join(match[0].split())
            return name if found.islower() else found
    return ""


def _data(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        named = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if _IN_META.search(named):
            yield " ".join((meta.get("content") or "").split())
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        yield (script.text or "")[:_LONGEST_DATA]


def _near_heading(tree: Any) -> list[str]:
    """The visible texts around the first heading; those of the page's beginning without one."""
    pieces: list[tuple[int, str]] = []
    length, heading = 0, None
    for element, text in _texts(tree):
        if element.tag == "h1" and heading is None:
            heading = length
        pieces.append((length, " ".join(text.split())))
        length += len(text) + 1
        if heading is not None and length > heading + _AFTER_HEADING:
            break
    first = (heading or 0) - _BEFORE_HEADING
    last = (heading or 0) + _AFTER_HEADING
    return [text for at, text in pieces if text and first <= at <= last]


def _texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """The texts of the page's body in order, each with the element that it stands in or after."""
    body = tree.find("body")
    for element in body.iter() if body is not None else ():
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "noscript"}:
            yield element, element.text or ""
        if element.tail and element is not body:
            yield element, element.tail
