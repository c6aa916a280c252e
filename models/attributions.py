"""Attributions: sentences in which an article says whom it has something from."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from models.alignment import sentence_spans

LANGUAGE = "en"
"""The language whose phrases are looked for where a language has none of its own."""
SHORTEST = 3
# A name that nobody knows: words in capitals, with what may stand between them.
_UNKNOWN = r"\p{Lu}[\p{L}\p{N}'’&-]*(?:(?: (?:of|and|the|de|der))? \p{Lu}[\p{L}\p{N}'’&-]*){0,4}"
_THE = regex.compile(r"^(?:the|la|le|el|die|der|das)\s+", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A sentence [start, end) in code points that has something from an outlet, or from nobody named.

    `outlet` is the outlet as it is known, or as it is written where it is not; blank: anonymous.
    """

    outlet: str
    is_known: bool
    start: int
    end: int


class Outlets:
    """The names that outlets go by: those of a project, their addresses, and those known everywhere."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._known: dict[str, str] = {}
        for language in _languages():
            for name, others in _phrases(language)["outlets"].items():
                self._add(name, [name, *others])
        # The project's own come last: a name of theirs means theirs.
        for name, others in names.items():
            self._add(name, [name, bare(name), *others])
        self.names = sorted(self._known)

    def called(self, written: str) -> str | None:
        """The outlet that goes by a name, in any case of letters."""
        return self._known.get(written.casefold())

    def _add(self, outlet: str, names: Iterable[str]) -> None:
        for name in names:
            if len(name) >= SHORTEST or name.isupper():
                self._known[name.casefold()] = outlet


def bare(name: str) -> str:
    """An outlet's name without the article before it."""
    return str(_THE.sub("", name))


def attributions(text: str, language: str, outlets: Outlets) -> Iterator[Attribution]:
    """Every attribution of the text, in order; an outlet once a sentence."""
    phrases = _compiled(_language(language), tuple(outlets.names))
    for start, end in sentence_spans(text):
        sentence = text[start:end].lstrip()
        if sentence:
            yield from _in_sentence(sentence.rstrip(), end - len(sentence), phrases, outlets)


def _in_sentence(
    sentence: str, start: int, phrases: "_Phrases", outlets: Outlets
) -> Iterator[Attribution]:
    end = start + len(sentence)
    found: dict[str, bool] = {}
    for phrase in phrases.cites:
        for one in phrase.finditer(sentence):
            outlet = outlets.called(one["name"])
            if outlet is not None and _is_name(one["name"]):
                found[outlet] = True
    for phrase in phrases.reports:
        for one in phrase.finditer(sentence):
            name = bare(one["name"])
            if not outlets.called(name) and len(name) >= SHORTEST:
                found.setdefault(name, False)
    for outlet, known in found.items():
        yield Attribution(outlet, known, start, end)
    if any(phrase.search(sentence) for phrase in phrases.anonymous):
        yield Attribution("", False, start, end)


def _is_name(written: str) -> bool:
    """Whether it is written as a name is: somewhere in capitals, or as an address."""
    return written != written.lower() or "." in written


@dataclass(frozen=True, slots=True)
class _Phrases:
    cites: Sequence[Any]
    reports: Sequence[Any]
    anonymous: Sequence[Any]


@cache
def _languages() -> frozenset[str]:
    folder = files("models.attribution")
    return frozenset(
        one.name.removesuffix(".toml") for one in folder.iterdir() if one.name.endswith(".toml")
    )


def _language(told: str) -> str:
    code = told.split("-", maxsplit=1)[0].lower()
    return code if code in _languages() else LANGUAGE


@cache
def _phrases(language: str) -> dict[str, Any]:
    return tomllib.loads(
        files("models.attribution").joinpath(f"{language}.toml").read_text("utf-8")
    )


_KEPT: dict[tuple[str, tuple[str, ...]], _Phrases] = {}


def _compiled(language: str, names: tuple[str, ...]) -> _Phrases:
    if (language, names) not in _KEPT:
        _KEPT.clear()
        told = _phrases(language)
        known = r"(?:the )?(?P<name>\L<names>)\b"
        unknown = rf"(?:the )?(?P<name>(?-i:{_UNKNOWN}))"
        every = [*told["cites"], *told["reports"]]
        _KEPT[language, names] = _Phrases(
            [_phrase(one.replace("{name}", known), names) for one in every],
            [_phrase(one.replace("{name}", unknown)) for one in told["reports"]],
            [_phrase(one) for one in told["anonymous"]],
        )
    return _KEPT[language, names]


def _phrase(pattern: str, names: tuple[str, ...] = ()) -> Any:
    # Between two words of a phrase a line may end.
    spaced = rf"(?<![\p{{L}}\p{{N}}]){pattern}".replace(" ", r"\s+")
    return regex.compile(spaced, regex.IGNORECASE, **({"names": list(names)} if names else {}))
