"""Labels and people of a file: mapped, matched, made, remembered."""

from pathlib import Path

import pytest
from sqlalchemy import select

from formats.exchange.choices import SOMEBODY_NEW, Choices, NewProject
from formats.exchange.export import export_to_file
from formats.exchange.imports import run_import
from models.annotation import Annotation
from models.article import ArticleDraft, add_article
from models.errors import BadInput
from models.membership import Membership, Role, role_of
from models.people import add_reviewer
from models.project import Project
from models.queries.export_filters import ExportFilters
from models.reviewer import Reviewer, reviewer_by_handle
from models.tag import TagDraft, tags_of
from models.tag_editing import change_tag
from tests.builders import TAGS, Desk, build_desk
from tests.formats.exchange.desk_imports import (
    bring,
    everything,
    faults,
    line,
    spans,
    write,
)

TEXT = "The mill closed in March. Nobody knew of the sale.\n\nCritics doubt it. 💩 Ends."


def test_labels_of_a_refused_file_become_no_tags(desk: Desk, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.tiny", line(text=TEXT, spans=[[0, 8, "NEW"], [0, 0, "NEW"]]))
    good = write(tmp_path / "good.tiny", line(text="Good.", spans=[[0, 1, "sourced"]]))
    bring(desk, bad, good)
    with desk.database.read() as session:
        assert [tag.name for tag in tags_of(session, desk.project_id)] == [one.name for one in TAGS]


def test_labels_are_mapped_and_the_mapping_is_remembered(desk: Desk, tmp_path: Path) -> None:
    first = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "Werbung"]]))
    bring(desk, first, tags={"Werbung": "promotional"})
    second = write(tmp_path / "b.tiny", line(text=TEXT + "!", spans=[[0, 8, "Werbung"]]))
    plan = bring(desk, second, dry_run=True).plan
    assert [(one.tag, one.is_remembered) for one in plan.labels] == [("promotional", True)]
    bring(desk, second, new_tags=False)
    assert {row[4] for row in spans(desk)} == {"promotional"}
    with pytest.raises(BadInput, match="no tag called “nothing”"):
        bring(desk, second, tags={"Werbung": "nothing"}, new_tags=False)


def test_who_a_name_is_matched_with_is_remembered(desk: Desk, tmp_path: Path) -> None:
    ruth = desk.reviewer("Ruth")
    first = write(
        tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "sourced", {"reviewer": "r1"}]])
    )
    bring(desk, first, people={"r1": ruth})
    second = write(
        tmp_path / "b.tiny", line(text=TEXT + "!", spans=[[0, 8, "sourced", {"reviewer": "r1"}]])
    )
    (person,) = bring(desk, second, dry_run=True).plan.people
    assert (person.becomes, person.id, person.is_remembered) == ("Ruth", ruth, True)
    bring(desk, second, people={"r1": SOMEBODY_NEW})
    third = write(
        tmp_path / "c.tiny", line(text=TEXT + "?", spans=[[0, 8, "sourced", {"reviewer": "r1"}]])
    )
    (person,) = bring(desk, third, dry_run=True).plan.people
    assert (person.becomes, person.is_remembered) == ("r1", True)


def test_new_tags_have_keys_letters_and_looks_of_their_own(desk: Desk, tmp_path: Path) -> None:
    labels = [f"Person {number}" for number in range(40)] + ["=1+1", "💩", "x" * 200]
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, spans=[[0, number + 1, label] for number, label in enumerate(labels)]),
    )
    bring(desk, path)
    with desk.database.read() as session:
        tags = tags_of(session, desk.project_id)
    assert len(tags) == 47
    assert len({tag.key.lower() for tag in tags}) == 47
    assert len({tag.letter.casefold() for tag in tags}) == 47
    assert {len(tag.letter) for tag in tags} == {1, 2}
    assert max(len(tag.name) for tag in tags) == 60
    with pytest.raises(AssertionError):
        assert bring(desk, path).passages


def test_without_new_tags_unknown_labels_are_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "PER"], [0, 8, "sourced"]]))
    ((_, at_line, reason),) = faults(bring(desk, path, new_tags=False))
    assert (at_line, "“PER”" in reason) == (1, True)
    assert spans(desk) == []


