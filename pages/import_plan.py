"""What an import of many would do, and the choices it leaves to the person."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from formats.exchange.imports import Outcome
from formats.exchange.plan import Plan
from formats.exchange.report import rejected, together, told_about, told_dropped, told_moved
from pages.frame import Visit
from pages.import_columns import draw_columns
from pages.import_mapping import MOST_ROWS, draw_people, draw_tags
from pages.import_transfer import Transfer
from words import say

MOST_TITLES = 5


def draw_plan(visit: Visit, transfer: Transfer, outcome: Outcome) -> None:
    """Numbers and first titles beside what can be chosen."""
    plan = outcome.plan
    left, right = st.columns([45, 53], gap="large")
    with left:
        _numbers(transfer, outcome)
        _titles(outcome)
        _faults(transfer, plan)
    with right:
        if any(file.kind == "collection" for file in plan.files):
            draw_columns(transfer)
        draw_tags(visit, transfer, plan)
        draw_people(visit, transfer, plan)


def _numbers(transfer: Transfer, outcome: Outcome) -> None:
    lines = list(_counted(outcome))
    lines += told_moved(outcome.plan, transfer.shown)
    dropped = told_dropped(outcome.plan)
    if dropped:
        lines.append(say("importing.plan_dropped", what=", ".join(dropped)))
    if outcome.plan.about:
        lines.append(told_about([transfer.shown(path) for path in outcome.plan.about]))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(
        f'<div class="fcw-import-part"><h2>{say("importing.plan_holds")}</h2></div>'
        f'<ul class="fcw-import-plan">{items}</ul>'
    )


def _counted(outcome: Outcome) -> Iterator[str]:
    total = outcome.plan.total
    if not outcome.articles and not total.passages_new:
        word = "nothing_whole" if outcome.plan.has_good_left else "nothing_new"
        yield say(f"importing.plan_{word}")
    for word, n in (
        ("articles", len(outcome.articles)),
        ("articles_there", total.articles_there),
        ("articles_found", total.articles_found),
        ("excerpts", total.excerpts),
        ("passages", total.passages_new),
        ("passages_there", total.passages_there),
        ("verified", total.verified),
        ("repaired", total.repaired),
        ("cleared", total.cleared),
        ("damaged", total.damaged),
    ):
        if n:
            yield say(f"importing.plan_{word}", n=n)


def _titles(outcome: Outcome) -> None:
    if not outcome.articles:
        return
    titles = [one.title for one in outcome.articles[:MOST_TITLES]]
    more = len(outcome.articles) - len(titles)
    items = "".join(f'<li dir="auto">{escape(title)}</li>' for title in titles)
    if more:
        items += f"<li>{say('importing.plan_more', n=more)}</li>"
    st.html(f'<ul class="fcw-import-titles">{items}</ul>')


def _faults(transfer: Transfer, plan: Plan) -> None:
    faults = list(rejected(plan))
    if not faults:
        return
    st.html(f'<h2 class="fcw-import-refused">{say("importing.plan_faults", n=plan.n_faults)}</h2>')
    draw_faults(transfer, faults)
    if transfer.good_only or plan.has_good_left:
        st.toggle(
            say("importing.plan_good_only"),
            value=transfer.good_only,
            help=say("importing.plan_good_only_help"),
            key="import-good-only",
            on_change=transfer.choose_good_only,
        )
    missing = say("labelled.no_text")
    if transfer.excerpts or any(one["reason"] == missing for one in faults):
        st.toggle(
            say("importing.plan_excerpts_choose"),
            value=transfer.excerpts,
            help=say("importing.plan_excerpts_help"),
            key="import-excerpts",
            on_change=transfer.choose_excerpts,
        )


def draw_faults(transfer: Transfer, faults: Sequence[dict[str, object]]) -> None:
    """The first of them, each with its file and lines."""
    told = [fault_line(transfer.shown(one.pop("path")), **one) for one in together(faults)]
    items = "".join(f"<li>{escape(one)}</li>" for one in told[:MOST_ROWS])
    if len(told) > MOST_ROWS:
        items += f"<li>{say('importing.plan_more', n=len(told) - MOST_ROWS)}</li>"
    st.html(f'<ul class="fcw-import-refused">{items}</ul>')


def fault_line(name: str, reason: str, lines: str, n: int) -> str:
    """What is wrong, with its file and, where there are any, its lines."""
    if not n:
        return say("importing.refused_line", name=name, reason=reason)
    return say("importing.plan_fault", name=name, lines=lines, reason=reason, n=n)
