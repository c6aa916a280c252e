"""The tag set as its admins change it: looks that cannot be confused, names that are remembered."""

from dataclasses import replace
from uuid import uuid4

import pytest

from models.errors import BadInput, NotFound
from models.former_tag_name import renamings
from models.membership import Role
from models.queries.passages import passages
from models.tag import Prompt, Tag, TagDraft, tags_of
from models.tag_editing import bring_back_tag, change_tag, create_tag, move_tag, retire_tag
from models.tag_fields import stored_values
from tests.builders import TAGS, Desk, build_desk, operation

NEW = TagDraft("opinion", "5", "O", "jade", "solid", "Says what somebody thinks.")


@pytest.fixture
def admin(desk: Desk) -> int:
    return desk.reviewer("Ada", Role.ADMIN)


def tags(desk: Desk) -> dict[str, Tag]:
    with desk.database.read() as session:
        return {tag.name: tag for tag in tags_of(session, desk.project_id)}


def test_a_tag_is_added_and_used(desk: Desk, admin: int) -> None:
    prompts = (Prompt("Whose?", "note"), Prompt("Where?", "evidence"))
    with desk.database.begin() as session:
        create_tag(
            session, admin, desk.project_id, replace(NEW, prompts=prompts, examples=("A ", ""))
        )
    made = tags(desk)["opinion"]
    assert (made.position, made.examples, made.prompts[1]["answer"]) == (4, ["A"], "evidence")
    desk.tag("Ruth", desk.article(), "The mill", "opinion")


def test_a_renamed_tag_keeps_its_passages_and_answers_to_its_former_name(
    desk: Desk, admin: int
) -> None:
    article = desk.article()
    passage = desk.tag("Ruth", article, "The mill", "filler")
    old = next(draft for draft in TAGS if draft.name == "filler")
    with desk.database.begin() as session:
        number = tags(desk)["filler"].id
        change_tag(session, admin, desk.project_id, number, replace(old, name="padding"))
    # A reader that was open meanwhile says the former name, and nothing of its work is lost.
    wanted = {"revision_id": article.revision_id, "start": 0, "end": 5, "tag": "filler"}
    created, updated = desk.apply(
        "Ruth",
        operation("create", id=str(uuid4()), **wanted),
        operation("update", id=passage, version=1, tag="filler", note="so"),
    )
    assert [(one.status, (one.annotation or {})["tag"]) for one in (created, updated)] == [
        ("saved", "padding"),
        ("saved", "padding"),
    ]
    with desk.database.read() as session:
        found = passages(session, admin, article.revision_id)
        assert {one["tag"] for one in found} == {"padding"}
        (told,) = renamings(session, admin, desk.project_id)
        assert (told.name, told.by, told.tag_id) == ("filler", "Ada", number)


def test_a_name_of_now_goes_before_a_former_one(desk: Desk, admin: int) -> None:
    old = next(draft for draft in TAGS if draft.name == "filler")
    with desk.database.begin() as session:
        number = tags(desk)["filler"].id
        change_tag(session, admin, desk.project_id, number, replace(old, name="padding"))
        create_tag(session, admin, desk.project_id, replace(NEW, name="filler"))
    article = desk.article()
    desk.tag("Ruth", article, "The mill", "filler")
    with desk.database.read() as session:
        assert passages(session, admin, article.revision_id)[0]["tag"] == "filler"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "60"),
        ({"name": "Sourced"}, "already"),
        ({"key": "1"}, "belongs to “sourced”"),
        ({"key": "j"}, "Next sentence"),
        ({"key": ""}, "cannot be a key"),
        ({"letter": ""}, "one or two letters"),
        ({"letter": "OOO"}, "one or two letters"),
        ({"letter": "!"}, "one or two letters"),
        ({"pattern": "zigzag"}, "one of solid"),
        ({"letter": "S", "pattern": "solid"}, "“sourced” has the solid line"),
        ({"colour": "mauve"}, "no colour of a tag"),
        ({"colour": "blue"}, "too like that of “sourced” for everybody"),
        ({"colour": "#0a6aa0"}, "too like that of “sourced”"),
        ({"colour": "#2e7d32"}, "too like"),
        ({"prompts": (Prompt("", "note"),)}, "question"),
        ({"prompts": (Prompt("Who?", "nobody"),)}, "question"),
        ({"examples": ("x",) * 21}, "more than 20"),
        ({"description": "a\x00b"}, "NUL"),
    ],
)
def test_what_no_tag_can_be_is_refused(
    sqlite_desk: Desk, changes: dict[str, object], says: str
) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    with pytest.raises(BadInput, match=says), sqlite_desk.database.begin() as session:
        create_tag(session, admin, sqlite_desk.project_id, replace(NEW, **changes))  # type: ignore[arg-type]
    assert set(tags(sqlite_desk)) == {draft.name for draft in TAGS}


