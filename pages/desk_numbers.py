"""The desk's heading and its four headline numbers."""

import streamlit as st

from charts.figures import grouped, long_day, percent, short_day
from models.queries.desk import Headline
from models.queries.desk_scope import DeskFilters
from pages.frame import Visit
from pages.strip import isolated
from words import say


def scope_sentence(visit: Visit, numbers: Headline, filters: DeskFilters) -> str:
    """Project, days and articles that the numbers are of."""
    narrow = filters.articles or filters.pick.article is not None
    articles = (
        say("dashboard.some_articles", n=numbers.articles)
        if narrow
        else say("dashboard.all_articles")
    )
    days, project = _days(numbers), isolated(visit.project)
    if not days:
        return say("dashboard.scope_undated", project=project, articles=articles)
    return say("dashboard.scope", project=project, range=days, articles=articles)


def headline_numbers(found: Headline) -> None:
    """Four numbers, each with a sentence under it."""
    under = {
        "articles": say("dashboard.articles_more", n=found.articles_tagged),
        "readings": say("dashboard.readings_more", in_progress=found.readings_in_progress),
        "passages": say("dashboard.passages_more", n=found.reviewers),
        "tagged": say("dashboard.tagged_more", characters=grouped(found.characters)),
    }
    values = {
        "articles": grouped(found.articles),
        "readings": grouped(found.readings_submitted),
        "passages": grouped(found.passages),
        "tagged": percent(found.tagged),
    }
    with st.container(key="desk-numbers"):
        for name, sentence in under.items():
            label = say(f"dashboard.{name}")
            st.metric(label, values[name], sentence, delta_color="off", delta_arrow="off")


def _days(numbers: Headline) -> str:
    first, last = numbers.first, numbers.last
    if first is None or last is None:
        return ""
    if first == last:
        return long_day(last)
    start = short_day(first) if first.year == last.year else long_day(first)
    return say("dashboard.range", first=start, last=long_day(last))
