"""Guidelines in versions: each passage knows the one it was made under."""

import pytest

from models.errors import BadInput, NotFound
from models.guideline_versions import (
    guideline_text,
    guideline_versions,
    guidelines_in_force,
    passages_by_version,
    save_guidelines,
)
from models.membership import Role
from tests.builders import Desk


def test_a_version_is_in_force_as_soon_as_it_is_saved(desk: Desk) -> None:
    admin = desk.reviewer("Ada", Role.ADMIN)
    article = desk.article()
    desk.tag("Ruth", article, "The mill")
    with desk.database.begin() as session:
        number = save_guidelines(
            session, admin, desk.project_id, 1, "Read twice.\r\n", "Twice,\nnot once"
        )
    desk.tag("Ruth", article, (0, 3))
    desk.tag("Ruth", article, (0, 5))
    with desk.database.read() as session:
        now = guidelines_in_force(session, desk.people["Ruth"], desk.project_id)
        assert (number, now.version, now.markdown) == (2, 2, "Read twice.\n")
        told = guideline_versions(session, admin, desk.project_id)
        assert [(one.version, one.change, one.by, one.passages) for one in told] == [
            (2, "Twice, not once", "Ada", 2),
            (1, "", "", 1),
        ]
        first = guideline_text(session, admin, desk.project_id, 1)
        assert first == "Tag what you would check."
        with pytest.raises(NotFound, match="no version 3"):
            guideline_text(session, admin, desk.project_id, 3)


def test_what_cannot_be_saved_changes_nothing(sqlite_desk: Desk) -> None:
    admin = sqlite_desk.reviewer("Ada", Role.ADMIN)
    project = sqlite_desk.project_id
    with sqlite_desk.database.begin() as session:
        save_guidelines(session, admin, project, 1, "Read twice.", "Twice")
    for seen, text, change, says in (
        (1, "Read thrice.", "Thrice", "Version 2 was saved meanwhile"),
        (2, "Read twice.", "Nothing", "Nothing differs"),
        (2, "Read thrice.", " ", "in a line what"),
        (2, "x" * 200_001, "Long", "200,000"),
        (2, "a\x00b", "NUL", "NUL"),
    ):
        with pytest.raises(BadInput, match=says), sqlite_desk.database.begin() as session:
            save_guidelines(session, admin, project, seen, text, change)
    with sqlite_desk.database.read() as session:
        assert guidelines_in_force(session, admin, project).version == 2


def test_in_a_blind_project_a_reviewer_counts_their_own(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "The mill")
    rolf = desk.reviewer("Rolf")
    desk.blind()
    with desk.database.read() as session:
        assert passages_by_version(session, rolf, desk.project_id) == {}
        assert passages_by_version(session, desk.editor, desk.project_id) == {1: 1}
