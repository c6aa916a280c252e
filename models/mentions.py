"""Mentions: people named in a comment, kept by their ids, so that no name stays in the clear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

_TOKEN = regex.compile(r"@\{(\d{1,9})\}")


@dataclass(frozen=True, slots=True)
class Nameable:
    """Somebody who may be named in a thread: an @ and the handle or the name, in any case, is them."""

    id: int
    handle: str
    name: str


def with_ids(body: str, people: Iterable[Nameable]) -> str:
    """The text with an id in the place of each person's name or handle after an @.

    The longest that fits is meant, and it ends where a word does. A name that two people bear is
    nobody's: their handles tell them apart.
    """
    known = _known(people)
    if "@" not in body or not known:
        return body
    longest_first = sorted(known, key=len, reverse=True)
    named = regex.compile(
        r"(?<![\p{L}\p{N}_])@("
        + "|".join(map(regex.escape, longest_first))
        + r")(?![\p{L}\p{N}_])",
        regex.IGNORECASE,
    )
    return str(named.sub(lambda found: _token(known, found[0], found[1]), body))


def mentioned(body: str, people: Iterable[Nameable]) -> set[int]:
    """Whom the text names, of these people; an id typed by hand that is nobody's names nobody."""
    return ids_in(body) & {one.id for one in people}


def ids_in(body: str) -> set[int]:
    """The ids that stand in the text as mentions do."""
    return {int(found[1]) for found in _TOKEN.finditer(body)}


def with_names(body: str, names: Mapping[int, str]) -> str:
    """The text with people's names as they are now, in the place of the ids it mentions."""
    return str(
        _TOKEN.sub(
            lambda found: f"@{names[int(found[1])]}" if int(found[1]) in names else found[0], body
        )
    )


def _known(people: Iterable[Nameable]) -> dict[str, int]:
    """Handles and unambiguous names, in small letters, with whose they are."""
    everybody = list(people)
    named: dict[str, list[int]] = {}
    for one in everybody:
        named.setdefault(one.name.lower(), []).append(one.id)
    alone = {name: ids[0] for name, ids in named.items() if len(ids) == 1}
    return alone | {one.handle.lower(): one.id for one in everybody}


def _token(known: Mapping[str, int], whole: str, name: str) -> str:
    found = known.get(name.lower())
    return whole if found is None else f"@{{{found}}}"
