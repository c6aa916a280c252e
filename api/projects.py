"""Projects, their articles, and a reviewer's reading of one."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from api.state import Asker, SharedBackend
from models.article import ArticleDraft, add_article, latest_revision
from models.assignment import reopen_reading, submit_reading
from models.base import today
from models.next_reading import take_next
from models.project import projects_of
from models.queries.articles import article_list, handed_article

router = APIRouter(tags=["projects"])


class NewArticle(BaseModel):
    """An article to store: its text is normalised, its details are kept as given."""

    model_config = ConfigDict(extra="forbid")

    title: str
    text: str
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published_at: str | None = None
    language: str | None = None


class Reading(BaseModel):
    """What the asker says of their own reading; `revision_id` is the text that they read."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["submitted", "in_progress"]
    revision_id: int | None = None


@router.get("/projects")
def projects(reviewer_id: Asker, shared: SharedBackend) -> dict[str, Any]:
    """The projects the asker is a member of."""
    with shared.database.read() as session:
        found = projects_of(session, reviewer_id)
        return {"projects": [{"id": project.id, "name": project.name} for project in found]}


@router.get("/projects/{project_id}/articles")
def articles(project_id: int, reviewer_id: Asker, shared: SharedBackend) -> dict[str, Any]:
    """The project's articles; `status` is the asker's own reading of each."""
    with shared.database.read() as session:
        return {"articles": article_list(session, reviewer_id, project_id)}


@router.post("/projects/{project_id}/articles", status_code=201)
def new_article(
    project_id: int, article: NewArticle, reviewer_id: Asker, shared: SharedBackend
) -> dict[str, Any]:
    """Store an article; 409 where the project has this very text already."""
    draft = ArticleDraft(**{name: value or "" for name, value in article.model_dump().items()})
    with shared.database.begin() as session:
        stored = add_article(session, reviewer_id, project_id, draft)
        revision = latest_revision(session, stored.id)
        return {"id": stored.id, "revision_id": revision.id, "title": stored.title}


@router.post("/projects/{project_id}/next")
def next_article(project_id: int, reviewer_id: Asker, shared: SharedBackend) -> dict[str, Any]:
    """Hand the asker the most urgent article that wants a reader; null where none does.

    Whoever asks again before they began is told of the same article; nobody gets one they read
    already, and no article gets more readers than the project wants.
    """
    with shared.database.begin() as session:
        taken = take_next(session, reviewer_id, project_id, today())
        if taken is None:
            return {"article": None}
        return {"article": handed_article(session, reviewer_id, taken.article_id)}


@router.post("/articles/{article_id}/reading")
def reading(
    article_id: int, wanted: Reading, reviewer_id: Asker, shared: SharedBackend
) -> dict[str, str]:
    """Submit the asker's reading of the article, or reopen it.

    409 where the text that they read is not the newest any more: look at that one first.
    """
    with shared.database.begin() as session:
        mine = (session, reviewer_id, article_id)
        if wanted.status == "in_progress":
            return {"status": reopen_reading(*mine).status}
        return {"status": submit_reading(*mine, revision_id=wanted.revision_id).status}
