"""The stories of a project, and what people said of them, on both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from formats.exchange.project_restore import restore_project
from formats.source import MemorySource
from models.article import ArticleDraft
from models.bulk_articles import prepare_article, store_articles
from models.correcting import correct_article
from models.errors import BadInput, NotAllowed, NotFound
from models.event import Event
from models.membership import Role
from models.queries.citations import citations
from models.queries.scope import Filters
from models.queries.sourced_passages import sourced_passages
from models.queries.stories import stories, story_of
from models.queries.stories_listed import listed, stories_in_scope
from models.queries.story_articles import story_articles
from models.signing_texts import count_unsigned, sign_texts
from models.story_comparison import compared, copied_from_earlier
from models.story_word import keep_apart, put_together, undo_regrouping
from tests.builders import BuiltArticle, Desk, build_desk
from tests.formats.exchange.archives import archive_of

WIRE = (
    "The harbour authority will close the old ferry terminal in September. Engineers found cracks in"
    " eleven of the forty piles, and the repair would cost 12 million euros, the authority said."
)
BREAD = (
    "The bakery on Mill Street won the county prize for its rye bread, the guild said on Sunday."
)


def harbour(desk: Desk) -> tuple[BuiltArticle, BuiltArticle, BuiltArticle]:
    """Two outlets' articles on the terminal, the second copied from the first, and one on bread."""
    first = desk.article(
        f"{WIRE} Mayor Ames learned of it from the newspaper.",
        title="Harbour ferry terminal closes",
        outlet="Nordblick",
        published_at="2026-06-01",
        url="https://nordblick.example/1",
    )
    second = desk.article(
        f"Nordblick first reported it. {WIRE} Sources said they had known for years.",
        title="Cracks in eleven piles",
        outlet="The Courier",
        published_at="2026-06-02",
    )
    bread = desk.article(BREAD, title="Rye bread wins prize", outlet="Nordblick")
    return first, second, bread


def grouped(desk: Desk) -> list[tuple[int, ...]]:
    with desk.database.read() as session:
        return [one.articles for one in stories(session, desk.editor, desk.project_id)]


def test_articles_on_one_event_are_a_story_and_people_correct_it(desk: Desk) -> None:
    first, second, bread = harbour(desk)
    assert grouped(desk) == [(first.id, second.id)]
    with desk.database.begin() as session:
        apart = keep_apart(session, desk.editor, second.id, [first.id])
    assert grouped(desk) == []
    with desk.database.begin() as session:
        undo_regrouping(session, desk.editor, apart)
    assert grouped(desk) == [(first.id, second.id)]
    with desk.database.begin() as session:
        put_together(session, desk.editor, bread.id, [first.id, second.id])
    assert grouped(desk) == [(first.id, second.id, bread.id)]
    with desk.database.begin() as session:
        # Nobody's later word is taken back by undoing an earlier one.
        keep_apart(session, desk.editor, bread.id, [first.id, second.id])
        undo_regrouping(session, desk.editor, apart)
    assert grouped(desk) == [(first.id, second.id)]
    with desk.database.read() as session:
        told = session.scalars(select(Event.action).where(Event.entity == "story")).all()
        found = story_of(session, desk.editor, desk.project_id, second.id)
    assert sorted(told) == ["join", "leave", "leave", "undo"]
    assert found is not None
    assert (found.first, found.last) == (date(2026, 6, 1), date(2026, 6, 2))
    assert found.outlets == ("Nordblick", "The Courier")


def test_a_word_is_about_other_articles_of_the_project(desk: Desk) -> None:
    first, _, _ = harbour(desk)
    elsewhere = build_desk(desk.database, "Elsewhere").article()
    with desk.database.begin() as session, pytest.raises(NotFound):
        put_together(session, desk.editor, first.id, [elsewhere.id])
    with desk.database.begin() as session, pytest.raises(BadInput):
        put_together(session, desk.editor, first.id, [first.id])


