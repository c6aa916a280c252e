"""Tags for names alone: none shares a key, or a look, with another; they can all be pressed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.palette import DEFAULT_TAGS, TAG_PALETTE
from models.errors import BadInput, NotAllowed
from models.membership import Role
from models.new_tags import COLOURS, add_tags, drafts_for, tag_name
from models.project import create_project
from models.strokes import actions_bound, stroke
from models.tag import tags_of
from models.text import is_blank
from seeds.tag_set import default_tags
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
    assert len({draft.letter.casefold() for draft in drafts}) == len(names)
    assert {len(draft.letter) for draft in drafts} <= {1, 2}


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["PER", "place", "person", "part", "pet", "p"], ["P", "Pl", "Pe", "Pa", "Pt", "Pb"]),
        (["Loaded Language", "Labeling", "Loaded_Question"], ["L", "La", "LQ"]),
        (["新聞", "新人", "💩", "1st", "ẞ"], ["新", "新人", "A", "1", "ẞ"]),
    ],
)
def test_letters_are_the_name_s_own_while_there_are_some(
    names: list[str], letters: list[str]
) -> None:
    assert [draft.letter for draft in drafts_for(names)] == letters


def test_thirty_tags_beside_the_default_ones_all_look_different_and_so_do_neighbours() -> None:
    there = [(tag.colour, tag.pattern, tag.letter) for tag in default_tags()]
    looks = [
        *there,
        *(
            (t.colour, t.pattern, t.letter)
            for t in drafts_for([f"tag {n}" for n in range(28)], there)
        ),
    ]
    assert len({(colour, pattern) for colour, pattern, _ in looks}) == len(looks) == 32
    for (one, drawn, _), (other, drawn_beside, _) in pairwise(looks):
        assert one != other
        assert drawn != drawn_beside


def test_every_colour_is_one_that_the_pages_have() -> None:
    assert set(COLOURS) == set(TAG_PALETTE)
    assert COLOURS[:4] == DEFAULT_TAGS


def test_two_hundred_labels_fit_and_too_many_are_refused() -> None:
    assert len(drafts_for([f"label {number}" for number in range(200)])) == 200
    with pytest.raises(BadInput, match="more labels than keys"):
        drafts_for([f"label {number}" for number in range(5_000)])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_a_name_is_what_a_tag_set_takes(label: str) -> None:
    try:
        name = tag_name(label)
    except BadInput:
        assert is_blank(label)
        return
    assert 0 < len(name) <= 60
    assert tag_name(name) == name


def test_new_tags_come_last_beside_those_that_are_there(desk: Desk) -> None:
    with desk.database.begin() as session:
        add_tags(session, desk.editor, desk.project_id, ["sum", "Person"])
        tags = tags_of(session, desk.project_id)
    told = [(tag.name, tag.key, tag.letter) for tag in tags]
    assert told[:2] == [("sourced", "1", "S"), ("promotional", "2", "P")]
    assert told[4:] == [("sum", "5", "Su"), ("Person", "6", "Pe")]
    assert len({(tag.colour, tag.pattern) for tag in tags}) == 6


def test_reviewers_add_no_tags(desk: Desk) -> None:
    with pytest.raises(NotAllowed), desk.database.begin() as session:
        add_tags(session, desk.reviewer("Ruth", Role.REVIEWER), desk.project_id, ["PER"])


def test_a_project_of_labels_can_be_made(desk: Desk) -> None:
    with desk.database.begin() as session:
        project = create_project(session, None, "Labels", drafts_for(["PER", "LOC"]))
        assert [tag.name for tag in tags_of(session, project.id)] == ["PER", "LOC"]
