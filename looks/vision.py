"""How far two colours are apart, for an eye with every kind of cone and for one that lacks one.

Contrast is that of WCAG 2. Colour difference is CIEDE2000 as Sharma, Wu and Dalal give it (Color
Research and Application 30, 2005). A missing kind of cone is simulated with the matrices of
severity 1.0 of Machado, Oliveira and Fernandes (IEEE Transactions on Visualization and Computer
Graphics 15, 2009), which take linear light.
"""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Literal

Vision = Literal["normal", "protan", "deutan", "tritan"]
Triple = tuple[float, float, float]

VISIONS: tuple[Vision, ...] = ("normal", "protan", "deutan", "tritan")

_SEEN: dict[Vision, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
_FAR = 25.0**7


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours `#rrggbb`, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def smallest_contrast(pairs: list[tuple[str, str]]) -> float:
    """The contrast of the pair that has the least, to one decimal."""
    return round(min(contrast(one, other) for one, other in pairs), 1)


def smallest_distance(colours: list[str], vision: Vision) -> float:
    """CIEDE2000 of the two colours that are nearest for this eye, to one decimal."""
    seen = [lab(colour, vision) for colour in colours]
    return round(min(ciede2000(one, other) for one, other in combinations(seen, 2)), 1)


def lab(colour: str, vision: Vision = "normal") -> Triple:
    """CIELAB (D65) of a colour `#rrggbb` as an eye sees it."""
    seen = _times(_SEEN[vision], _linear(colour))
    shown = (min(1.0, max(0.0, seen[0])), min(1.0, max(0.0, seen[1])), min(1.0, max(0.0, seen[2])))
    x, y, z = (
        _cube_root(part / white) for part, white in zip(_times(_TO_XYZ, shown), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, other: Triple) -> float:
    """How different two colours in CIELAB look; about 1 is the least that can be seen."""
    grey = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(grey**7 / (grey**7 + _FAR))
    chroma_1, hue_1 = _polar(one, stretch)
    chroma_2, hue_2 = _polar(other, stretch)
    turn = _turn(hue_1, hue_2) if chroma_1 * chroma_2 else 0.0
    lightness, chroma = (one[0] + other[0]) / 2, (chroma_1 + chroma_2) / 2
    hue = hue_1 + turn / 2 if chroma_1 * chroma_2 else hue_1 + hue_2
    by_lightness = (other[0] - one[0]) / (
        1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)
    )
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2))
    by_hue /= 1 + 0.015 * chroma * _hue_weight(hue)
    around_blue = 60 * exp(-((((hue % 360) - 275) / 25) ** 2))
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + _FAR)) * sin(radians(around_blue))
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _polar(colour: Triple, stretch: float) -> tuple[float, float]:
    a, b = colour[1] * stretch, colour[2]
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _turn(hue_1: float, hue_2: float) -> float:
    """From one hue to the other the short way round."""
    turn = hue_2 - hue_1
    return turn - 360 if turn > 180 else turn + 360 if turn < -180 else turn


def _hue_weight(hue: float) -> float:
    return (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _cube_root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29
