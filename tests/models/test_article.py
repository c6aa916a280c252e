"""Articles as they are stored: cleaned, once a project, by those who may."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from models.article import (
    Article,
    ArticleDraft,
    add_article,
    article_for,
    count_articles,
    latest_revision,
    publication_time,
)
from models.errors import BadInput, DuplicateText, NotAllowed, NotFound, WorkbenchError
from models.membership import Role
from tests.builders import Desk, build_desk

DRAFT = ArticleDraft("The mill closes", "\ufeffThe mill closed.\r\nNobody knew.\r")


def add(desk: Desk, draft: ArticleDraft, asker: int | None = None) -> int:
    with desk.database.begin() as session:
        return add_article(session, asker or desk.editor, desk.project_id, draft).id


def test_the_text_is_cleaned_once_and_hashed(desk: Desk) -> None:
    article = add(desk, DRAFT)
    with desk.database.read() as session:
        revision = latest_revision(session, article)
        assert revision.text == "The mill closed.\nNobody knew.\n"
        assert revision.text_sha256 == hashlib.sha256(revision.text.encode()).hexdigest()
        assert (revision.number, revision.length, revision.words) == (1, 30, 5)
        assert revision.sentences == 2


def test_every_character_comes_back_as_it_was_given(desk: Desk) -> None:
    text = "é e\u0301 💩 👨🏻‍🚒 🇩🇪 שלום مرحبا 中文 \u00a0\u2028\t\x01\x7f\uffff\U0010ffff  ends "
    article = add(desk, replace(DRAFT, text=text))
    with desk.database.read() as session:
        assert latest_revision(session, article).text == text


def test_the_same_text_is_refused_whatever_its_line_ends(desk: Desk) -> None:
    first = add(desk, DRAFT)
    with pytest.raises(DuplicateText, match="“The mill closes”") as refused:
        add(desk, ArticleDraft("Another title", "The mill closed.\nNobody knew.\n"))
    assert refused.value.article_id == first
    with desk.database.read() as session:
        assert count_articles(session, desk.editor, desk.project_id) == 1


def test_another_project_may_hold_the_same_text(sqlite_desk: Desk) -> None:
    other = build_desk(sqlite_desk.database, "Other")
    assert add(sqlite_desk, DRAFT) != add(other, DRAFT)


def test_a_text_that_differs_by_one_space_is_another(sqlite_desk: Desk) -> None:
    assert add(sqlite_desk, DRAFT) != add(sqlite_desk, replace(DRAFT, text=DRAFT.text + " "))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " \n"}, "Give the article a title"),
        ({"title": "\ud800"}, "half a character"),
        ({"title": "a\x00"}, "NUL"),
        ({"text": " \r\n"}, "no text"),
        ({"text": "a\x00"}, "NUL"),
        ({"text": "\udfff"}, "half a character"),
        ({"url": "ftp://desk.example/a"}, "must begin with http"),
        ({"url": "javascript:alert(1)"}, "must begin with http"),
        ({"url": "https://desk.example/a b"}, "hold no blanks"),
        ({"published_at": "11 April"}, "11 April is not a date"),
        ({"language": "english, mostly"}, "not a language code"),
        ({"outlet": "\ud800"}, "half a character"),
        ({"byline": "\x00"}, "NUL"),
        ({"language": "\ud800"}, "half a character"),
        ({"published_at": "\ud800"}, "half a character"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(
    sqlite_desk: Desk, change: dict[str, str], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        add(sqlite_desk, replace(DRAFT, **change))
    with sqlite_desk.database.read() as session:
        assert session.scalar(sql("SELECT count(*) FROM article")) == 0
        assert session.scalar(sql("SELECT count(*) FROM revision")) == 0


def test_a_text_over_20_megabytes_is_refused(sqlite_desk: Desk) -> None:
    with pytest.raises(BadInput, match="longer than 20 MB"):
        add(sqlite_desk, replace(DRAFT, text="中" * (7 * 1024 * 1024)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        (" ", ""),
        ("2026-04-11", "2026-04-11"),
        (" 2026-04-11 ", "2026-04-11"),
        ("2026-04-11T09:30:00Z", "2026-04-11T09:30:00Z"),
        ("2026-04-11T09:30:00", "2026-04-11T09:30:00Z"),
        ("2026-04-11 09:30", "2026-04-11T09:30:00Z"),
        ("2026-04-11T23:30:15.9-05:00", "2026-04-12T04:30:15Z"),
        ("0814-01-28T12:00:00Z", "0814-01-28T12:00:00Z"),
    ],
)
def test_a_publication_is_a_day_or_a_moment_in_utc(given: str, kept: str) -> None:
    assert publication_time(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "soon",
        "2026-02-30",
        "2026-4-11",
        "11.04.2026",
        "2026",
        "2026-04",
        "2026-04-11T25:00:00Z",
        "0001-01-01T00:00:00+05:00",
        "9999-12-31T23:59:59-05:00",
        "٢٠٢٦-٠٤-١١",
        "2026-04-11\n2026-04-12",
        "9" * 5_000,
    ],
)
def test_what_is_no_date_is_refused(given: str) -> None:
    with pytest.raises(BadInput, match="is not a date"):
        publication_time(given)


@given(st.datetimes(timezones=st.timezones()) | st.dates() | st.text(max_size=30))
def test_a_date_kept_is_one_that_sorts_or_a_refusal(given: object) -> None:
    text = given if isinstance(given, str) else given.isoformat()  # type: ignore[attr-defined]
    try:
        kept = publication_time(text)
    except WorkbenchError:
        return
    assert len(kept) in (0, 10, 20)
    assert publication_time(kept) == kept


def test_only_editors_add_articles(sqlite_desk: Desk) -> None:
    for name, role in (("Vera", Role.VIEWER), ("Ruth", Role.REVIEWER)):
        with pytest.raises(NotAllowed, match="it takes the role editor"):
            add(sqlite_desk, DRAFT, sqlite_desk.reviewer(name, role))
    stranger = build_desk(sqlite_desk.database, "Other").editor
    with pytest.raises(NotFound, match="no such project"):
        add(sqlite_desk, DRAFT, stranger)
    assert add(sqlite_desk, DRAFT, sqlite_desk.reviewer("Ada", Role.ADMIN))


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_an_article_that_is_not_there_is_not_found(desk: Desk, number: int) -> None:
    with desk.database.read() as session, pytest.raises(NotFound, match="no such article"):
        article_for(session, desk.editor, number)


def test_an_article_of_another_project_is_not_found(sqlite_desk: Desk) -> None:
    article = sqlite_desk.article()
    stranger = build_desk(sqlite_desk.database, "Other").editor
    with sqlite_desk.database.read() as session:
        assert article_for(session, sqlite_desk.editor, article.id).id == article.id
        with pytest.raises(NotFound, match="no such article"):
            article_for(session, stranger, article.id)


def test_details_are_kept_as_given(desk: Desk) -> None:
    draft = ArticleDraft(
        title=" The mill\ncloses 🇩🇪 ",
        text="Some text.",
        outlet="Züricher Bote",
        byline="Ruth Ames",
        url="HTTPS://desk.example/a?b=c&d=%20#e",
        published_at="2026-04-11",
        language="pt-BR",
    )
    article = add(desk, draft)
    with desk.database.read() as session:
        stored = session.get_one(Article, article)
        assert stored.title == "The mill closes 🇩🇪"
        assert (stored.outlet, stored.byline, stored.url) == (draft.outlet, draft.byline, draft.url)
        assert (stored.published_at, stored.language) == ("2026-04-11", "pt-BR")


def test_an_address_too_long_is_refused_rather_than_cut(sqlite_desk: Desk) -> None:
    url = "https://desk.example/" + "a" * 5_000
    with pytest.raises(BadInput, match="address"):
        add(sqlite_desk, replace(DRAFT, url=url))
