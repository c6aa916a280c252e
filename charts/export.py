"""A chart as a file to take away: PNG, SVG, and its numbers as CSV. Nothing is fetched."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import altair as alt
import pandas as pd
import vl_convert

from charts.palette import PAGE, Mode

WIDTH = 720
"""Pixels, before the scale of a PNG."""
MARGIN = 16
LINE = 100
"""Characters of a scope that fit in a line."""


def png(
    chart: alt.LayerChart, *, title: str = "", scope: Sequence[str] = (), mode: Mode = "light"
) -> bytes:
    """The chart as a picture of twice its pixels, on the page's own colour.

    `title` and the lines of `scope` (what is counted, and of what) stand above it: a picture
    travels alone.
    """
    picture: bytes = vl_convert.vegalite_to_png(_on_paper(chart, title, scope, mode), scale=2)
    return picture


def svg(
    chart: alt.LayerChart, *, title: str = "", scope: Sequence[str] = (), mode: Mode = "light"
) -> bytes:
    """The chart as a drawing in UTF-8 whose words are still words; `title` and `scope` as above."""
    drawing: str = vl_convert.vegalite_to_svg(_on_paper(chart, title, scope, mode))
    return _with_alternative(drawing, title, _alternative(chart)).encode()


def csv(frame: pd.DataFrame) -> bytes:
    """The numbers behind a chart: UTF-8 without BOM, rows ending in LF."""
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _on_paper(chart: alt.LayerChart, title: str, scope: Sequence[str], mode: Mode) -> str:
    page = PAGE[mode]
    paper = chart.properties(width=WIDTH, padding=MARGIN, background=page.page)
    if title:
        paper = paper.properties(title=_title(title, scope, mode))
    written: str = paper.to_json()
    return written


def _alternative(chart: alt.LayerChart) -> str:
    """The chart in words, as it describes itself; blank where it does not."""
    return str(chart.to_dict().get("description", ""))


def _with_alternative(drawing: str, title: str, description: str) -> str:
    """The drawing as one picture to those who hear it: its name, then what it shows."""
    words = (
        f"<title>{escape(title)}</title>" if title else ""
    ) + f"<desc>{escape(description)}</desc>"
    head, rest = drawing.split(">", 1)
    return f'{head} role="img">{words}{rest}'


def _title(title: str, scope: Sequence[str], mode: Mode) -> alt.TitleParams:
    page = PAGE[mode]
    return alt.TitleParams(
        text=title,
        subtitle=[line for part in scope for line in wrap(part, LINE)],
        anchor="start",
        frame="bounds",
        fontSize=18,
        color=page.ink,
        subtitleFontSize=13,
        subtitleColor=page.ink_2,
        subtitlePadding=6,
        offset=14,
    )
