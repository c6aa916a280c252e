"""The history: whose it is, what it tells of, page by page, and never what is hidden by blind reading."""

from datetime import timedelta
from uuid import UUID

import pytest

from models.assigning import give_readings
from models.base import now
from models.errors import NotFound
from models.membership import Role
from models.queries.history import Entry, history
from models.queries.history_scope import HistoryFilter
from models.tag import tags_of
from models.tag_editing import retire_tag
from tests.builders import BuiltArticle, Desk, build_desk, operation


def told(desk: Desk, asker: int, limit: int = 50, **wanted: object) -> list[Entry]:
    asked = HistoryFilter(**wanted)  # type: ignore[arg-type]
    with desk.database.read() as session:
        return list(history(session, asker, desk.project_id, asked, limit).entries)


def actions(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(one.actor, f"{one.entity} {one.action}") for one in entries]


def changed(desk: Desk, person: str, article: BuiltArticle) -> UUID:
    """A passage that was made, changed and deleted."""
    passage = desk.tag(person, article, "40 jobs")
    desk.apply(person, operation("update", id=passage, version=1, tag="disputed", note="Who says?"))
    desk.apply(person, operation("delete", id=passage, version=2))
    return UUID(passage)


def test_a_passage_an_article_and_a_person_have_their_own(desk: Desk) -> None:
    article, other = desk.article(), desk.article()
    passage = changed(desk, "Ruth", article)
    desk.tag("Omar", article, "The mill")
    desk.clear("Omar", other, 1)
    desk.submit("Ruth", article)
    steps = ["annotation delete", "annotation update", "annotation create"]
    of_passage = told(desk, desk.editor, passage=passage)
    assert actions(of_passage) == [("Ruth", step) for step in steps]
    assert of_passage[1].before["tag"] == "sourced"
    assert of_passage[1].after["tag"] == "disputed"
    assert [one.article_id for one in of_passage] == [article.id] * 3
    of_passage_now = of_passage[0].passage
    assert of_passage_now is not None
    assert (of_passage_now.version, of_passage_now.is_deleted) == (3, True)
    assert actions(told(desk, desk.editor, article_id=article.id)) == [
        ("Ruth", "reading submit"),
        ("Omar", "annotation create"),
        ("Omar", "reading start"),
        *(("Ruth", step) for step in steps),
        ("Ruth", "reading start"),
        ("Edith", "article create"),
    ]
    omar = told(desk, desk.editor, person_id=desk.people["Omar"])
    assert [one.article_id for one in omar][:2] == [other.id, other.id]
    assert ("", "membership join") in actions(omar)


def test_pages_follow_each_other_without_a_gap(desk: Desk) -> None:
    article = desk.article()
    changed(desk, "Ruth", article)
    whole = told(desk, desk.editor)
    walked: list[Entry] = []
    while page := told(desk, desk.editor, limit=3, before=walked[-1].id if walked else None):
        walked += page
    assert [one.id for one in walked] == [one.id for one in whole]
    assert len(whole) == len({one.id for one in whole}) > 6


@pytest.mark.usefixtures("one_day")
def test_it_is_narrowed_down_by_kind_and_day(desk: Desk) -> None:
    changed(desk, "Ruth", desk.article())
    assert {one.entity for one in told(desk, desk.editor, kinds=("passages",))} == {"annotation"}
    tomorrow = (now() + timedelta(days=1)).date()
    assert told(desk, desk.editor, since=tomorrow) == []
    assert told(desk, desk.editor, until=now().date()) != []


def test_names_of_tags_and_of_who_was_given_a_reading_are_told(desk: Desk) -> None:
    admin, ruth = desk.reviewer("Ada", Role.ADMIN), desk.reviewer("Ruth")
    article = desk.article()
    with desk.database.begin() as session:
        retire_tag(session, admin, desk.project_id, tags_of(session, desk.project_id)[1].id)
        give_readings(session, desk.editor, desk.project_id, {article.id}, {ruth})
    retired = told(desk, desk.editor, kinds=("tags",))[0]
    assert (retired.action, retired.subject) == ("retire", "promotional")
    given = told(desk, ruth, person_id=ruth)
    assert ("Edith", "reading assign") in actions(given)
    assert next(one for one in given if one.action == "assign").subject == "Ruth"


def test_in_a_blind_project_others_work_is_in_no_history_before_one_submitted(desk: Desk) -> None:
    article = desk.article()
    desk.blind()
    passage = changed(desk, "Ruth", article)
    desk.clear("Ruth", article, 1)
    desk.submit("Ruth", article)
    omar, editor = desk.reviewer("Omar"), desk.editor
    with desk.database.begin() as session:
        give_readings(session, editor, desk.project_id, {article.id}, {omar})
    desk.tag("Omar", article, "The mill")
    ruth = desk.people["Ruth"]
    with pytest.raises(NotFound):
        told(desk, omar, passage=passage)
    assert {one.actor for one in told(desk, omar, article_id=article.id)} == {"Omar", "Edith"}
    assert "Ruth" not in {one.actor for one in told(desk, omar)}
    assert "Ruth" not in {one.actor for one in told(desk, omar, person_id=ruth)}
    assert actions(told(desk, editor, article_id=article.id))[0] == ("Omar", "annotation create")
    desk.submit("Omar", article)
    seen = told(desk, omar, article_id=article.id)
    assert {one.actor for one in seen} == {"Omar", "Ruth", "Edith"}
    assert len(told(desk, omar, passage=passage)) == 3


def test_roles_and_refusals_are_for_those_who_settle_and_for_oneself(desk: Desk) -> None:
    ruth, admin = desk.reviewer("Ruth"), desk.reviewer("Ada", Role.ADMIN)
    joined = {one.subject for one in told(desk, ruth, kinds=("people",))}
    assert joined == {"Ruth"}
    assert {"Ruth", "Ada"} <= {one.subject for one in told(desk, admin, kinds=("people",))}


def test_what_is_not_there_or_not_theirs_is_unknown(desk: Desk) -> None:
    elsewhere = build_desk(desk.database, "Elsewhere")
    article = elsewhere.article()
    passage = UUID(elsewhere.tag("Noor", article, "The mill"))
    for wanted in ({"article_id": article.id}, {"passage": passage}, {"person_id": 10**6}):
        with pytest.raises(NotFound):
            told(desk, desk.editor, **wanted)
    assert told(desk, desk.editor, person_id=elsewhere.people["Noor"]) == []
    with pytest.raises(NotFound):
        told(elsewhere, desk.editor)
