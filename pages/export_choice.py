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

PURPOSES: dict[str, tuple[str, ...]] = {
    "script": ("csv", "sentences", "parquet"),
    "spreadsheet": ("csv-excel", "xlsx"),
    "model": ("huggingface", "jsonl", "spacy", "conll"),
    "tool": (
        "label-studio", "doccano", "brat", "webanno-tsv", "uima-cas", "uima-json",
        "hypothesis", "w3c", "recogito", "ptc", "goodly", "tagworks",
    ),
    "reader": ("report-html", "report-pdf", "claimreview"),
    "whole": ("bundle",),
}  # fmt: skip
"""What a person wants, and the formats that give it; every one that is written is in one of them."""

FEW = 4
"""So many are all in sight; more are chosen from a list."""


def choose_format() -> tuple[str, str]:
    """The format by what it is for, and the delimiter."""
    purpose = st.selectbox(
        say("exporting.purpose"),
        list(PURPOSES),
        format_func=lambda one: say(f"exporting.purpose_{one}"),
        key="export_purpose",
    )
    name = _one_of([one for one in PURPOSES[purpose] if one in CODECS])
    if name != EXCEL:
        return name, ","
    semicolon = st.toggle(say("exporting.semicolon"), help=say("exporting.semicolon_help"))
    return name, ";" if semicolon else ","


def _one_of(names: list[str]) -> str:
    if len(names) == 1:
        st.caption(say(f"exporting.who_{names[0]}"))
        return names[0]
    label = say("exporting.choose_format")
    if len(names) > FEW:
        name = st.selectbox(label, names, format_func=_called, key="export_format_listed")
        st.caption(say(f"exporting.who_{name}"))
        return name
    captions = [say(f"exporting.who_{name}") for name in names]
    return st.radio(label, names, format_func=_called, captions=captions, key="export_format")


def _called(name: str) -> str:
    return say(f"exporting.name_{name}")


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
