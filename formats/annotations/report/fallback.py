"""Faces for the scripts that Source Serif and Source Sans lack, as far as they are installed.

`manimgx-fonts` carries Noto Sans for nineteen scripts, symbols and emoji as plain files under the
Open Font License; `manimgx-fonts-cjk`, which is large, is used where a desk has installed it.
Neither is imported.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

from formats.annotations.report.fonts import package_folder

EMOJI = "NotoEmoji"
_PACKAGES = (("manimgx_fonts", "*.ttf"), ("manimgx_fonts_cjk", "*.ttc"))
_LAST = ("NotoSans[", "NotoSansSymbols", EMOJI, "NotoSansCJK")
"""Faces that cover much, and are asked after those made for one script."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """One installed face."""

    path: Path
    letters: frozenset[int]

    @property
    def is_emoji(self) -> bool:
        """Whether it is the one that draws emoji."""
        return self.path.name.startswith(EMOJI)

    def static(self, weight: int, letters: set[int]) -> bytes:
        """It in one weight, with these letters alone."""
        face = hb.Face(hb.Blob.from_file_path(self.path))
        wanted = hb.SubsetInput()
        wanted.unicode_set.update(letters & self.letters)
        wanted.pin_axis_location(face, "wght", weight)
        # A PDF holds outlines of the older kind alone, and they are found by name.
        wanted.flags = hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.GLYPH_NAMES
        return bytes(hb.subset(face, wanted).blob.data)


@cache
def fallbacks() -> tuple[Fallback, ...]:
    """Every installed face, those for one script first."""
    return tuple(sorted(_installed(), key=lambda one: (_place(one.path.name), one.path.name)))


def _installed() -> Iterator[Fallback]:
    for package, pattern in _PACKAGES:
        folder = package_folder(package)
        for path in folder.glob(pattern) if folder else ():
            if "Italic" not in path.name:
                face = hb.Face(hb.Blob.from_file_path(path))
                yield Fallback(path, frozenset(face.unicodes))


def _place(name: str) -> int:
    return next((n for n, start in enumerate(_LAST, 1) if name.startswith(start)), 0)
