"""Correcting an article: the outlet changed its text, so it gets another revision."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.article import (
    TEXT_LIMIT,
    Article,
    article_to_change,
    find_same_text,
    latest_revision,
)
from models.assignment import Assignment
from models.base import now
from models.carried_cleared import carry_cleared
from models.carried_gold import carry_gold
from models.carrying import anchoring_from, carry, shelved
from models.errors import BadInput, DuplicateText
from models.event import record
from models.membership import Role
from models.project import Project
from models.reviewer import Reviewer
from models.revision import Revision, store_revision
from models.serving_again import call_off
from models.text import clean_text
from models.text_signature import store_signatures


class CorrectedMeanwhile(BadInput):
    """Somebody else corrected the article since the asker looked."""


def correct_article(
    session: Session,
    asker: int,
    article_id: int,
    text: str,
    at: datetime | None = None,
    seen: int | None = None,
) -> Revision:
    """Store the corrected text as the article's next revision; editors may.

    Passages that stand there unchanged move to it, cleared sentences and gold too, and the others wait
    for their reviewers, or for who settles the article; nothing is told of them here, as the asker may read the article blind.
    Submitted readings are reopened, since nobody read this text yet; as submitted they are kept.
    `seen` is the revision that the asker laid it beside: CorrectedMeanwhile where another is the
    newest by now, whose changes this would take back. BadInput for the text that the article has,
    DuplicateText for that of another.
    """
    article = article_to_change(session, asker, article_id, Role.EDITOR)
    # As for an import: two corrections of one article are one after the other.
    turn = select(Project.id).where(Project.id == article.project_id)
    session.execute(turn.with_for_update(key_share=True))
    earlier = latest_revision(session, article_id)
    if seen not in (None, earlier.id):
        raise CorrectedMeanwhile("corrected_meanwhile", number=earlier.number)
    text = _checked(session, article, earlier, text)
    moment = at or now()
    newest = store_revision(
        session, article.id, article.project_id, earlier.number + 1, text, article.language, asker
    )
    store_signatures(session, article.project_id, [(newest.id, text, article.title)])
    _tell(session, asker, article, earlier, newest, moment)
    _reopen(session, asker, article, moment)
    call_off(session, article.id)
    texts = carry(session, newest, moment)
    if earlier.id not in texts:
        texts[earlier.id] = anchoring_from(session, earlier.id, shelved(session, newest).text)
    carry_gold(session, newest, texts, moment)
    carry_cleared(session, earlier, newest, texts[earlier.id], moment)
    return newest


def check_correction(session: Session, asker: int, article_id: int, text: str) -> str:
    """The text as it would be stored; the errors that correcting the article with it would raise."""
    article = article_to_change(session, asker, article_id, Role.EDITOR)
    return _checked(session, article, latest_revision(session, article_id), text)


def _checked(session: Session, article: Article, newest: Revision, text: str) -> str:
    text = clean_text(text)
    if len(text.encode("utf-8")) > TEXT_LIMIT:
        raise BadInput("text_too_long")
    if text == newest.text:
        raise BadInput("text_unchanged")
    same = find_same_text(session, article.project_id, text)
    if same is not None and same.id != article.id:
        raise DuplicateText(same.id, same.title)
    return text


def _tell(
    session: Session,
    asker: int,
    article: Article,
    earlier: Revision,
    newest: Revision,
    at: datetime,
) -> None:
    before, after = (
        {"revision": one.id, "number": one.number, "text_sha256": one.text_sha256}
        for one in (earlier, newest)
    )
    record(session, asker, article.project_id, "correct", "article", article.id, before, after, at)


def _reopen(session: Session, asker: int, article: Article, at: datetime) -> None:
    """Every submitted reading is in progress again; the events say that it was by the correction.

    They are the workbench's own: the asker, who may read blind, is not told who had submitted.
    """
    submitted = (Assignment.article_id == article.id, Assignment.status == "submitted")
    people = session.execute(
        select(Assignment.reviewer_id, Reviewer.handle)
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .where(*submitted)
        .order_by(Assignment.id)
    ).all()
    session.execute(
        update(Assignment)
        .where(*submitted)
        .values(
            status="in_progress",
            submitted_at=None,
            submitted_revision_id=None,
            reopened_at=at,
            reopened_by=asker,
        )
    )
    for person in people:
        after = {"status": "in_progress", "reviewer": person.handle, "why": "corrected"}
        record(
            *(session, None, article.project_id, "reopen", "reading", article.id),
            *({"status": "submitted"}, after, at),
        )
