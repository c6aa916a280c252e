"""An open reader hears that something was said, and that its article was corrected."""

from __future__ import annotations

import pytest

from models.correcting import correct_article
from models.membership import Role
from tests.api.conftest import Site
from tests.api.test_changes import look
from tests.builders import settling_operation
from tests.talking import says, settle, try_to


@pytest.fixture(autouse=True)
def _each_look_is_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.following.GOOD_FOR", 0)
    monkeypatch.setattr("models.following.LOOKED_EVERY", 0)


def test_what_is_said_and_settled_is_told_once_each(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    ruth = place.as_("Ruth")
    first = look(ruth, article)
    assert first["talk"] == "0"
    thread, _ = says(desk, "Omar", article, "Who counted?")
    said = look(ruth, article, first["cursor"])
    assert said["talk"] != first["talk"]
    assert "changed" not in said
    assert look(ruth, article, said["cursor"]) is None
    try_to(desk, "Omar", settle("resolve", article.revision_id, thread))
    resolved = look(ruth, article, said["cursor"])
    assert resolved["talk"] not in (said["talk"], first["talk"])
    assert look(ruth, article, resolved["cursor"]) is None


def test_a_blind_reader_hears_nothing_of_talk_that_they_may_not_see(place: Site) -> None:
    desk = place.desk
    desk.blind()
    article = desk.article()
    ruth = place.as_("Ruth")
    first = look(ruth, article)
    thread, _ = says(desk, "Omar", article, "Who counted?")
    try_to(desk, "Omar", settle("resolve", article.revision_id, thread))
    assert look(ruth, article, first["cursor"]) is None
    desk.submit("Ruth", article)
    assert look(ruth, article, first["cursor"])["talk"] != first["talk"]


def test_a_correction_is_told_to_whoever_has_the_earlier_text_open(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    ruth = place.as_("Ruth")
    first = look(ruth, article)
    assert first["superseded"] is False
    with desk.database.begin() as session:
        correct_article(session, desk.editor, article.id, f"{article.text} Corrected.")
    told = look(ruth, article, first["cursor"])
    assert told["superseded"] is True
    assert look(ruth, article, told["cursor"]) is None


def test_an_editor_hears_of_each_decision_of_another_and_of_each_reading(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    passage = desk.tag("Ruth", article, "40 jobs")
    desk.blind()
    editor, text = place.as_("Ivo", Role.EDITOR), {"revision_id": article.revision_id}
    marks = [look(editor, article, settling=True)]

    def is_told_once() -> None:
        marks.append(look(editor, article, marks[-1]["cursor"], settling=True))
        assert marks[-1]["settling"] != marks[-2]["settling"]
        assert look(editor, article, marks[-1]["cursor"], settling=True) is None

    desk.submit("Ruth", article)
    is_told_once()
    gold = desk.gold(article, "40 jobs", "sourced", passage)
    is_told_once()
    desk.apply("Edith", settling_operation("gold_delete", id=gold, version=1, **text))
    is_told_once()
    for reason in ("wrong_tag", "missed"):
        desk.reject(article, passage, reason)
        is_told_once()
    desk.apply("Edith", settling_operation("unreject", annotation_id=passage, **text))
    is_told_once()
    desk.settle(article)
    is_told_once()


def test_how_an_article_is_settled_is_told_to_nobody_else(sqlite_place: Site) -> None:
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    desk.tag("Ruth", article, "40 jobs")
    ruth = sqlite_place.as_("Ruth")
    first = look(ruth, article)
    desk.gold(article, "in March")
    assert "settling" not in first
    assert look(ruth, article, first["cursor"]) is None
    path = f"/revisions/{article.revision_id}/changes"
    assert ruth.get(path, params={"settling": True}).status_code == 403
    desk.blind()
    desk.tag("Edith", article, "March")
    editor = sqlite_place.client(desk.editor)
    assert editor.get(path, params={"settling": True}).status_code == 403


def test_talk_is_heard_while_the_process_knows_that_no_passage_changed(
    sqlite_place: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.following.GOOD_FOR", 60.0)
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    ruth = sqlite_place.as_("Ruth")
    cursor = look(ruth, article)["cursor"]
    cursor = (look(ruth, article, cursor) or {"cursor": cursor})["cursor"]
    says(desk, "Omar", article, "Who counted?")
    assert look(ruth, article, cursor)["talk"] != "0"
