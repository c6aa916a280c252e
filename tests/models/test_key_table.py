"""The table of keys: every stroke has one owner, and a project may change the first of each."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from models.errors import BadInput, NotAllowed, NotFound, WorkbenchError
from models.key_table import ACTIONS, change_keys, key_bindings
from models.membership import Role
from models.project import create_project
from models.strokes import action_name, stroke
from models.tag import Tag, TagDraft, tags_of
from tests.builders import TAGS, Desk, build_desk


def keys(desk: Desk) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The keys of the tags in use by name, and the strokes of the actions by name."""
    with desk.database.read() as session:
        tags = {
            tag.name: tag.key for tag in tags_of(session, desk.project_id) if not tag.retired_at
        }
        bound = key_bindings(session, desk.editor, desk.project_id)
    return tags, {one["action"]: one["strokes"] for one in bound}


def ids(desk: Desk) -> dict[str, int]:
    with desk.database.read() as session:
        return {tag.name: tag.id for tag in tags_of(session, desk.project_id)}


def change(desk: Desk, tags: dict[str, str] | None = None, **actions: str) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    known = ids(desk)
    wanted = {known[name]: key for name, key in (tags or {}).items()}
    with desk.database.begin() as session:
        change_keys(session, admin, desk.project_id, wanted, actions)


def refused(desk: Desk, tags: dict[str, str] | None = None, **actions: str) -> str:
    before = keys(desk)
    with pytest.raises(BadInput) as caught:
        change(desk, tags, **actions)
    assert keys(desk) == before
    return str(caught.value)


def test_no_two_actions_share_a_stroke_to_begin_with() -> None:
    strokes = [one for action in ACTIONS for one in action.strokes]
    assert len(set(strokes)) == len(strokes)
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


def test_every_action_has_a_name_on_the_sheet() -> None:
    names = [action_name(action.name) for action in ACTIONS]
    assert len(set(names)) == len(names)


def test_the_table_is_told_in_the_order_of_the_sheet(desk: Desk) -> None:
    with desk.database.read() as session:
        bound = key_bindings(session, desk.editor, desk.project_id)
    assert [one["action"] for one in bound] == [action.name for action in ACTIONS]
    assert bound[0] == {
        "action": "next_sentence",
        "strokes": ["j", "ArrowDown"],
        "changes": False,
        "shown": True,
    }


def test_an_action_s_first_stroke_is_replaced_and_comes_back(desk: Desk) -> None:
    change(desk, next_sentence="X", clear="F4", undo="Shift+Q")
    _, actions = keys(desk)
    assert actions["next_sentence"] == ["x", "ArrowDown"]
    assert actions["clear"] == ["F4"]
    assert actions["undo"] == ["Shift+q", "Mod+z"]
    change(desk, next_sentence="j", clear="", undo="z")
    assert keys(desk)[1] == {action.name: list(action.strokes) for action in ACTIONS}


def test_two_tags_change_places(desk: Desk) -> None:
    change(desk, {"sourced": "2", "promotional": "1", "filler": "x"})
    assert keys(desk)[0] == {"sourced": "2", "promotional": "1", "filler": "x", "disputed": "4"}


def test_a_tag_and_an_action_change_places(desk: Desk) -> None:
    change(desk, {"sourced": "j"}, next_sentence="1")
    tags, actions = keys(desk)
    assert (tags["sourced"], actions["next_sentence"]) == ("j", ["1", "ArrowDown"])


@pytest.mark.parametrize(
    ("tags", "actions", "named"),
    [
        ({"sourced": "2"}, {}, ("sourced", "promotional")),
        ({"sourced": "J"}, {}, ("sourced", "Next sentence")),
        ({"sourced": "?"}, {}, ("sourced", "All keys")),
        ({}, {"note": "3"}, ("Note", "filler")),
        ({}, {"note": "E"}, ("Note", "Evidence")),
        ({"sourced": "q"}, {"note": "q"}, ("sourced", "Note")),
        ({}, {"note": "shift+Z"}, ("Note", "Redo")),
    ],
)
def test_a_stroke_for_two_is_refused_and_both_are_named(
    sqlite_desk: Desk, tags: dict[str, str], actions: dict[str, str], named: tuple[str, str]
) -> None:
    sentence = refused(sqlite_desk, tags, **actions)
    assert all(f"“{name}”" in sentence for name in named), sentence


