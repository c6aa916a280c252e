"""Removing an identity: no table tells who it was, and none of the work is gone."""

from uuid import uuid4

import pytest
from sqlalchemy import Text as AsText
from sqlalchemy import cast, func, or_, select, text
from sqlalchemy.exc import DBAPIError

from models.account import account_of
from models.admission import deactivate, reactivate
from models.assigning import give_readings
from models.base import Base
from models.database import Database
from models.errors import BadInput, NotAllowed
from models.event import Event
from models.guideline_versions import save_guidelines
from models.identity_removal import remove_identity
from models.identity_rewriting import Identity
from models.members import change_role
from models.membership import Role
from models.one_time_link import make_link
from models.people import rename
from models.queries.passages import passages
from models.reviewer import Reviewer
from models.reviewer_mapping import remember_reviewers
from models.saved_view import save_view
from models.sign_in import Place, begin_sign_in
from models.ticket import mint_ticket
from models.token import create_personal_token
from models.turned_away import record_turned_away
from tests.accounts import admit
from tests.builders import Desk, operation, settling_operation

ADDRESS, NAMES = "ruth@desk.example", ("Ruth", "Ruth Ames-Ôle")
QUOTED = "Dr. Ruth Ames"


@pytest.fixture
def chief(desk: Desk) -> int:
    return admit(desk.database, "Cleo", "admin")


def at_work(desk: Desk, chief: int) -> int:
    """Ruth, who did everything that leaves her name somewhere; what she is called now is her second."""
    ruth, article, given = desk.reviewer("Ruth"), desk.article(), desk.article()
    admin = desk.reviewer("Ada", Role.ADMIN)
    note = f"Ask {ADDRESS.upper()} or @Ruth."
    desk.tag("Ruth", article, QUOTED, note=note)
    desk.tag("Omar", article, "40 jobs", note=f"@{ADDRESS} counts otherwise")
    desk.submit("Omar", article)
    with desk.database.begin() as session:
        rename(session, ruth, NAMES[1])
        give_readings(session, desk.editor, desk.project_id, {given.id}, {ruth})
        account_of(session, ruth).password_hash = "x"
        begin_sign_in(session, ruth, "password", Place("Ruth's phone", "192.0.2.77"))
        create_personal_token(session, ruth, "Ruth's laptop")
        make_link(session, chief, ruth, "reset")
        mint_ticket(
            session, desk.editor, desk.project_id, "csv", {"filters": {"reviewer": [ADDRESS]}}
        )
        remember_reviewers(session, desk.editor, desk.project_id, {("brat", "ruth_a"): ruth})
        save_guidelines(session, admin, desk.project_id, 1, f"Ask {ADDRESS}.", "Whom to ask.")
    record_turned_away(desk.database, "password_refused", "192.0.2.77", ruth)
    desk.apply("Ruth", operation("create", **span(article, "The mill"), tag="filler"))
    desk.submit("Ruth", article)
    settles(desk, ruth, article.revision_id)
    with desk.database.begin() as session:
        for name, shared in (("Ruth Ames-Ôle's own", False), ("What Ruth Ames-Ôle reads", True)):
            save_view(session, ruth, desk.project_id, "desk", name, "tag=1", shared)
        deactivate(session, chief, ruth)
    return ruth


def settles(desk: Desk, who: int, revision_id: int) -> None:
    """She makes gold as well, and changes it: it is told to be hers by name."""
    with desk.database.begin() as session:
        change_role(session, None, desk.project_id, who, Role.EDITOR)
    gold = {"id": str(uuid4()), "revision_id": revision_id}
    answers = desk.apply(
        "Ruth",
        settling_operation("gold_create", **gold, start=0, end=3, tag="filler"),
        settling_operation("gold_update", **gold, version=1, note="So."),
    )
    assert {one.status for one in answers} == {"saved"}, answers


def span(article: object, quote: str) -> dict[str, object]:
    start, end = article.span(quote)  # type: ignore[attr-defined]
    return {
        "id": "5f0c6f0e-52ab-4a3f-8a3e-111111111111",
        "revision_id": article.revision_id,  # type: ignore[attr-defined]
        "start": start,
        "end": end,
    }


def telling(database: Database, *needles: str) -> set[str]:
    """The columns in which one of these stands, whatever the table."""
    found = set()
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                words = cast(column, AsText)
                told = or_(*(words.contains(needle, autoescape=True) for needle in needles))
                if session.scalar(select(func.count()).select_from(table).where(told)):
                    found.add(f"{table.name}.{column.name}")
    return found


