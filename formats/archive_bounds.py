"""How much may come out of an archive, what of it has come out already, and the errors there are."""

import struct
import zipfile
import zlib
from collections.abc import Hashable
from dataclasses import dataclass, field

from formats.source import Source
from words import say

MEGABYTE = 1024 * 1024

DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""All that the libraries raise for bytes that are no archive, or a broken one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most an archive may hold, the archives inside it included.

    Text packs to a twentieth at best, a table of equal cells to a hundredth; `ratio` is asked
    only beyond `free` bytes, since a small file harms nobody.
    """

    members: int = 100_000
    member: int = 1024 * MEGABYTE
    total: int = 4096 * MEGABYTE
    ratio: int = 200
    free: int = MEGABYTE

    def is_bomb(self, unpacked: int, packed: int) -> bool:
        """Whether so many bytes out of so few are a file made to exhaust a computer."""
        return unpacked > self.free and unpacked > self.ratio * max(packed, 1)


LIMITS = Limits()


class ArchiveError(ValueError):
    """An archive, or a part of it, cannot be read; `str(error)` is the sentence to show.

    `code` names the reason: the key `archive_<code>` in the words of formats.
    """

    def __init__(self, code: str, limits: Limits = LIMITS) -> None:
        self.code = code
        super().__init__(reason(code, limits))


def reason(code: str, limits: Limits = LIMITS) -> str:
    """The sentence for why an archive or a member of it is not read."""
    return say(
        f"formats.archive_{code}",
        members=f"{limits.members:,}",
        member=f"{limits.member // MEGABYTE:,}",
        total=f"{limits.total // MEGABYTE:,}",
        ratio=limits.ratio,
    )


@dataclass(slots=True)
class Budget:
    """What has come out of one archive, and out of the archives inside it, so far.

    Reading a member once more costs nothing: each counts as far as it was ever read.
    """

    limits: Limits
    total: int = 0
    _members: dict[Hashable, int] = field(default_factory=dict)
    _read: dict[Hashable, int] = field(default_factory=dict)

    @property
    def is_spent(self) -> bool:
        """Whether no more may come out."""
        return self.total > self.limits.total

    def hold(self, archive: Hashable, members: int) -> None:
        """Note that this archive has so many members; ArchiveError where all have too many."""
        self._members[archive] = members
        if sum(self._members.values()) > self.limits.members:
            raise ArchiveError("too_many", self.limits)

    def spend(self, member: Hashable, unpacked: int, packed: int) -> None:
        """Note how far a member was unpacked; ArchiveError where that is beyond a limit."""
        before = self._read.get(member, 0)
        if unpacked > before:
            self._read[member] = unpacked
            self.total += unpacked - before
        if unpacked > self.limits.member:
            raise ArchiveError("member_too_large", self.limits)
        if self.limits.is_bomb(unpacked, packed):
            raise ArchiveError("ratio", self.limits)
        if self.is_spent:
            raise ArchiveError("too_large", self.limits)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source lies: inside how many archives, whose budget it spends, and its mark there."""

    budget: Budget
    depth: int = 0
    key: tuple[Hashable, ...] = ()


def place_of(source: Source, limits: Limits = LIMITS) -> Place:
    """The place of a source; one that lies in no archive begins a budget of its own."""
    place = getattr(source, "place", None)
    return place if isinstance(place, Place) else Place(Budget(limits))
