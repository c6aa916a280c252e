"""The headline of the Agreement dashboard, and what it leaves out."""

from collections.abc import Sequence
from html import escape

import streamlit as st
from sqlalchemy.orm import Session

from agreement.bases import Basis
from charts.coefficients import coefficient
from charts.figures import grouped
from models.queries.frozen_scope import AgreementFilters
from models.queries.not_counted import not_submitted
from pages.agreement_found import Found, look
from pages.agreement_words import made_of, under
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number
from words import say

SHOWN: dict[Basis, tuple[str, ...]] = {
    "sentences": ("krippendorff", "fleiss", "gwet"),
    "characters": ("krippendorff", "fleiss", "gwet"),
    "passages": ("u_alpha", "coded_alpha", "f1_overlap"),
}
"""Beside Mathet's γ."""


def agreement_numbers(session: Session, asked: Asked, basis: Basis) -> Sequence[Number]:
    """Three coefficients of everybody with their intervals, or why they are undefined."""
    found = look(session, asked, basis)
    return [
        Number(
            say(f"agreement.name_{name}"),
            coefficient(found.survey.overall[name].value),
            under(found.survey.overall[name]),
            help=made_of(found.survey.overall[name], basis, name),
        )
        for name in SHOWN[basis]
    ]


def scope_of_readings(found: Found) -> str:
    """How many articles, reviewers and sentences there are, how many compared, by which guidelines."""
    parts = [
        say("agreement.articles", n=found.articles, figure=grouped(found.articles)),
        say("agreement.reviewers", n=found.reviewers),
        _sentences(found),
    ]
    if found.versions:
        numbers = say("charts.joined").join(map(str, found.versions))
        parts.append(say("agreement.versions", n=len(found.versions), numbers=numbers))
    return say("dashboard.part_joined").join(parts)


def _sentences(found: Found) -> str:
    """All of the articles' sentences, and how many of those a figure compares, where it compares them."""
    figure, compared = grouped(found.sentences), grouped(found.survey.first.units)
    if found.survey.basis != "sentences":
        return say("agreement.sentences", n=found.sentences, figure=figure)
    return say("agreement.compared", n=found.sentences, compared=compared, figure=figure)


def counted(session: Session, asked: Asked, basis: Basis) -> str:
    """The same for the report."""
    return scope_of_readings(look(session, asked, basis))


def not_counted(session: Session, asked: Asked, basis: Basis) -> str:
    """What could not be counted and why, in a sentence; blank where everything was."""
    found = look(session, asked, basis)
    waiting = not_submitted(session, *asked.of, AgreementFilters.of(asked.filters))
    overall = found.survey.overall
    dropped = overall["f1_overlap" if basis == "passages" else "krippendorff"].dropped
    counts = {
        f"{basis}_read_by_one": dropped.get("read_by_one", 0),
        f"{basis}_unread": dropped.get("unread", 0),
        "articles_waiting": waiting.articles,
        "readings_waiting": waiting.readings,
        "earlier": found.earlier,
    }
    parts = [
        say(f"agreement.not_{name}", n=count, figure=grouped(count))
        for name, count in counts.items()
        if count
    ]
    if not parts:
        return ""
    return say("agreement.not_counted", parts=say("charts.joined").join(parts))


def tell_not_counted(sentence: str) -> None:
    """The sentence in its box."""
    if sentence:
        st.html(f'<p class="agreement-left">{escape(sentence)}</p>')
