"""In which order outlets stand, and which of them can be told apart at all."""

from collections.abc import Mapping, Sequence
from typing import Literal

from rates.estimate import Estimate
from words import say

Order = Literal["name", "value"]
MOST_PAIRS = 6
"""So many pairs that differ are said; the chart shows the others."""


def ordered(outlets: Sequence[str], estimates: Mapping[str, Estimate], order: Order) -> list[str]:
    """By name as they come, or the highest value first; what has none stands last."""
    if order == "name":
        return list(outlets)
    return sorted(outlets, key=lambda one: _height(estimates.get(one)))


def told_apart(outlets: Sequence[str], estimates: Mapping[str, Estimate], called: Mapping[str, str]) -> str:  # fmt: skip
    """Which outlets differ by more than their intervals allow for: all others are tied."""
    known = [one for one in outlets if one in estimates and estimates[one].value is not None]
    known.sort(key=lambda one: _height(estimates[one]))
    pairs = [
        say("outlets.above", high=called[high], low=called[low])
        for at, high in enumerate(known)
        for low in known[at + 1 :]
        if estimates[high].is_apart_from(estimates[low])
    ]
    if len(known) < 2:
        return ""
    if not pairs:
        return say("outlets.all_tied")
    if len(pairs) == len(known) * (len(known) - 1) // 2:
        return say("outlets.none_tied")
    said = say("charts.joined").join(pairs[:MOST_PAIRS])
    if len(pairs) > MOST_PAIRS:
        return say("outlets.apart_more", pairs=said, n=len(pairs) - MOST_PAIRS)
    return say("outlets.apart", pairs=said)


def _height(estimate: Estimate | None) -> float:
    return 1.0 if estimate is None or estimate.value is None else -estimate.value
