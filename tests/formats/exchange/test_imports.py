"""Labelled data on its way in: planned, stored whole or not at all, and never twice."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from formats.exchange.imports import ImportStopped, run_import
from formats.source import MemorySource
from models.annotation import Annotation, Evidence
from models.assignment import Assignment
from models.checks import problems
from models.cleared import ClearedSentence
from models.errors import NotAllowed, NotFound
from models.event import Event
from models.membership import Membership, Role
from models.reviewer import Reviewer
from tests.builders import Desk, build_desk
from tests.formats.annotations.contract import TEXTS
from tests.formats.exchange.desk_imports import (
    FORMATS,
    bring,
    everything,
    faults,
    line,
    spans,
    write,
)

TEXT = "The mill closed in March. Nobody knew of the sale.\n\nCritics doubt it. 💩 Ends."


def at(quote: str, source: str = TEXT) -> list[int]:
    start = source.index(quote)
    return [start, start + len(quote)]


def test_articles_and_passages_arrive_as_they_were(desk: Desk, tmp_path: Path) -> None:
    evidence = [
        {"url": "https://example.org/a", "quote": "so", "stance": "supports"},
        {"url": "doi:10/abc", "stance": "odd"},
    ]
    more = {
        "quote": "The mill", "reviewer": "Ruth", "note": "looked at", "confidence": "high",
        "evidence": evidence, "created_at": "2024-02-01T09:00:00+02:00",
    }  # fmt: skip
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, title="Mill", spans=[[*at("The mill"), "sourced", more]]),
    )
    outcome = bring(desk, path)
    assert faults(outcome) == []
    assert spans(desk) == [("Mill", 0, 8, "The mill", "sourced", "ruth")]
    with desk.database.read() as session:
        row = session.scalars(select(Annotation)).one()
        assert (row.origin, row.note, row.confidence) == ("import", "looked at", "high")
        assert row.created_at.isoformat() == "2024-02-01T07:00:00+00:00"
        assert row.suffix == " closed in March. Nobody knew of"
        items = session.scalars(select(Evidence).order_by(Evidence.position)).all()
        told = [(one.url, one.citation, one.quote, one.stance) for one in items]
        assert told == [
            ("https://example.org/a", "", "so", "supports"),
            ("", "doi:10/abc", "", "context"),
        ]
        event = session.scalars(select(Event).where(Event.entity == "article")).one()
        assert event.after is not None
        assert (event.actor_id, event.action, event.after["passages"]) == (desk.editor, "create", 1)
        ruth = session.scalars(select(Reviewer).where(Reviewer.handle == "ruth")).one()
        assert session.get_one(Membership, (desk.project_id, ruth.id)).role == Role.REVIEWER
    if desk.database.is_sqlite:
        assert problems(desk.database) == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_span_of_every_text_is_the_one_it_was(
    sqlite_desk: Desk, tmp_path: Path, name: str
) -> None:
    whole = TEXTS[name]
    ends = range(1, min(len(whole), 20) + 1)
    wanted = [[0, end, "sourced", {"quote": whole[:end], "reviewer": "Ruth"}] for end in ends]
    bring(sqlite_desk, write(tmp_path / "a.tiny", line(text=whole, title="T", spans=wanted)))
    found = [(start, end, quote) for _, start, end, quote, _, _ in spans(sqlite_desk)]
    assert found == [(0, end, whole[:end]) for end in ends]
    assert problems(sqlite_desk.database) == []


def test_importing_twice_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    own = str(uuid4())
    twin = [*at("Nobody"), "disputed", {"reviewer": "Omar"}]
    path = write(
        tmp_path / "a.tiny",
        line(
            text=TEXT,
            title="Mill",
            readings=[["Ruth", "submitted", [at(TEXT)]]],
            spans=[[*at("The mill"), "sourced", {"reviewer": "Ruth", "id": own}], twin, twin,
                   [*at("sale"), "mystery"]],
        ),
        line(text="Another text altogether.", title="Other"),
    )  # fmt: skip
    first = bring(desk, path)
    assert (len(first.articles), first.passages) == (2, 4)
    before = everything(desk.database)
    again = bring(desk, path)
    assert faults(again) == []
    assert (again.articles, again.passages) == ([], 0)
    assert (again.plan.total.passages_there, again.plan.total.articles_there) == (4, 2)
    assert everything(desk.database) == before
    with desk.database.read() as session:
        assert session.get(Annotation, UUID(own)) is not None


def test_what_reviewers_did_since_stays_when_it_is_imported_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "sourced", {"reviewer": "R"}]]))
    bring(desk, path)
    with desk.database.begin() as session:
        session.execute(text("UPDATE annotation SET deleted_at = created_at"))
    assert bring(desk, path).passages == 0
    with desk.database.begin() as session:
        session.execute(text('UPDATE annotation SET deleted_at = NULL, "end" = 7'))
    assert bring(desk, path).passages == 0


def test_the_same_passage_by_hand_is_not_doubled(desk: Desk, tmp_path: Path) -> None:
    article = desk.article(TEXT)
    desk.tag("Ruth", article, "The mill")
    spans_ = [[0, 8, "Sourced", {"reviewer": "ruth@desk.example"}], [0, 8, "filler"]]
    outcome = bring(desk, write(tmp_path / "a.tiny", line(text=TEXT, spans=spans_)))
    assert (outcome.plan.total.passages_there, outcome.passages) == (1, 1)
    assert (outcome.plan.total.articles_there, outcome.articles) == (1, [])


def test_a_plan_says_all_and_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.reviewer("Ruth")
    path = write(
        tmp_path / "a.tiny",
        line(
            text=TEXT,
            title="Mill",
            dropped={"dropped_relations": 3},
            spans=[[*at("The mill"), "Sourced", {"reviewer": "RUTH"}],
                   [*at("sale"), "PER", {"reviewer": "ines"}], [*at("it."), "PER"]],
        ),
    )  # fmt: skip
    before = everything(desk.database)
    plan = bring(desk, path, dry_run=True).plan
    assert everything(desk.database) == before
    assert [(one.label, one.passages, one.tag, one.is_new) for one in plan.labels] == [
        ("PER", 2, "PER", True),
        ("Sourced", 1, "sourced", False),
    ]
    people = {one.name: (one.handle, one.becomes) for one in plan.people}
    assert people == {
        "RUTH": ("ruth@desk.example", "Ruth"),
        "ines": (None, "ines"),
        "": ("edith", "Edith"),
    }
    assert plan.dropped == {"dropped_relations": 3}
    assert (plan.total.articles_new, plan.total.passages_new) == (1, 3)


def test_a_file_with_faults_imports_nothing_unless_one_says_so(desk: Desk, tmp_path: Path) -> None:
    good = write(tmp_path / "good.tiny", line(text="A good text.", spans=[[0, 1, "sourced"]]))
    bad = write(
        tmp_path / "bad.tiny",
        line(text=TEXT, spans=[[0, 8, "sourced", {"quote": "The mall"}], [0, 8, "filler"]]),
        line(text=TEXT + "!", spans=[[5, 5000, "sourced"], [4, 4, "sourced"]]),
        "no JSON",
    )
    outcome = bring(desk, bad, good)
    assert [(name, at_line) for name, at_line, _ in faults(outcome)] == [
        ("bad.tiny", 1),
        ("bad.tiny", 2),
        ("bad.tiny", 2),
        ("bad.tiny", 3),
    ]
    assert [row[3] for row in spans(desk)] == ["A"]
    outcome = bring(desk, bad, good_only=True)
    assert len(faults(outcome)) == 4
    assert [row[4] for row in spans(desk)] == ["sourced", "filler"]
    assert outcome.plan.total.articles_new == 2


def test_a_passage_beside_its_position_is_repaired_where_its_quote_stands_once(
    desk: Desk, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "a.tiny",
        line(
            text=TEXT,
            spans=[[0, 7, "sourced", {"quote": "Nobody"}], [90, 990, "filler", {"quote": "sale"}]],
        ),
    )
    outcome = bring(desk, path)
    assert (outcome.plan.total.repaired, faults(outcome)) == (2, [])
    assert sorted(row[3] for row in spans(desk)) == ["Nobody", "sale"]
    path = write(tmp_path / "b.tiny", line(text=TEXT, spans=[[0, 7, "sourced", {"quote": "e"}]]))
    ((_, at_line, reason),) = faults(bring(desk, path))
    assert (at_line, reason.startswith("At 0 to 7 (characters")) == (1, True)


def test_readings_and_cleared_sentences_come_along(desk: Desk, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tiny",
        line(
            text=TEXT,
            readings=[
                ["Ruth", "submitted", [at("Nobody knew of the sale.")]],
                ["Omar", "assigned"],
            ],
            spans=[[0, 8, "sourced", {"reviewer": "Ruth"}], [0, 8, "filler", {"reviewer": "Lena"}]],
        ),
    )
    bring(desk, path)
    with desk.database.read() as session:
        rows = session.execute(
            select(Reviewer.name, Assignment.status, Assignment.submitted_revision_id).join(
                Reviewer, Reviewer.id == Assignment.reviewer_id
            )
        ).all()
        assert {(row[0], row[1], row[2] is not None) for row in rows} == {
            ("Ruth", "submitted", True),
            ("Omar", "assigned", False),
            ("Lena", "in_progress", False),
        }
        cleared = session.scalars(select(ClearedSentence.position)).all()
    assert cleared == [1]


def test_a_submitted_reading_gets_no_more_passages(desk: Desk, tmp_path: Path) -> None:
    article = desk.article(TEXT)
    desk.submit("Ruth", article)
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, spans=[[0, 8, "sourced", {"reviewer": "ruth@desk.example"}]]),
    )
    ((_, _, reason),) = faults(bring(desk, path))
    assert "reopen it" in reason
    assert spans(desk) == []


def test_a_source_s_own_id_is_kept_when_it_is_free(desk: Desk, tmp_path: Path) -> None:
    other = build_desk(desk.database, "Other desk")
    own, shared = str(uuid4()), str(uuid4())
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, spans=[[0, 8, "sourced", {"id": own}], [0, 4, "filler", {"id": shared}],
                               [4, 8, "filler", {"id": shared}]]),
    )  # fmt: skip
    assert bring(desk, path).passages == 3
    assert bring(other, path).passages == 3
    assert bring(other, path).passages == 0
    with desk.database.read() as session:
        rows = session.execute(select(Annotation.id, Annotation.project_id)).all()
    kept = {(str(row.id), row.project_id) for row in rows} & {
        (own, desk.project_id),
        (own, other.project_id),
    }
    assert kept == {(own, desk.project_id)}


@pytest.mark.parametrize("parts", [1, 3, 400, 501, 700, 998])
def test_a_stop_leaves_nothing_behind(sqlite_desk: Desk, tmp_path: Path, parts: int) -> None:
    path = write(
        tmp_path / "a.tiny",
        *(line(text=f"{TEXT} {n}", spans=[[0, 8, "NEW", {"reviewer": "R"}]]) for n in range(300)),
    )
    before = everything(sqlite_desk.database)
    heard: list[int] = []
    with pytest.raises(ImportStopped):
        run_import(
            sqlite_desk.database,
            sqlite_desk.editor,
            sqlite_desk.project_id,
            [str(path)],
            formats=FORMATS,
            tell=lambda done, _total: heard.append(done),
            stop=lambda: bool(heard) and heard[-1] >= parts,
        )
    assert everything(sqlite_desk.database) == before


def test_progress_goes_up_to_its_end(sqlite_desk: Desk, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.tiny", line(text=f"{TEXT} {n}")) for n in range(20)]
    heard: list[tuple[int, int]] = []
    run_import(
        sqlite_desk.database, None, sqlite_desk.project_id, [str(path) for path in paths],
        formats=FORMATS, tell=lambda done, total: heard.append((done, total)),
    )  # fmt: skip
    assert heard == sorted(set(heard))
    assert heard[-1][0] == heard[-1][1]


def test_only_editors_import(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.tiny", line(text=TEXT))
    for asker, error in ((desk.reviewer("Ruth"), NotAllowed), (10_000, NotFound)):
        with pytest.raises(error):
            run_import(desk.database, asker, desk.project_id, [str(path)], formats=FORMATS)


def test_what_belongs_to_a_format_is_no_article(desk: Desk, tmp_path: Path) -> None:
    write(tmp_path / "a.tiny", line(text=TEXT, title="A"))
    (tmp_path / "shown.conf").write_text("[colours]\nPER red\n", "utf-8")
    outcome = bring(desk, tmp_path)
    assert [one.title for one in outcome.articles] == ["A"]


def test_details_that_cannot_be_stored_are_counted(desk: Desk, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tiny", line(text=TEXT, url="doc-17", published_at="soon", title="T\n2")
    )
    outcome = bring(desk, path)
    assert outcome.plan.dropped == {"dropped_article_details": 2}
    assert [one.title for one in outcome.articles] == ["T 2"]


@pytest.mark.parametrize(
    "told",
    [
        {"text": "\x00"},
        {"text": "\ud800"},
        {"text": "  "},
        {"text": TEXT, "spans": [[0, 1, "\ud800"]]},
        {"text": TEXT, "spans": [[0, 1, " "]]},
        {"text": TEXT, "spans": [[0, 1, "t", {"reviewer": "\x00"}]]},
        {"text": TEXT, "spans": [[0, 1, "t", {"note": "\ud800"}]]},
        {"text": TEXT, "spans": [[0, 1, "t", {"note": "n" * 60_000}]]},
        {"text": TEXT, "spans": [[0, 1, "t", {"quote": "\ud800"}]]},
        {"text": TEXT, "spans": [[0, 1, "t", {"evidence": [{"url": "http://a:b@c.org"}]}]]},
        {"spans": [[None, None, "t", {"quote": "\ud800"}]]},
        {"url": "\ud800", "sha": "\ud800", "spans": [[None, None, "t", {"quote": "x"}]]},
    ],
    ids=range(12),
)
def test_what_cannot_be_stored_is_a_fault_with_its_line(
    sqlite_desk: Desk, tmp_path: Path, told: dict[str, object]
) -> None:
    path = write(tmp_path / "a.tiny", line(text="Fine."), line(**told))
    outcome = bring(sqlite_desk, path)
    assert [at_line for _, at_line, _ in faults(outcome)] == [2]
    json.dumps(faults(outcome)).encode()
    assert spans(sqlite_desk) == []


def test_an_odd_id_does_no_harm(sqlite_desk: Desk, tmp_path: Path) -> None:
    ids = ["\ud800", "x" * 36, "9" * 32, "", "\x00"]
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, spans=[[0, 5 + n, "t", {"id": one}] for n, one in enumerate(ids)]),
    )
    assert bring(sqlite_desk, path).passages == 5
    assert bring(sqlite_desk, path).passages == 0


def test_an_editor_who_reads_blind_learns_nothing_from_an_import(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article()
    desk.blind()
    desk.tag("Edith", article, "March")
    told = []
    for _ in range(2):
        rows = [
            {"start": 20, "end": 25, "label": "sourced"},
            {"start": 4, "end": 8, "label": "filler"},
        ]
        data = "".join(
            json.dumps(
                {"text": article.text, "spans": [row], "_annotator_id": who, "answer": "accept"}
            )
            + "\n"
            for who, row in (("ruth@desk.example", rows[0]), ("edith", rows[1]))
        )
        source = MemorySource("a.jsonl", data.encode())
        outcome = run_import(desk.database, desk.editor, desk.project_id, [source], dry_run=True)
        total = outcome.plan.total
        faults = [fault.reason for file in outcome.plan.faulty for fault in file.faults]
        told.append((total.passages_new, total.passages_there, total.readings, faults))
        # The same again, now that Ruth has this very passage.
        desk.tag("Ruth", article, (20, 25), "sourced")
    assert told[0] == told[1]
    assert "nobody else’s passages" in told[0][3][0]
