"""The outlets' charts, one a tag, and their lists: what was counted, and where it is too little."""

import pandas as pd
from sqlalchemy.orm import Session

from charts import rate_intervals
from charts.figures import grouped
from models.queries.counted import Basis
from models.queries.outlet_counts import CountedTag, OutletCounts, outlet_counts
from models.queries.scope import Pick
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing, Panel
from pages.kept_views import kept
from pages.outlet_choice import OutletChoice, outlet_name
from pages.outlet_figures import UNIT, OutletFigures, outlet_figures
from pages.outlet_order import ordered, told_apart
from pages.rate_rows import Rated, in_words, marks_of_rows, rate_rows, rates_table
from pages.tag_panels import around
from pages.to_the_letter import plain
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
    said = f"{say(f'outlets.unit_{chosen.measure}')} {ties}".strip()
    pick = asked.filters.pick
    return Panel(
        name=f"tag_{tag.id}",
        title=tag.name,
        unit=said,
        scope=say("composition.rates_scope", unit=said),
        frame=rows,
        table=rates_table(rows, say("composition.head_outlet")),
        drawing=rate_intervals,
        picked=pick.outlet if pick.tag == tag.name else None,
        picks=lambda mark: Pick(outlet=str(mark["row"]), tag=tag.name),
        marks=marks_of_rows(rows),
        options={"number_format": "~%" if unit == "share" else "~f"},
    )


def counted_list(session: Session, asked: Asked, *, chosen: OutletChoice) -> Listing:
    """Every outlet: what was counted of it, and the figures of all tags side by side."""
    counts, figures = figures_of(session, asked, chosen)
    outlets = [one for one in chosen.side if one in figures.counted.index]
    outlets = outlets or [str(one) for one in figures.counted.index]
    unit = UNIT[chosen.measure]
    heads, tags = _counted_heads(chosen.basis), _tags(counts, asked)
    table = {say("outlets.what"): [*heads.values(), *(plain(tag.name) for tag in tags)]}
    counted = figures.counted[list(heads)]
    for outlet in outlets:
        table[plain(outlet_name(outlet))] = [
            *(grouped(int(number)) for number in counted[counted.index == outlet].to_numpy()[0]),
            *(in_words(figures.estimates[tag.id, outlet], unit) for tag in tags),
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


def _counted_heads(basis: Basis) -> dict[str, str]:
    """What was counted of an outlet, by column, as the basis names it: gold has no readers."""
    rows = {"articles": "articles", "readings": "texts", "readers": "beside_gold", "words": "words"}
    if basis == "readings":
        rows |= {"readings": "readings", "readers": "readers", "words": "words_read"}
    if basis == "gold":
        del rows["readers"]
    return {name: say(f"outlets.row_{row}") for name, row in rows.items()}


def _turned(frame: pd.DataFrame) -> pd.DataFrame:
    """A row an outlet: for more of them than stand beside each other."""
    head, *outlets = frame.columns
    turned = pd.DataFrame(frame[outlets].to_numpy().T, columns=list(frame[head]))
    turned.insert(0, say("composition.head_outlet"), outlets)
    return turned
