"""The colours of the charts are those of the whole workbench."""

from looks.palette import (
    MODES,
    PAGE,
    TAG_PALETTE,
    WASH_SHARE,
    Mode,
    PagePalette,
    TagPalette,
    TwoModes,
    mix,
    palette_of,
)

__all__ = [
    "MODES",
    "PAGE",
    "TAG_PALETTE",
    "WASH_SHARE",
    "Mode",
    "PagePalette",
    "TagPalette",
    "TwoModes",
    "mix",
    "palette_of",
]
