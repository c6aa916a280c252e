"""Articles: what was published, by whom and when; its text stands in revisions."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.errors import BadInput, DuplicateText, NotFound
from models.event import record
from models.membership import Role, require_role
from models.project import Project
from models.revision import Revision, store_revision
from models.text import clean_text, one_line, sha256
from models.text_signature import store_signatures
from models.writing import refuse_closed, require_writer

PRIORITIES = (0, 1, 2)
"""Normal, high, urgent."""
TEXT_LIMIT = 20 * 1024 * 1024
# An address cut short leads elsewhere, so a longer one is refused.
ADDRESS_LIMIT = 2_000
TITLE_LIMIT = 500
DETAIL_LIMIT = 300
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article before it is stored.

    `published_at` is ISO text: a day (2026-04-11), or a moment, which is kept in UTC; or blank.
    """

    title: str
    text: str
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_at: str = ""
    language: str = ""


class Article(Base):
    """What was published. `published_at` is a day or a moment in UTC, ISO 8601, or blank.

    `priority` (0 normal, 1 high, 2 urgent) and `due_on` are for readings yet to be handed out.
    """

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("id", "project_id"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("length(published_at) IN (0, 10, 20)", name="published_at"),
        CheckConstraint("priority IN (0, 1, 2)", name="priority"),
        Index(None, "project_id", "outlet"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    outlet: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    byline: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    published_at: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    due_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    archived_at: Mapped[datetime | None]


def add_article(
    session: Session, asker: int | None, project_id: int, draft: ArticleDraft
) -> Article:
    """Store an article with its first revision; editors may.

    `asker` is None on the command line. BadInput says what cannot be stored, DuplicateText which
    article of the project has this very text already; then nothing is stored.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    # Two imports of the same text at once: the second waits here and then sees the first. Whoever
    # saves a passage meanwhile does not wait: events refer to the project's key alone.
    turn = select(Project.id).where(Project.id == project_id).with_for_update(key_share=True)
    session.execute(turn)
    text = clean_text(draft.text)
    if len(text.encode("utf-8")) > TEXT_LIMIT:
        raise BadInput("text_too_long")
    same = find_same_text(session, project_id, text)
    if same is not None:
        raise DuplicateText(same.id, same.title)
    article = Article(project_id=project_id, created_by=asker, **article_details(draft))
    session.add(article)
    session.flush()
    revision = store_revision(session, article.id, project_id, 1, text, article.language, asker)
    store_signatures(session, project_id, [(revision.id, text, article.title)])
    record(
        session,
        asker,
        project_id,
        "create",
        "article",
        article.id,
        None,
        {"title": article.title, "revision": revision.id, "text_sha256": revision.text_sha256},
    )
    return article


def find_same_text(session: Session, project_id: int, text: str) -> Article | None:
    """The article of the project that has this very (cleaned) text, if any."""
    return session.scalar(
        select(Article)
        .join(Revision, Revision.article_id == Article.id)
        .where(Revision.project_id == project_id, Revision.text_sha256 == sha256(text))
        .order_by(Article.id)
        .limit(1)
    )


def same_text(session: Session, asker: int, project_id: int, text: str) -> Article | None:
    """The same, for an editor who is about to import that text."""
    require_role(session, asker, project_id, Role.EDITOR)
    return find_same_text(session, project_id, text)


def latest_revision(session: Session, article_id: int) -> Revision:
    """The article's newest text; NotFound where there is no such article."""
    revision = session.scalar(
        select(Revision)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    if revision is None:
        raise NotFound("article_unknown")
    return revision


def article_for(
    session: Session, asker: int, article_id: int, needed: Role = Role.VIEWER
) -> Article:
    """The article if the asker may; NotFound also for articles of projects they are not in.

    And for one that they read again in its place without being told.
    """
    from models.served_again import article_in_hand  # noqa: PLC0415 (it asks for articles)

    article = session.get(Article, article_id) if 0 < article_id < 2**31 else None
    if article is None or article_in_hand(session, asker, article_id) != article_id:
        raise NotFound("article_unknown")
    try:
        require_role(session, asker, article.project_id, needed)
    except NotFound as error:
        raise NotFound("article_unknown") from error
    return article


def check_priority(priority: int | None) -> None:
    """BadInput for a priority that there is not; None is for what has none of its own."""
    if priority is not None and priority not in PRIORITIES:
        raise BadInput("field_choice", field="priority", allowed=", ".join(map(str, PRIORITIES)))


def publication_time(value: str) -> str:
    """A day, or a moment in UTC to the second, as ISO text; blank stays blank.

    BadInput for anything else. A moment without a zone is taken as UTC.
    """
    value = value.strip()
    if not value:
        return ""
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput("published_at", value=one_line(value, limit=60)) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def article_details(draft: ArticleDraft) -> dict[str, str]:
    """What is stored of an article beside its text, by column; BadInput says what cannot be."""
    title = _detail("title", draft.title, TITLE_LIMIT)
    if not title:
        raise BadInput("title_blank")
    url = one_line(draft.url, limit=len(draft.url))
    if len(url) > ADDRESS_LIMIT:
        raise BadInput("url_too_long", limit=f"{ADDRESS_LIMIT:,}")
    if url and not _ADDRESS.fullmatch(url):
        raise BadInput("url_shape")
    language = draft.language.strip()
    if language and not _LANGUAGE.fullmatch(language):
        raise BadInput("language_shape", value=one_line(language, limit=40))
    return {
        "outlet": _detail("outlet", draft.outlet, DETAIL_LIMIT),
        "title": title,
        "byline": _detail("byline", draft.byline, DETAIL_LIMIT),
        "url": url,
        "published_at": publication_time(draft.published_at),
        "language": language,
    }


def _detail(field: str, value: str, limit: int) -> str:
    """A detail on one line; BadInput where it is longer than is kept, since nothing is cut silently."""
    kept = one_line(value, limit=len(value))
    if len(kept) > limit:
        raise BadInput("field_too_long", field=field, limit=f"{limit:,}")
    return kept


def article_to_change(
    session: Session, asker: int, article_id: int, needed: Role = Role.REVIEWER
) -> Article:
    """The article as `article_for` gives it, for a change; ProjectClosed in an archived project."""
    article = article_for(session, asker, article_id, needed)
    refuse_closed(session, article.project_id)
    return article


def count_articles(session: Session, asker: int, project_id: int) -> int:
    """How many articles the project holds, archived ones left out."""
    require_role(session, asker, project_id, Role.VIEWER)
    return (
        session.scalar(
            select(func.count())
            .select_from(Article)
            .where(Article.project_id == project_id, Article.archived_at.is_(None))
        )
        or 0
    )
