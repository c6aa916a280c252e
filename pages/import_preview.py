"""The text of an article before it is stored: line by line, with what looks like furniture."""

from html import escape

import streamlit as st

from formats.articles.dates import find_date
from pages.import_candidate import Candidate
from words import say

PART = 200
"""So many lines carry a checkbox at once, when the person chooses lines."""

LONGEST_RUN = 150
"""A longer run of lines without a suggestion is shown by its beginning and its end."""

_ENDS = tuple(".,;:!…\"'”’)»。")


def draw_text(candidate: Candidate) -> None:
    """The heading with its counts, then every line; ticked ones struck through and readable."""
    _heading(candidate)
    choosing = st.toggle(
        say("importing.choose"), key=f"{candidate.cut_key}-choose", persist_state="session"
    )
    first, last = _part(candidate) if choosing else (0, 0)
    run: list[int] = []
    for place, (start, _) in enumerate(candidate.lines):
        if start in candidate.suggestions or first <= place < last or candidate.is_cut(start):
            _draw_run(candidate, run)
            _draw_choice(candidate, place)
            run = []
        else:
            run.append(place)
    _draw_run(candidate, run)


def _heading(candidate: Candidate) -> None:
    cuts = candidate.cuts()
    counts = {"ticked": len(cuts), "characters": f"{sum(end - start for start, end in cuts):,}"}
    if candidate.suggestions:
        told = say("importing.furniture", n=len(candidate.suggestions), **counts)
    elif cuts:
        told = say("importing.ticked_only", n=len(cuts), **counts)
    else:
        told = say("importing.furniture_none")
    st.html(
        f'<div class="fcw-import-part"><h2>{say("importing.text")}</h2><span>{escape(told)}</span></div>'
    )


def _part(candidate: Candidate) -> tuple[int, int]:
    """Which lines carry a checkbox: all of a short text, a part of a long one."""
    total = len(candidate.lines)
    if total <= PART:
        return 0, total
    first = st.selectbox(
        say("importing.choose_which"),
        range(0, total, PART),
        key=f"{candidate.cut_key}-part",
        format_func=lambda at: say(
            "importing.choose_part", first=at + 1, last=min(at + PART, total), total=total
        ),
    )
    return first, first + PART


def _draw_choice(candidate: Candidate, place: int) -> None:
    """One line with its checkbox, hatched where it looks like furniture."""
    start, _ = candidate.lines[place]
    suggestion = candidate.suggestions.get(start)
    reason = say(f"formats.cut_{suggestion.reason}") if suggestion else ""
    label = "importing.cut_line_why" if reason else "importing.cut_line"
    kind = "cut" if suggestion else "line"
    with st.container(horizontal=True, gap="small", key=f"import-{kind}-{place}"):
        key = candidate.line(start)
        if key not in st.session_state:
            st.session_state[key] = candidate.is_cut(start)
        ticked = st.checkbox(
            say(label, n=place + 1, reason=reason),
            key=key,
            label_visibility="collapsed",
            persist_state="session",
        )
        note = reason or (say("importing.own_cut") if ticked else "")
        st.html(_line_html(candidate, place, ticked=ticked, note=note))


def _draw_run(candidate: Candidate, places: list[int]) -> None:
    """Lines that are kept, in one piece."""
    if not places:
        return
    hidden = len(places) - LONGEST_RUN
    if hidden > 0:
        half = LONGEST_RUN // 2
        shown = [_line_html(candidate, place) for place in places[:half]]
        shown.append(f'<p class="fcw-import-more">{say("importing.kept_lines", n=hidden)}</p>')
        shown += [_line_html(candidate, place) for place in places[-half:]]
    else:
        shown = [_line_html(candidate, place) for place in places]
    st.html(f'<div class="fcw-import-run">{"".join(shown)}</div>')


def _line_html(candidate: Candidate, place: int, *, ticked: bool = False, note: str = "") -> str:
    start, end = candidate.lines[place]
    line = candidate.article.text[start:end]
    classes = ["fcw-import-line"]
    if _is_heading(candidate, place, line):
        classes.append("heading")
    if place and candidate.article.text.count("\n", candidate.lines[place - 1][1], start) < 2:
        classes.append("tight")
    text = f"<s>{escape(line)}</s>" if ticked else escape(line)
    below = f"<small>{escape(note)}</small>" if note else ""
    return f'<p class="{" ".join(classes)}" dir="auto">{text}{below}</p>'


def _is_heading(candidate: Candidate, place: int, line: str) -> bool:
    """The title, or a short line of its own without a sentence's end."""
    if line == candidate.article.title:
        return True
    if candidate.lines[place][0] in candidate.suggestions or "|" in line or find_date(line):
        return False
    text = candidate.article.text
    start, end = candidate.lines[place]
    alone = text[max(0, start - 2) : start] == "\n\n" and text[end : end + 2] == "\n\n"
    return alone and len(line) <= 100 and not line.endswith(_ENDS) and not line.startswith("- ")
