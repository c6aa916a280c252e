"""An address as it is asked for its values: what is not known there is passed over."""

from collections.abc import Mapping, Sequence
from datetime import date

Address = Mapping[str, Sequence[str]]
"""The names in an address, each with its values."""


class AddressValues:
    """An address; `instead` are the articles that stand in the place of others (see `Choices`)."""

    def __init__(self, values: Address, instead: Mapping[int, int]) -> None:
        self.values, self.instead = values, instead

    def articles(self, name: str, known: Mapping[int, str]) -> tuple[int, ...]:
        """Those of the articles under this name that are known, or what is read in their place."""
        found = dict.fromkeys(self.instead.get(one, one) for one in self._whole(name))
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
