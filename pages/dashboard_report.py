"""A whole dashboard as a file, as it is filtered now: a page of HTML or a PDF."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from charts import export
from charts.figures import long_day
from formats.dashboards import hypertext, paper
from formats.dashboards.told import ToldDashboard, ToldNumber, ToldPart
from models import database
from models.base import today
from pages.dashboard_asked import Asked
from pages.dashboard_chips import chips_of
from pages.dashboard_counted import made, numbers_of, scope_in_words
from pages.dashboard_parts import Dashboard, Listing, Number, Part
from pages.to_the_letter import written_plainly
from words import say

KINDS: dict[str, tuple[str, Callable[[ToldDashboard], bytes]]] = {
    "html": ("text/html", hypertext.page),
    "pdf": ("application/pdf", paper.document),
}


def report_panel(board: Dashboard, asked: Asked) -> None:
    """A button behind which the report is taken; it is made when it is asked for."""
    with st.popover(say("dashboard.report"), icon=":material/download:", key="board-report"):
        st.markdown(say("dashboard.report_sentence"))
        for ending, (kind, write) in KINDS.items():
            st.download_button(
                say(f"dashboard.report_{ending}"),
                partial(_made, board, asked, write),
                file_name=f"{board.name}-{today().isoformat()}.{ending}",
                mime=kind,
                on_click="ignore",
                key=f"board-report-{ending}",
            )


def told(board: Dashboard, asked: Asked) -> ToldDashboard:
    """The dashboard as reports tell it: its filters, its numbers, and every part with its table."""
    with database.current().read() as session:
        late = board.meanwhile(session, asked) if board.meanwhile else ()
        left_out = board.left_out(session, asked) if board.left_out else ""
        counted = board.counted(session, asked) if board.counted else ""
    return ToldDashboard(
        title=board.title,
        scope=scope_in_words(asked),
        narrowed=[chip.said for chip in chips_of(asked.filters, asked.choices)],
        made=say("dashboard.made", day=long_day(today()), name=asked.visit.name),
        method=board.method,
        left_out=left_out,
        counted=counted,
        numbers=[_number(one) for one in (*numbers_of(board, asked, asked.at), *late)],
        parts=[_part(made(board, slot, asked, asked.at)) for slot in board.slots],
    )


def _made(board: Dashboard, asked: Asked, write: Callable[[ToldDashboard], bytes]) -> bytes:
    return write(told(board, asked))


def _number(number: Number) -> ToldNumber:
    """A number with all that the page says of it: paper has nothing to point at for more."""
    under = f"{number.strong}{number.under}"
    if number.help:
        said = filter(None, (under.removesuffix("."), number.help))
        under = say("charts.sentences").join(said)
    return ToldNumber(number.label, number.value, under)


def _part(part: Part) -> ToldPart:
    head = [written_plainly(str(name)) for name in part.table.columns]
    rows = [[_cell(cell) for cell in row] for row in part.table.itertuples(index=False)]
    if isinstance(part, Listing):
        return ToldPart(part.title, part.unit, "", "", b"", head, rows)
    picked = {"picked": part.picked} if part.picks is not None else {}
    chart = part.drawing.chart(part.frame, mode="light", **picked, **part.options)
    words = str(chart.to_dict().get("description", ""))
    return ToldPart(
        part.title, part.unit, words, export.svg(chart).decode(), export.png(chart), head, rows
    )


def _cell(value: object) -> str:
    return "" if value is None or value is pd.NA else written_plainly(str(value))
