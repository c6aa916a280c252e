"""The headline of the Article dashboard."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agreement.along import Along
from charts.figures import grouped, long_day, percent
from models.membership import Role
from models.queries.article_numbers import ArticleNumbers, article_numbers
from models.queries.article_text import ArticleText
from models.queries.visible import reads_blind
from pages.article_found import agreed_along, text_of, whole
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Number, Way
from pages.strip import counts_in_words
from words import say


def numbers_of_article(session: Session, asked: Asked) -> Sequence[Number]:
    """How far the article is read, how much of it by all, how far they agree, and if it is settled."""
    text = text_of(session, asked)
    found = article_numbers(session, *asked.of, whole(asked), text.revision_id)
    way = {"article": str(text.article_id)}
    hidden = text.blind and reads_blind(session, *asked.of)
    return [
        _readings(found, way, hidden=hidden),
        _looked(found, text, hidden=hidden),
        _agreed(agreed_along(session, asked), way),
        _passages(found, way),
        _settled(asked, text, way),
    ]


def _readings(found: ArticleNumbers, way: dict[str, str], *, hidden: bool) -> Number:
    value = say("desk.of", part=found.submitted, whole=found.given)
    left = found.given - found.submitted
    under = say("article.readings_left", n=left) if left else say("article.readings_done")
    if not found.given:
        under = say("article.hidden" if hidden else "article.readings_none")
    return Number(say("article.readings"), value, under, Way("history_page.py", way))


def _looked(found: ArticleNumbers, text: ArticleText, *, hidden: bool) -> Number:
    label = say("article.looked_by_all")
    if not found.begun:
        return Number(
            label,
            say("agreement.undefined"),
            say("article.hidden" if hidden else "article.nobody_began"),
        )
    share = percent(found.looked / text.sentences)
    under = say(
        "article.by_all",
        n=found.begun,
        part=grouped(found.looked),
        whole=grouped(text.sentences),
    )
    return Number(label, share, under, help=say("article.looked_help"))


def _agreed(found: Along | None, way: dict[str, str]) -> Number:
    label, to = say("article.agreed"), Way("agreement_page.py", way)
    if found is None or found.readings < 2:
        why = say("article.why_one" if found else "article.why_none")
        return Number(label, say("agreement.undefined"), why, to if found else None)
    if not found.compared:
        return Number(label, say("agreement.undefined"), say("agreement.why_no_common_unit"), to)
    under = say("article.agreed_of", n=found.compared, part=grouped(found.agreed))
    return Number(
        label, percent(found.agreed / found.compared), under, to, help=say("article.agreed_help")
    )


def _passages(found: ArticleNumbers, way: dict[str, str]) -> Number:
    under = counts_in_words(found.tags) or say("library.no_passages")
    return Number(say("charts.passages"), grouped(found.passages), under, Way("annotate.py", way))


def _settled(asked: Asked, text: ArticleText, way: dict[str, str]) -> Number:
    to = Way("adjudicate.py" if asked.visit.role.covers(Role.EDITOR) else "annotate.py", way)
    label = say("article.settled")
    if text.settled_at is None:
        return Number(label, say("article.settled_no"), say("article.settled_open"), to)
    day = long_day(text.settled_at.date())
    under = say("article.settled_by", day=day, name=text.settled_by or "")
    return Number(label, say("article.settled_yes"), under, to)
