"""Greys for more and less, behind figures that stay legible on every one of them."""

from charts.palette import Mode

HEAT: dict[Mode, tuple[str, ...]] = {
    "light": ("#f6f3ec", "#e6e1d6", "#d5cfc1", "#c2bbab", "#aea695"),
    "dark": ("#24221f", "#332f2a", "#443f38", "#575047", "#6c6458"),
}
"""From least to most. The theme's sequence has more, on which ink cannot be read."""


def grey(share: float, mode: Mode) -> str:
    """The grey for a share (0 to 1) of the highest value."""
    steps = HEAT[mode]
    return steps[min(len(steps) - 1, int(share * len(steps)))]
