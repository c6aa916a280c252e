"""The desk's four headline numbers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from charts.figures import grouped, percent
from models.queries.desk import headline
from pages.dashboard_parts import Asked, Number
from words import say


def desk_numbers(session: Session, asked: Asked) -> Sequence[Number]:
    """Four numbers, each with a sentence under it."""
    found = headline(session, *asked.of, asked.filters)
    under = {
        "articles": say("desk.articles_more", n=found.articles_tagged),
        "readings": say("desk.readings_more", in_progress=found.readings_in_progress),
        "passages": say("desk.passages_more", n=found.reviewers),
        "tagged": say("desk.tagged_more", characters=grouped(found.characters)),
    }
    values = {
        "articles": grouped(found.articles),
        "readings": grouped(found.readings_submitted),
        "passages": grouped(found.passages),
        "tagged": percent(found.tagged),
    }
    return [Number(say(f"desk.{name}"), values[name], sentence) for name, sentence in under.items()]