def test_people_are_matched_or_made_for_this_project_alone(desk: Desk, tmp_path: Path) -> None:
    other = build_desk(desk.database, "Other desk")
    other.reviewer("Omar")
    with desk.database.begin() as session:
        add_reviewer(
            session, "Lena", None, Role.REVIEWER, session.get_one(Project, other.project_id)
        )
    names = ["omar@desk.example", "Lena", "lena", "new@desk.example", "edith", "=cmd", "not@@mail"]
    path = write(
        tmp_path / "a.tiny",
        line(text=TEXT, spans=[[0, 1 + n, "sourced", {"reviewer": who}] for n, who in enumerate(names)]),
    )  # fmt: skip
    bring(desk, path)
    handles = {row[5] for row in spans(desk)}
    assert handles == {"omar@desk.example", "lena", "new@desk.example", "edith", "cmd", "not-mail"}
    with desk.database.read() as session:
        made = session.scalars(select(Reviewer).where(Reviewer.name == "=cmd")).one()
        where = session.scalars(
            select(Membership.project_id).where(Membership.reviewer_id == made.id)
        ).all()
        assert where == [desk.project_id]
        # Who could sign in is let in by an admin: the editor's import brings their work alone.
        for handle in ("omar@desk.example", "new@desk.example"):
            person = reviewer_by_handle(session, handle)
            assert role_of(session, person.id, desk.project_id) is None


def test_a_project_is_made_of_the_labels(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "PER"], [4, 8, "sourced"]]))
    made = NewProject("Foreign", TAGS, "Read well.")
    outcome = bring(desk, path, into=made)
    with desk.database.read() as session:
        tags = tags_of(session, outcome.project_id or 0)
    assert [(tag.name, tag.key, bool(tag.description)) for tag in tags] == [
        ("PER", "2", False),
        ("sourced", "1", True),
    ]
    plain = tmp_path / "b.txt"
    plain.write_text(TEXT, "utf-8")
    outcome = bring(desk, plain, into=NewProject("Plain", TAGS))
    with desk.database.read() as session:
        assert len(tags_of(session, outcome.project_id or 0)) == 4
    before = everything(desk.database)
    bring(desk, tmp_path / "nowhere.txt", into=NewProject("Nothing", TAGS))
    assert everything(desk.database) == before


def test_long_labels_that_begin_alike_stay_apart(desk: Desk, tmp_path: Path) -> None:
    labels = [f"{'Evidence for a general causation ' * 3} {number}" for number in range(3)]
    rows = [[0, 1 + number, label] for number, label in enumerate(labels)]
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=rows))
    for _ in range(2):
        bring(desk, path)
        with desk.database.read() as session:
            tags = tags_of(session, desk.project_id)[4:]
        assert [tag.description for tag in tags] == labels
        assert len({tag.name for tag in tags}) == 3
    other = write(tmp_path / "b.tiny", line(text=TEXT, spans=[[0, 9, labels[0] + "0"]]))
    bring(desk, other)
    with desk.database.read() as session:
        assert len(tags_of(session, desk.project_id)) == 8


def test_somebody_known_by_the_name_can_be_somebody_new(desk: Desk, tmp_path: Path) -> None:
    known = desk.reviewer("Mara")
    marks = spans_by("Mara")
    file = write(tmp_path / "a.tiny", line(text=TEXT, spans=marks))
    (matched,) = bring(desk, file, dry_run=True).plan.people
    assert matched.handle is not None
    bring(desk, file, people={"Mara": SOMEBODY_NEW})
    with desk.database.read() as session:
        people = session.scalars(select(Reviewer.id).where(Reviewer.name == "Mara")).all()
    assert len(people) == 2
    assert known in people


def spans_by(name: str) -> list[list[object]]:
    return [[0, 8, "sourced", {"reviewer": name}]]


def test_a_label_that_a_tag_once_was_is_that_tag(desk: Desk, tmp_path: Path) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    with desk.database.begin() as session:
        old = next(tag for tag in tags_of(session, desk.project_id) if tag.name == "filler")
        draft = TagDraft("padding", old.key, old.letter, old.colour, old.pattern)
        change_tag(session, admin, desk.project_id, old.id, draft)
    path = write(tmp_path / "a.tiny", line(text=TEXT, spans=[[0, 8, "Filler"], [4, 8, "padding"]]))
    bring(desk, path)
    with desk.database.read() as session:
        assert len(tags_of(session, desk.project_id)) == 4
        assert set(session.scalars(select(Annotation.tag_id))) == {old.id}


def test_a_passage_keeps_the_version_of_the_guidelines_it_was_made_under(
    desk: Desk, tmp_path: Path
) -> None:
    """Where it comes back to its own project; another's versions are other texts."""
    desk.tag("Ruth", desk.article(TEXT), "The mill")
    out = tmp_path / "a.csv"
    export_to_file(desk.database, None, desk.project_id, "csv", out, ExportFilters())
    with desk.database.begin() as session:
        session.get_one(Project, desk.project_id).name = "Before"
    versions = {}
    for name in ("Desk", "Other"):
        project = build_desk(desk.database, name).project_id
        with desk.database.begin() as session:
            add_article(session, None, project, ArticleDraft("T", TEXT))
        run_import(desk.database, None, project, [str(out)], Choices())
        with desk.database.read() as session:
            found = select(Annotation.guideline_version).where(Annotation.project_id == project)
            versions[name] = session.scalars(found).one()
    assert versions == {"Desk": 1, "Other": None}
