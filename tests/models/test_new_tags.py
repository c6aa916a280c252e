"""Tags for names alone: none shares a key, or a look, with another; they can all be pressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadInput, NotAllowed
from models.membership import Role
from models.new_tags import add_tags, drafts_for, tag_name
from models.project import create_project
from models.strokes import actions_bound, stroke
from models.tag import tags_of
from tests.builders import Desk

NAMES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(str.strip),
    unique=True,
    max_size=70,
)


@given(NAMES)
def test_any_names_become_tags_apart_from_each_other(names: list[str]) -> None:
    drafts = drafts_for(names)
    actions = {one.stroke.lower() for one in actions_bound({})}
    keys = [draft.key.lower() for draft in drafts]
    assert len({*keys} - actions) == len(names)
    assert all(stroke(draft.key) == draft.key for draft in drafts)
    assert len({(draft.pattern, draft.letter) for draft in drafts}) == len(names)
    assert {len(draft.letter) for draft in drafts} <= {1}


def test_a_letter_is_one_of_the_name_s_own_while_there_is_one() -> None:
    letters = [draft.letter for draft in drafts_for(["PER", "place", "person", "part", "pet", "p"])]
    assert letters == ["P", "P", "P", "P", "E", "A"]


def test_two_hundred_labels_fit_and_too_many_are_refused() -> None:
    assert len(drafts_for([f"label {number}" for number in range(200)])) == 200
    with pytest.raises(BadInput, match="more labels than keys"):
        drafts_for([f"label {number}" for number in range(5_000)])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_a_name_is_what_a_tag_set_takes(label: str) -> None:
    try:
        name = tag_name(label)
    except BadInput:
        assert not label.strip()
        return
    assert 0 < len(name) <= 60
    assert tag_name(name) == name


def test_new_tags_come_last_beside_those_that_are_there(desk: Desk) -> None:
    with desk.database.begin() as session:
        add_tags(session, desk.editor, desk.project_id, ["sum", "Person"])
        tags = tags_of(session, desk.project_id)
    told = [(tag.name, tag.key, tag.letter) for tag in tags]
    assert told[:2] == [("sourced", "1", "S"), ("promotional", "2", "P")]
    assert told[4:] == [("sum", "5", "S"), ("Person", "6", "P")]
    assert len({(tag.pattern, tag.letter) for tag in tags}) == 6


def test_reviewers_add_no_tags(desk: Desk) -> None:
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        add_tags(session, desk.reviewer("Ruth", Role.REVIEWER), desk.project_id, ["PER"])


def test_a_project_of_labels_can_be_made(desk: Desk) -> None:
    with desk.database.begin() as session:
        project = create_project(session, None, "Labels", drafts_for(["PER", "LOC"]))
        assert [tag.name for tag in tags_of(session, project.id)] == ["PER", "LOC"]
