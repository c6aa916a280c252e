"""Talking in the reader: nothing typed is lost, people are named, answers are counted until they are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import expect_none
from tests.browser.conftest import Complaints
from tests.browser.reader import Reader
from tests.browser.server import Workbench
from tests.browser.wire import Wire

STEEL = "the steel came from 12 suppliers"


@pytest.fixture(scope="module")
def bo(workbench: Workbench) -> Iterator[httpx.Client]:
    """Another reviewer, who works through the API."""
    workbench.workbench(
        "reviewer", "add", "Bo Lind", "--email", "bo@desk.example", "--role", "reviewer"
    )
    with workbench.client(
        workbench.workbench("token", "create", "bo@desk.example").strip()
    ) as client:
        yield client


def say(client: httpx.Client, reader: Reader, body: str, **fields: Any) -> None:
    """Something said through the API."""
    comment = {"id": str(uuid4()), "thread": str(uuid4()), "body": body, **fields}
    comment["revision_id"] = reader.article.revision_id
    sent = {"id": str(uuid4()), "kind": "comment_create", "comment": comment}
    answer = client.post("/api/annotations", json={"operations": [sent]}).raise_for_status()
    assert answer.json()["results"][0]["status"] == "saved", answer.text


def field(within: Page | Locator, name: str) -> Locator:
    return within.get_by_role("combobox", name=name, exact=True)


def test_what_is_said_without_a_network_is_said_once_it_is_back(
    wire: Wire, reader: Reader, page: Page, bo: httpx.Client, complaints: Complaints
) -> None:
    span = reader.find(STEEL)
    reader.tag(span, "1")
    reader.expect_saved(1)
    wire.cut()
    reader.press("Shift+n")
    about = field(reader.card(span), "Say something about this passage")
    expect(about).to_be_focused()
    about.press_sequentially("Which ones, @li")
    expect(page.get_by_role("option", name="Bo Lind")).to_be_visible()
    reader.press("Enter")
    expect(about).to_have_value("Which ones, @Bo Lind ")
    reader.press("Control+Enter")
    said = reader.card(span).locator("[data-comment]")
    expect(said).to_contain_text("Which ones, @Bo Lind")
    reader.expect_pending(1)
    reply = field(reader.card(span), "Reply")
    reply.press_sequentially("And half a thought")
    page.reload()
    reader.expect_open()
    reader.expect_pending(1)
    wire.mend()
    page.get_by_role("button", name=re.compile("Try now|Trying")).or_(
        reader.save_state
    ).first.click()
    reader.expect_saved(1)
    reader.activate(span)
    expect(said.locator("strong")).to_have_text("@Bo Lind")
    expect(field(reader.card(span), "Reply")).to_have_value("And half a thought")
    (thread,) = bo.get(f"/api/revisions/{reader.article.revision_id}/threads").json()["threads"]
    assert [one["name"] for one in thread["comments"][0]["mentions"]] == ["Bo Lind"]
    assert "Bo Lind" not in thread["comments"][0]["body"]
    complaints.console.clear()


def test_an_answer_is_counted_until_it_is_seen_and_the_page_leads_to_it(
    reader: Reader, page: Page, bo: httpx.Client
) -> None:
    span = reader.find(STEEL)
    reader.tag(span, "1")
    reader.expect_saved(1)
    say(bo, reader, "Who counted?", annotation=reader.id_of(span))
    say(bo, reader, "No *byline*.")
    page.goto(f"{reader.workbench.url}/talk?show=unread")
    expect(page.get_by_role("link", name="Talk · 2")).to_be_visible()
    expect_none(page, "the page of threads")
    page.get_by_role("link", name=STEEL).click()
    card = reader.card(span)
    expect(card.locator("[data-comment]")).to_contain_text("Who counted?")
    expect(page.get_by_role("link", name="Talk · 1")).to_be_visible()
    page.get_by_role("button", name="Talk · 1 new").click()
    sheet = page.get_by_role("dialog", name="Talk about this article")
    expect(sheet.locator("em")).to_have_text("byline")
    expect(page.get_by_role("link", name="Talk", exact=True)).to_be_visible()
    field(sheet, "Reply").fill("Their desk.")
    sheet.get_by_role("button", name="Send").first.click()
    mine = sheet.locator("[data-comment]").filter(has_text="Their desk.")
    mine.get_by_role("button", name="Delete").click()
    gone = sheet.get_by_text("deleted this comment.")
    expect(gone).to_be_visible()
    gone.get_by_role("button", name="Undo").click()
    expect(mine).to_be_visible()
    expect_none(page, "the sheet of the article")


def test_an_open_reader_hears_what_is_said_and_that_the_text_was_corrected(
    wire: Wire, reader: Reader, page: Page, bo: httpx.Client, workbench: Workbench
) -> None:
    span = reader.find(STEEL)
    reader.tag(span, "1")
    reader.expect_saved(1)
    say(bo, reader, "Which twelve?", annotation=reader.id_of(span))
    expect(reader.card(span)).to_contain_text("Which twelve?")
    # What was saved and seen has the page drawn anew, which alone would bring the corrected text.
    reader.reload()
    superseded = page.get_by_test_id("superseded")
    expect(superseded).to_be_empty()
    path = f"/api/articles/{reader.article.id}/revisions"
    text = f"Corrected.\n\n{reader.article.text}"
    workbench.api.post(path, json={"text": text}).raise_for_status()
    expect(superseded).to_contain_text("The text was corrected.")
    superseded.get_by_role("button", name="Open the new text").click()
    expect(page.locator(".fcw-r-article")).to_contain_text("Corrected.")
    expect(superseded).to_be_empty()
    expect(page.get_by_role("img", name="1 comment")).to_be_visible()


def test_the_lists_follow_what_others_do(reader: Reader, page: Page, bo: httpx.Client) -> None:
    page.goto(f"{reader.workbench.url}/talk")
    expect(page.get_by_role("heading", name="Talk", exact=True)).to_be_visible()
    say(bo, reader, "Who wrote this one?")
    expect(page.get_by_text("Who wrote this one?")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"Talk · \d"))).to_be_visible()
    page.goto(f"{reader.workbench.url}/adjudicate")
    expect(page.get_by_role("link", name=re.compile("Adjudicate"))).to_be_visible()
    title = page.get_by_role("link", name=reader.article.title)
    expect(title).to_have_count(0)
    done = bo.post(f"/api/articles/{reader.article.id}/reading", json={"status": "submitted"})
    done.raise_for_status()
    expect(title).to_be_visible()


def test_whoever_writes_keeps_the_field_when_others_resolve_or_delete(
    reader: Reader, page: Page, bo: httpx.Client
) -> None:
    text = reader.article.revision_id
    span = reader.find(STEEL)
    reader.tag(span, "1")
    reader.expect_saved(1)
    thread = str(uuid4())
    say(bo, reader, "Who counted?", annotation=reader.id_of(span), thread=thread)
    reader.activate(span)
    reply = field(reader.card(span), "Reply")
    reply.press_sequentially("Their desk")
    resolved = {"id": str(uuid4()), "kind": "thread_resolve"}
    act(bo, resolved | {"thread": {"id": thread, "revision_id": text}})
    expect(reader.card(span).get_by_text("Resolved by Bo Lind")).to_be_visible()
    expect(reply).to_be_focused()
    page.keyboard.type(" did, 1 s ago")
    expect(reply).to_have_value("Their desk did, 1 s ago")
    reader.press("Control+Enter")
    expect(reader.card(span).get_by_role("button", name="Resolve", exact=True)).to_be_visible()
    reader.expect_saved(1)

    passage = {"id": str(uuid4()), "revision_id": text, "start": 0, "end": 12, "tag": "filler"}
    act(bo, {"id": str(uuid4()), "kind": "create", "annotation": passage})
    page.get_by_role("button", name="Others' passages").click()
    card = page.locator(f'.fcw-r-card[data-annotation="{passage["id"]}"]')
    card.click()
    about = field(card, "Say something about this passage")
    about.click()
    about.press_sequentially("Why fi")
    act(bo, {"id": str(uuid4()), "kind": "delete", "annotation": passage | {"version": 1}})
    expect(card).to_contain_text("Bo Lind deleted this passage.")
    expect(about).to_be_focused()
    page.keyboard.type("ller, 1 wonder")
    expect(about).to_have_value("Why filler, 1 wonder")
    reader.press("Control+Enter")
    expect(card.locator("[data-comment]")).to_contain_text("1 wonder")
    reader.expect_pending(0)
    said = bo.get(f"/api/revisions/{text}/threads").json()["threads"]
    assert [one["comments"][-1]["body"] for one in said][-1] == "Why filler, 1 wonder"


def act(client: httpx.Client, operation: dict[str, Any]) -> None:
    """An operation through the API."""
    answer = client.post("/api/annotations", json={"operations": [operation]}).raise_for_status()
    assert answer.json()["results"][0]["status"] == "saved", answer.text
