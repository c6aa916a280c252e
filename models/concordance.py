"""Concordance: where each word of a text stands, so that phrases are found without reading it all."""

from collections import defaultdict
from collections.abc import Iterator

from models.alignment import words

_COMMON = 200


class Concordance:
    """A text and the places of its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[str, list[int]] = defaultdict(list)
        at = 0
        for word in words(text):
            self._places[word].append(at)
            at += len(word)
        self._known: dict[str, list[int]] = {}

    def places(self, phrase: str) -> list[int]:
        """Where the phrase stands, in order."""
        if phrase not in self._known:
            self._known[phrase] = sorted(self._found(phrase))
        return self._known[phrase]

    def is_common(self, phrase: str) -> bool:
        """Whether the phrase stands so often that no place of it says anything."""
        return len(self.places(phrase)) > _COMMON

    def is_once(self, phrase: str) -> bool:
        """Whether the phrase stands exactly once."""
        return len(self.places(phrase)) == 1

    def _found(self, phrase: str) -> Iterator[int]:
        offset, rarest = self._rarest(phrase)
        if rarest is None:
            yield from self._read_for(phrase)
            return
        for place in rarest:
            if place >= offset and self.text.startswith(phrase, place - offset):
                yield place - offset

    def _rarest(self, phrase: str) -> tuple[int, list[int] | None]:
        """The word of the phrase that stands in fewest places, and how far into it; those places.

        Its first and last word may be parts of longer ones: they count only where there is no other.
        """
        parts: list[tuple[int, str]] = []
        at = 0
        for word in words(phrase):
            parts.append((at, word))
            at += len(word)
        known = [(offset, self._places.get(word, [])) for offset, word in parts[1:-1] or parts]
        offset, places = min(known, key=lambda one: len(one[1]), default=(0, []))
        return (offset, places) if places or len(parts) > 2 else (0, None)

    def _read_for(self, phrase: str) -> Iterator[int]:
        at = self.text.find(phrase) if phrase else -1
        while at >= 0:
            yield at
            at = self.text.find(phrase, at + 1)
