"""Several projects: the one that was chosen stays chosen, and an article brings its own."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import fresh_text
from tests.browser.focus import settled
from tests.browser.server import PROJECT, Workbench

OTHER = "Second desk"


def choose(page: Page, project: str) -> None:
    settled(page)
    field = page.get_by_test_id("stSidebar").get_by_role("combobox")
    expect(field).to_be_in_viewport(ratio=1)
    field.click()
    page.get_by_role("option", name=project).click()
    expect(page.locator(".fcw-who")).to_contain_text(project)


def test_the_chosen_project_survives_a_reload_and_an_article_brings_its_own(
    workbench: Workbench, page: Page
) -> None:
    article = workbench.add_article(*fresh_text(1))
    workbench.workbench("project", "create", OTHER)
    page.goto(f"{workbench.url}/queue")
    expect(page.get_by_role("heading", name="My queue")).to_be_visible()
    choose(page, OTHER)
    page.reload()
    expect(page.locator(".fcw-who")).to_contain_text(OTHER)
    other = workbench.project_id(OTHER)
    page.goto(f"{workbench.url}/annotate?article={article.id}&project={other}")
    expect(page.get_by_test_id("article")).to_be_visible()
    expect(page.locator(".fcw-who")).to_contain_text(PROJECT)
    expect(page).to_have_url(f"{workbench.url}/annotate?article={article.id}")
    choose(page, OTHER)
    expect(page.get_by_test_id("article")).to_have_count(0)
    page.goto(f"{workbench.url}/desk?project={workbench.project_id()}&pick-tag=filler")
    expect(page.locator(".fcw-who")).to_contain_text(PROJECT)


def test_an_archived_article_is_read_and_not_tagged(workbench: Workbench, page: Page) -> None:
    article = workbench.add_article(*fresh_text(2))
    workbench.workbench("project", "archive", PROJECT)
    try:
        page.goto(f"{workbench.url}/annotate?article={article.id}")
        expect(page.get_by_test_id("article")).to_be_visible()
        expect(page.get_by_text("Reading only")).to_be_visible()
        expect(page.get_by_role("button", name="Submit reading")).to_have_count(0)
        page.get_by_test_id("article").click()
        page.keyboard.press("j")
        page.keyboard.press("1")
        expect(page.get_by_text("You can read this and change nothing")).to_be_visible()
        expect(page.locator("mark")).to_have_count(0)
        expect(page.get_by_test_id("stSidebarNav").get_by_text("Import")).to_have_count(0)
    finally:
        workbench.workbench("project", "bring-back", PROJECT)
