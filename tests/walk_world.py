"""A desk with somebody of every role, a stranger, and somebody who left: who the role walk walks as."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import event, select

from models.base import now
from models.database import Database
from models.event import Event
from models.members import FormerMember
from models.membership import Role
from models.people import add_reviewer
from models.reviewer import Reviewer
from models.saved_view import save_view
from models.sign_in import Place, begin_sign_in, find_sign_in
from models.tag import tags_of
from models.token import create_personal_token, personal_tokens
from tests.builders import BuiltArticle, Desk, build_desk, operation

MEMBERS = tuple(role.value for role in Role)
OUTSIDERS = ("stranger", "departed")
PEOPLE = (*MEMBERS, *OUTSIDERS)


@dataclass
class World:
    """One project with work in it, and a person of each kind."""

    desk: Desk
    people: dict[str, int]
    article: BuiltArticle
    other: BuiltArticle
    """Of the same project, and read by nobody."""
    passage: UUID
    event_id: int
    """Of a change to the passage, before which it was another."""
    tag_id: int
    former_handle: str
    chief: int
    """Admin of the whole desk."""
    sign_in_id: int
    token_id: int
    """Ada's, as the sign-in is."""
    view_id: int
    """Ada's, who shares it."""
    gold: UUID
    writes: list[str] = field(default_factory=list)

    @property
    def of_trail(self) -> dict[str, object]:
        """What the verbs of the trail are asked with."""
        former = FormerMember(self.people["stranger"], Role.VIEWER, None, None, None)
        return {"form": "trail-csv", "event_id": self.event_id, "former": former, "typed": "Ada"}

    def note(self, *sent: object) -> None:
        """Remembers a statement that changes something."""
        statement = str(sent[2]).lstrip().upper()
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.writes.append(statement[:80])


def build_world(database: Database) -> World:
    """A member of each role who tagged what they may, a second admin, and people outside."""
    desk = build_desk(database)
    people = {role: desk.reviewer(role.title(), Role(role)) for role in MEMBERS}
    desk.reviewer("Ada", Role.ADMIN)
    people["departed"] = desk.reviewer("Dora", Role.ADMIN)
    elsewhere = build_desk(database, "Elsewhere")
    people["stranger"] = elsewhere.editor
    article, other = desk.article(), desk.article()
    passage = desk.tag("Reviewer", article, "The mill closed")
    desk.apply("Reviewer", operation("update", id=passage, version=1, note="Since when?"))
    desk.clear("Reviewer", article, 1)
    for name in ("Reviewer", "Editor", "Admin"):
        desk.submit(name, article)
    gold = desk.gold(article, "The mill closed")
    with database.begin() as session:
        session.get_one(Reviewer, people["departed"]).departed_at = now()
        tag = tags_of(session, desk.project_id)[0]
        event_id = session.scalars(select(Event.id).where(Event.action == "update")).one()
        outside = session.get_one(Reviewer, elsewhere.editor).handle
        chief = add_reviewer(session, "Cleo", "cleo@desk.example", "admin").id
        # Ada, who is nobody of those who walk.
        ada = desk.people["Ada"]
        create_personal_token(session, ada)
        secret = begin_sign_in(session, ada, "password", Place("Firefox", "192.0.2.7"))
        found = find_sign_in(session, secret)
        token_id = personal_tokens(session, ada)[0].id
        view_id = save_view(session, ada, desk.project_id, "desk", "Late", "", shared=True).id
    assert found is not None
    world = World(
        *(desk, people, article, other, UUID(passage), event_id, tag.id, outside),
        *(chief, found.sign_in_id, token_id, view_id, UUID(gold)),
    )
    event.listen(database.engine, "before_cursor_execute", world.note)
    return world
