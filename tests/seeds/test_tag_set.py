"""The default tags: complete, told apart, and fit for the database and the palette."""

from charts.palette import TAG_PALETTE
from models.database import Database
from models.project import create_project, guideline_version, guidelines
from models.tag import tags_of
from seeds.tag_set import default_guidelines, default_tags


def test_the_four_tags_with_their_keys_letters_and_lines() -> None:
    assert [(t.key, t.letter, t.name, t.colour, t.pattern) for t in default_tags()] == [
        ("1", "S", "sourced", "blue", "solid"),
        ("2", "P", "promotional", "amber", "dashes"),
        ("3", "F", "filler", "grey", "dots"),
        ("4", "D", "disputed", "crimson", "wave"),
    ]
    assert [t.asks_evidence for t in default_tags()] == [True, False, False, True]


def test_two_tags_ask_for_what_makes_them_worth_something() -> None:
    asked = {t.name: [(p.ask, p.answer) for p in t.prompts] for t in default_tags() if t.prompts}
    assert asked == {
        "sourced": [("Who is the source?", "note")],
        "disputed": [("What is the counter-evidence?", "evidence")],
    }


def test_every_tag_can_be_looked_up_on_deadline() -> None:
    for tag in default_tags():
        assert 1 <= tag.description.count(". ") + 1 <= 2
        assert len(tag.examples) == 2
        assert tag.counter_example
        assert tag.boundary
        assert tag.colour in TAG_PALETTE


def test_a_project_takes_them(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        project = create_project(session, None, "Desk", default_tags(), default_guidelines())
        stored = tags_of(session, project.id)
        assert [tag.name for tag in stored] == [tag.name for tag in default_tags()]
        assert list(stored[0].examples) == list(default_tags()[0].examples)
        assert stored[0].prompts == [{"ask": "Who is the source?", "answer": "note"}]
        assert guideline_version(session, project.id) == 1
        assert guidelines(session, project.id).startswith("# Reading guidelines")


def test_the_guidelines_answer_the_questions_of_a_new_reviewer() -> None:
    text = default_guidelines()
    for heading in ("How to read", "extent", "Overlapping", "untagged", "Confidence", "Evidence"):
        assert any(line.startswith("## ") and heading in line for line in text.splitlines())
