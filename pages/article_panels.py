"""The charts of the Article dashboard: the lanes, and agreement along the text under them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from charts import article_agreement, article_lanes
from models.queries.article_lanes import gold_lane, lanes
from models.queries.article_text import ArticleText
from models.queries.scope import Pick
from models.queries.texts import sentence_bounds
from pages.article_found import agreed_along, tags_in, text_of, whole, why_undefined
from pages.article_frames import lanes_frame, lanes_table
from pages.article_marks import lane_marks, step_marks
from pages.article_steps import along_frame, along_table
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel
from words import say


def lanes_panel(session: Session, asked: Asked) -> Panel:
    """A lane a reviewer as the readings are now, and the gold lane on top where it is settled."""
    text, filters = text_of(session, asked), whole(asked)
    found = lanes(session, *asked.of, filters, text.revision_id)
    gold = None
    if text.shows_gold:
        gold = gold_lane(session, *asked.of, filters, text.revision_id)
    of = (found, gold, tags_in(session, asked), text.sentences)
    unit, frame = say("article.lanes_unit"), lanes_frame(*of)
    return Panel(
        name="lanes",
        title=say("article.lanes_title"),
        unit=unit,
        scope=say("article.selectable", unit=unit),
        frame=frame,
        table=lanes_table(*of),
        drawing=article_lanes,
        picked=_picked(asked),
        picks=_place,
        marks=lane_marks(frame),
        wide=True,
        options=_options(session, asked, text),
    )


def along_panel(session: Session, asked: Asked) -> Panel:
    """How far the first submissions agree, sentence by sentence."""
    text, found = text_of(session, asked), agreed_along(session, asked)
    unit, frame = say("article.along_unit"), along_frame(found)
    return Panel(
        name="along",
        title=say("article.along_title"),
        unit=unit,
        scope=say("article.selectable", unit=unit),
        frame=frame,
        table=along_table(found),
        drawing=article_agreement,
        picked=_picked(asked),
        picks=_place,
        marks=step_marks(frame),
        wide=True,
        options=_options(session, asked, text) | {"undefined": why_undefined(found)},
    )


def _picked(asked: Asked) -> tuple[int, int, int] | None:
    pick = asked.filters.pick
    if pick.sentences is None:
        return None
    return (next(iter(pick.reviewers), 0), *pick.sentences)


def _place(mark: Mapping[str, Any]) -> Pick:
    whose = int(mark["whose"])
    return Pick(
        reviewers=(whose,) if whose else (), sentences=(int(mark["first"]), int(mark["last"]))
    )


def _options(session: Session, asked: Asked, text: ArticleText) -> dict[str, Any]:
    parts = {"paragraphs": text.paragraphs, "headings": text.headings}
    options: dict[str, Any] = {"length": text.length, **parts}
    if asked.filters.pick.sentences is None:
        return options
    _, bounds = sentence_bounds(session, asked.visit.reviewer_id, text.revision_id)
    first, last = (min(number, len(bounds) - 1) for number in asked.filters.pick.sentences)
    return options | {"place": (bounds[first][0], bounds[last][1])}
