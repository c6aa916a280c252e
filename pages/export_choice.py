"""What the visitor chooses on the export page: the format, and which passages."""

from datetime import date
from typing import Any

import streamlit as st

from formats.annotations.excel_csv import NAME as EXCEL
from formats.annotations.registry import CODECS
from models.queries.export_asked import read_filters
from models.queries.export_filters import ExportFilters
from models.queries.export_preview import ExportChoices
from words import say


def choose_format() -> tuple[str, str]:
    """The format by whom it is for, and the delimiter."""
    name = st.radio(
        say("exporting.choose_format"),
        list(CODECS),
        format_func=lambda name: say(f"exporting.name_{name}"),
        captions=[say(f"exporting.who_{name}") for name in CODECS],
        key="export_format",
    )
    losses = [say(f"exporting.lacks_{loss}") for loss in CODECS[name].CARRIES_NOT]
    st.caption(say("exporting.does_not_carry", losses=", ".join(losses)))
    if name != EXCEL:
        return name, ","
    semicolon = st.toggle(say("exporting.semicolon"), help=say("exporting.semicolon_help"))
    return name, ";" if semicolon else ","


def choose_filters(project_id: int, choices: ExportChoices) -> ExportFilters:
    """Which passages leave; ExportError where the days stand the wrong way round."""
    st.html(f'<h2 class="fcw-export-part">{say("exporting.filters")}</h2>')
    options: dict[str, tuple[list[str], dict[str, str]]] = {
        "tag": (choices.tags, {}),
        "reviewer": (list(choices.reviewers), choices.reviewers),
        "status": (
            choices.statuses,
            {status: say(f"exporting.status_{status}") for status in choices.statuses},
        ),
    }
    asked: dict[str, Any] = {}
    first, second = st.columns(2), st.columns([4, 3, 3])
    for place, (part, (values, names)) in zip([*first, second[0]], options.items(), strict=True):
        asked[part] = place.multiselect(
            say(f"exporting.filter_{part}"),
            values,
            format_func=lambda value, names=names: names.get(value, value),  # type: ignore[misc]
            placeholder=say("exporting.filter_all"),
            key=f"export_{part}_{project_id}",
        )
    for place, part in zip(second[1:], ("since", "until"), strict=True):
        day: date | None = place.date_input(
            say(f"exporting.filter_{part}"),
            value=None,
            format="YYYY-MM-DD",
            help=say("exporting.filter_day_help"),
            key=f"export_{part}_{project_id}",
        )
        asked[part] = day.isoformat() if day else None
    return read_filters(asked)
