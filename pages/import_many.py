"""The import of many at once on the screen: looked at, chosen, begun, stopped, and what came of it."""

from html import escape

import streamlit as st

from formats.exchange.imports import Outcome, Tell
from formats.exchange.report import rejected, told_about, told_dropped
from models.errors import WorkbenchError
from pages.frame import Visit
from pages.import_done import draw_arrived, draw_done, imported
from pages.import_plan import draw_faults, draw_plan
from pages.import_restore import draw_restore, is_put_back
from pages.import_transfer import Transfer, leave_transfer
from pages.to_the_letter import plain
from words import say


def draw_transfer(visit: Visit, transfer: Transfer) -> None:
    """What waits, or what became of it."""
    if transfer.done is not None:
        _draw_done(transfer, transfer.done)
        return
    if is_put_back(visit, transfer):
        draw_restore(visit, transfer)
        return
    place = st.container(key="import-many-head", horizontal=True, vertical_alignment="center")
    bar, way_out = st.empty(), st.empty()
    # Whoever presses it ends the looking: nothing was stored yet.
    way_out.button(say("importing.discard"), on_click=leave_transfer, key="import-many-leave")
    try:
        outcome = transfer.look(visit, _telling(bar, "importing.plan_reading"))
    except WorkbenchError as error:
        bar.error(plain(str(error)))
        return
    bar.empty()
    way_out.empty()
    with place:
        _buttons(visit, transfer, outcome, bar)
    draw_plan(visit, transfer, outcome)


def _buttons(
    visit: Visit, transfer: Transfer, outcome: Outcome, bar: st.delta_generator.DeltaGenerator
) -> None:
    names = ", ".join(transfer.names[:3]) + (" …" if len(transfer.names) > 3 else "")
    st.html(f'<p class="fcw-import-done">{escape(_from(outcome, names))}</p>')
    st.button(say("importing.discard"), on_click=leave_transfer)
    nothing = not outcome.articles and not outcome.passages
    if st.button(_label(outcome), type="primary", key="import-many-go", disabled=nothing):
        # Whoever presses it runs the page anew, which ends the import: nothing of it is kept.
        st.button(say("importing.plan_stop"), key="import-many-stop")
        try:
            transfer.store(visit, _telling(bar, "importing.plan_storing"))
        except WorkbenchError as error:
            bar.error(plain(str(error)))
        else:
            st.rerun()


def _from(outcome: Outcome, names: str) -> str:
    formats = dict.fromkeys(
        say(f"exporting.name_{file.format_name}")
        for file in outcome.plan.files
        if file.kind == "labelled"
    )
    if not formats:
        return say("importing.plan_files", names=names)
    return say("importing.plan_from", formats=", ".join(formats), names=names)


def _label(outcome: Outcome) -> str:
    articles = say("importing.plan_n_articles", n=len(outcome.articles))
    passages = say("importing.plan_n_passages", n=outcome.passages)
    parts = [
        part for part, n in ((articles, len(outcome.articles)), (passages, outcome.passages)) if n
    ]
    if not parts:
        return say("importing.plan_nothing")
    return say("importing.plan_go", what=say("importing.plan_and").join(parts))


def _telling(bar: st.delta_generator.DeltaGenerator, word: str) -> Tell:
    def tell(done: int, total: int) -> None:
        bar.progress(done / total, say(word, percent=100 * done // total))

    return tell


def _draw_done(transfer: Transfer, outcome: Outcome) -> None:
    total = outcome.plan.total
    parts = [imported(("articles", len(outcome.articles)), ("passages", outcome.passages))]
    for word, n in (
        ("articles_were_there", total.articles_there),
        ("passages_were_there", total.passages_there),
    ):
        if n:
            parts.append(say(f"importing.plan_{word}", n=n))
    arrived = [(one.id, one.title) for one in outcome.articles if one.id is not None]
    draw_done(" ".join(parts), arrived, leave=leave_transfer)
    draw_left(transfer, outcome)
    draw_arrived(arrived)


def draw_left(transfer: Transfer, outcome: Outcome) -> None:
    """What was not imported: what has no place here counted, what is wrong each with the reason."""
    if dropped := told_dropped(outcome.plan):
        told = say("importing.plan_dropped", what=", ".join(dropped))
        st.html(f'<p class="fcw-quiet" dir="auto">{escape(told)}</p>')
    if about := [transfer.shown(path) for path in outcome.plan.about]:
        st.html(f'<p class="fcw-quiet" dir="auto">{escape(told_about(about))}</p>')
    faults = list(rejected(outcome.plan))
    if faults:
        told = say("importing.plan_left", n=outcome.plan.n_faults)
        st.html(f'<h2 class="fcw-import-refused">{told}</h2>')
        draw_faults(transfer, faults)