def test_no_table_tells_who_it_was_and_the_work_stays(desk: Desk, chief: int) -> None:
    ruth = at_work(desk, chief)
    before = counts(desk.database)
    spelled = (ADDRESS, ADDRESS.upper(), NAMES[1], "Ames-\\u00d4le", "ruth_a", "192.0.2.77")
    assert len(telling(desk.database, *spelled)) > 10
    with desk.database.begin() as session:
        pseudonym = remove_identity(session, chief, ruth, " ruth ames-ôle ")
        assert remove_identity(session, chief, ruth, "") == pseudonym
    assert pseudonym == f"Former reader {ruth}"
    # Where attempts came from is of no person, and swept out after a day.
    assert telling(desk.database, *spelled) <= {"sign_in_attempt.address"}
    # What was published is no identity of hers: the article's Dr. Ruth Ames stays.
    quoted = ("annotation", "gold_annotation")
    parts = ("quote", "prefix", "suffix")
    published = {"revision.text", *(f"{table}.{part}" for table in quoted for part in parts)}
    quoting = {"event.after", "event.before", "operation.answer"}
    assert telling(desk.database, "Ruth") <= published | quoting
    after = counts(desk.database)
    work = ("annotation", "assignment", "event", "frozen_annotation", "operation")
    assert all(after[name] >= before[name] for name in work)
    with desk.database.read() as session:
        person = session.get_one(Reviewer, ruth)
        assert (person.name, person.email) == (pseudonym, None)
        assert person.handle == f"former-reader-{ruth}"
        made = select(Event).where(Event.entity == "annotation").order_by(Event.id)
        rows = session.scalars(made).all()
        theirs = [one.after or {} for one in rows if one.actor_id == ruth]
        assert {(one["reviewer"], one["reviewer_name"]) for one in theirs} == {
            (person.handle, pseudonym)
        }
        assert theirs[0]["quote"] == QUOTED
        assert theirs[0]["note"] == f"Ask {person.handle} or @{person.handle}."
        shown = passages(session, desk.editor, theirs[0]["revision_id"])
        assert {one["reviewer_name"] for one in shown} == {pseudonym, "Omar"}


def test_what_only_looks_like_a_mention_is_none() -> None:
    identity = Identity(7, (ADDRESS, "ruth"), ("Ruth",), "former-reader-7", "Former reader 7")
    kept = "Ruth Ames, druth@desk.example, ruth@desk.example.org, @Ruthven and the truth."
    assert identity.in_text(kept) == kept
    assert identity.in_text("(@RUTH, Ruth@desk.example.)") == (
        "(@former-reader-7, former-reader-7.)"
    )


def test_a_whole_name_is_told_without_an_at_sign_too() -> None:
    identity = Identity(
        7, (ADDRESS,), NAMES, "former-reader-7", "Former reader 7", whole=(NAMES[1],)
    )
    kept = "Ruth Ames, Ruth Ames-Ôlet, Truth Ames-Ôle and the article's Ruth."
    assert identity.in_said(kept) == kept
    said = "As ruth  ames-ôle’s note says (Ruth\nAmes-Ôle, @Ruth Ames-Ôle)"
    told = "As Former reader 7’s note says (Former reader 7, @former-reader-7)"
    assert identity.in_said(said) == told
    row = {"note": said, "quote": NAMES[1], "evidence": [{"citation": NAMES[1]}], "tag": NAMES[1]}
    assert identity.in_json(row) == {**row, "note": told}


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_whole_name_in_a_note_goes_unless_two_bear_it(
    desk: Desk, chief: int, is_shared: bool
) -> None:
    article, ruth, lena = desk.article(), desk.reviewer("Ruth"), desk.reviewer("Lena")
    desk.tag("Omar", article, "40 jobs", note="Ruth Ames counts otherwise.")
    desk.submit("Omar", article)
    with desk.database.begin() as session:
        rename(session, ruth, "Ruth Ames")
        if is_shared:
            rename(session, lena, "Ruth Ames")
        deactivate(session, chief, ruth)
        remove_identity(session, chief, ruth, "Ruth Ames")
    written = {"annotation.note", "frozen_annotation.note", "event.after", "operation.answer"}
    found = telling(desk.database, "Ruth Ames counts")
    assert found == (written if is_shared else set())


def counts(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_it_is_for_admins_of_somebody_who_left_and_by_the_name(desk: Desk, chief: int) -> None:
    ruth = desk.reviewer("Ruth")
    admin = desk.reviewer("Ada", Role.ADMIN)
    with pytest.raises(BadInput, match="deactivate them first"), desk.database.begin() as session:
        remove_identity(session, chief, ruth, "Ruth")
    with desk.database.begin() as session:
        deactivate(session, chief, ruth)
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        remove_identity(session, admin, ruth, "Ruth")
    with pytest.raises(BadInput, match="not the name"), desk.database.begin() as session:
        remove_identity(session, chief, ruth, "Rut")
    assert "reviewer.name" in telling(desk.database, "Ruth")
    with desk.database.begin() as session:
        remove_identity(session, chief, ruth, "Ruth")
    with pytest.raises(BadInput, match="was removed"), desk.database.begin() as session:
        reactivate(session, chief, ruth)


def test_the_trail_is_shut_again_afterwards(desk: Desk, chief: int) -> None:
    ruth = at_work(desk, chief)
    with desk.database.begin() as session:
        remove_identity(session, chief, ruth, NAMES[1])
    for statement in (
        "UPDATE event SET after = NULL",
        "UPDATE event SET action = 'nothing'",
        "UPDATE frozen_annotation SET note = ''",
        "UPDATE frozen_annotation SET start = 0",
    ):
        with pytest.raises(DBAPIError, match="never changes"), desk.database.begin() as session:
            session.execute(text(statement))
