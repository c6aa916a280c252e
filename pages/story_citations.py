"""Who cites whom, as a tree in words: each step with the sentence that says so."""

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from models import database
from models.citation_chains import LINKED, UNNAMED, Citation, Step, chains, circular
from models.queries.citations import citations
from models.queries.story_articles import StoryArticle
from pages.frame import Visit
from pages.kept_views import kept, revision_now
from pages.stories_address import place_href
from pages.story_parts import part
from pages.strip import day_in_words
from words import say

QUOTE_LIMIT = 400


def who_cites_whom(visit: Visit, articles: list[StoryArticle]) -> None:
    """The chains of the story, with their table."""
    texts = tuple(one.revision_id for one in articles)
    found = kept(revision_now(), visit, ("citations", texts), partial(_look, visit, articles))
    known = {one.id: one for one in articles}
    part("cites", partial(_tree, found, known), _table(found, known))


def _look(visit: Visit, articles: list[StoryArticle]) -> list[Citation]:
    with database.current().read() as session:
        return citations(session, visit.reviewer_id, visit.project_id, articles)


def _tree(found: Sequence[Citation], known: dict[int, StoryArticle]) -> None:
    if not found:
        st.html(f'<p class="fcw-quiet">{escape(say("stories.cites_none"))}</p>')
        return
    rows = "".join(
        f"<li>{_article_html(known[chain.article])}{_steps_html(chain.steps, known)}</li>"
        for chain in chains(found, _outlets(known))
    )
    st.html(f'<ul class="fcw-chains">{rows}</ul>')


def _outlets(known: dict[int, StoryArticle]) -> dict[int, str]:
    return {number: article.outlet for number, article in known.items()}


def _steps_html(steps: Sequence[Step], known: dict[int, StoryArticle]) -> str:
    if not steps:
        return ""
    return f"<ul>{''.join(_step_html(one, known) for one in steps)}</ul>"


def _step_html(step: Step, known: dict[int, StoryArticle]) -> str:
    one = step.citation
    sentence = " ".join(one.sentence.split())
    short = sentence if len(sentence) <= QUOTE_LIMIT else f"{sentence[:QUOTE_LIMIT]}…"
    quote = f'<a href="{place_href(one.citing, at=one.start)}"><q>{escape(short)}</q></a>'
    flag = _flag(step)
    marked = f" <strong>{escape(flag)}</strong>" if flag else ""
    to = ""
    if one.cited is not None:
        origin = "" if step.further or step.is_circular or step.is_shown else _origin()
        to = f"<div>→ {_article_html(known[one.cited])}{origin}</div>"
    return (
        f"<li><div><b>{escape(_how(one))}</b>{marked}</div>{quote}{to}"
        f"{_steps_html(step.further, known)}</li>"
    )


def _origin() -> str:
    return f" <small>{escape(say('stories.flag_origin'))}</small>"


def _flag(step: Step) -> str:
    if step.is_circular:
        return say("stories.flag_circular")
    if step.citation.kind == UNNAMED:
        return say("stories.flag_anonymous")
    if step.citation.cited is None:
        return say("stories.flag_outside")
    return say("stories.flag_shown") if step.is_shown else ""


def _how(one: Citation) -> str:
    if one.kind == UNNAMED:
        return say("stories.anonymous")
    if one.kind == LINKED:
        return say("stories.links", outlet=one.outlet)
    return say("stories.cites", outlet=one.outlet)


def _article_html(article: StoryArticle) -> str:
    about = " · ".join(filter(None, (article.outlet, day_in_words(article.published_at))))
    return (
        f'<a href="{place_href(article.id)}"><bdi>{escape(article.title)}</bdi></a>'
        f" <small><bdi>{escape(about)}</bdi></small>"
    )


def _table(found: Sequence[Citation], known: dict[int, StoryArticle]) -> pd.DataFrame:
    round_ = circular(found, _outlets(known))
    rows = [
        (
            known[one.citing].title,
            known[one.citing].outlet,
            known[one.citing].published_at,
            _how(one),
            known[one.cited].title if one.cited is not None else "",
            _flag_of(one, one in round_),
            " ".join(one.sentence.split()),
        )
        for one in found
    ]
    names = ("article", "outlet", "published", "kind", "cited_article", "flag", "sentence")
    return pd.DataFrame(rows, columns=[say(f"stories.cell_{name}") for name in names])


def _flag_of(one: Citation, is_circular: bool) -> str:
    return _flag(Step(one, is_circular, False, ()))
