"""The outlets' headline numbers."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy.orm import Session

from charts.figures import grouped
from models.queries.counted import SETTLED, Basis
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number
from pages.outlet_choice import OutletChoice
from pages.outlet_panels import figures_of
from rates.estimate import MINIMUM_ARTICLES
from words import say


def outlet_numbers(session: Session, asked: Asked, *, chosen: OutletChoice) -> Sequence[Number]:
    """What the figures rest on, in the words of what is counted."""
    counts, figures = figures_of(session, asked, chosen)
    read = counts.read
    few = say("outlets.outlets_more", few=len(figures.too_few), least=MINIMUM_ARTICLES)
    articles = grouped(read["article_id"].nunique())
    gold = int((read["reader_id"] == SETTLED).sum())
    settled = say("outlets.articles_more", settled=grouped(gold))
    if chosen.basis == "readings":
        settled = say("outlets.articles_read")
    words = "words_read" if chosen.basis == "readings" else "words"
    return [
        Number(say("outlets.outlets"), grouped(len(figures.enough)), few),
        Number(say("outlets.articles"), articles, settled),
        _texts(read, gold, chosen.basis),
        Number(
            say(f"outlets.{words}"),
            grouped(int(read["words"].sum())),
            say(f"outlets.{words}_more"),
        ),
    ]


def basis_in_words(session: Session, asked: Asked, *, chosen: OutletChoice) -> str:
    """Of which readings the figures are, and which figures, for the report."""
    return " ".join([say(f"composition.of_{chosen.basis}"), say(f"outlets.unit_{chosen.measure}")])


def _texts(read: pd.DataFrame, gold: int, basis: Basis) -> Number:
    """The texts that count: readings, or gold, or either of an article."""
    texts = grouped(len(read))
    if basis == "gold":
        return Number(say("outlets.texts"), texts, say("outlets.texts_gold"))
    readers = read[read["reader_id"] != SETTLED]["reader_id"].nunique()
    by = {"n": readers, "figure": grouped(readers)}
    if basis == "readings":
        return Number(say("outlets.readings"), texts, say("outlets.readings_more", **by))
    as_read = grouped(len(read) - gold)
    under = say("outlets.texts_settled_first", gold=grouped(gold), readings=as_read, **by)
    return Number(say("outlets.texts"), texts, under, help=say("outlets.texts_help"))
