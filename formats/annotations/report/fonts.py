"""The report's own faces: Source Serif and Source Sans, out of the installed Streamlit package.

Both are under the SIL Open Font License, which allows embedding in documents. Streamlit is not
imported: only its files are read. Where they are missing, a report falls back to the reader's own.
"""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Literal

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from formats.annotations.errors import FormatError

Face = Literal["serif", "sans"]

FACES: tuple[Face, ...] = ("serif", "sans")
REGULAR, STRONG = 400, 600

_FILES = {"serif": "SourceSerifVariable-Roman.*.woff2", "sans": "SourceSansVF-Upright.*.woff2"}
_OPTICAL_SIZE = 14  # points; the axis that Source Serif has and Source Sans has not
_ALWAYS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027)))) + "●○◊"
)


class NoFontError(FormatError):
    """A face is not where it is looked for."""

    def __init__(self) -> None:
        super().__init__("report_no_face")


def find_faces() -> None:
    """Raises NoFontError where one of them is missing."""
    for face in FACES:
        _file(face)


def web_font(face: Face, letters: set[str]) -> bytes:
    """The face from regular to semibold as WOFF, with these letters and those of every report."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, {*letters, *_ALWAYS}))
    _pin_optical_size(wanted, face)
    wanted.set_axis_range(_variable(face), "wght", REGULAR, STRONG)
    return _as_woff(_cut(face, wanted))


def static_font(face: Face, weight: int, letters: set[str]) -> bytes:
    """The face in one weight as TrueType, with these letters and those of every report."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, {*letters, *_ALWAYS}))
    _pin_optical_size(wanted, face)
    wanted.pin_axis_location(_variable(face), "wght", weight)
    return _cut(face, wanted)


def package_folder(package: str) -> Path | None:
    """Where an installed package lies; it is not imported."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _variable(face: Face) -> "hb.Face":
    with TTFont(_file(face), recalcTimestamp=False) as font:
        font.flavor = None
        plain = BytesIO()
        font.save(plain)
    return hb.Face(plain.getvalue())


def _file(face: Face) -> Path:
    folder = package_folder("streamlit")
    found = sorted(folder.glob(f"static/**/{_FILES[face]}")) if folder else []
    if not found:
        raise NoFontError
    return found[0]


def _pin_optical_size(wanted: "hb.SubsetInput", face: Face) -> None:
    if face == "serif":
        wanted.pin_axis_location(_variable(face), "opsz", _OPTICAL_SIZE)


def _cut(face: Face, wanted: "hb.SubsetInput") -> bytes:
    return bytes(hb.subset(_variable(face), wanted).blob.data)


def _as_woff(font: bytes) -> bytes:
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        opened.flavor = "woff"
        packed = BytesIO()
        opened.save(packed)
    return packed.getvalue()
