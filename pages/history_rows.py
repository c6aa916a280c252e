"""The rows of a history: the time, the sentence, what changed, and the way back."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from models.membership import Role
from models.queries.history import Entry
from models.queries.history_scope import HistoryFilter
from pages.frame import Visit
from pages.history_sentences import changes, sentence, short
from pages.history_undo import put_passage_back
from pages.strip import day_in_words
from words import say

TITLE_LIMIT = 80


def rows(visit: Visit, wanted: HistoryFilter, entries: Sequence[Entry]) -> None:
    """The entries by day."""
    for day, group in groupby(entries, key=lambda entry: entry.at.date()):
        st.html(f'<h2 class="fcw-part">{escape(day_in_words(day.isoformat()))}</h2>')
        with st.container(key=f"history-day-{day}", gap=None):
            for entry in group:
                _row(visit, wanted, entry)


def _row(visit: Visit, wanted: HistoryFilter, entry: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key=f"history-row-{entry.id}"):
        st.html(_told(wanted, entry))
        label = _way_back(visit, entry)
        if label and st.button(label, key=f"back-{entry.id}", icon=":material/undo:"):
            put_passage_back(visit, entry)


def _told(wanted: HistoryFilter, entry: Entry) -> str:
    changed = "".join(
        f"<li><span>{escape(name)}:</span> {_values(was, becomes)}</li>"
        for name, was, becomes in changes(entry)
    )
    listed = f'<ul class="fcw-changes">{changed}</ul>' if changed else ""
    beside = " · ".join(_beside(wanted, entry))
    quiet = f'<p class="fcw-quiet">{beside}</p>' if beside else ""
    return (
        f'<div class="fcw-entry"><time datetime="{entry.at.isoformat()}">{entry.at:%H:%M}</time>'
        f'<div><p dir="auto">{escape(sentence(entry))}.</p>{listed}{quiet}</div></div>'
    )


def _values(was: str, becomes: str) -> str:
    """What it was, struck through, and what it is; said in words to whoever does not see that."""
    after = f'<ins><i class="fcw-said">{say("history.becomes")} </i>{escape(becomes)}</ins>'
    if not was:
        return after
    return f'<del><i class="fcw-said">{say("history.was")} </i>{escape(was)}</del> → {after}'


def _beside(wanted: HistoryFilter, entry: Entry) -> list[str]:
    parts = []
    passage = entry.passage
    if passage is not None and entry.actor_id != passage.reviewer_id:
        parts.append(escape(say("history.of_whom", who=passage.reviewer)))
    if entry.entity == "gold" and entry.of:
        parts.append(escape(say("history.gold_from", who=entry.of)))
    if entry.article and wanted.article_id is None:
        title = escape(short(entry.article, TITLE_LIMIT))
        open_at = "" if passage is None or passage.is_deleted else f"&amp;passage={passage.id}"
        parts.append(f'<a href="annotate?article={entry.article_id}{open_at}">{title}</a>')
    return parts


def _way_back(visit: Visit, entry: Entry) -> str:
    """What the button says; blank where there is nothing to go back to, or not for this visitor."""
    passage = entry.passage
    if passage is None or not entry.before or entry.entity != "annotation":
        return ""
    if passage.is_submitted:
        # It is reopened first, whoever asks.
        return ""
    needed = Role.REVIEWER if passage.reviewer_id == visit.reviewer_id else Role.EDITOR
    if not visit.may(needed):
        return ""
    is_last = entry.after.get("version") == passage.version
    return say("history.bring_back" if is_last and passage.is_deleted else "history.put_back")
