"""The people of a project: let in, given roles, taken out, and never without an admin."""

from datetime import date

import pytest
from sqlalchemy import select

from models.base import now
from models.duty import set_duty
from models.errors import BadInput, NotAllowed, NotFound
from models.event import Event
from models.members import (
    add_member,
    change_role,
    members_of,
    put_member_back,
    remove_member,
)
from models.membership import Membership, Role, role_of
from models.queries.passages import passages
from models.reviewer import Reviewer
from tests.builders import Desk, build_desk


def test_an_admin_lets_somebody_known_in_and_changes_their_role(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    other = build_desk(desk.database, "Elsewhere")
    ruth = other.reviewer("Ruth")
    with desk.database.begin() as session:
        add_member(session, admin, desk.project_id, " RUTH@desk.example ", "viewer")
        assert role_of(session, ruth, desk.project_id) is Role.VIEWER
        change_role(session, admin, desk.project_id, ruth, "editor")
        names = [(one.name, one.role.value) for one in members_of(session, admin, desk.project_id)]
    assert names == [("Ada", "admin"), ("Edith", "editor"), ("Ruth", "editor")]
    with desk.database.read() as session:
        told = session.execute(
            select(Event.action, Event.actor_id, Event.before, Event.after)
            .where(Event.entity == "membership", Event.row == str(ruth), Event.actor_id == admin)
            .order_by(Event.id)
        ).all()
    assert [tuple(one) for one in told] == [
        ("join", admin, None, {"role": "viewer"}),
        ("change_role", admin, {"role": "viewer"}, {"role": "editor"}),
    ]


def test_whoever_is_taken_out_leaves_their_work(desk: Desk) -> None:
    admin, ruth = desk.reviewer("Ada", Role.ADMIN), desk.reviewer("Ruth")
    article = desk.article()
    desk.tag("Ruth", article, "The mill")
    with desk.database.begin() as session:
        assert remove_member(session, admin, desk.project_id, ruth).role is Role.REVIEWER
        assert role_of(session, ruth, desk.project_id) is None
        with pytest.raises(NotFound):
            passages(session, ruth, article.revision_id)
        (passage,) = passages(session, admin, article.revision_id)
        assert passage["reviewer_name"] == "Ruth"
        add_member(session, admin, desk.project_id, "ruth@desk.example", "reviewer")
        assert len(passages(session, ruth, article.revision_id)) == 1


def test_undoing_a_removal_brings_back_the_duty_too(desk: Desk) -> None:
    admin, ruth = desk.reviewer("Ada", Role.ADMIN), desk.reviewer("Ruth")
    first, last = date(2026, 4, 1), date(2026, 4, 9)
    with desk.database.begin() as session:
        mine = (session, desk.editor, desk.project_id)
        set_duty(*mine, ruth, on=False, absent_from=first, absent_until=last)
        former = remove_member(session, admin, desk.project_id, ruth)
    with desk.database.begin() as session:
        put_member_back(session, admin, desk.project_id, former)
    with desk.database.read() as session:
        member = session.get_one(Membership, (desk.project_id, ruth))
        assert (member.role, member.on_duty) == ("reviewer", False)
        assert (member.absent_from, member.absent_until) == (first, last)
    with pytest.raises(BadInput, match="here already"), desk.database.begin() as session:
        put_member_back(session, admin, desk.project_id, former)


def test_the_last_admin_stays(desk: Desk) -> None:
    ada, bea = desk.reviewer("Ada", Role.ADMIN), desk.reviewer("Bea", Role.ADMIN)
    with desk.database.begin() as session:
        change_role(session, ada, desk.project_id, bea, "editor")
        for verb in (
            lambda: change_role(session, ada, desk.project_id, ada, "viewer"),
            lambda: remove_member(session, ada, desk.project_id, ada),
        ):
            with pytest.raises(BadInput, match="last admin"):
                verb()
        assert role_of(session, ada, desk.project_id) is Role.ADMIN
        change_role(session, ada, desk.project_id, bea, "admin")
        session.get_one(Reviewer, bea).departed_at = now()
        session.flush()
        # One who has left the workbench is no admin to rely upon.
        with pytest.raises(BadInput, match="last admin"):
            remove_member(session, ada, desk.project_id, ada)


def test_an_admin_may_leave_where_there_is_another(desk: Desk) -> None:
    ada, bea = desk.reviewer("Ada", Role.ADMIN), desk.reviewer("Bea", Role.ADMIN)
    with desk.database.begin() as session:
        remove_member(session, ada, desk.project_id, ada)
        with pytest.raises(NotFound):
            remove_member(session, ada, desk.project_id, bea)


@pytest.mark.parametrize(
    ("handle", "role", "error", "says"),
    [
        ("nobody@desk.example", "viewer", NotFound, "Nobody is known"),
        ("ruth@desk.example", "owner", BadInput, "not a role"),
        ("ruth@desk.example", "viewer", BadInput, "is reviewer here already"),
        ("dora@desk.example", "viewer", BadInput, "has left"),
        ("\x00", "viewer", BadInput, "NUL"),
    ],
)
def test_who_cannot_be_let_in(
    sqlite_desk: Desk, handle: str, role: str, error: type[Exception], says: str
) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    sqlite_desk.reviewer("Ruth")
    dora = sqlite_desk.reviewer("Dora")
    with sqlite_desk.database.begin() as session:
        session.get_one(Reviewer, dora).departed_at = now()
    with pytest.raises(error, match=says), sqlite_desk.database.begin() as session:
        add_member(session, admin, sqlite_desk.project_id, handle, role)


def test_nobody_makes_themselves_more_than_they_are(sqlite_desk: Desk) -> None:
    editor = sqlite_desk.editor
    with pytest.raises(NotAllowed), sqlite_desk.database.begin() as session:
        change_role(session, editor, sqlite_desk.project_id, editor, "admin")
    with sqlite_desk.database.read() as session:
        assert role_of(session, editor, sqlite_desk.project_id) is Role.EDITOR


@pytest.mark.parametrize("number", [0, -1, 999, 2**40])
def test_an_unknown_member_is_told_so(sqlite_desk: Desk, number: int) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    with pytest.raises(BadInput, match="no member"), sqlite_desk.database.begin() as session:
        remove_member(session, admin, sqlite_desk.project_id, number)
