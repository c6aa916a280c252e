"""/api/revisions/{id}/readings, /settle, /unsettle: what an editor settles an article from, and that it is."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict

from api.packed import packed_json
from api.state import Asker, SharedBackend
from models.queries.settling_readings import settling_readings
from models.settling import settle_text, unsettle_text

router = APIRouter(prefix="/revisions", tags=["adjudication"])


class Settling(BaseModel):
    """`version` is the one that the editor saw; `anyway`: although groups wait for a decision;
    `overlapping`: although gold of one tag lies over itself.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    version: int | None = None
    anyway: bool = False
    overlapping: bool = False


class Unsettling(BaseModel):
    """`version` is the one that the editor saw."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: int | None = None


@router.get("/{revision_id}/readings")
def readings(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """All submitted readings of the text, its gold so far, and where they agree; editors may.

    403 for whoever still reads the article blind.
    """
    with shared.database.read() as session:
        told = settling_readings(session, reviewer_id, revision_id)
    return packed_json(request, told)


@router.post("/{revision_id}/settle")
def settle(
    revision_id: int,
    reviewer_id: Asker,
    shared: SharedBackend,
    asked: Annotated[Settling | None, Body()] = None,
) -> dict[str, object]:
    """The gold is the text's reading.

    409 with `open`, a count, while groups wait for a decision, and with `overlapping`, a count,
    where gold passages of one tag lie over one another.
    """
    wanted = asked or Settling()
    with shared.database.begin() as session:
        settled = settle_text(
            *(session, reviewer_id, revision_id, wanted.version),
            anyway=wanted.anyway,
            overlapping=wanted.overlapping,
        )
        return {"state": "settled", "version": settled.version}


@router.post("/{revision_id}/unsettle")
def unsettle(
    revision_id: int,
    reviewer_id: Asker,
    shared: SharedBackend,
    asked: Annotated[Unsettling | None, Body()] = None,
) -> dict[str, object]:
    """The text is open again, and its gold can be changed."""
    wanted = asked or Unsettling()
    with shared.database.begin() as session:
        opened = unsettle_text(session, reviewer_id, revision_id, wanted.version)
        return {"state": "open", "version": opened.version if opened else 0}
