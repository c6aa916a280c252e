"""Nothing that a reviewer tagged is lost, and nothing is stored twice."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import READER_NAME, fresh_text
from tests.browser.reader import Reader, words_of
from tests.browser.server import PROJECT, Article, Workbench

BURST = 20
APART = 50  # milliseconds between two tags: faster than anybody reads


@pytest.fixture(scope="module")
def forked() -> bool:
    """What is killed here is what people run."""
    return False


@pytest.fixture
def elsewhere(context: BrowserContext, workbench: Workbench, reader: Reader) -> Reader:
    """The same article in a second tab of the same person."""
    other = Reader(context.new_page(), workbench)
    other.open(reader.article)
    return other


@pytest.fixture
def online(context: BrowserContext) -> Iterator[Callable[[bool], None]]:
    """Takes the network away and gives it back."""
    yield lambda there: context.set_offline(not there)
    context.set_offline(False)


def test_twenty_tags_in_a_second_are_twenty_rows(reader: Reader) -> None:
    words = words_of(reader.article.text, BURST)
    for number, word in enumerate(words):
        reader.tag(word, "1234"[number % 4])
        reader.page.wait_for_timeout(APART)
    reader.expect_saved(BURST)
    names = ("sourced", "promotional", "filler", "disputed")
    reader.expect_rows(*((word.quote, names[n % 4]) for n, word in enumerate(words)))


def test_a_server_killed_amid_a_burst_loses_and_doubles_nothing(
    reader: Reader, workbench: Workbench
) -> None:
    words = words_of(reader.article.text, BURST)
    for number, word in enumerate(words):
        reader.tag(word, "1")
        if number == BURST // 2:
            workbench.kill()
        reader.page.wait_for_timeout(APART)
    assert len(reader.unsent()) >= BURST // 2 - 1
    workbench.start()
    reader.expect_saved(BURST)
    assert reader.unsent() == []
    reader.expect_rows(*((word.quote, "sourced") for word in words))


def test_a_reload_with_work_unsent_sends_it(reader: Reader, workbench: Workbench) -> None:
    words = words_of(reader.article.text, 5)
    workbench.kill()
    for word in words:
        reader.tag(word, "2")
    reader.expect_pending(5)
    workbench.start()
    reader.reload()
    reader.expect_saved(5)
    reader.expect_rows(*((word.quote, "promotional") for word in words))


def test_a_lost_connection_is_said_and_made_up_for(
    reader: Reader, online: Callable[[bool], None]
) -> None:
    words = words_of(reader.article.text, 4)
    online(False)
    for word in words:
        reader.tag(word, "3")
    expect(reader.cards).to_have_count(4)
    reader.expect_pending(4)
    expect(reader.save_state).to_contain_text("4")
    assert reader.rows() == []
    online(True)
    reader.expect_saved(4)
    reader.expect_rows(*((word.quote, "filler") for word in words))


def test_undoing_before_anything_was_sent_leaves_nothing(
    reader: Reader, online: Callable[[bool], None]
) -> None:
    online(False)
    reader.tag(words_of(reader.article.text, 1)[0], "3")
    expect(reader.cards).to_have_count(1)
    reader.press("Control+z")
    expect(reader.cards).to_have_count(0)
    online(True)
    reader.expect_saved(0)
    assert reader.rows() == []


def test_two_tabs_keep_each_others_work(reader: Reader, elsewhere: Reader, own_token: str) -> None:
    words = words_of(reader.article.text, 12)
    for number, word in enumerate(words):
        (reader, elsewhere)[number % 2].tag(word, "1")
    for tab, quote in ((reader, "Tickets"), (elsewhere, "Critics")):
        tab.tag(tab.find(quote), "Space")
    for tab in (reader, elsewhere):
        tab.expect_pending(0)
    reader.expect_rows(*((word.quote, "sourced") for word in words))
    assert reader.unsent() == []
    reader.reload()
    reader.expect_saved(12)
    assert len(_cleared(reader, own_token)) == 2


def test_two_tabs_without_network_send_everything_later(
    reader: Reader, elsewhere: Reader, online: Callable[[bool], None]
) -> None:
    words = words_of(reader.article.text, 6)
    online(False)
    for number, word in enumerate(words):
        (reader, elsewhere)[number % 2].tag(word, "4")
    assert len(reader.unsent()) == 6
    online(True)
    for tab in (reader, elsewhere):
        tab.expect_pending(0)
    reader.expect_rows(*((word.quote, "disputed") for word in words))


@pytest.mark.usefixtures("deaf")  # else the change is there before the key is pressed
def test_a_change_made_elsewhere_is_shown_and_waits_for_a_decision(
    reader: Reader, own_token: str
) -> None:
    (word,) = words_of(reader.article.text, 1)
    reader.tag(word, "1")
    reader.expect_saved(1)
    annotation = reader.id_of(word)
    with reader.workbench.client(own_token) as elsewhere:
        changed = {"id": annotation, "revision_id": reader.article.revision_id, "start": word.start,
                   "end": word.end, "tag": "filler", "version": 1}  # fmt: skip
        operation = {"id": annotation[:-4] + "beef", "kind": "update", "annotation": changed}
        answer = elsewhere.post("/api/annotations", json={"operations": [operation]})
        assert answer.json()["results"][0]["status"] == "saved"
    reader.activate(word)
    reader.press("4")
    card = reader.page.locator(f'[data-annotation="{annotation}"]')
    expect(card).to_have_attribute("data-state", "conflict")
    expect(card).to_contain_text("filler")
    expect(card).to_contain_text("disputed")
    reader.expect_rows((word.quote, "filler"))
    card.get_by_role("button", name="Keep mine").click()
    reader.expect_saved(1)
    reader.expect_rows((word.quote, "disputed"))


def test_a_token_that_ended_is_renewed_without_losing_a_tag(reader: Reader) -> None:
    first, second = words_of(reader.article.text, 2)
    reader.tag(first, "1")
    reader.expect_saved(1)
    _end_session_tokens(reader.workbench)
    reader.tag(second, "1")
    reader.expect_saved(2)
    reader.expect_rows((first.quote, "sourced"), (second.quote, "sourced"))


def test_another_database_gets_nothing_of_this_ones_unsent_work(
    reader: Reader, workbench: Workbench, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Another desk on the same address, as after `make run` in another folder."""
    words = words_of(reader.article.text, 3)
    workbench.kill()
    for word in words:
        reader.tag(word, "1")
    mine = reader.unsent()
    assert len(mine) == 3

    other = Workbench(
        tmp_path_factory.mktemp("other"),
        environment={"WORKBENCH_SOLO_NAME": READER_NAME},
        port=workbench.port,
    )
    other.workbench("project", "create", PROJECT)
    other.start()
    guest = Reader(reader.page, other)
    for number in range(reader.article.id):  # so that ids of the two databases meet
        last = other.add_article(*fresh_text(100 + number))
    guest.open(last)
    guest.tag(guest.find("breathtaking"), "2")
    guest.expect_saved(1)
    guest.expect_rows(("breathtaking", "promotional"))
    assert sorted(guest.unsent()) == sorted(mine)
    other.stop()

    workbench.start()
    reader.open(reader.article)
    reader.expect_saved(3)
    reader.expect_rows(*((word.quote, "sourced") for word in words))


