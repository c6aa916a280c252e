"""Threads: who says what to whom, who is named, what waits for whom, and what stays of it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from models.base import now
from models.event import Event
from models.members import remove_member
from models.membership import Role
from models.mentions import Nameable, mentioned, with_ids, with_names
from models.queries.passages import passages
from models.queries.talk_list import count_talk, talk_list
from models.reviewer import Reviewer
from models.seen_comments import mark_seen
from models.thread import Comment
from tests.builders import Desk, operation
from tests.talking import comment, says, seen_by, settle, shown, try_to, unread


def test_a_thread_on_a_passage_and_one_on_its_article(desk: Desk) -> None:
    article = desk.article()
    passage = desk.tag("Ana", article, "The mill closed")
    thread, _ = says(desk, "Bo", article, "Is the register *public*?", annotation=passage)
    says(desk, "Ana", article, "It is.", thread=thread)
    says(desk, "Ana", article, "No byline?")
    on_passage, on_article = shown(desk, "Bo", article)
    assert on_passage["annotation"] == passage
    assert on_passage["opened_by"] == "Bo"
    assert on_passage["with_name"] == "Ana"
    assert [one["body"] for one in on_passage["comments"]] == [
        "Is the register *public*?",
        "It is.",
    ]
    assert on_article["annotation"] is None


def test_passage_and_comment_come_in_one_call_and_again(desk: Desk) -> None:
    article = desk.article()
    passage = str(uuid4())
    span = {"revision_id": article.revision_id, "start": 0, "end": 8, "tag": "filler"}
    both = [
        operation("create", id=passage, **span),
        comment("create", article.revision_id, annotation=passage, body="Sure?"),
    ]
    for _ in range(2):
        assert [one.status for one in desk.apply("Ana", *both)] == ["saved", "saved"]
    assert seen_by(desk, "Ana", article) == [["Sure?"]]


def test_who_wrote_it_changes_it_deletes_it_and_brings_it_back(desk: Desk) -> None:
    article = desk.article()
    thread, said = says(desk, "Ana", article, "Forty?")
    about = {"id": said, "thread": thread}
    text = article.revision_id
    assert try_to(desk, "Bo", comment("update", text, **about, version=1, body="No")).message == (
        "Only who wrote a comment changes it."
    )
    assert try_to(
        desk, "Ana", comment("update", text, **about, version=1, body="Fifty?")
    ).status == ("saved")
    stale = try_to(desk, "Ana", comment("delete", text, **about, version=1))
    assert (stale.status, stale.annotation) == ("conflict", None)
    assert try_to(desk, "Ana", comment("delete", text, **about, version=2)).status == "saved"
    (gone,) = shown(desk, "Bo", article)[0]["comments"]
    assert gone["deleted_at"] is not None
    assert gone["body"] == ""
    assert try_to(desk, "Ana", comment("restore", text, **about, version=3)).status == "saved"
    assert seen_by(desk, "Bo", article) == [["Fifty?"]]
    with desk.database.read() as session:
        of_it = select(Event.action).where(Event.entity == "comment").order_by(Event.id)
        told = session.scalars(of_it).all()
    assert told == ["create", "update", "delete", "restore"]


def test_who_resolves(desk: Desk) -> None:
    article = desk.article()
    thread, _ = says(desk, "Ana", article, "Forty?")
    text = article.revision_id
    refused = try_to(desk, "Bo", settle("resolve", text, thread))
    assert refused.status == "rejected"
    for _ in range(2):
        assert try_to(desk, "Edith", settle("resolve", text, thread)).status == "saved"
    assert shown(desk, "Bo", article)[0]["resolved_by"] == "Edith"
    assert try_to(desk, "Ana", settle("reopen", text, thread)).status == "saved"
    assert shown(desk, "Bo", article)[0]["resolved_at"] is None
    with desk.database.read() as session:
        of_it = select(Event.action).where(Event.entity == "thread").order_by(Event.id)
        told = session.scalars(of_it).all()
    assert told == ["open", "resolve", "reopen"]


def test_an_answer_reopens_what_was_resolved(desk: Desk) -> None:
    article = desk.article()
    passage = desk.tag("Ana", article, "The mill closed")
    thread, _ = says(desk, "Bo", article, "Sure?", annotation=passage)
    for person, so_far in (("Cy", 2), ("Ana", 3)):
        try_to(desk, "Bo", settle("resolve", article.revision_id, thread))
        says(desk, person, article, "No, look again.", thread=thread)
        (open_again,) = shown(desk, "Bo", article)
        assert (open_again["resolved_at"], len(open_again["comments"])) == (None, so_far)
    with desk.database.read() as session:
        told = select(Event.actor_id).where(Event.action == "reopen").order_by(Event.id)
        assert session.scalars(told).all() == [desk.people["Cy"], desk.people["Ana"]]


def test_whoever_may_answer_reopens_unless_that_tells_a_blind_reader(desk: Desk) -> None:
    article, blind = desk.article(), desk.article()
    thread, _ = says(desk, "Ana", article, "Forty?")
    desk.reviewer("Cy")
    try_to(desk, "Edith", settle("resolve", article.revision_id, thread))
    (told,) = shown(desk, "Cy", article)
    assert (told["may_resolve"], told["may_reopen"]) == (False, True)
    assert try_to(desk, "Cy", settle("reopen", article.revision_id, thread)).status == "saved"
    desk.blind()
    thread, _ = says(desk, "Ana", blind, "Is this sourced?")
    desk.submit("Cy", blind)
    try_to(desk, "Ana", settle("resolve", blind.revision_id, thread))
    (told,) = shown(desk, "Cy", blind)
    assert (told["may_resolve"], told["may_reopen"]) == (False, False)
    assert try_to(desk, "Cy", settle("reopen", blind.revision_id, thread)).status == "rejected"
    says(desk, "Cy", blind, "I left it out.", thread=thread)
    assert shown(desk, "Ana", blind)[0]["resolved_by"] == "Ana"


def test_a_viewer_and_a_stranger_say_nothing(desk: Desk) -> None:
    article = desk.article()
    desk.reviewer("Vera", Role.VIEWER)
    said = comment("create", article.revision_id, body="Hello")
    assert try_to(desk, "Vera", said).status == "rejected"
    assert try_to(desk, "Ana", comment("create", 10**6, body="Hello")).status == "rejected"
    assert try_to(desk, "Ana", comment("create", article.revision_id, body=" ")).message == (
        "A comment needs at least one letter."
    )
    for other in (desk.article(), article):
        elsewhere = comment("create", other.revision_id, body="x", annotation=str(uuid4()))
        assert try_to(desk, "Ana", elsewhere).message == "There is no such passage."
    assert seen_by(desk, "Ana", article) == []


@pytest.mark.parametrize("body", ["", " \n", "\u200b", "\u2060\ufeff \u3164", "\u202e\u00ad\u2800"])
def test_a_comment_in_which_nothing_is_seen_is_refused(sqlite_desk: Desk, body: str) -> None:
    desk = sqlite_desk
    article = desk.article()
    answer = try_to(desk, "Ruth", comment("create", article.revision_id, body=body))
    assert (answer.status, seen_by(desk, "Ruth", article)) == ("rejected", [])
    assert desk.tag("Ruth", article, "March", note=body)
    with desk.database.read() as session:
        assert passages(session, desk.people["Ruth"], article.revision_id)[0]["note"] is None


def test_a_mention_keeps_no_name_and_follows_the_person(desk: Desk) -> None:
    article = desk.article()
    desk.reviewer("Bo")
    says(desk, "Ana", article, "@bo look, and @Edith too; not @Nobody or me@Bo.")
    with desk.database.begin() as session:
        (body,) = session.scalars(select(Comment.body))
        assert (
            body
            == f"@{{{desk.people['Bo']}}} look, and @{{{desk.editor}}} too; not @Nobody or me@Bo."
        )
        session.get_one(Reviewer, desk.people["Bo"]).name = "Reviewer 7"
    (said,) = shown(desk, "Ana", article)[0]["comments"]
    assert {one["name"] for one in said["mentions"]} == {"Reviewer 7", "Edith"}


def test_names_of_people_who_left_stay_on_what_they_said(desk: Desk) -> None:
    article = desk.article()
    thread, _ = says(desk, "Bo", article, "Forty?")
    said = says(desk, "Ana", article, "@Bo says so.", thread=thread)[1]
    with desk.database.begin() as session:
        remove_member(session, None, desk.project_id, desk.people["Bo"])
        session.get_one(Reviewer, desk.people["Bo"]).departed_at = now()
    changed = {"id": said, "thread": thread, "version": 1, "body": "@Bo said so."}
    assert try_to(desk, "Ana", comment("update", article.revision_id, **changed)).status == "saved"
    (told,) = shown(desk, "Ana", article)
    assert told["opened_by"] == "Bo"
    assert [one["name"] for one in told["comments"][1]["mentions"]] == ["Bo"]


def test_the_longest_name_that_fits_is_meant() -> None:
    people = [
        Nameable(1, "bo@desk.example", "Bo"),
        Nameable(2, "bo-lind", "Bo Lind"),
        Nameable(3, "x@desk.example", "Kim"),
        Nameable(4, "y@desk.example", "Kim"),
    ]
    body = with_ids("@Bo Lind, @bo@desk.example. @Bob @Kim @y@desk.example @{3} @{9}", people)
    assert body == "@{2}, @{1}. @Bob @Kim @{4} @{3} @{9}"
    assert mentioned(body, people) == {1, 2, 3, 4}
    assert with_names(body, {2: "B. L.", 4: "K."}) == "@B. L., @{1}. @Bob @Kim @K. @{3} @{9}"


def test_what_waits_for_whom(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    for person in ("Ana", "Bo", "Cy"):
        desk.reviewer(person)
    passage = desk.tag("Ana", article, "The mill closed")
    thread, first = says(desk, "Bo", article, "Sure?", annotation=passage)
    assert {one: unread(desk, one) for one in ("Ana", "Bo", "Cy", "Edith")} == {
        "Ana": 1, "Bo": 0, "Cy": 0, "Edith": 1,
    }  # fmt: skip
    says(desk, "Ana", article, "Ask @Cy.", thread=thread)
    says(desk, "Ana", other, "Who reads this?")
    assert {one: unread(desk, one) for one in ("Ana", "Bo", "Cy", "Edith")} == {
        "Ana": 1, "Bo": 1, "Cy": 2, "Edith": 3,
    }  # fmt: skip
    with desk.database.begin() as session:
        for _ in range(2):
            mark_seen(session, desk.people["Ana"], [UUID(first)])
    assert unread(desk, "Ana") == 0
    assert listed(desk, "Ana", "unread") == (0, [])
    assert listed(desk, "Cy", "unread") == (1, ["Ask @Cy."])
    assert listed(desk, "Ana", "mine") == (2, ["Who reads this?", "Ask @Cy."])
    assert listed(desk, "Cy", "mine") == (1, ["Ask @Cy."])
    # Whoever joins later does not find everything that was ever said waiting.
    desk.reviewer("Eve", Role.EDITOR)
    assert unread(desk, "Eve") == 0


def listed(desk: Desk, person: str, show: str) -> tuple[int, list[str]]:
    """How many threads the page counts for `person`, and what was said last in those it lists."""
    with desk.database.read() as session:
        asked = (session, desk.people[person], desk.project_id)
        return count_talk(*asked)[show], [row.last for row in talk_list(*asked, show)]


def test_a_blind_reader_sees_their_own_threads_and_what_editors_write_to_them(desk: Desk) -> None:
    desk.blind()
    article = desk.article()
    text = article.revision_id
    ana, bo = (desk.tag(one, article, "The mill closed") for one in ("Ana", "Bo"))
    desk.reviewer("Cy")
    desk.submit("Cy", article)
    mine, _ = says(desk, "Ana", article, "Is this sourced?", annotation=ana)
    says(desk, "Bo", article, "Odd.", annotation=bo)
    says(desk, "Bo", article, "What of the title?")
    says(desk, "Cy", article, "I left it out.", annotation=ana)
    says(desk, "Cy", article, "So did I.", thread=mine)
    says(desk, "Edith", article, "It is.", thread=mine)
    for_ana, _ = says(desk, "Edith", article, "Look at the end.", **{"with": "ana@desk.example"})
    says(desk, "Edith", article, "Everybody: the table is missing.")
    assert seen_by(desk, "Ana", article) == [["Is this sourced?", "It is."], ["Look at the end."]]
    assert unread(desk, "Ana") == 2
    assert listed(desk, "Ana", "open") == (2, ["Look at the end.", "It is."])
    assert listed(desk, "Ana", "unread") == (2, ["Look at the end.", "It is."])
    told = {one["id"]: one["closed"] for one in shown(desk, "Cy", article)}
    assert (told[mine], told[for_ana]) == (True, True)
    told = {one["id"]: one["closed"] for one in shown(desk, "Edith", article)}
    assert (told[mine], told[for_ana]) == (False, False)
    assert len(seen_by(desk, "Cy", article)) == len(seen_by(desk, "Edith", article)) == 6
    hidden = {one["id"] for one in shown(desk, "Cy", article)} - {mine, for_ana}
    for thread in hidden:
        refused = try_to(desk, "Ana", comment("create", text, thread=thread, body="?"))
        assert refused.message == "There is no such thread."
        assert try_to(desk, "Ana", settle("resolve", text, thread)).status == "rejected"
    unknown = try_to(desk, "Ana", comment("create", text, annotation=bo, body="?"))
    assert unknown.message == "There is no such passage."
    desk.submit("Ana", article)
    assert len(seen_by(desk, "Ana", article)) == 6


def test_an_editor_who_reads_it_too_is_a_reader(desk: Desk) -> None:
    desk.blind()
    article = desk.article()
    mine, _ = says(desk, "Ana", article, "Is this sourced?")
    desk.tag("Edith", article, "The mill closed")
    refused = try_to(desk, "Edith", comment("create", article.revision_id, thread=mine, body="?"))
    assert refused.message == "There is no such thread."
    desk.submit("Edith", article)
    says(desk, "Edith", article, "I took it for sourced.", thread=mine)
    assert seen_by(desk, "Ana", article) == [["Is this sourced?"]]
