"""Nobody is kept out: axe-core finds nothing grave and passages are heard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import find_chromium, launch_flags
from tests.browser.conftest import serving
from tests.browser.day_and_night import DayAndNight
from tests.browser.focus import settled
from tests.browser.reader import Reader
from tests.browser.server import Article, Prepared, Workbench
from tests.browser.spoken import Spoken

DEMO = "Coastal desk"
OUTER = "said the steel came from 12 suppliers"
INNER = "the steel"
WITH_FURNITURE = (
    "Share this article\n\nThe ferry ran aground on Monday, the harbour master said.\n\n"
    "Nobody was hurt. The operator calls its fleet the safest in the north.\n\nShare this article"
)


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


@pytest.fixture(scope="module")
def demo(workbench: Workbench) -> int:
    """The demo project, with readings of three other people."""
    workbench.workbench("seed")
    return workbench.project_id(DEMO)


@pytest.fixture
def nameless(tmp_path_factory: pytest.TempPathFactory, prepared: Prepared) -> Iterator[Workbench]:
    """A workbench that nobody has opened yet."""
    with serving(tmp_path_factory, prepared, {}) as server:
        yield server


def test_no_page_has_a_grave_finding(page: Page, workbench: Workbench, demo: int) -> None:
    both = DayAndNight(page, "page")
    for path, shows in (("", ".st-key-queue-rows"), ("library", ".st-key-library-rows"),
                        ("export", "button"), ("tags", "h1"), ("history", ".fcw-entry"), ("stories", "h1"), ("outlets", "h1"),
                        ("annotate?article=987654", "[role=alert]"),
                        *((path, "[data-testid=stVegaLiteChart] :is(svg, canvas)") for path in ("agreement", "composition", "article?article=1")),
                        *((one, "[class*=st-key-board-panel-]") for one in ("reviewers", "label-errors")),
                        ("desk", "[data-testid=stVegaLiteChart] :is(svg, canvas)")):  # fmt: skip
        page.goto(f"{workbench.url}/{path}{'&' if '?' in path else '?'}project={demo}")
        expect(page.get_by_test_id("stMain").locator(shows).first).to_be_visible()
        both.check(f"/{path}")
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    both.check("/desk with its filters open")
    page.goto(f"{workbench.url}/tags")
    for tab in ("Guidelines", "Keys"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
        both.check(f"/tags, {tab}")


def test_the_question_before_submitting_has_no_grave_finding(
    page: Page, workbench: Workbench, article: Article
) -> None:
    both = DayAndNight(page, "queue")
    page.goto(workbench.url)
    reader = Reader(page, workbench)
    reader.open(article)
    reader.press("j", "1")
    reader.expect_saved(1)
    page.goto(f"{workbench.url}/?project={workbench.project_id()}")
    page.get_by_role("button", name="Submit", exact=True).first.click()
    expect(page.get_by_role("button", name="Submit all the same")).to_be_visible()
    both.check("its question")


def test_no_step_of_the_import_has_a_grave_finding(page: Page, workbench: Workbench) -> None:
    both = DayAndNight(page, "import")
    page.goto(f"{workbench.url}/import")
    for tab in ("Web", "Paste"):
        page.get_by_role("tab", name=re.compile(tab)).click()
        both.check(tab)
    for label, value in (
        ("^Text$", WITH_FURNITURE),
        ("^Title", "Ferry aground"),
    ):
        field = page.get_by_role("textbox", name=re.compile(label))
        field.fill(value)
        field.blur()
    button = page.get_by_role("button", name=re.compile("Import article|Import, cut"))
    expect(button).to_be_enabled()
    both.check("a preview")
    button.click()
    expect(page.get_by_test_id("stMain")).to_contain_text("Imported")
    both.check("when it is done")


def test_no_part_of_the_reader_has_a_grave_finding(
    page: Page, workbench: Workbench, demo: int
) -> None:
    check = DayAndNight(page, "reader").check
    reader = Reader(page, workbench)
    _open_demo_article(reader, demo)
    reader.press("j", "1", "j", "2", "Space")
    check("a cursor and cleared text")
    reader.press("a")
    check("an open card")
    reader.press("n")
    check("a note being written")
    reader.press("Escape", "e")
    check("evidence being given")
    page.keyboard.insert_text("https://records.example/minutes?item=4")
    reader.press("Enter")
    for key, role, part in (("g", "dialog", "Guidelines"), ("?", "dialog", "Keys"),
                            ("o", "dialog", "Outline"), ("/", "search", "Find in the text"),
                            ("f", "group", "Which cards are shown"),
                            ("t", "dialog", "Appearance")):  # fmt: skip
        reader.press("Escape", "Escape", key)
        expect(page.locator(f"[role={role}][aria-label='{part}']")).to_be_visible()
        check(part)
    page.get_by_role("radio", name="Sepia").click()
    check("sepia")
    page.get_by_role("radio", name="As the page").click()
    reader.press("Escape", "Escape")
    page.get_by_role("button", name="Others' passages").click()
    check("others' passages")
    reader.press("Control+Enter")
    expect(page.get_by_role("button", name="Submit all the same")).to_be_visible()
    check("the question about what is unread")
    page.get_by_role("button", name="Submit all the same").click()
    expect(page.get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    check("a submitted reading")


def test_the_reader_on_a_phone_has_no_grave_finding(
    page: Page, workbench: Workbench, article: Article
) -> None:
    check = DayAndNight(page, "reader on a phone").check
    page.set_viewport_size({"width": 390, "height": 844})
    reader = Reader(page, workbench)
    reader.open(article)
    check("the text")
    reader.select(reader.find("breathtaking"))
    page.locator('button[data-tag="promotional"]').click()
    reader.expect_saved(1)
    check("a card")


def test_the_welcome_has_no_grave_finding(page: Page, nameless: Workbench) -> None:
    both = DayAndNight(page, "workbench that nobody has opened yet")
    page.goto(nameless.url)
    expect(page.get_by_label("Your name")).to_be_visible()
    both.check("welcome")


def _open_demo_article(reader: Reader, demo: int) -> None:
    told = reader.workbench.api.get(f"/api/projects/{demo}/articles").json()["articles"][0]
    text = reader.workbench.text(told["revision_id"])
    reader.open(Article(told["id"], told["revision_id"], told["title"], text))


def said(reader: Reader) -> str:
    """The article as it is read out."""
    return Spoken(reader.page).text_of("region", reader.article.title)


def test_a_screen_reader_hears_where_passages_begin_and_end(reader: Reader) -> None:
    reader.tag(reader.find(OUTER), "1")
    reader.tag(reader.find(INNER), "4")
    reader.expect_saved(2)
    assert (
        "sourced begins: said disputed begins: the steel (disputed ends) came from 12 suppliers "
        "(sourced ends) ." in said(reader)
    )
    reader.tag(reader.find(INNER), "3")
    reader.tag(reader.find("suppliers"), "2")
    reader.expect_saved(4)
    heard = said(reader)
    assert "said disputed, filler begin: the steel (disputed, filler end) came" in heard
    assert "12 promotional begins: suppliers (sourced, promotional end) ." in heard
    assert reader.text.evaluate("node => node.textContent") == reader.article.text


def test_a_passage_across_paragraphs_begins_and_ends_once(reader: Reader) -> None:
    reader.tag(reader.find("accounts.\n\nVisitors will love"), "2")
    reader.expect_saved(1)
    assert "promotional begins: accounts. Visitors will love (promotional ends)" in said(reader)


def test_what_was_done_and_what_is_under_the_cursor_is_said(reader: Reader) -> None:
    live = reader.page.locator("[aria-live=polite]")
    reader.press("j")
    expect(live.filter(has_text="The county opened the new bridge")).to_have_count(1)
    reader.press("1")
    expect(live.filter(has_text="Tagged sourced")).to_have_count(1)
    reader.press("Space")
    expect(live.filter(has_text="Cleared")).to_have_count(1)
    reader.press("k")
    expect(live.filter(has_text=re.compile("12 suppliers.*Cleared"))).to_have_count(1)
    reader.press("Control+z")
    expect(live.filter(has_text="Undone")).to_have_count(1)


def test_every_part_of_the_reader_has_a_name(reader: Reader) -> None:
    reader.tag(reader.find(INNER), "1")
    reader.expect_saved(1)
    spoken = Spoken(reader.page)
    for role, name in (("region", reader.article.title), ("heading", reader.article.title),
                       ("toolbar", "Reading tools"), ("group", "Tags"),
                       ("complementary", "Cards of the passages"),
                       ("group", f"sourced: {INNER}")):  # fmt: skip
        assert spoken.has(role, name), (role, name)


def test_a_screen_reader_has_the_whole_text_and_not_only_what_is_drawn(
    page: Page, workbench: Workbench
) -> None:
    """Chromium leaves what is far away undrawn, and out of what it tells simpler assistive tools."""
    lines = [f"Sentence {number} of the long report was read out." for number in range(300)]
    article = workbench.add_article("The long report", "\n\n".join(lines))
    browser = page.context.browser
    assert browser is not None
    flags = [*launch_flags(), "--force-renderer-accessibility=screen-reader"]
    listening = browser.browser_type.launch(executable_path=find_chromium(), args=flags)
    try:
        heard = listening.new_page()
        heard.goto(f"{workbench.url}/annotate?article={article.id}")
        expect(heard.get_by_test_id("article")).to_be_visible()
        settled(heard)
        assert Spoken(heard).text_of("region", "The long report") == " ".join(lines)
    finally:
        listening.close()
