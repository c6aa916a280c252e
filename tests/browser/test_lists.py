"""The lists of articles in a real browser: titles to the letter, links that go there and back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.assignment import submit_reading
from models.base import today
from models.database import Database
from models.duty import set_duty
from models.reviewer import Reviewer
from models.served_again import article_in_hand
from models.serving_again import ServingRule, serve_again
from tests.browser.conftest import READER_NAME, fresh_text
from tests.browser.reader import Reader
from tests.browser.server import Article, Workbench

TITLES = [
    "Q&A: “R&amp;D” &copy; 2026 &#x41;",
    "# Heading",
    "1. first",
    "- dash",
    "x :red[x] $x$ and $y$",
    "smile :smile: :material/home:",
    "[a](b) ![i](j) [^1]",
    "<b>bold</b> <script> **b** _i_ `c` ~~s~~",
    "http://example.com www.example.com a@b.org",
    "a:www.example.com (HTTPS://example.com/x?y=z_1) <mailto:a@b.org>",
    "a\\b \\* c | d",
]


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def test_a_title_is_shown_to_the_letter(page: Page, workbench: Workbench) -> None:
    for number, title in enumerate(TITLES):
        workbench.add_article(title, fresh_text(1000 + number)[1])
    page.goto(f"{workbench.url}/library")
    rows = page.locator(".st-key-library-rows")
    for title in TITLES:
        expect(rows.get_by_text(title, exact=True)).to_be_visible()
    expect(rows.locator("a[href*='example.com'], a[href^=mailto]")).to_have_count(0)


def test_an_open_page_follows_when_the_theme_is_changed(
    page: Page, workbench: Workbench, article: Article
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{workbench.url}/library")
    told = page.locator(".fcw-heading p")
    expect(told).to_have_css("color", "rgb(95, 89, 79)")
    page.emulate_media(color_scheme="dark")
    expect(told).to_have_css("color", "rgb(169, 162, 151)")


@pytest.mark.parametrize(("path", "named"), [("", "Start"), ("library", "Read"), ("", "Read next")])
def test_back_from_the_reader_is_the_list(
    page: Page, workbench: Workbench, path: str, named: str
) -> None:
    workbench.add_article(*fresh_text(2000 + len(path) + len(named)))
    page.goto(f"{workbench.url}/{path}")
    page.get_by_role("link", name=named, exact=True).first.click()
    expect(page.get_by_test_id("article")).to_be_visible()
    page.go_back()
    expect(page.locator(".fcw-heading h1")).to_have_text("Library" if path else "My queue")
    assert page.url == f"{workbench.url}/{path}"


def test_a_changed_key_tags_and_lists_say_what_is_left(
    page: Page, workbench: Workbench, article: Article
) -> None:
    page.goto(f"{workbench.url}/tags")
    page.get_by_role("tab", name="Keys").click()
    field = page.get_by_role("textbox", name="sourced")
    for key, told in (("j", "and cannot belong to"), ("x", "The keys are saved.")):
        field.fill(key)
        page.get_by_role("button", name="Save keys").click()
        expect(page.get_by_text(told)).to_be_in_viewport()

    reader = Reader(page, workbench)
    reader.open(article)
    reader.text.focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(reader.marks.first).to_be_visible()
    expect(reader.save_state).to_have_attribute("data-pending", "0")

    page.goto(f"{workbench.url}/?project={workbench.project_id()}")
    row = page.get_by_role("img", name="1 sourced;").first
    expect(row).to_be_visible()
    expect(row).to_have_accessible_name("1 sourced; 8 of 9 sentences left")
    mine = page.locator(".st-key-queue-rows [data-testid=stHorizontalBlock]", has=row).first
    mine.get_by_role("button", name="Submit", exact=True).click()
    asked = page.get_by_role("dialog", name="8 sentences are unread")
    expect(asked.get_by_role("link", name="Read on")).to_be_visible()
    asked.get_by_role("button", name="Submit all the same").click()
    expect(page.get_by_text(re.compile("You have submitted (1|one) "))).to_be_visible()

    page.goto(f"{workbench.url}/desk?tag=sourced")
    page.locator(".st-key-board-behind li a").first.click()
    expect(page).to_have_url(re.compile(rf"/annotate\?article={article.id}&passage="))
    expect(reader.marks.first).to_be_visible()

    page.goto(f"{workbench.url}/tags")
    page.get_by_role("tab", name="Keys").click()
    page.get_by_role("button", name="Back to the default keys").click()
    expect(field).to_have_value("1")


def test_an_article_is_served_again_and_its_reader_is_not_told(
    page: Page, workbench: Workbench, article: Article
) -> None:
    reader = Reader(page, workbench)
    reader.open(article)
    passage = reader.find("said the steel came from 12 suppliers")
    reader.tag(passage, "1")
    expect(reader.save_state).to_have_attribute("data-pending", "0")
    served = _serve_again(workbench, article)
    assert served != article.id

    page.goto(f"{workbench.url}/?project={workbench.project_id()}")
    row = page.locator(".st-key-queue-rows [data-testid=stHorizontalBlock]", has_text=article.title)
    expect(row).to_have_count(1)
    assert not re.search(r"again|second|earlier|once more", row.inner_text(), re.IGNORECASE)
    row.get_by_role("link", name="Start", exact=True).click()
    expect(reader.save_state).to_have_attribute("data-pending", re.compile(r"\d+"))
    expect(page.get_by_role("heading", name=article.title)).to_be_visible()
    assert reader.text.evaluate("node => node.textContent") == article.text
    expect(reader.marks).to_have_count(0)
    # Whoever goes by the first address finds nothing of the first reading either.
    page.goto(f"{workbench.url}/annotate?article={article.id}")
    expect(reader.save_state).to_have_attribute("data-pending", re.compile(r"\d+"))
    expect(reader.marks).to_have_count(0)
    told = page.locator("body").inner_text()
    assert not re.search(
        r"second reading|served|again unannounced|read before", told, re.IGNORECASE
    )
    reader.tag(passage, "2")
    expect(reader.marks.first).to_be_visible()
    expect(reader.save_state).to_have_attribute("data-pending", "0")


def _serve_again(workbench: Workbench, article: Article) -> int:
    """Its reader submitted the article long ago, and an editor serves again; the copy's number."""
    database = Database(f"sqlite:///{workbench.folder / 'workbench.db'}")
    long_ago = datetime.now(UTC) - timedelta(days=40)
    with database.begin() as session:
        people = select(Reviewer.id).where(Reviewer.name.in_([READER_NAME, "Checker"]))
        me, checker = sorted(session.scalars(people), key=lambda one: _name(session, one))
        submit_reading(session, me, article.id, long_ago, article.revision_id)
        project = workbench.project_id()
        set_duty(session, checker, project, me, on=True)
        serve_again(session, checker, project, ServingRule(today(), each=1, days=28))
        return article_in_hand(session, me, article.id)


def _name(session: Session, reviewer_id: int) -> str:
    return session.get_one(Reviewer, reviewer_id).name