def test_what_came_in_at_once_is_compared_when_somebody_looks(desk: Desk) -> None:
    drafts = [
        ArticleDraft(title=f"Terminal {outlet}", text=f"{WIRE} {outlet}.", outlet=outlet)
        for outlet in ("A", "B", "C")
    ]
    with desk.database.begin() as session:
        prepared = [prepare_article(one) for one in drafts]
        store_articles(session, desk.editor, desk.project_id, prepared)
    assert grouped(desk) == []
    asker = (desk.editor, desk.project_id)
    with desk.database.begin() as session:
        assert count_unsigned(session, *asker) == 3
        assert sign_texts(session, *asker, at_a_time=2) == 2
        assert sign_texts(session, *asker, at_a_time=2) == 1
        assert sign_texts(session, *asker, at_a_time=2) == 0
        assert count_unsigned(session, *asker) == 0
    assert [len(one) for one in grouped(desk)] == [3]


def test_a_corrected_text_is_compared_anew(desk: Desk) -> None:
    first, second, bread = harbour(desk)
    with desk.database.begin() as session:
        correct_article(session, desk.editor, second.id, f"{BREAD} So it was corrected.")
    assert grouped(desk) == [(second.id, bread.id)]
    with desk.database.begin() as session:
        correct_article(session, desk.editor, first.id, "Nothing of it was true, says the mayor.")
        assert count_unsigned(session, desk.editor, desk.project_id) == 0


def test_two_articles_side_by_side(desk: Desk) -> None:
    first, second, bread = harbour(desk)
    desk.tag("Ruth", first, "Engineers found cracks in eleven of the forty piles")
    desk.tag("Omar", first, "found cracks in eleven of the forty piles")
    desk.tag("Ruth", first, "Mayor Ames learned of it from the newspaper.")
    asked = (desk.editor, desk.project_id, [first.id, second.id])
    with desk.database.read() as session:
        one, other = story_articles(session, *asked)
        both = compared(one, other, sourced_passages(session, *asked))
    (run,) = both.runs
    text = second.text[slice(*run.later)]
    assert text == WIRE.rstrip(".")
    assert first.text[slice(*run.earlier)] == text
    assert both.is_dated
    assert 0.6 < both.share < 1
    assert copied_from_earlier([one, other]) == [0.0, both.share]
    assert len(both.earlier.passages) == 2
    (lacking,) = both.earlier.lacking
    assert lacking.quote == "Mayor Ames learned of it from the newspaper."
    assert both.later.lacking == []
    assert bread.id not in {one.id, other.id}


def test_settled_gold_is_what_counts_once_an_article_is_settled(desk: Desk) -> None:
    first, _, _ = harbour(desk)
    tagged = desk.tag("Ruth", first, "Mayor Ames learned of it from the newspaper.")
    desk.submit("Ruth", first)
    desk.gold(first, "Engineers found cracks", "sourced")
    with desk.database.read() as session:
        (found,) = sourced_passages(session, desk.editor, desk.project_id, [first.id])[first.id]
    assert str(found.id) == tagged
    desk.settle(first)
    with desk.database.read() as session:
        (found,) = sourced_passages(session, desk.editor, desk.project_id, [first.id])[first.id]
    assert (found.quote, found.is_gold, found.id) == ("Engineers found cracks", True, None)


def test_whoever_reads_blind_sees_nothing_of_others(desk: Desk) -> None:
    first, second, _ = harbour(desk)
    address = [{"url": "https://nordblick.example/1", "quote": "", "stance": "supports"}]
    desk.tag("Ruth", second, "Sources said they had known for years.", evidence=address)
    desk.submit("Ruth", second)
    omar = desk.reviewer("Omar")
    desk.blind()
    asked = (desk.project_id, [first.id, second.id])
    with desk.database.read() as session:
        assert sourced_passages(session, omar, *asked) == {}
        articles = story_articles(session, omar, *asked)
        assert [one.readers for one in articles] == [(), ()]
        found = stories_in_scope(session, omar, desk.project_id, Filters(tags=["sourced"]))
        assert found == []
        story = story_articles(session, desk.editor, *asked)
        seen = sourced_passages(session, desk.editor, *asked)
    assert len(seen[second.id]) == 1
    assert [one.readers for one in story] == [(), ("Ruth",)]


