"""Mathet's γ beside the other numbers: it is computed while they are looked at already."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from agreement.apart import Computation
from agreement.bases import Basis
from agreement.figure import Figure
from charts.coefficients import coefficient
from charts.figures import percent
from pages.agreement_found import Found, look, texts_now
from pages.agreement_words import made_of, under
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number
from words import say

MOST = 16
"""So many computations are kept; those not looked at for longest go first."""
AT_ONCE_UP_TO = 200
"""Articles up to which it begins by itself."""
_known: "OrderedDict[Hashable, Computation]" = OrderedDict()
_lock = threading.Lock()


def gamma(asked: Asked, found: Found) -> None:
    """The number, how far it is, or the button that begins it; drawn again until it is there."""
    computation = _of(asked, found, begin=found.articles <= AT_ONCE_UP_TO)
    goes_on = computation is not None and computation.goes_on
    st.fragment(_draw, run_every=1.0 if goes_on else None)(asked, found)


def known_gamma(found: Found) -> Figure | None:
    """γ if it was computed."""
    with _lock:
        computation = _known.get(found.at)
    if computation is None or computation.goes_on:
        return None
    measured = computation.figures.get("gamma")
    return measured.figure if measured else None


def gamma_numbers(session: Session, asked: Asked, basis: Basis) -> Sequence[Number]:
    """γ for the report, or that it was not computed until now."""
    found, label = look(session, asked, basis), say("agreement.gamma")
    if found.reviewers < 2:
        return [Number(label, say("agreement.undefined"), say("agreement.why_one_reviewer"))]
    figure = known_gamma(found)
    if figure is None:
        return [Number(label, say("agreement.gamma_done"), say("agreement.gamma_missing"))]
    made = made_of(figure, "passages")
    return [Number(label, coefficient(figure.value), under(figure), help=made)]


def _of(asked: Asked, found: Found, *, begin: bool) -> Computation | None:
    if found.reviewers < 2:
        return None
    with _lock:
        computation = _known.get(found.at)
        if computation is not None:
            _known.move_to_end(found.at)
    if computation is not None or not begin:
        return computation
    made = Computation(texts_now(asked))
    with _lock:
        computation = _known.setdefault(found.at, made)
        while len(_known) > MOST:
            _known.popitem(last=False)[1].stop()
    if computation is not made:
        made.stop()
    return computation


def _draw(asked: Asked, found: Found) -> None:
    with _lock:
        computation = _known.get(found.at)
    label = say("agreement.gamma")
    with st.container(key="board-number-gamma"):
        figure = known_gamma(found)
        if found.reviewers < 2:
            st.metric(label, say("agreement.undefined"))
            st.markdown(say("agreement.why_one_reviewer"))
        elif figure is not None:
            st.metric(label, coefficient(figure.value), help=made_of(figure, "passages"))
            st.markdown(under(figure))
        elif computation is not None and computation.goes_on:
            _progress(label, computation)
        else:
            _offer(label, asked, found, computation)
    if (
        computation is not None
        and not computation.goes_on
        and "agreement_gamma" in st.session_state
    ):
        # Once: the page is drawn again without asking every second.
        del st.session_state["agreement_gamma"]
        st.rerun()
    if computation is not None and computation.goes_on:
        st.session_state["agreement_gamma"] = True


def _progress(label: str, computation: Computation) -> None:
    st.metric(label, say("agreement.computing"))
    told = say("agreement.computed", percent=percent(computation.done / computation.of))
    with st.container(horizontal=True, vertical_alignment="center", key="agreement-progress"):
        st.markdown(told, width="content")
        st.button(say("agreement.stop"), type="tertiary", on_click=computation.stop)


def _offer(label: str, asked: Asked, found: Found, earlier: Computation | None) -> None:
    state = earlier.state if earlier is not None else "offered"
    st.metric(label, say("agreement.not_computed"))
    with st.container(horizontal=True, vertical_alignment="center", key="agreement-progress"):
        st.markdown(say(f"agreement.gamma_{state}"), width="content")
        if st.button(say("agreement.compute"), type="tertiary"):
            with _lock:
                _known.pop(found.at, None)
            _of(asked, found, begin=True)
            st.rerun()
