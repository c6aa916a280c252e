"""The outlets' charts, one a tag, and their lists: what was counted, and where it is too little."""

import pandas as pd
from sqlalchemy.orm import Session

from charts import rate_intervals
from charts.figures import grouped
from models.queries.outlet_counts import CountedTag, OutletCounts, outlet_counts
from models.queries.scope import Pick
from pages.dashboard_parts import Asked, Listing, Panel
from pages.kept_views import kept
from pages.outlet_choice import OutletChoice, outlet_name
from pages.outlet_figures import UNIT, OutletFigures, outlet_figures
from pages.outlet_order import ordered, told_apart
from pages.rate_rows import Rated, in_words, rate_rows, rates_table
from pages.tag_panels import around
from pages.to_the_letter import plain
from rates.estimate import Estimate
from words import say

MOST = 15
"""So many outlets stand in a chart, those with most articles; all are in the table."""


def figures_of(
    session: Session, asked: Asked, chosen: OutletChoice
) -> tuple[OutletCounts, OutletFigures]:
    """What every part of the page is made of, counted once."""
    filters = around(asked.filters, "outlet")

    def count() -> tuple[OutletCounts, OutletFigures]:
        share = chosen.measure == "share"
        counts = outlet_counts(session, *asked.of, filters, chosen.basis, with_characters=share)
        return counts, outlet_figures(counts, chosen.measure)

    name = ("outlet figures", chosen.measure, chosen.basis)
    return kept(asked.at, asked.visit, name, count, filters)


def of_tag(session: Session, asked: Asked, *, tag_name: str, chosen: OutletChoice) -> Panel:
    """One tag in every outlet with enough articles, or in those chosen."""
    counts, figures = figures_of(session, asked, chosen)
    tag = next(one for one in counts.tags if one.name == tag_name)
    unit = UNIT[chosen.measure]
    rows = rate_rows(_rated(figures, tag, chosen), unit)
    estimates = {outlet: figures.estimates[tag.id, outlet] for outlet in figures.counted.index}
    names = {outlet: outlet_name(outlet) for outlet in figures.counted.index}
    shown = [outlet for outlet in names if outlet in set(rows["row"])]
    ties = told_apart(shown, estimates, names)
    said = say(f"outlets.unit_{chosen.measure}")
    pick = asked.filters.pick
    return Panel(
        name=f"tag_{tag.id}",
        title=tag.name,
        unit=f"{said} {ties}".strip(),
        frame=rows,
        table=rates_table(rows, say("composition.head_outlet")),
        drawing=rate_intervals,
        picked=pick.outlet if pick.tag == tag.name else None,
        picks=lambda mark: Pick(outlet=str(mark["row"]), tag=tag.name),
        options={"number_format": "~%" if unit == "share" else "~f"},
    )


def counted_list(session: Session, asked: Asked, *, chosen: OutletChoice) -> Listing:
    """Every outlet: what was counted of it, and the figures of all tags side by side."""
    counts, figures = figures_of(session, asked, chosen)
    outlets = [one for one in chosen.side if one in figures.counted.index]
    outlets = outlets or [str(one) for one in figures.counted.index]
    unit = UNIT[chosen.measure]
    table = {say("outlets.what"): _heads(counts, asked)}
    for outlet in outlets:
        table[plain(outlet_name(outlet))] = [
            *(
                grouped(int(number))
                for number in figures.counted[figures.counted.index == outlet].to_numpy()[0]
            ),
            *_figures([figures.estimates[tag.id, outlet] for tag in _tags(counts, asked)], unit),
        ]
    frame = pd.DataFrame(table)
    beside = len(outlets) <= 4
    return Listing(
        name="counted",
        title=say("outlets.side_title" if chosen.side else "outlets.all_title"),
        unit=say(f"outlets.unit_{chosen.measure}"),
        table=frame if beside else _turned(frame),
        empty=say("outlets.none_read_title"),
        wide=True,
    )


def _rated(figures: OutletFigures, tag: CountedTag, chosen: OutletChoice) -> list[Rated]:
    known = [outlet for outlet in chosen.side if outlet in figures.counted.index]
    if not known:
        articles = figures.counted["articles"]
        most = sorted(figures.enough, key=lambda one: -articles[one])[:MOST]
        known = [outlet for outlet in figures.enough if outlet in most]
    estimates = {outlet: figures.estimates[tag.id, outlet] for outlet in known}
    return [
        Rated(outlet, outlet_name(outlet), tag.colour, estimates[outlet])
        for outlet in ordered(known, estimates, chosen.order)
    ]


def _tags(counts: OutletCounts, asked: Asked) -> list[CountedTag]:
    only = asked.filters.tags
    return [tag for tag in counts.tags if not only or tag.name in only]


def _heads(counts: OutletCounts, asked: Asked) -> list[str]:
    counted = [say(f"outlets.row_{name}") for name in ("articles", "readings", "readers", "words")]
    return [*counted, *(plain(tag.name) for tag in _tags(counts, asked))]


def _figures(estimates: list[Estimate], unit: str) -> list[str]:
    """The figures of one outlet in words; that it has too few articles is said once."""
    if any(one.undefined == "too_few_articles" for one in estimates):
        return [in_words(estimates[0], unit), *(say("outlets.no_figure") for _ in estimates[1:])]
    return [in_words(one, unit) for one in estimates]


def _turned(frame: pd.DataFrame) -> pd.DataFrame:
    """A row an outlet: for more of them than stand beside each other."""
    head, *outlets = frame.columns
    turned = pd.DataFrame(frame[outlets].to_numpy().T, columns=list(frame[head]))
    turned.insert(0, say("composition.head_outlet"), outlets)
    return turned
