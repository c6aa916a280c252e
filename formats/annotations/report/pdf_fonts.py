"""Which face draws which letters of a PDF, and how wide they are: shaped by HarfBuzz."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex
import uharfbuzz as hb  # type: ignore[import-untyped]
from fpdf import FPDF
from fpdf.unicode_script import get_unicode_script

from formats.annotations.report.fallback import Fallback, fallbacks
from formats.annotations.report.fonts import FACES, REGULAR, STRONG, Face, static_font

STARS = {"★": "⭐"}
"""Letters that the faces have under another number alone."""

SIGN = "◊"
"""What stands for a character that no face at hand draws: seen, and no empty box."""

_STARS = str.maketrans(STARS)
_GRAPHEMES = regex.compile(r"\X")
_NEEDS_NO_GLYPH = regex.compile(r"\p{Default_Ignorable_Code_Point}|\s")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\ufe0f|\u20e3")
_KEPT = 50_000  # widths of words


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """One face in one weight as the PDF knows it, and as HarfBuzz does."""

    family: str
    style: str
    letters: frozenset[int]
    shaper: "hb.Font"
    per_em: int
    is_emoji: bool = False

    def draws(self, cluster: str) -> bool:
        """Whether it has a glyph for all of it that needs one."""
        return all(ord(one) in self.letters or _NEEDS_NO_GLYPH.match(one) for one in cluster)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Shaped text: for each glyph, as they lie from left to right, its first letter and width."""

    firsts: Sequence[int]
    widths: Sequence[float]


class Fonts:
    """The faces of one PDF, with the letters that it needs; `missing` counts those it lacks."""

    def __init__(self, pdf: FPDF, letters: set[str], folder: Path) -> None:
        self.missing: Counter[str] = Counter()
        self._pdf = pdf
        self._folder = folder
        known = {*letters, *STARS.values(), SIGN}
        self._own = {
            (face, weight): self._added(face, weight, static_font(face, weight, known))
            for face in FACES
            for weight in (REGULAR, STRONG)
        }
        self._others = {
            weight: list(self._fallbacks(weight, known)) for weight in (REGULAR, STRONG)
        }
        self._width = lru_cache(_KEPT)(self._width_of)

    def runs(self, text: str, face: Face, weight: int) -> Iterator[tuple[Font, int, int]]:
        """The stretches that one face draws; what none draws is `missing`, and has the face's own."""
        at = 0
        current: Font | None = None
        for found in _GRAPHEMES.finditer(text):
            font = self._for(found.group(), face, weight, current)
            if current is not None and font is not current:
                yield current, at, found.start()
                at = found.start()
            current = font
        if current is not None:
            yield current, at, len(text)

    def drawn(self, text: str, face: Face, weight: int) -> str:
        """The text with a sign, as long as it was, for each character that no face draws."""
        if all(ord(one) in self._own[face, weight].letters for one in text):
            return text
        text = text.translate(_STARS)
        return "".join(
            found.group() if self._any(found.group(), face, weight) else self._signs(found.group())
            for found in _GRAPHEMES.finditer(text)
        )

    def width(self, font: Font, text: str, size: float, right_to_left: bool) -> float:
        """How wide the text is in points."""
        return self._width(font, text, right_to_left) * size

    def shape(self, font: Font, text: str, size: float, right_to_left: bool) -> Glyphs:
        """Where each letter of it lies."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        hb.shape(font.shaper, buffer, {})
        scale = size / font.per_em
        firsts = [int(one.cluster) for one in buffer.glyph_infos or ()]
        return Glyphs(firsts, [one.x_advance * scale for one in buffer.glyph_positions or ()])

    def scripts(self) -> list[str]:
        """The scripts of what is missing, by name."""
        names = (get_unicode_script(one).name.title().replace("_", " ") for one in self.missing)
        return sorted({"symbols" if name in ("Common", "Inherited") else name for name in names})

    def _width_of(self, font: Font, text: str, right_to_left: bool) -> float:
        return sum(self.shape(font, text, 1, right_to_left).widths)

    def _for(self, cluster: str, face: Face, weight: int, current: Font | None) -> Font:
        own = self._own[face, weight]
        if not cluster.strip() and current is not None and not current.is_emoji:
            return current
        return self._any(cluster, face, weight) or own

    def _any(self, cluster: str, face: Face, weight: int) -> Font | None:
        own = [self._own[face, weight], self._own["sans", weight]]
        others = self._others[weight]
        if _EMOJI.search(cluster):
            own = [one for one in others if one.is_emoji] + own
        return next((one for one in (*own, *others) if one.draws(cluster)), None)

    def _signs(self, cluster: str) -> str:
        self.missing.update(one for one in cluster if not _NEEDS_NO_GLYPH.match(one))
        return SIGN + "\u200b" * (len(cluster) - 1)

    def _fallbacks(self, weight: int, letters: set[str]) -> Iterator[Font]:
        wanted = set(map(ord, letters))
        lacking = wanted - self._own["serif", weight].letters - self._own["sans", weight].letters
        for number, one in enumerate(fallbacks()):
            if lacking & one.letters:
                yield self._added_fallback(number, one, weight, wanted)

    def _added_fallback(self, number: int, one: Fallback, weight: int, wanted: set[int]) -> Font:
        return self._added(f"other{number}", weight, one.static(weight, wanted), one.is_emoji)

    def _added(self, family: str, weight: int, data: bytes, is_emoji: bool = False) -> Font:
        style = "B" if weight == STRONG else ""
        suffix = ".otf" if data.startswith(b"OTTO") else ".ttf"
        path = self._folder / f"{family}{weight}{suffix}"
        path.write_bytes(data)
        self._pdf.add_font(family, style, path)
        face = hb.Face(data)
        return Font(family, style, frozenset(face.unicodes), hb.Font(face), face.upem, is_emoji)