def test_once_all_colours_are_given_away_they_may_be_shared(sqlite_desk: Desk) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    with sqlite_desk.database.begin() as session:
        create_tag(session, admin, sqlite_desk.project_id, NEW)
        sixth = replace(NEW, name="sixth", key="6", letter="X", colour="blue", pattern="wave")
        create_tag(session, admin, sqlite_desk.project_id, sixth)
        again = replace(sixth, name="seventh", key="7")
        with pytest.raises(BadInput, match="has the wavy line and the letter X"):
            create_tag(session, admin, sqlite_desk.project_id, again)


def test_tags_are_moved_retired_and_brought_back(desk: Desk, admin: int) -> None:
    number = tags(desk)["disputed"].id
    with desk.database.begin() as session:
        move_tag(session, admin, desk.project_id, number, -1)
        move_tag(session, admin, desk.project_id, number, -9)
        move_tag(session, admin, desk.project_id, number, -1)
        assert next(iter(tags_of(session, desk.project_id))).name == "disputed"
        retire_tag(session, admin, desk.project_id, number)
        assert [tag.name for tag in tags_of(session, desk.project_id)][-1] == "disputed"
        # Its key and colour are free now, and come back only while they are.
        create_tag(session, admin, desk.project_id, replace(NEW, key="4"))
        with pytest.raises(BadInput, match="The key 4"):
            bring_back_tag(session, admin, desk.project_id, number)
        old = next(draft for draft in TAGS if draft.name == "disputed")
        change_tag(session, admin, desk.project_id, number, replace(old, key="6"))
        bring_back_tag(session, admin, desk.project_id, number)
    assert all(tag.retired_at is None for tag in tags(desk).values())


def test_the_last_tag_in_use_stays(sqlite_desk: Desk) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    *others, last = (tag.id for tag in tags(sqlite_desk).values())
    with sqlite_desk.database.begin() as session:
        for number in others:
            retire_tag(session, admin, sqlite_desk.project_id, number)
        with pytest.raises(BadInput, match="last tag"):
            retire_tag(session, admin, sqlite_desk.project_id, last)


def test_another_projects_tag_is_not_here(sqlite_desk: Desk) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    foreign = next(iter(tags(build_desk(sqlite_desk.database, "Elsewhere")).values())).id
    with sqlite_desk.database.begin() as session:
        for verb in (retire_tag, bring_back_tag):
            with pytest.raises(NotFound, match="no such tag"):
                verb(session, admin, sqlite_desk.project_id, foreign)
        with pytest.raises(NotFound):
            change_tag(session, admin, sqlite_desk.project_id, foreign, NEW)


def test_two_admins_at_one_tag_are_shown_each_others_work(desk: Desk, admin: int) -> None:
    tag = tags(desk)["filler"]
    seen = stored_values(tag)
    first = replace(TAGS[2], description="Says nothing at all.")
    second = replace(TAGS[2], boundary="Ends with the sentence.")
    with desk.database.begin() as session:
        change_tag(session, admin, desk.project_id, tag.id, first, seen)
    with (
        desk.database.begin() as session,
        pytest.raises(BadInput, match=r"description: “Says nothing at all\.”"),
    ):
        change_tag(session, desk.reviewer("Zoe", Role.ADMIN), desk.project_id, tag.id, second, seen)
    assert tags(desk)["filler"].boundary == ""
    with desk.database.begin() as session:
        now = stored_values(tags(desk)["filler"])
        change_tag(session, admin, desk.project_id, tag.id, second, now)
    assert tags(desk)["filler"].description == TAGS[2].description
