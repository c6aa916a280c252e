"""Above the reader in which an article is settled: which version is open, and what its earlier ones left."""

from dataclasses import dataclass

import streamlit as st
from sqlalchemy.orm import Session

from models.queries.opened import Opened
from models.queries.to_settle import settled_number
from models.queries.waiting_gold import count_waiting_gold
from pages.frame import Visit
from pages.settle_rows import link_to_earlier, link_to_settling, link_to_waiting_gold
from words import say


@dataclass(frozen=True, slots=True)
class Left:
    """What a corrected article's earlier versions left: the settled one's number, and gold that waits."""

    number: int | None = None
    waiting: int = 0


def left_by_earlier(session: Session, visit: Visit, opened: Opened) -> Left:
    """Nothing where the article was never corrected, or an earlier version is open."""
    if not opened.newest or opened.revision.number == 1:
        return Left()
    mine, article_id = (session, visit.reviewer_id), opened.article.id
    waiting = count_waiting_gold(*mine, opened.article.project_id, article_id=article_id)
    return Left(settled_number(*mine, article_id), waiting.get(article_id, 0))


def tell_earlier(opened: Opened, left: Left) -> None:
    """That an earlier version is open, or what the earlier ones left to the newest."""
    article_id = opened.article.id
    if not opened.newest:
        with st.container(key="settled-hint", horizontal=True, vertical_alignment="center"):
            number = opened.revision.number
            st.caption(say("adjudicate.settled_of_earlier", number=number), width="content")
            link_to_settling(article_id, say("adjudicate.to_newest"))
    elif left.number is not None or left.waiting:
        with st.container(key="settled-hint", horizontal=True, vertical_alignment="center"):
            link_to_earlier(article_id, left.number)
            link_to_waiting_gold(article_id, left.waiting)
