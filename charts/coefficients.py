"""Coefficients of agreement as the workbench writes them: 0.71, 0.64 to 0.77, undefined."""

from words import say


def coefficient(value: float | None) -> str:
    """Two digits, with a real minus; 'undefined' where there is none.

    What is not quite full agreement never reads as 1.00.
    """
    if value is None:
        return say("agreement.undefined")
    rounded = round(value, 2) or 0.0
    if rounded == 1 and value < 1 - 1e-9:
        return say("agreement.nearly_one")
    return f"{rounded:.2f}".replace("-", "\u2212")


def interval(bounds: tuple[float, float] | None) -> str:
    """Lowest to highest; blank where none was computed."""
    if bounds is None:
        return ""
    return say("agreement.interval", low=coefficient(bounds[0]), high=coefficient(bounds[1]))
