"""GET and PUT /api/preferences: how texts look to the asker, on every machine they read on."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from api.state import Asker, SharedBackend
from models.preferences import keep_preferences, reading_preferences

router = APIRouter(tags=["preferences"])


class Preferences(BaseModel):
    """All of the asker's preferences; one that is not named is back at its default."""

    model_config = ConfigDict(extra="forbid")

    preferences: dict[str, Any]


@router.get("/preferences")
def preferences(reviewer_id: Asker, shared: SharedBackend) -> Preferences:
    """The preferences the asker ever chose."""
    with shared.database.read() as session:
        return Preferences(preferences=reading_preferences(session, reviewer_id))


@router.put("/preferences")
def replace_preferences(
    wanted: Preferences, reviewer_id: Asker, shared: SharedBackend
) -> Preferences:
    """Keep these in place of all former ones; 400 names what cannot be chosen."""
    with shared.database.begin() as session:
        kept = keep_preferences(session, reviewer_id, wanted.preferences)
    return Preferences(preferences=kept)
