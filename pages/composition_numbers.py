"""The composition's headline numbers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from charts.figures import grouped, percent
from models.queries.composition_numbers import tagged_numbers
from pages.composition_listed import way_to
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number
from words import say


def composition_numbers(session: Session, asked: Asked) -> Sequence[Number]:
    """Four numbers, each with a sentence under it."""
    found = tagged_numbers(session, *asked.of, asked.filters)
    share = found.tagged / found.characters if found.characters else 0.0
    rests = found.with_evidence / found.passages if found.passages else 0.0
    articles = say(
        "composition.passages_articles", n=found.articles, figure=grouped(found.articles)
    )
    return [
        Number(
            say("composition.passages"),
            grouped(found.passages),
            say("composition.passages_more", n=found.reviewers, articles=articles),
            way_to("passages", asked),
        ),
        Number(
            say("composition.tags"),
            grouped(found.tags),
            say("composition.tags_more", tags=len(asked.choices.tags)),
        ),
        Number(
            say("composition.tagged"),
            percent(share),
            say("composition.tagged_more", characters=grouped(found.characters)),
            way_to("passages", asked),
        ),
        Number(
            say("composition.evidence"),
            percent(rests),
            say("composition.evidence_more", n=found.with_evidence, figure=grouped(found.with_evidence)),
            way_to("evidence", asked),
        ),
    ]  # fmt: skip
