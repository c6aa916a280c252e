"""The four line patterns as PDF paths, and how a passage's stretches on a line become one."""

from collections.abc import Iterable, Iterator

HEIGHT = 4.0
"""Units from the top to the foot of a pattern; the line lies in the middle."""


def pattern_path(pattern: str, x: float, y: float, width: float, unit: float) -> str:
    """What strokes the pattern to the right of x, in the PDF's own coordinates.

    `y` is the middle of the line, `unit` the points of one unit.
    """
    if pattern == "wave":
        return f"{1.7 * unit:.2f} w [] 0 d 0 J {_wave(x, y, width, unit)} S"
    end = f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
    if pattern == "dashes":
        return f"{2.5 * unit:.2f} w [{7.5 * unit:.2f} {3.5 * unit:.2f}] 0 d 0 J {end}"
    if pattern == "dots":
        reach = 1.4 * unit
        end = f"{x + reach:.2f} {y:.2f} m {x + max(width - reach, reach):.2f} {y:.2f} l S"
        return f"{2.8 * unit:.2f} w [0 {5 * unit:.2f}] 0 d 1 J {end}"
    return f"{2.5 * unit:.2f} w [] 0 d 0 J {end}"


def joined(stretches: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The stretches (left, right) of one line, those that touch as one."""
    current: tuple[float, float] | None = None
    for left, right in sorted(stretches):
        if current is not None and left <= current[1] + 0.5:
            current = (current[0], max(current[1], right))
            continue
        if current is not None:
            yield current
        current = (left, right)
    if current is not None:
        yield current


def _wave(x: float, y: float, width: float, unit: float) -> str:
    """Half periods of four units, each a curve, up and down in turn."""
    rise, half = 1.1 * unit, 4 * unit
    parts = [f"{x:.2f} {y - rise:.2f} m"]
    count = max(1, round(width / half))
    step = width / count
    for number in range(count):
        left = x + number * step
        before, after = (-rise, rise) if number % 2 == 0 else (rise, -rise)
        parts.append(
            f"{left + step * 0.37:.2f} {y + before:.2f} {left + step * 0.63:.2f} {y + after:.2f} "
            f"{left + step:.2f} {y + after:.2f} c"
        )
    return " ".join(parts)