@pytest.mark.parametrize(
    "given_stroke",
    [
        "Escape", "Space", " ", "Tab", "Enter", "Mod+s", "Alt+x", "Shift+1", "Shift+ß", "Shift+", "F1",
        "F5", "F13", "F0", "ab", "💩", "\t", "\u0301", "\u200b", "ArrowDown", "Shift+ArrowUp",
        "İ", "x" * 10_000, "ﬁ", "²", "Ａ", "ｱ", "ﺏ", "ª", "\u2126", "Shift+ﬀ", "a\u0301", "\u200d",
        "\u2060", "\u00ad", "\ufeff", "\u115f", "\u2800", "\u3164", "\uffa0", "\ufffc",
    ],
)  # fmt: skip
def test_what_the_reader_or_the_browser_needs_is_not_given_away(
    sqlite_desk: Desk, given_stroke: str
) -> None:
    for refusal in (
        refused(sqlite_desk, {"sourced": given_stroke}),
        refused(sqlite_desk, note=given_stroke),
    ):
        assert "cannot be a key of its own" in refusal
        assert len(refusal) < 300


def test_the_way_out_stays_where_it_is(sqlite_desk: Desk) -> None:
    assert "Back to the text" in refused(sqlite_desk, leave="q")
    change(sqlite_desk, leave="Escape")


def test_a_blank_key_for_a_tag_is_refused(sqlite_desk: Desk) -> None:
    refused(sqlite_desk, {"sourced": ""})


def test_an_unknown_tag_or_action_is_refused(sqlite_desk: Desk) -> None:
    assert "no action called “dance”" in refused(sqlite_desk, dance="q")
    theirs = ids(build_desk(sqlite_desk.database, "Other"))["sourced"]
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    for tag_id in (theirs, 0, -1, 2**40):
        with sqlite_desk.database.begin() as session, pytest.raises(BadInput):
            change_keys(session, admin, sqlite_desk.project_id, {tag_id: "q"}, {})


def test_a_retired_tag_gives_its_key_back(desk: Desk) -> None:
    retired = ids(desk)["sourced"]
    with desk.database.begin() as session:
        session.get_one(Tag, retired).retired_at = datetime.now(UTC)
    change(desk, {"filler": "1"})
    assert keys(desk)[0]["filler"] == "1"
    assert "no tag called" in refused(desk, {"sourced": "q"})


def test_only_an_admin_changes_keys_and_strangers_see_none(sqlite_desk: Desk) -> None:
    stranger = build_desk(sqlite_desk.database, "Other").editor
    asked: list[tuple[int, type[WorkbenchError]]] = [
        (sqlite_desk.editor, NotAllowed),
        (stranger, NotFound),
    ]
    for asker, error in asked:
        with sqlite_desk.database.begin() as session, pytest.raises(error):
            change_keys(session, asker, sqlite_desk.project_id, {}, {"note": "q"})
    with sqlite_desk.database.read() as session, pytest.raises(NotFound):
        key_bindings(session, stranger, sqlite_desk.project_id)


def test_a_change_leaves_a_trail_and_none_leaves_none(desk: Desk) -> None:
    change(desk, {"sourced": "q"}, note="1")
    change(desk, {"sourced": "q"}, note="1")
    with desk.database.read() as session:
        trail = text("SELECT actor_id FROM event WHERE action = 'change_keys'")
        assert session.execute(trail).scalars().all() == [desk.reviewer("Ada")]


def test_a_new_tag_set_has_keys_that_the_reader_does_not(sqlite_desk: Desk) -> None:
    clashing: list[list[Any]] = [
        [*TAGS, TagDraft("spare", "1", "X", "grey", "dots")],
        [TagDraft("spare", "J", "X", "grey", "dots")],
        [TagDraft("spare", "Escape", "X", "grey", "dots")],
    ]
    for drafts in clashing:
        with sqlite_desk.database.begin() as session, pytest.raises(BadInput):
            create_project(session, None, "Another", drafts)


@pytest.mark.parametrize("letter", "aäßéżçøþґыωאשبٹकกあアー你აሀ\u0e33\u3131\u314f\u095c\u09dd")
def test_a_letter_of_any_script_can_be_a_key(letter: str) -> None:
    assert stroke(letter) == letter


def test_what_cannot_be_seen_is_told_by_its_number() -> None:
    with pytest.raises(BadInput, match=r"“U\+200B” cannot"):
        stroke("\u200b")


def test_an_action_may_have_a_stroke_that_it_has(desk: Desk) -> None:
    change(desk, extend_sentence="shift+J", next_sentence="ArrowDown", undo="mod+Z")
    _, actions = keys(desk)
    assert actions["extend_sentence"] == ["Shift+j"]
    assert actions["next_sentence"] == ["ArrowDown"]
    assert actions["undo"] == ["Mod+z"]
    change(desk, {"sourced": "j"}, extend_sentence="Shift+ArrowDown")
    assert keys(desk)[1]["extend_sentence"] == ["Shift+ArrowDown", "Shift+j"]


@given(st.text(max_size=9))
def test_a_stroke_is_refused_or_stays_as_it_is(given_stroke: str) -> None:
    try:
        once = stroke(given_stroke)
    except BadInput:
        return
    assert stroke(once) == once
    assert once.lower() == given_stroke.lower()
