"""The one look of every chart: no frame, no domain lines, no ticks, hairline grid, our type."""

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode

FONT = "Source Sans, sans-serif"
"""What a browser draws with; the export has only the second, and refuses unquoted digits."""
BAR = 26
"""Height of a bar in pixels."""
LABEL_GAP = 8
"""Pixels at least between two labels of an axis of days: of what stands closer one is left out."""
GAP = 2
"""Page that shows between two segments of a bar, in pixels."""
SPACED_PERCENT = "replace(datum.label, '%', '\u00a0%')"
"""The labels of an axis with the blank before the sign that every other figure has."""


def layered(*layers: alt.Chart) -> alt.LayerChart:
    """The layers over one another; the last one lies on top."""
    return alt.LayerChart(layer=list(layers))


def dressed(chart: alt.LayerChart, *, mode: Mode, description: str) -> alt.LayerChart:
    """The chart in the colours of one mode, as wide as its place, with its text alternative."""
    return chart.properties(
        description=description,
        # Again after every change: a legend that breaks for want of width is higher than it was.
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding", resize=True),
        padding={"left": 0, "right": 0, "top": 4, "bottom": 4},
        config=_config(mode),
    )


def _config(mode: Mode) -> alt.Config:
    page = PAGE[mode]
    return alt.Config(
        background="transparent",
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domain=False,
            ticks=False,
            grid=False,
            gridColor=page.hairline,
            labelColor=page.ink_2,
            labelFontSize=13,
            titleColor=page.ink_2,
            titleFontSize=13,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(
            orient="top",
            title=None,
            symbolType="square",
            symbolSize=90,
            symbolStrokeWidth=0,
            labelColor=page.ink,
            labelFontSize=13,
            columnPadding=16,
            offset=10,
        ),
        text=alt.MarkConfig(font=FONT, fontSize=12),
    )


def blank(sentence: str, *, mode: Mode) -> alt.LayerChart:
    """What stands in a chart's place when there is nothing to draw: one sentence."""
    words = alt.Chart(pd.DataFrame({"sentence": [sentence]})).mark_text(
        align="left", fontSize=14, color=PAGE[mode].ink_2
    )
    words = words.encode(x=alt.value(0), y=alt.value(12), text="sentence:N")
    return dressed(layered(words).properties(height=24), mode=mode, description=sentence)
