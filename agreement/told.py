"""Texts and figures as plain values, for a file, another program or another process."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from agreement.figure import Figure
from agreement.nominal import Measured
from agreement.reading import Passage, Reading, ReadText

Told = dict[str, Any]


def told_figure(measured: Measured) -> Told:
    """A figure with what it is of; its keys are documented in docs/agreement.md."""
    figure = measured.figure
    return {
        "coefficient": measured.coefficient,
        "tag": measured.tag,
        "pair": list(measured.pair) if measured.pair else None,
        "value": figure.value,
        "undefined": figure.undefined,
        "interval": list(figure.interval) if figure.interval else None,
        "no_interval": figure.no_interval,
        "units": figure.units,
        "reviewers": figure.reviewers,
        "articles": figure.articles,
        "dropped": dict(figure.dropped),
    }


def figure_told(told: Mapping[str, Any]) -> Measured:
    """The same back."""
    figure = Figure(
        value=told["value"],
        undefined=told["undefined"],
        units=told["units"],
        reviewers=told["reviewers"],
        articles=told["articles"],
        dropped=told["dropped"],
        interval=tuple(told["interval"]) if told["interval"] else None,
        no_interval=told["no_interval"],
    )
    pair = (told["pair"][0], told["pair"][1]) if told["pair"] else None
    return Measured(told["coefficient"], told["tag"], pair, figure)


def told_text(text: ReadText) -> Told:
    """A text with its readings."""
    return asdict(text)


def texts_told(told: Sequence[Mapping[str, Any]]) -> list[ReadText]:
    """The same back."""
    return [
        ReadText(
            text["article"],
            text["length"],
            [(start, end) for start, end in text["sentences"]],
            [
                Reading(
                    reading["reviewer"],
                    [Passage(*passage) for passage in reading["passages"]],
                    [(start, end) for start, end in reading["looked"]],
                )
                for reading in text["readings"]
            ],
        )
        for text in told
    ]
