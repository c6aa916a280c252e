"""A chart as a file to take away: PNG, SVG, and its numbers as CSV. Nothing is fetched."""

import altair as alt
import pandas as pd
import vl_convert

from charts.palette import PAGE, Mode

WIDTH = 720
"""Pixels, before the scale of a PNG."""
MARGIN = 16


def png(chart: alt.LayerChart, *, mode: Mode = "light") -> bytes:
    """The chart as a picture of twice its pixels, on the page's own colour."""
    picture: bytes = vl_convert.vegalite_to_png(_on_paper(chart, mode), scale=2)
    return picture


def svg(chart: alt.LayerChart, *, mode: Mode = "light") -> bytes:
    """The chart as a drawing in UTF-8 whose words are still words."""
    drawing: str = vl_convert.vegalite_to_svg(_on_paper(chart, mode))
    return drawing.encode()


def csv(frame: pd.DataFrame) -> bytes:
    """The numbers behind a chart: UTF-8 without BOM, rows ending in LF."""
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _on_paper(chart: alt.LayerChart, mode: Mode) -> str:
    paper = chart.properties(width=WIDTH, padding=MARGIN, background=PAGE[mode].page)
    return paper.to_json()
