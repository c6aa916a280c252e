"""Two hundred things done while the server dies five times: in the end all of it is there, once."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Thread, Timer

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import READER_NAME
from tests.browser.reader import Reader, Span, find
from tests.browser.server import Workbench

OPERATIONS = 200
KILLS = 5
TAGS = {"1": "sourced", "2": "promotional", "3": "filler", "4": "disputed"}
SENTENCES = 70
WITHIN = 0.3
"""Seconds, at most, from the moment a kill is decided to the kill: in them the person goes on."""


@dataclass(frozen=True)
class Passage:
    """A passage as the person left it."""

    span: Span
    tag: str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """Everything that the person sees: passages by first letter and tag, and cleared sentences."""

    passages: dict[tuple[int, str], Passage] = field(default_factory=dict)
    cleared: frozenset[int] = frozenset()

    def keep(self, passage: Passage) -> "Work":
        """With this passage instead of what of its tag began there."""
        return replace(self, passages=self.passages | {(passage.span.start, passage.tag): passage})

    def without(self, passage: Passage) -> "Work":
        """Without the passage."""
        rest = {at: one for at, one in self.passages.items() if one != passage}
        return replace(self, passages=rest)


class Person:
    """Does one thing after the other, and remembers what that should have led to."""

    def __init__(self, reader: Reader, sentences: list[Span], chance: random.Random) -> None:
        self.reader = reader
        self.history = [Work()]
        self._undone: list[Work] = []
        self._sentences = sentences
        self._chance = chance
        self._numbers = count(1)
        self._free = [
            find(reader.article.text, f"{word}{n}")
            for n in range(SENTENCES)
            for word in ("The witness", "the ledger", "the harbour")
        ]
        chance.shuffle(self._free)

    @property
    def work(self) -> Work:
        """What there is now."""
        return self.history[-1]

    def do_something(self) -> None:
        """One operation, whichever chance picks among those that are possible."""
        deeds: dict[Callable[[], None], int] = {self.create: 8, self.clear: 4}
        if self._lone():
            deeds |= {self.note: 3, self.evidence: 2, self.retag: 3, self.delete: 2}
            deeds |= {self.clear_tagged: 1, self.duplicate: 2}
        if self._in_two_words():
            deeds[self.split] = 3
        if self._halves():
            deeds[self.merge] = 3
        if self.work.cleared:
            deeds[self.unclear] = 2
        if len(self.history) > 1:
            deeds[self.undo] = 2
        if self._undone:
            deeds[self.redo] = 25
        (deed,) = self._chance.choices(list(deeds), weights=list(deeds.values()))
        print(deed.__name__, len(self.work.passages))  # told where the test fails
        deed()
        expect(self.reader.cards).to_have_count(len(self.work.passages))

    def create(self) -> None:
        """Tags a word that nobody tagged yet."""
        span, key = self._free.pop(), self._chance.choice(list(TAGS))
        self.reader.tag(span, key)
        self._keep(Passage(span, TAGS[key]))

    def note(self) -> None:
        """Writes a note, or more of it."""
        passage, added = self._open(), f"n{next(self._numbers)} "
        self.reader.press("n")
        self.reader.page.keyboard.insert_text(added)
        self.reader.press("Escape")
        self._keep(replace(passage, note=passage.note + added))

    def evidence(self) -> None:
        """Adds an address."""
        passage, url = self._open(), f"https://records.example/{next(self._numbers)}"
        self.reader.press("e")
        self.reader.page.keyboard.insert_text(url)
        self.reader.press("Enter")
        self._keep(replace(passage, evidence=(*passage.evidence, url)))

    def retag(self) -> None:
        """Gives a passage another tag."""
        passage = self._open()
        key = self._other_key(passage)
        self.reader.press(key)
        self._then(self.work.without(passage).keep(replace(passage, tag=TAGS[key])))

    def duplicate(self) -> None:
        """Gives the same words a second passage, with another tag and all else copied."""
        passage = self._open()
        key = self._other_key(passage)
        self.reader.press("d", key)
        self._keep(replace(passage, tag=TAGS[key]))

    def split(self) -> None:
        """Cuts a passage of two words between them."""
        passage = self._open(self._in_two_words())
        self.reader.press("s", "Enter")
        at = passage.span.start + passage.span.quote.index(" ")
        parts = [
            find_at(self.reader.article.text, start, end)
            for start, end in ((passage.span.start, at), (at + 1, passage.span.end))
        ]
        work = self.work.without(passage)
        for part in parts:
            work = work.keep(replace(passage, span=part))
        self._then(work)

    def merge(self) -> None:
        """Joins two passages that were cut from one."""
        first, second = self._chance.choice(self._halves())
        self._open([first])
        self.reader.press("m")
        span = find_at(self.reader.article.text, first.span.start, second.span.end)
        notes = dict.fromkeys(note.strip() for note in (first.note, second.note) if note.strip())
        evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
        work = self.work.without(first).without(second)
        self._then(work.keep(Passage(span, first.tag, "\n\n".join(notes), evidence)))

    def delete(self) -> None:
        """Deletes a passage."""
        passage = self._open()
        self.reader.press("Delete")
        self._then(self.work.without(passage))

    def clear(self) -> None:
        """Clears a sentence that holds no passage and was not cleared."""
        tagged = [passage.span.start for passage in self.work.passages.values()]
        unread = [
            number
            for number, one in enumerate(self._sentences)
            if number not in self.work.cleared
            and not any(one.start <= start < one.end for start in tagged)
        ]
        number = self._chance.choice(unread)
        self.reader.select(self._sentences[number])
        self.reader.press("Space")
        self._then(replace(self.work, cleared=self.work.cleared | {number}))

    def clear_tagged(self) -> None:
        """Clears a sentence that holds a passage: it is read already, and stays as it is."""
        passage = self._chance.choice(self._lone())
        (sentence,) = [
            one for one in self._sentences if passage.span.start in range(one.start, one.end)
        ]
        self.reader.select(sentence)
        self.reader.press("Space")

    def unclear(self) -> None:
        """Makes a cleared sentence unread again."""
        number = self._chance.choice(sorted(self.work.cleared))
        self.reader.select(self._sentences[number])
        # The sentence stays selected, and the next key would mean it.
        self.reader.press("Shift+Space", "Escape")
        self._then(replace(self.work, cleared=self.work.cleared - {number}))

    def undo(self) -> None:
        """Takes the last step back, whatever it was."""
        self.reader.press("Control+z")
        self._undone.append(self.history.pop())

    def redo(self) -> None:
        """Does again what was undone last."""
        self.reader.press("Control+Shift+z")
        self.history.append(self._undone.pop())

    def start_again(self, how: str) -> None:
        """Starts the server; then the tab is reloaded, or was closed before and is opened anew."""
        reader = self.reader
        if how == "come back":
            reader.page.close()
        reader.workbench.start()
        if how == "reload":
            reader.reload()
        elif how == "come back":
            self.reader = Reader(reader.page.context.new_page(), reader.workbench)
            self.reader.open(reader.article)
            self.history = [self.work]  # the steps that could be undone went with the tab
            self._undone = []

    def _open(self, among: list[Passage] | None = None) -> Passage:
        passage = self._chance.choice(among or self._lone())
        self.reader.card(passage.span, passage.tag).focus()
        self.reader.press("Enter")
        return passage

    def _other_key(self, passage: Passage) -> str:
        there = {tag for start, tag in self.work.passages if start == passage.span.start}
        return self._chance.choice([key for key, tag in TAGS.items() if tag not in there])

    def _lone(self) -> list[Passage]:
        """Passages to which another tag can be given."""
        starts = [start for start, _ in self.work.passages]
        return [one for (at, _), one in self.work.passages.items() if starts.count(at) < len(TAGS)]

    def _in_two_words(self) -> list[Passage]:
        """Passages of two words, the second of which has no passage of the same tag yet."""
        return [one for one in self.work.passages.values() if self._second_is_free(one)]

    def _second_is_free(self, passage: Passage) -> bool:
        first, _, second = passage.span.quote.partition(" ")
        start = passage.span.start + len(first) + 1
        return bool(second) and (start, passage.tag) not in self.work.passages

    def _halves(self) -> list[tuple[Passage, Passage]]:
        """Two passages of one tag with a space between them."""
        begins = self.work.passages
        pairs = ((one, begins.get((one.span.end + 1, one.tag))) for one in begins.values())
        return [(one, beside) for one, beside in pairs if beside is not None]

    def _keep(self, passage: Passage) -> None:
        self._then(self.work.keep(passage))

    def _then(self, work: Work) -> None:
        self.history.append(work)
        self._undone = []


def find_at(text: str, start: int, end: int) -> Span:
    """The span with what stands there."""
    return Span(start, end, text[start:end])


@pytest.fixture
def chance() -> random.Random:
    """Chance whose seed is told where the test fails; `WORKBENCH_LOSS_SEED` has it again."""
    seed = os.environ.get("WORKBENCH_LOSS_SEED") or str(random.SystemRandom().randrange(10**6))
    print(f"WORKBENCH_LOSS_SEED={seed}")
    return random.Random(seed)


def test_five_killed_servers_lose_and_double_nothing(
    context: BrowserContext, workbench: Workbench, chance: random.Random
) -> None:
    article = workbench.add_article("Ledgers of the harbour", _text())
    reader = Reader(context.new_page(), workbench)
    reader.open(article)
    person = Person(reader, _sentences(workbench, article.revision_id), chance)
    trouble = _troubles(chance)
    dying = Timer(0, workbench.kill)
    coming = Thread()
    for number in range(OPERATIONS):
        match trouble.get(number):
            case "kill":
                _wait_for(coming)
                dying = Timer(chance.uniform(0, WITHIN), workbench.kill)
                dying.start()
            case "offline" | "online" as network:
                context.set_offline(network == "offline")
            case "stay":
                dying.join()
                coming = Thread(target=workbench.start)
                coming.start()
            case "reload" | "come back" as how:
                dying.join()
                person.start_again(how)
        person.do_something()
    _wait_for(coming)
    _expect_everything(person, workbench)


def test_a_tab_closed_right_after_a_key_loses_nothing(
    context: BrowserContext, workbench: Workbench
) -> None:
    """Without waiting for anything in between; what was pressed is there when the tab is opened."""
    article = workbench.add_article("Ledgers that were closed", _text("Later, "))
    sentences = _sentences(workbench, article.revision_id)
    for number, key in enumerate(("1", "Space", "2", "Space")):
        reader = Reader(context.new_page(), workbench)
        reader.open(article)
        reader.select(sentences[number])
        reader.press(key)
        reader.page.close()
    reader = Reader(context.new_page(), workbench)
    reader.open(article)
    reader.expect_saved(2)
    reader.expect_rows((sentences[0].quote, "sourced"), (sentences[2].quote, "promotional"))
    assert _cleared(workbench, article.revision_id) == [1, 3]


def _troubles(chance: random.Random) -> dict[int, str]:
    """What happens before which operation: each kill with its start, and once no network."""
    troubles: dict[int, str] = {}
    kinds = ["offline", *(["kill"] * KILLS)]
    ways = ["reload", "come back", *(["stay"] * (KILLS - 2))]
    chance.shuffle(kinds)
    chance.shuffle(ways)
    for number, kind in enumerate(kinds):
        at = 8 + 30 * number + chance.randrange(8)
        after = at + chance.randrange(2, 13)
        troubles[at] = kind
        troubles[after] = "online" if kind == "offline" else ways.pop()
    return troubles


def _wait_for(coming: Thread) -> None:
    if coming.ident is not None:
        coming.join()


def _expect_everything(person: Person, workbench: Workbench) -> None:
    reader, work = person.reader, person.work
    reader.expect_saved(len(work.passages))
    assert reader.unsent() == []
    expected = sorted(
        (one.span.start, one.span.end, one.tag, one.note, one.evidence)
        for one in work.passages.values()
    )
    assert _stored(workbench, reader.article.revision_id) == expected
    assert _cleared(workbench, reader.article.revision_id) == sorted(work.cleared)
    reader.reload()
    reader.expect_saved(len(work.passages))
    shown = reader.cards.evaluate_all(
        "cards => cards.map(({ dataset: d }) => [+d.start, +d.end, d.tag])"
    )
    assert sorted(map(tuple, shown)) == [row[:3] for row in expected]


def _text(begin: str = "") -> str:
    lines = (
        f"{begin}The witness{n} put down the ledger{n} and looked over the harbour{n}."
        for n in range(SENTENCES)
    )
    return "\n\n".join(" ".join(group) for group in _groups(list(lines), 5))


def _groups(lines: list[str], size: int) -> list[list[str]]:
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def _sentences(workbench: Workbench, revision_id: int) -> list[Span]:
    answer = workbench.api.get(f"/api/revisions/{revision_id}/sentences").json()["sentences"]
    text = workbench.text(revision_id)
    assert len(answer) == SENTENCES
    return [Span(start, end, text[start:end]) for start, end in answer]


def _stored(workbench: Workbench, revision_id: int) -> list[tuple[object, ...]]:
    answer = workbench.api.get(f"/api/revisions/{revision_id}/annotations").json()["annotations"]
    return sorted(
        (
            one["start"],
            one["end"],
            one["tag"],
            one["note"] or "",
            tuple(item["url"] for item in one["evidence"]),
        )
        for one in answer
    )


def _cleared(workbench: Workbench, revision_id: int) -> list[int]:
    """As the person's own token is told: states are nobody else's."""
    handle = READER_NAME.lower().replace(" ", "-")
    token = workbench.workbench("token", "create", handle).strip()
    with workbench.client(token) as own:
        answer = own.get(f"/api/revisions/{revision_id}/reading").raise_for_status().json()
    return list(answer["cleared"])
