"""The texts of an article, and its corrections."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from api.state import Asker, SharedBackend
from models.base import iso
from models.correcting import correct_article
from models.queries.versions import text_versions

router = APIRouter(prefix="/articles", tags=["corrections"])


class Correction(BaseModel):
    """The article's text as the outlet has it now; it is normalised as for a new article.

    `corrects` is the revision that it was laid beside.
    """

    model_config = ConfigDict(extra="forbid")

    text: str
    corrects: int | None = None


@router.get("/{article_id}/revisions")
def revisions(article_id: int, reviewer_id: Asker, shared: SharedBackend) -> dict[str, Any]:
    """The article's texts, the newest first."""
    with shared.database.read() as session:
        found = text_versions(session, reviewer_id, article_id)
    told = [
        {
            "revision_id": one.revision_id,
            "number": one.number,
            "words": one.words,
            "created_at": iso(one.at),
        }
        for one in found
    ]
    return {"revisions": told}


@router.post("/{article_id}/revisions", status_code=201)
def correct(
    article_id: int, correction: Correction, reviewer_id: Asker, shared: SharedBackend
) -> dict[str, Any]:
    """Store a corrected text: unchanged passages move to it, the others wait for their reviewers.

    400 for the text that the article has already, 409 for that of another article, and where
    the revision that it corrects is not the newest any more.
    """
    with shared.database.begin() as session:
        mine = (session, reviewer_id, article_id)
        newest = correct_article(*mine, correction.text, seen=correction.corrects)
        return {"id": article_id, "revision_id": newest.id, "number": newest.number}
