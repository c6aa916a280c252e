"""The colours of the charts are those of the whole workbench."""

from looks.palette import (
    DEFAULT_TAGS,
    MODES,
    PAGE,
    TAG_PALETTE,
    WASH_SHARE,
    Mode,
    PagePalette,
    TagPalette,
    TwoModes,
    as_shown,
    mix,
    palette_of,
)

__all__ = [
    "DEFAULT_TAGS",
    "MODES",
    "PAGE",
    "TAG_PALETTE",
    "WASH_SHARE",
    "Mode",
    "PagePalette",
    "TagPalette",
    "TwoModes",
    "as_shown",
    "mix",
    "palette_of",
]