def test_who_cites_whom_by_words_and_by_evidence(desk: Desk) -> None:
    first, second, bread = harbour(desk)
    address = [{"url": "https://www.nordblick.example/2", "quote": "", "stance": "supports"}]
    third = desk.article(f"{WIRE} The council meets.", title="Council meets", outlet="Post")
    desk.tag("Ruth", third, "The council meets", evidence=address)
    with desk.database.read() as session:
        story = story_articles(
            session, desk.editor, desk.project_id, [first.id, second.id, third.id]
        )
        found = citations(session, desk.editor, desk.project_id, story)
    assert [(one.citing, one.cited, one.outlet, one.kind) for one in found] == [
        (second.id, first.id, "Nordblick", "cites"),
        (second.id, None, "", "anonymous"),
        (third.id, first.id, "Nordblick", "links"),
    ]
    assert found[0].sentence == "Nordblick first reported it."
    assert bread.id not in {one.citing for one in found}


def test_filters_let_through_stories_by_any_of_their_articles(desk: Desk) -> None:
    first, second, _ = harbour(desk)
    desk.tag("Ruth", second, "Nordblick first reported it.")
    asker = (desk.editor, desk.project_id)
    with desk.database.read() as session:

        def count(**asked: object) -> int:
            return len(stories_in_scope(session, *asker, Filters(**asked)))  # type: ignore[arg-type]

        assert count(outlets=["The Courier"]) == count(articles=[first.id]) == 1
        assert count(since=date(2026, 6, 2), until=date(2026, 6, 2)) == 1
        assert count(since=date(2026, 6, 3)) == count(until=date(2026, 5, 31)) == 0
        assert count(tags=["sourced"]) == count(reviewers=[desk.people["Ruth"]]) == 1
        assert count(tags=["filler"]) == 0
        (row,) = listed(session, *asker, stories(session, *asker))
    assert row.title == "Harbour ferry terminal closes"
    assert row.copied > 0.6


def test_only_editors_correct_the_grouping(desk: Desk) -> None:
    first, second, _ = harbour(desk)
    ruth = desk.reviewer("Ruth", Role.REVIEWER)
    with desk.database.begin() as session, pytest.raises(NotAllowed):
        keep_apart(session, ruth, second.id, [first.id])


def test_what_people_said_comes_back_with_an_archive(desk: Desk) -> None:
    first, second, bread = harbour(desk)
    with desk.database.begin() as session:
        put_together(session, desk.editor, bread.id, [first.id])
        keep_apart(session, desk.editor, second.id, [first.id])
    archive = MemorySource("project.zip", archive_of(desk.database, desk.project_id))
    report = restore_project(desk.database, None, archive, "Again")
    assert report.faults == []
    assert report.project_id is not None
    assert report.stored["story_words"] == 2
    with desk.database.begin() as session:
        again = Desk(desk.database, report.project_id, desk.editor, desk.people)
        assert sign_texts(session, desk.editor, again.project_id) == 3
    (story,) = grouped(again)
    assert len(story) == 2
    with desk.database.read() as session:
        names = [one.title for one in story_articles(session, desk.editor, again.project_id, story)]
        events = session.scalars(
            select(Event).where(Event.entity == "story", Event.project_id == again.project_id)
        ).all()
    assert names == ["Harbour ferry terminal closes", "Rye bread wins prize"]
    assert {int(one.row) for one in events} <= set(range(bread.id + 1, bread.id + 4))
    told = [number for one in events for number in (one.after or {})["with"]]
    assert all(int(number) > bread.id for number in told)