def test_another_persons_unsent_work_stays_where_it_is(
    reader: Reader, page: Page, article: Article, own_token: str
) -> None:
    """A key in the outbox names its person; with another one signed in it is left alone."""
    words = words_of(article.text, 2)
    reader.workbench.kill()
    for word in words:
        reader.tag(word, "1")
    for quote in ("Critics", "Tickets"):
        reader.tag(reader.find(quote), "Space")
    theirs = page.evaluate(
        """() => {
          const keys = Object.keys(localStorage).filter((key) => key.startsWith("workbench:"));
          const isClear = (key) => localStorage.getItem(key).includes('"clear"');
          return [keys.find(isClear), keys.find((key) => !isClear(key))].map((key) => {
            const [name, instance, reviewer, ...rest] = key.split(":");
            const theirs = [name, instance, String(Number(reviewer) + 1000), ...rest].join(":");
            localStorage.setItem(theirs, localStorage.getItem(key));
            localStorage.removeItem(key);
            return theirs;
          });
        }"""
    )
    page.goto("about:blank")  # the page that made them still has them in memory
    reader.workbench.start()
    reader.open(article)
    reader.expect_saved(1)
    assert len(reader.rows()) == 1
    assert len(_cleared(reader, own_token)) == 1
    assert sorted(reader.unsent()) == sorted(theirs)


@pytest.fixture
def own_token(workbench: Workbench, reader: Reader) -> str:
    """A token of the person who reads here, for another program of theirs."""
    return workbench.workbench("token", "create", READER_NAME.lower().replace(" ", "-")).strip()


def _cleared(reader: Reader, token: str) -> list[int]:
    path = f"/api/revisions/{reader.article.revision_id}/reading"
    with reader.workbench.client(token) as own:
        return list(own.get(path).raise_for_status().json()["cleared"])


def _end_session_tokens(workbench: Workbench) -> None:
    with sqlite3.connect(workbench.folder / "workbench.db", timeout=30) as database:
        ended = database.execute(
            "UPDATE api_token SET revoked_at = created_at WHERE kind = 'session'"
        )
        assert ended.rowcount > 0


def test_what_was_left_unsent_goes_from_any_page(reader: Reader, workbench: Workbench) -> None:
    words = words_of(reader.article.text, 3)
    workbench.kill()
    for word in words:
        reader.tag(word, "2")
    assert len(reader.unsent()) == 3
    workbench.start()
    reader.page.goto(f"{workbench.url}/library")
    expect(reader.page.get_by_role("heading", name="Library")).to_be_visible()
    reader.page.wait_for_function(
        "() => !Object.keys(localStorage).some(k => /^workbench:.*:.*:/.test(k))"
    )
    reader.open(reader.article)
    reader.expect_rows(*((word.quote, "promotional") for word in words))
