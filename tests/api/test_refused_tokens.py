"""Tokens that open nothing are refused, written down, and change nothing."""

from uuid import uuid4

from sqlalchemy import func, select, update

from models.annotation import Annotation
from models.base import now
from models.event import Event
from models.sign_in import begin_sign_in, find_sign_in
from models.signing_out import end_all_sign_ins
from models.token import ApiToken, mint_session_token
from tests.accounts import HERE, actions, trail_of
from tests.api.conftest import Site
from tests.builders import operation


def test_a_forged_and_an_ended_token_are_told_apart_in_the_trail(place: Site) -> None:
    forged = "fcw_" + "x" * 43
    ruth = place.as_("Ruth")
    assert place.with_header(f"Bearer {forged}").get("/projects").status_code == 401
    with place.desk.database.begin() as session:
        session.execute(update(ApiToken).values(revoked_at=now()))
    assert ruth.get("/projects").status_code == 401
    with place.desk.database.read() as session:
        rows = session.scalars(
            select(Event)
            .where(Event.entity == "api_token", Event.action != "create")
            .order_by(Event.id)
        )
        told = [(row.action, row.row) for row in rows]
    assert told == [
        ("forged_token_refused", ""),
        ("ended_token_refused", str(place.desk.reviewer("Ruth"))),
    ]
    assert forged not in trail_of(place.desk.database)


def test_a_flood_of_them_is_no_flood_of_events(sqlite_place: Site) -> None:
    stranger = sqlite_place.with_header("Bearer nonsense")
    for _ in range(30):
        assert stranger.get("/projects").status_code == 401
    assert len(actions(sqlite_place.desk.database, "forged_token_refused")) == 10


def test_what_a_page_was_given_ends_with_signing_out_everywhere(place: Site) -> None:
    article = place.desk.article()
    ruth = place.desk.reviewer("Ruth")
    with place.desk.database.begin() as session:
        secret = begin_sign_in(session, ruth, "password", HERE)
        found = find_sign_in(session, secret)
        assert found is not None
        token, _ = mint_session_token(session, ruth, found.sign_in_id)
    client = place.with_header(f"Bearer {token}")
    passage = {"revision_id": article.revision_id, "start": 0, "end": 8, "tag": "sourced"}
    first, second = (
        {"operations": [operation("create", id=str(uuid4()), **passage)]} for _ in range(2)
    )
    assert client.post("/annotations", json=first).json()["results"][0]["status"] == "saved"
    with place.desk.database.begin() as session:
        end_all_sign_ins(session, ruth, ruth)
    assert client.post("/annotations", json=second).status_code == 401
    assert client.get("/projects").status_code == 401
    with place.desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Annotation)) == 1
    assert "ended_token_refused" in actions(place.desk.database)
