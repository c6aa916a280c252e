"""Coverage strips, and what of others' work a blind project shows."""

import pytest

from models.errors import NotFound
from models.queries.library import tag_counts
from models.queries.strips import Block, strips
from tests.builders import BuiltArticle, Desk, build_desk, operation

TEN = "abcdefghij"


def blocks(desk: Desk, article: BuiltArticle, person: str = "", only: str = "") -> list[Block]:
    asker = desk.reviewer(person) if person else desk.editor
    narrowed = desk.reviewer(only) if only else None
    with desk.database.read() as session:
        found = strips(session, asker, desk.project_id, [article.revision_id], narrowed)
    return found.get(article.revision_id, [])


def test_a_block_is_a_share_of_the_text_and_the_shorter_lies_on_top(desk: Desk) -> None:
    article = desk.article(TEN)
    desk.tag("Ruth", article, (2, 4), "filler")
    desk.tag("Ruth", article, (0, 10))
    desk.tag("Omar", article, (5, 10), "disputed")
    assert blocks(desk, article) == [
        Block(0.0, 1.0, "sourced"),
        Block(0.5, 1.0, "disputed"),
        Block(0.2, 0.4, "filler"),
    ]
    assert blocks(desk, article, only="Omar") == [Block(0.5, 1.0, "disputed")]


def test_a_deleted_passage_leaves_the_strip(desk: Desk) -> None:
    article = desk.article(TEN)
    gone = desk.tag("Ruth", article, (2, 4))
    desk.apply("Ruth", operation("delete", id=gone, version=1))
    assert blocks(desk, article) == []


def test_no_article_has_another_s_strip(desk: Desk) -> None:
    first, second = desk.article(TEN), desk.article(TEN * 2)
    desk.tag("Ruth", first, (0, 1))
    desk.tag("Ruth", second, (0, 1))
    with desk.database.read() as session:
        both = [first.revision_id, second.revision_id]
        found = strips(session, desk.editor, desk.project_id, both)
        assert strips(session, desk.editor, desk.project_id, []) == {}
    assert found == {
        first.revision_id: [Block(0.0, 0.1, "sourced")],
        second.revision_id: [Block(0.0, 0.05, "sourced")],
    }


def test_a_blind_project_shows_others_work_only_after_one_s_own(desk: Desk) -> None:
    article = desk.article(TEN)
    desk.tag("Ruth", article, (0, 1))
    desk.tag("Omar", article, (1, 2), "filler")
    desk.blind()
    assert [block.tag for block in blocks(desk, article, "Ruth")] == ["sourced"]
    assert len(blocks(desk, article)) == 2  # an editor who does not read it settles it
    assert blocks(desk, article, "Ruth", only="Omar") == []
    desk.submit("Ruth", article)
    assert sorted(block.tag for block in blocks(desk, article, "Ruth")) == ["filler", "sourced"]
    lena = desk.reviewer("Lena")
    with desk.database.read() as session:
        assert tag_counts(session, lena, desk.project_id, [article.revision_id]) == {}
        ruth = desk.reviewer("Ruth")
        assert tag_counts(session, ruth, desk.project_id, [article.revision_id]) == {
            article.revision_id: {"sourced": 1, "filler": 1}
        }


def test_a_stranger_sees_no_strip(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article(TEN)
    sqlite_desk.tag("Ruth", article, (0, 1))
    other = build_desk(sqlite_desk.database, "Other")
    with sqlite_desk.database.read() as session:
        with pytest.raises(NotFound):
            strips(session, other.editor, sqlite_desk.project_id, [article.revision_id])
        assert strips(session, other.editor, other.project_id, [article.revision_id]) == {}
