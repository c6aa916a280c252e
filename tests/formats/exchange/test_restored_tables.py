"""What is wrong in an archive is told by table and line, and then nothing of it is stored."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable

import pytest

from formats.annotations.errors import FormatError
from formats.exchange.project_restore import restore_project
from models import migrations
from models.database import Database
from tests.builders import build_desk
from tests.formats.annotations.contract import TEXTS
from tests.formats.exchange.archives import (
    Table,
    archive_of,
    changed,
    members,
    table,
    table_header,
    zipped,
)
from tests.formats.exchange.full_desk import counted, fill


def edit(**values: str) -> Callable[[Table], None]:
    return lambda rows: rows[0].update(values)


def written(columns: list[str], rows: Table) -> bytes:
    """A table of these columns, whatever else the rows have."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


WRONG: list[tuple[str, Callable[[Table], object], int, str]] = [
    ("annotations.csv", edit(start="1", end="1"), 2, "does not lie within the text"),
    ("annotations.csv", edit(end="99999"), 2, "does not lie within the text"),
    ("annotations.csv", edit(quote="other"), 2, "other text than the quote"),
    ("annotations.csv", edit(prefix="other"), 2, "other text than the quote"),
    ("annotations.csv", edit(tag="nothing"), 2, "no tag called"),
    ("annotations.csv", edit(reviewer="nobody"), 2, "not among the reviewers"),
    ("annotations.csv", edit(revision="7"), 2, "1/7 is not in the archive"),
    ("annotations.csv", edit(origin="magic"), 2, "one of human"),
    ("annotations.csv", edit(confidence="very"), 2, "one of low"),
    ("annotations.csv", edit(guideline_version="9"), 2, "guidelines of version 9"),
    ("annotations.csv", edit(start="x"), 2, "start is not a whole number"),
    ("annotations.csv", edit(start="99999999999"), 2, "start is not a whole number"),
    ("annotations.csv", edit(created_at="now"), 2, "created_at is not a time"),
    ("annotations.csv", edit(is_gold="true"), 2, "gold"),
    ("annotations.csv", edit(sentence="900"), 2, "The sentence 900"),
    ("annotation_versions.csv", edit(version="0"), 2, "version"),
    ("annotation_versions.csv", lambda rows: rows.pop(), 4, "not those of annotations.csv"),
    ("deleted_annotations.csv", edit(deleted_at=""), 2, "deleted_at is not a time"),
    ("deleted_annotations.csv", edit(annotation_id="x"), 2, "must be of type UUID"),
    ("articles.csv", edit(text="other"), 2, "not the one that its SHA-256"),
    ("articles.csv", edit(text=" "), 2, "no text in it"),
    ("articles.csv", edit(title=""), 2, "title is missing"),
    ("articles.csv", edit(url="javascript:alert(1)"), 2, "must begin with http"),
    ("articles.csv", edit(published_at="yesterday"), 2, "not a date"),
    ("articles.csv", edit(outlet="other"), 5, "differ from those"),
    ("article_records.csv", lambda rows: rows.pop(0), 2, "article_records.csv is missing"),
    ("article_records.csv", edit(created_by="nobody"), 2, "not among the reviewers"),
    ("revisions.csv", edit(paragraphs="[0]"), 2, "not as many"),
    ("revisions.csv", edit(paragraphs="{}"), 2, "not JSON of its kind"),
    ("revisions.csv", edit(paragraphs="[" * 5000), 2, "not JSON of its kind"),
    ("sentences.csv", edit(end="9999"), 2, "sentence 0 does not lie"),
    ("sentences.csv", edit(text="other"), 2, "sentence 0 does not lie"),
    ("sentences.csv", lambda rows: rows.append({**rows[-1], "article_id": "999"}), 0, "belongs to nothing"),
    ("evidence.csv", edit(url="ftp://example.org"), 2, "must begin with http"),
    ("evidence.csv", edit(url="", citation=""), 2, "needs an address"),
    ("evidence.csv", edit(stance="maybe"), 2, "one of supports"),
    ("evidence.csv", edit(position="1"), 4, "The database refuses this row"),
    ("evidence.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("assignments.csv", edit(status="done"), 2, "one of assigned"),
    ("assignments.csv", edit(submitted_at=""), 2, "has its time and its revision"),
    ("assignments.csv", edit(active_seconds="-1"), 2, "less than 0"),
    ("assignments.csv", edit(due_on="soon"), 2, "due_on is not a day"),
    ("assignments.csv", lambda rows: rows.append(rows[0]), 5, "The database refuses this row"),
    ("assignments.csv", edit(priority="7"), 2, "one of 0, 1, 2"),
    ("assignments.csv", edit(reason='{"by":"\\u0000"}'), 2, "NUL"),
    ("assignments.csv", edit(assigned_by="nobody"), 2, "not among the reviewers"),
    ("article_records.csv", edit(priority="9"), 2, "one of 0, 1, 2"),
    ("story_words.csv", edit(said_by="nobody"), 2, "not among the reviewers"),
    ("saved_views.csv", edit(reviewer="nobody"), 2, "not among the reviewers"),
    ("reviewers.csv", edit(absent_from="2026-05-02", absent_until="2026-05-01"), 2, "ends before"),
    ("frozen_readings.csv", edit(reviewer="nobody"), 2, "not among the reviewers"),
    ("frozen_readings.csv", lambda rows: rows.append(rows[0]), 4, "The database refuses this row"),
    ("frozen_readings.csv", lambda rows: rows.clear(), 0, "no reading of the text 1/1"),
    ("frozen_annotations.csv", edit(end="99999"), 2, "does not lie within the text"),
    ("frozen_annotations.csv", edit(tag="nothing"), 2, "no tag called"),
    ("frozen_annotations.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("frozen_annotations.csv", edit(version="0"), 2, "version"),
    ("frozen_cleared.csv", edit(sentence="77"), 2, "no sentence 77"),
    ("carried_passages.csv", edit(state="lost"), 2, "one of moved"),
    ("carried_passages.csv", edit(moved_to=""), 2, "The database refuses this row"),
    ("carried_passages.csv", edit(places='{"places":[[5,5,1]]}'), 2, "does not lie within the text"),
    ("carried_passages.csv", edit(places='{"places":[1]}'), 2, "places must be of type"),
    ("carried_passages.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("carried_passages.csv", edit(seen_by="nobody"), 2, "not among the reviewers"),
    ("threads.csv", edit(opened_by="nobody"), 2, "not among the reviewers"),
    ("threads.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("threads.csv", lambda rows: rows.clear(), 2, "no such thread"),
    ("comments.csv", edit(mentions='["nobody"]'), 2, "not among the reviewers"),
    ("comments.csv", edit(body=" "), 2, "body is missing"),
    ("annotations.csv", lambda rows: rows.append({**rows[0], "annotation_id": "00000000-0000-0000-0000-000000000000", "is_gold": "true"}), 0, "no passage of this id"),
    ("adjudications.csv", edit(settled_at=""), 2, "has its time and the editor"),
    ("adjudications.csv", edit(revision="7"), 2, "1/7 is not in the archive"),
    ("gold.csv", edit(quote="other"), 2, "other text than the quote"),
    ("gold.csv", edit(origin="magic"), 2, "one of accepted"),
    ("gold.csv", edit(editor="nobody"), 2, "not among the reviewers"),
    ("gold_sources.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("gold_sources.csv", edit(end="99999"), 2, "does not lie within the text"),
    ("rejections.csv", edit(rejected_for="taste"), 2, "one of wrong_tag"),
    ("unclear_flags.csv", edit(start="-1"), 2, "does not lie within the text"),
    ("missed_gold.csv", edit(missed_for="tired"), 2, "must be one of"),
    ("reading_states.csv", edit(sentence="77"), 2, "no sentence 77"),
    ("tags.csv", lambda rows: rows.append(rows[0]), 6, "name that no other tag"),
    ("tags.csv", edit(pattern="none"), 2, "its line solid"),
    ("tags.csv", edit(letter="XYZ"), 2, "one character or two"),
    ("tags.csv", edit(prompts='[{"ask":1,"answer":"note"}]'), 2, "not JSON of its kind"),
    ("tags.csv", edit(prompts='[{"answer":"note"}]'), 2, "A prompt needs"),
    ("tags.csv", edit(examples='["\\ud800"]'), 2, "half a character"),
    ("guidelines.csv", lambda rows: rows.append(rows[0]), 4, "1 stands there twice"),
    ("reviewers.csv", edit(role="king"), 2, "is not a role"),
    ("reviewers.csv", edit(reviewer=" "), 2, "reviewer is missing"),
    ("project.csv", lambda rows: rows.append(rows[0]), 0, "has 2 rows"),
    ("events.csv", edit(after='{"a":"\\u0000"}'), 2, "NUL"),
    ("events.csv", edit(after='{"a":1e999}'), 2, "must be of type JSON"),
    ("events.csv", edit(after="[1]"), 2, "not JSON of its kind"),
    ("events.csv", edit(actor="nobody"), 2, "not among the reviewers"),
    ("events.csv", edit(entity="annotation", row="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("events.csv", edit(entity="article", row="99"), 2, "article 99 is not in the archive"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive() -> bytes:
    """An archive with something in every table; made once, of its own database."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/made.db")
        migrations.upgrade(database)
        desk = build_desk(database)
        fill(desk, TEXTS["plain"])
        data = archive_of(database, desk.project_id)
        database.close()
        return data


@pytest.mark.parametrize(("name", "change", "line", "reason"), WRONG)
def test_what_is_wrong_is_told_by_table_and_line_and_nothing_is_stored(
    sqlite_database: Database,
    archive: bytes,
    name: str,
    change: Callable[[Table], object],
    line: int,
    reason: str,
) -> None:
    before = counted(sqlite_database)
    report = restore_project(sqlite_database, None, changed(archive, name, change), "Wrong")
    assert report.project_id is None
    told = [one for one in report.faults if reason in one.reason]
    assert told, report.faults
    if line:
        assert line in {one.line for one in told}, told
    assert counted(sqlite_database) == before


def test_what_the_database_refuses_is_told_on_postgres_too(
    postgres_database: Database, archive: bytes
) -> None:
    source = changed(archive, "evidence.csv", edit(position="1"))
    report = restore_project(postgres_database, None, source, "Wrong")
    assert [(one.table, one.line) for one in report.faults] == [("evidence.csv", 4)]
    assert counted(postgres_database)["project"] == 0


@pytest.mark.parametrize("name", ["tags.csv", "sentences.csv", "events.csv", "gold.csv"])
def test_a_missing_table_is_named(sqlite_database: Database, archive: bytes, name: str) -> None:
    files = members(archive)
    del files[name]
    report = restore_project(sqlite_database, None, zipped(files), "Part")
    assert report.project_id is None
    assert name in report.faults[0].reason


def test_a_column_that_is_missing_is_named(sqlite_database: Database, archive: bytes) -> None:
    files = members(archive)
    files["tags.csv"] = files["tags.csv"].replace(b"letter", b"lettre", 1)
    report = restore_project(sqlite_database, None, zipped(files), "Part")
    assert [(one.table, one.line) for one in report.faults] == [("tags.csv", 1)]
    assert "It lacks columns that are needed: letter." in report.faults[0].reason


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"bundle": 3, "complete": True}, "newer workbench"),
        ({"bundle": 1, "complete": True}, "earlier version"),
        (None, "earlier version"),
        ([], "does not describe"),
        ({"bundle": "2", "complete": True}, "does not describe"),
    ],
)
def test_other_versions_are_refused(
    sqlite_database: Database, archive: bytes, about: object, reason: str
) -> None:
    files = members(archive)
    description = json.loads(files["datapackage.json"])
    description.pop("workbench")
    files["datapackage.json"] = json.dumps(
        description if about is None else {**description, "workbench": about}
    ).encode()
    with pytest.raises(FormatError, match=reason):
        restore_project(sqlite_database, None, zipped(files), "Other")


OLD_GOLD = "gold_id,article_id,revision,start,end,quote,tag,note,editor,chosen_from,created_at,updated_at\n"
SETTLED = ("adjudications", "gold", "gold_sources", "rejections", "missed_gold", "unclear_flags")


def before_gold(files: dict[str, bytes], row: str = "") -> dict[str, bytes]:
    """The archive as it was when the table of gold was declared and nothing else of it was there."""
    kept = {name: held for name, held in files.items() if name.removesuffix(".csv") not in SETTLED}
    held = kept["annotations.csv"]
    live = [one for one in table(held) if one["is_gold"] == "false"]
    kept["annotations.csv"] = written(table_header(held), live)
    return {**kept, "gold.csv": f"{OLD_GOLD}{row}".encode()}


def test_an_archive_from_before_there_was_gold_comes_back(
    sqlite_database: Database, archive: bytes
) -> None:
    files = before_gold(members(archive))
    report = restore_project(sqlite_database, None, zipped(files), "Older")
    assert report.faults == []
    assert counted(sqlite_database)["gold_annotation"] == 0
    row = "1,1,1,0,1,T,filler,,edith,[],2026-04-11T09:30:00Z,2026-04-11T09:30:00Z\n"
    files = before_gold(members(archive), row)
    report = restore_project(sqlite_database, None, zipped(files), "Wrong")
    assert [(one.table, one.line) for one in report.faults] == [("gold.csv", 2)]


def test_no_more_faults_are_told_than_anybody_reads(
    sqlite_database: Database, archive: bytes
) -> None:
    def many(rows: Table) -> None:
        rows.extend({**rows[0], "position": "x"} for _ in range(300))

    report = restore_project(sqlite_database, None, changed(archive, "evidence.csv", many), "Many")
    assert len(report.faults) == 100


def test_an_archive_from_before_there_was_assigning_comes_back(
    sqlite_database: Database, archive: bytes
) -> None:
    later = {
        "hands_out", "on_duty", "absent_from", "absent_until", "priority", "reason",
        "assigned_by", "reopened_at", "reopened_by", "active_at", "after_submission",
        "others_seen", "blind_since",
    }  # fmt: skip
    kept = {}
    for name, held in members(archive).items():
        if name.startswith(("frozen_", "carried_", "threads", "comments", "missed_gold")):
            continue
        kept[name] = held
        if name.endswith(".csv"):
            columns = [one for one in table_header(held) if one not in later]
            kept[name] = written(columns, table(held))
    report = restore_project(sqlite_database, None, zipped(kept), "Older")
    assert report.faults == []
    # What was submitted then is taken for what was first submitted.
    assert counted(sqlite_database)["frozen_reading"] == 1
