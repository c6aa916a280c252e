"""A project with something in every table, and what there is in a database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article_plan import plan_articles
from models.assigning import give_readings
from models.assignment import reopen_reading
from models.base import now, today
from models.carried import CarriedPassage
from models.database import Database
from models.duty import set_duty
from models.former_tag_name import FormerTagName
from models.key_table import change_keys
from models.membership import Role
from models.mirroring import mirror
from models.people import add_reviewer
from models.project import Guideline, Project
from models.queries.opened import opened_article
from models.revision import store_revision
from models.saved_view import save_view
from models.served_again import ServedAgain
from models.serving_again import ServingRule, serve_again
from models.story_word import put_together
from models.tables import METADATA
from models.tag import Tag
from tests.builders import BuiltArticle, Desk, operation, settling_operation
from tests.talking import comment, says, try_to
from tests.talking import settle as set_thread

EVIDENCE = [
    {"url": "https://example.org/a?b=1", "quote": "=so\r\n", "stance": "supports"},
    {"citation": "The register, p. 4"},
]
_names = count(1)


def counted(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.read() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }


def hand_out(session: Session, desk: Desk, article: BuiltArticle, admin: int) -> None:
    """Somebody is given the article, and an absence; it is urgent."""
    day = date(2026, 5, 1)
    given = (desk.project_id, [article.id], [admin])
    give_readings(session, desk.editor, *given, due_on=day, priority=1)
    plan_articles(session, desk.editor, desk.project_id, {article.id: (2, day)})
    set_duty(session, desk.editor, desk.project_id, admin, on=False, absent_from=day)


def talk(desk: Desk, article: BuiltArticle, passage: str) -> None:
    """A thread on a passage in which somebody is named and something taken back, and a resolved one."""
    thread, _ = says(desk, "Omar", article, "=Sure, @Ruth? @{7}\n“x”", annotation=passage)
    _, said = says(desk, "Ruth", article, "No, @ruth@desk.example.", thread=thread)
    about = {"id": said, "thread": thread, "version": 1}
    try_to(desk, "Ruth", comment("delete", article.revision_id, **about))
    done, _ = says(desk, "Ruth", article, "No byline.")
    try_to(desk, "Edith", set_thread("resolve", article.revision_id, done))


def settle(desk: Desk, article: BuiltArticle, live: str) -> None:
    """The editor settles it: gold of a passage, deleted gold, a rejection, an unclear place or two."""
    chosen = [str(uuid4()) for _ in range(4)]
    text = {"revision_id": article.revision_id}
    whole = {**text, "start": 0, "end": len(article.text)}
    gone = {"id": chosen[1], "version": 1, **text}
    answers = desk.apply(
        "Edith",
        settling_operation(
            "gold_create", id=chosen[0], tag="sourced", note="=so", sources=[live], **whole
        ),
        settling_operation("gold_create", id=chosen[1], tag="disputed", **whole),
        settling_operation("gold_delete", **gone),
        settling_operation("reject", annotation_id=live, reason="wrong_extent", note="x", **text),
        *(settling_operation("flag_unclear", id=one, **whole) for one in chosen[2:]),
        settling_operation("unflag_unclear", id=chosen[3], **text),
    )
    assert {one.status for one in answers} == {"saved"}, answers
    desk.settle(article)


def read_again(desk: Desk) -> None:
    """Ruth reads an article a second time without being told, and is not through with it."""
    article = desk.article("It was sold. Nobody bought it.")
    desk.tag("Ruth", article, (0, 1))
    desk.submit("Ruth", article, now() - timedelta(days=40))
    with desk.database.begin() as session:
        rule = ServingRule(today(), each=1, days=28)
        assert serve_again(session, desk.editor, desk.project_id, rule)
        served = select(ServedAgain.copy_id).where(ServedAgain.article_id == article.id)
        opened = opened_article(session, desk.people["Ruth"], session.scalars(served).one())
        copy, text = opened.article, opened.revision
        instead = BuiltArticle(copy.id, text.id, text.text, copy.project_id)
        mirror(session, desk.project_id)
    desk.tag("Ruth", instead, (0, 1), "disputed", evidence=EVIDENCE)
    desk.clear("Ruth", instead, 1)


def fill(desk: Desk, text_: str) -> BuiltArticle:
    """An article in two revisions, read by two people who did everything that can be done."""
    article = desk.article(text_, outlet="=x", byline="A, B", url="https://example.org/x")
    live = desk.tag("Ruth", article, (0, 1), note="=note\r\n“x”", evidence=EVIDENCE)
    desk.tag("Ruth", article, (0, 1), "filler", confidence="low")
    gone = desk.tag("Omar", article, (0, len(article.text)), "disputed", evidence=EVIDENCE)
    desk.apply("Omar", operation("delete", id=gone, version=1))
    desk.apply("Ruth", operation("update", id=live, version=1, note="other"))
    desk.clear("Ruth", article, 0)
    desk.submit("Ruth", article)
    desk.submit("Omar", article)
    settle(desk, article, live)
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Omar"], article.id)
        second = store_revision(
            session, article.id, desk.project_id, 2, f"New. {text_}", "en", desk.editor
        )
        version = Guideline(
            project_id=desk.project_id, version=2, markdown="*New*", change="All of it"
        )
        session.add(version)
        tag = session.scalars(
            select(Tag).where(Tag.name == "filler", Tag.project_id == desk.project_id)
        ).one()
        tag.retired_at = now()
        session.add(FormerTagName(tag_id=tag.id, project_id=desk.project_id, name="fluff"))
        tag.examples = ["one\ntwo", "“three”"]
        tag.prompts = [{"ask": "Why?", "answer": "note"}]
        admin = add_reviewer(
            session,
            f"Ada {next(_names)}",
            None,
            Role.ADMIN,
            session.get_one(Project, desk.project_id),
        )
        change_keys(session, admin.id, desk.project_id, {}, {"note": "b"})
        hand_out(session, desk, article, admin.id)
        carried = CarriedPassage(annotation_id=UUID(gone), revision_id=second.id, state="moved")
        carried.reason, carried.places = "changed", {"places": [[0, 1, 0.5]]}
        carried.moved_to, carried.settled_at = UUID(live), now()
        carried.seen_at, carried.seen_by = now(), admin.id
        session.add(carried)
    desk.tag("Omar", article, (0, 1), "sourced")
    talk(desk, article, live)
    other = desk.article(f"{text_} The other side has not answered yet.")
    with desk.database.begin() as session:
        put_together(session, desk.editor, other.id, [article.id])
        query = f"reviewer={desk.people['Ruth']}&tag=sourced&order=value"
        save_view(session, desk.editor, desk.project_id, "outlets", "=Mine", query)
    desk.blind()
    return article
