"""Which column of a table of articles is which detail: guessed, shown, and put right."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from formats.archive_bounds import ArchiveError
from formats.articles.collections.columns import Column
from formats.articles.collections.registry import columns_of
from formats.articles.errors import ArticleError
from formats.source import FileSource
from pages.import_transfer import Transfer
from words import say

FIELDS = ("text", "title", "outlet", "byline", "url", "published_at", "language")


def draw_columns(transfer: Transfer) -> None:
    """The choice for each detail, where the one file that waits is a table."""
    if len(transfer.names) != 1:
        return
    if transfer.found_columns is None:
        transfer.found_columns = _found(FileSource(Path(transfer.folder.name), transfer.names[0]))
    columns = {column.name: column for column in transfer.found_columns}
    if not columns:
        return
    st.html(f'<div class="fcw-import-part"><h2>{say("importing.columns")}</h2></div>')
    places = st.columns(2)
    for number, field in enumerate(FIELDS):
        with places[number % 2]:
            _column(transfer, field, columns)


def _found(source: FileSource) -> tuple[Column, ...]:
    try:
        return columns_of(source)
    except (ArticleError, ArchiveError):
        # Why it cannot be read, its own entry among what was refused says.
        return ()


def _column(transfer: Transfer, field: str, columns: Mapping[str, Column]) -> None:
    guessed = next((name for name, column in columns.items() if column.field == field), "")
    current = transfer.columns.get(field, guessed)
    options = ["", *columns]
    key = f"import-column-{field}"
    st.selectbox(
        say(f"importing.column_{field}"),
        options,
        index=options.index(current) if current in options else 0,
        format_func=lambda name: _shown(name, columns),
        key=key,
        on_change=lambda: transfer.choose_column(field, st.session_state[key]),
    )


def _shown(name: str, columns: Mapping[str, Column]) -> str:
    if not name:
        return say("importing.column_none")
    sample = next(iter(columns[name].samples), "")
    return say("importing.column_sample", name=name, sample=sample[:40])
