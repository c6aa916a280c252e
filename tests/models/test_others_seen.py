"""What was made or changed while others' work could be seen, or after, is marked and leaves so."""

import json

from sqlalchemy import select

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import export_project
from formats.exchange.losses import losses
from models.annotation import Annotation
from models.assigning import give_readings
from models.assignment import reopen_reading
from models.members import change_role
from models.membership import Role
from models.project_settings import change_settings
from models.queries.export_filters import ExportFilters
from models.queries.passages import passages
from tests.builders import Desk, operation


def marked(desk: Desk) -> set[str]:
    """The quotes that bear the mark."""
    with desk.database.read() as session:
        return set(session.scalars(select(Annotation.quote).where(Annotation.others_seen)))


def set_blind(desk: Desk, *, blind: bool) -> None:
    with desk.database.begin() as session:
        change_settings(session, None, desk.project_id, 1, blind)


def make(desk: Desk, person: str, role: str) -> None:
    with desk.database.begin() as session:
        change_role(session, None, desk.project_id, desk.reviewer(person), role)


def test_in_an_open_project_the_second_reader_sees_the_first(desk: Desk) -> None:
    article = desk.article()
    first = desk.tag("Ruth", article, "40 jobs")
    desk.tag("Ruth", article, "March")
    assert marked(desk) == set()
    desk.tag("Omar", article, "Critics")
    assert marked(desk) == {"Critics"}
    desk.apply("Ruth", operation("update", id=first, version=1, note="so"))
    assert marked(desk) == {"Critics", "40 jobs"}


def test_who_reads_blind_is_marked_for_nothing(desk: Desk) -> None:
    set_blind(desk, blind=True)
    article = desk.article()
    desk.clear("Lena", article, 0)
    for person, quote in (("Ruth", "40 jobs"), ("Omar", "Critics"), ("Ruth", "March")):
        desk.tag(person, article, quote)
    assert marked(desk) == set()
    desk.submit("Ruth", article)
    with desk.database.begin() as session:
        reopen_reading(session, desk.reviewer("Ruth"), article.id)
    desk.tag("Ruth", article, "dazzling")
    desk.tag("Omar", article, "The mill")
    assert marked(desk) == {"dazzling"}


def test_blindness_does_not_undo_what_was_open_before(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    desk.tag("Ruth", article, "40 jobs")
    set_blind(desk, blind=True)
    desk.tag("Ruth", other, "40 jobs lost")
    desk.tag("Omar", article, "Critics")
    desk.tag("Omar", other, "March")
    assert marked(desk) == {"Critics"}


def test_an_editor_saw_what_was_there_before_they_began(desk: Desk) -> None:
    set_blind(desk, blind=True)
    seen, given = desk.article(), desk.article()
    desk.tag("Ruth", seen, "40 jobs")
    for quote in ("Critics", "March"):
        desk.tag("Edith", seen, quote)
    with desk.database.begin() as session:
        give_readings(session, desk.editor, desk.project_id, [given.id], [desk.editor])
    desk.tag("Ruth", given, "40 jobs")
    desk.tag("Edith", given, "dazzling")
    assert marked(desk) == {"Critics", "March"}


def test_who_was_an_editor_saw_until_then(desk: Desk) -> None:
    set_blind(desk, blind=True)
    before, after = desk.article(), desk.article()
    desk.reviewer("Lena", Role.EDITOR)
    desk.tag("Ruth", before, "40 jobs")
    with desk.database.begin() as session:
        change_role(session, None, desk.project_id, desk.reviewer("Lena"), "reviewer")
    desk.tag("Ruth", after, "40 jobs lost")
    desk.tag("Lena", before, "Critics")
    desk.tag("Lena", after, "March")
    assert marked(desk) == {"Critics"}


def test_a_viewer_saw_only_what_everybody_had_read(desk: Desk) -> None:
    set_blind(desk, blind=True)
    read, unread = desk.article(), desk.article()
    desk.reviewer("Vera", Role.VIEWER)
    for article in (read, unread):
        desk.tag("Ruth", article, "40 jobs")
    desk.submit("Ruth", read)
    make(desk, "Vera", "reviewer")
    desk.submit("Ruth", unread)
    desk.tag("Vera", read, "Critics")
    desk.tag("Vera", unread, "March")
    assert marked(desk) == {"Critics"}


def test_a_reviewer_who_becomes_an_editor_saw_nothing_of_what_they_read(desk: Desk) -> None:
    set_blind(desk, blind=True)
    given, free = desk.article(), desk.article()
    for article in (given, free):
        desk.tag("Ruth", article, "40 jobs")
    desk.tag("Lena", given, "Critics")
    make(desk, "Lena", "editor")
    desk.tag("Lena", given, "March")
    desk.tag("Lena", free, "dazzling")
    make(desk, "Lena", "reviewer")
    desk.tag("Lena", given, "The mill")
    assert marked(desk) == {"dazzling"}


def test_who_reads_blind_now_is_not_told_that_something_was_there(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    set_blind(desk, blind=True)
    mark = desk.tag("Omar", article, "Critics")
    (told,) = desk.apply("Omar", operation("update", id=mark, version=1, note="so"))
    (stale,) = desk.apply("Omar", operation("update", id=mark, version=1, note="no"))
    asked = operation("update", id=mark, version=2, note="no", others_seen=True)
    assert [one.status for one in (told, stale)] == ["saved", "conflict"]
    assert desk.apply("Omar", asked)[0].status == "rejected"
    assert all("others_seen" not in (one.annotation or {}) for one in (told, stale))
    with desk.database.read() as session:
        found = passages(session, desk.reviewer("Omar"), article.revision_id)
    assert [one.get("others_seen") for one in found] == [None]
    desk.submit("Omar", article)
    with desk.database.read() as session:
        found = passages(session, desk.reviewer("Omar"), article.revision_id)
    assert {one["quote"]: one.get("others_seen") for one in found} == {
        "40 jobs": None,
        "Critics": True,
    }


def test_the_mark_leaves_or_its_loss_is_told(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    desk.tag("Omar", article, "Critics")
    with desk.database.read() as session:
        told = passages(session, desk.editor, article.revision_id)
        made = export_project(
            session, None, desk.project_id, "jsonl", ExportFilters(), WriteOptions()
        )
        tasks = [json.loads(line) for line in b"".join(made).splitlines()]
        lost = {
            name: dict(losses(session, None, desk.project_id, name, ExportFilters()))
            for name in ("csv", "csv-excel", "xlsx", "jsonl", "label-studio", "bundle")
        }
    assert [one.get("others_seen") for one in told] == [None, True]
    spans = {span["text"]: span.get("others_seen") for task in tasks for span in task["spans"]}
    assert spans == {"40 jobs": None, "Critics": True}
    assert {name: count.get("others_seen") for name, count in lost.items()} == {
        **dict.fromkeys(("csv", "csv-excel", "xlsx"), 1),
        **dict.fromkeys(("jsonl", "label-studio", "bundle")),
    }
