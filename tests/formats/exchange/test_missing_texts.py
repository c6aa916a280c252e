"""Passages whose text is not in their file: found here, or made of their quotes."""

import json
from pathlib import Path

from sqlalchemy import select, text

from formats.exchange.choices import Choices
from formats.exchange.imports import run_import
from models.annotation import Annotation
from models.tag import Tag
from tests.builders import Desk
from tests.formats.exchange.desk_imports import (
    bring,
    everything,
    faults,
    line,
    spans,
    write,
)

TEXT = "The mill closed in March. Nobody knew of the sale.\n\nCritics doubt it. 💩 Ends."


def test_a_text_that_is_missing_is_found(desk: Desk, tmp_path: Path) -> None:
    by_sha, by_url, by_quote = (
        desk.article(f"{TEXT} One."),
        desk.article(f"{TEXT} Two.", url="https://Example.org/two/"),
        desk.article("Something else was said by the baker."),
    )
    with desk.database.read() as session:
        sha = session.execute(
            text("SELECT text_sha256 FROM revision WHERE id = :id"), {"id": by_sha.revision_id}
        ).scalar_one()
    quote = {"quote": "said by\n the baker"}
    path = write(
        tmp_path / "a.tiny",
        line(sha=sha, spans=[[0, 8, "sourced"]]),
        line(url="http://example.org/two#part", spans=[[0, 8, "filler", {"quote": "The mill"}]]),
        line(spans=[[None, None, "disputed", quote]]),
    )
    outcome = bring(desk, path)
    assert faults(outcome) == []
    assert outcome.plan.total.articles_found == 3
    with desk.database.read() as session:
        rows = session.execute(
            select(Annotation.revision_id, Tag.name).join(Tag, Tag.id == Annotation.tag_id)
        ).all()
    assert {tuple(row) for row in rows} == {
        (by_sha.revision_id, "sourced"),
        (by_url.revision_id, "filler"),
        (by_quote.revision_id, "disputed"),
    }
    before = everything(desk.database)
    bring(desk, path)
    assert everything(desk.database) == before


def test_a_text_may_come_in_the_same_import(desk: Desk, tmp_path: Path) -> None:
    marks = write(
        tmp_path / "a.tiny", line(spans=[[None, None, "sourced", {"quote": "knew of the sale"}]])
    )
    later = write(tmp_path / "z.tiny", line(text="Quite another text.", spans=[]))
    page = tmp_path / "b.txt"
    page.write_text("A heading\n\n" + TEXT, "utf-8")
    outcome = bring(desk, marks, later, page)
    assert faults(outcome) == []
    assert [row[3] for row in spans(desk)] == ["knew of the sale"]
    before = everything(desk.database)
    again = bring(desk, marks, later, page)
    # The page is what the passages are in, and is not counted once more.
    assert (faults(again), again.plan.total.articles_there) == ([], 1)
    assert everything(desk.database) == before
    assert bring(desk, page).plan.total.articles_there == 1
    others = write(tmp_path / "c.tiny", line(url="https://e.org", spans=[[0, 5, "sourced"]]))
    texts = write(tmp_path / "d.tiny", line(text=TEXT, url="https://e.org/", title="D"))
    assert faults(bring(desk, others, texts)) == []


def test_quotes_alone_become_an_article_where_one_asks_for_it(desk: Desk, tmp_path: Path) -> None:
    quotes = [
        [None, None, "sourced", {"quote": "the sale", "prefix": "knew of ", "suffix": " at all"}],
        [None, None, "filler", {"quote": "ended 💩", "reviewer": "Ruth"}],
    ]
    path = write(tmp_path / "a.tiny", line(url="https://example.org/gone", spans=quotes))
    ((_, at_line, reason),) = faults(bring(desk, path))
    assert (at_line, "import the article first" in reason) == (1, True)
    for _ in range(2):
        outcome = bring(desk, path, excerpts=True)
        assert faults(outcome) == []
    found = [(row[0].split(" ")[0], row[3]) for row in spans(desk)]
    assert found == [("Excerpts", "the sale"), ("Excerpts", "ended 💩")]
    with desk.database.read() as session:
        stored = session.execute(text("SELECT text FROM revision")).scalar_one()
    assert stored == "knew of the sale at all\n\nended 💩"


def test_notes_on_whole_pages_ask_for_no_text(sqlite_desk: Desk, tmp_path: Path) -> None:
    uri, user = "https://example.org/a", "ines@hypothes.is"
    whole = {"annotation": None, "text": "Read this.", "uri": uri, "user": user, "tags": ["A"]}
    quoted = {**whole, "annotation": "A mill closed.", "uri": f"{uri}/2"}
    path = tmp_path / "notes.json"
    path.write_text(json.dumps([quoted, whole]), "utf-8")
    outcome = run_import(
        sqlite_desk.database, None, sqlite_desk.project_id, [str(path)], Choices(excerpts=True)
    )
    assert not list(outcome.plan.faulty)
    assert (len(outcome.articles), outcome.passages) == (1, 1)
    assert outcome.plan.dropped["dropped_whole"] == 1
