"""Which articles are one story: by text, by title, by days, and against page furniture."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.shingles import shingles, sketch
from models.story_groups import Said, story_groups
from models.story_links import Link, Told, links
from models.title_words import title_hashes

DAY = date(2026, 6, 1)


def told(number: int, text: str, title: str = "", outlet: str = "", after: int | None = 0) -> Told:
    day = None if after is None else DAY + timedelta(days=after)
    return Told(number, outlet, day, sketch(shingles(text)), title_hashes(title))


def prose(seed: int, words: int = 200) -> str:
    chosen = random.Random(seed)
    return " ".join(f"word{chosen.randrange(5000)}" for _ in range(words))


def pairs(*articles: Told) -> set[tuple[int, int]]:
    return {(one.first, one.second) for one in links(articles)}


def test_a_copy_is_linked_within_a_fortnight_and_not_after_it() -> None:
    wire = prose(1)
    assert pairs(told(1, wire), told(2, f"{wire} {prose(2, 90)}", after=14)) == {(1, 2)}
    assert pairs(told(1, wire), told(2, wire, after=15)) == set()
    assert pairs(told(1, wire), told(2, wire, after=None)) == {(1, 2)}


def test_a_title_alone_needs_three_words_and_nearness_and_a_quotation_a_little_of_it() -> None:
    first = "Harbour authority closes ferry terminal"
    second = "Ferry terminal closes: harbour in uproar"
    assert pairs(told(1, prose(1), first), told(2, prose(2), second, after=3)) == {(1, 2)}
    assert pairs(told(1, prose(1), first), told(2, prose(2), second, after=8)) == set()
    assert pairs(told(1, prose(1), first), told(2, prose(2), "Ferry terminal opens")) == set()
    quotation = prose(3, 40)
    quoting = [f"{prose(4, 400)} {quotation}", f"{quotation} {prose(5, 400)}"]
    assert pairs(told(1, quoting[0], first), told(2, quoting[1], "Ferry terminal loses")) == {
        (1, 2)
    }
    assert pairs(told(1, quoting[0], first), told(2, quoting[1], "Bread wins prize")) == set()


def test_the_two_real_articles_on_one_event_are_one_story(real_articles: list) -> None:  # type: ignore[type-arg]
    texts = [path.read_text("utf-8") for path in real_articles]
    articles = [
        told(number, text, text.split("\n")[0], f"Outlet {number}")
        for number, text in enumerate(texts, 1)
    ]
    assert pairs(*articles) == {(1, 2)}
    (found,) = links(articles)
    assert found.text < 0.02
    assert found.title > 0.5


def test_what_an_outlet_prints_under_everything_joins_nothing() -> None:
    furniture = prose(99, 120)
    many = [
        told(
            number, f"{prose(number, 80)} {furniture}", f"Morning briefing for you {number}", "Post"
        )
        for number in range(1, 31)
    ]
    assert pairs(*many) == set()
    wire = prose(50)
    copied = [told(40, f"{wire} {furniture}", "", "Post"), told(41, wire, "", "Courier")]
    assert pairs(*many, *copied) == {(40, 41)}
    # A wire story of one day in six of an outlet's forty articles is no furniture.
    others = [told(number, prose(number), "", "Post") for number in range(100, 134)]
    updates = [
        told(number, f"{wire} {prose(number, 20)}", "", "Post") for number in range(200, 206)
    ]
    assert (41, 205) in pairs(*others, *updates, told(41, wire, "", "Courier"))


def test_a_wire_story_of_many_outlets_is_one_story() -> None:
    wire = prose(7)
    many = [told(n, f"{wire} {prose(n, 40)}", "", f"Outlet {n}", n % 9) for n in range(1, 61)]
    found = story_groups([one.id for one in many], links(many))
    assert found == [list(range(1, 61))]


@given(st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order_of_articles(order: random.Random) -> None:
    texts = [prose(order.randrange(4), 60) + " " + prose(order.randrange(9), 60) for _ in range(12)]
    articles = [told(n, text, outlet=f"o{n % 3}", after=n % 5) for n, text in enumerate(texts, 1)]
    shuffled = order.sample(articles, len(articles))
    assert links(articles) == links(shuffled)


NUMBERS = st.integers(1, 9)
PAIRS = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1])


@given(
    st.lists(st.tuples(PAIRS, st.floats(0, 1)), max_size=20, unique_by=lambda one: one[0]),
    st.lists(st.tuples(PAIRS, st.booleans()), max_size=8, unique_by=lambda one: one[0]),
    st.randoms(use_true_random=False),
)
def test_what_people_say_counts_and_the_rest_hangs_together(
    found: list[tuple[tuple[int, int], float]],
    words: list[tuple[tuple[int, int], bool]],
    order: random.Random,
) -> None:
    linked = [Link(*pair, strength, 0.0) for pair, strength in found]
    said = [Said(*pair, together) for pair, together in words]
    groups = story_groups(range(1, 10), linked, said)
    assert groups == story_groups(range(9, 0, -1), order.sample(linked, len(linked)), said)
    members = [one for group in groups for one in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 for group in groups)
    where = {one: number for number, group in enumerate(groups) for one in group}
    if said and said[0].together:
        assert where[said[0].first] == where[said[0].second]
    for place, word in enumerate(said):
        earlier = [one for one in said[:place] if one.together]
        if not word.together and not earlier:
            first, second = where.get(word.first), where.get(word.second)
            assert first is None or first != second
    if not said:
        assert {frozenset(group) for group in groups} == components([pair for pair, _ in found])


def components(edges: list[tuple[int, int]]) -> set[frozenset[int]]:
    found = {one: {one} for one in range(1, 10)}
    for first, second in edges:
        merged = found[first] | found[second]
        for one in merged:
            found[one] = merged
    return {frozenset(one) for one in found.values() if len(one) > 1}
