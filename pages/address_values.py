"""An address as it is asked for its values: what is not known there is passed over."""

from collections.abc import Mapping, Sequence
from datetime import date

Address = Mapping[str, Sequence[str]]
"""The names in an address, each with its values."""


class AddressValues:
    """An address; `known_as` are the articles that stand for others (see `Choices`)."""

    def __init__(self, values: Address, known_as: Mapping[int, int]) -> None:
        self.values, self.known_as = values, known_as

    def articles(self, name: str, known: Mapping[int, str]) -> tuple[int, ...]:
        """Those of the articles under this name that are known, or those that they stand for."""
        found = dict.fromkeys(self.known_as.get(one, one) for one in self._whole(name))
        return tuple(number for number in found if number in known)

    def numbers(self, name: str, known: Mapping[int, str] | Sequence[int]) -> tuple[int, ...]:
        """Those of the numbers under this name that are known."""
        found = dict.fromkeys(self._whole(name))
        return tuple(number for number in found if number in known)

    def stretch(self, name: str) -> tuple[int, int] | None:
        """The least and the largest of the numbers under this name."""
        found = self._whole(name)
        return (min(found), max(found)) if found else None

    def _whole(self, name: str) -> list[int]:
        texts = self.values.get(name, ())
        # Larger than any id: PostgreSQL would refuse the number itself.
        return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 10]

    def among(self, name: str, known: Sequence[str]) -> tuple[str, ...]:
        """Those of the texts under this name that are known."""
        return tuple(text for text in dict.fromkeys(self.values.get(name, ())) if text in known)

    def day(self, name: str) -> date | None:
        """The day under this name."""
        try:
            return date.fromisoformat(next(iter(self.values.get(name, ())), ""))
        except ValueError:
            return None
