"""The outlets' headline numbers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from charts.figures import grouped
from models.queries.counted import SETTLED
from pages.dashboard_parts import Asked, Number
from pages.outlet_choice import OutletChoice
from pages.outlet_panels import figures_of
from rates.estimate import MINIMUM_ARTICLES
from words import say


def outlet_numbers(session: Session, asked: Asked, *, chosen: OutletChoice) -> Sequence[Number]:
    """What the figures rest on."""
    counts, figures = figures_of(session, asked, chosen)
    read = counts.read
    readers = read[read["reader_id"] != SETTLED]["reader_id"].nunique()
    return [
        Number(
            say("outlets.outlets"),
            grouped(len(figures.enough)),
            say("outlets.outlets_more", few=len(figures.too_few), least=MINIMUM_ARTICLES),
        ),
        Number(
            say("outlets.articles"),
            grouped(read["article_id"].nunique()),
            say(
                "outlets.articles_more", settled=grouped(int((read["reader_id"] == SETTLED).sum()))
            ),
        ),
        Number(
            say("outlets.readings"),
            grouped(len(read)),
            say("outlets.readings_more", n=readers, figure=grouped(readers)),
        ),
        Number(
            say("outlets.words"),
            grouped(int(read["words"].sum())),
            say("outlets.words_more"),
        ),
    ]
