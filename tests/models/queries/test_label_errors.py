"""Passages that look like slips, against the plainest of computations."""

import random
from collections import Counter
from itertools import combinations, count
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.database import Database
from models.near_words import nearly_same
from models.queries.alike_passages import Alike, alike_passages
from models.queries.odd_extents import Oddity, odd_extents
from models.queries.scope import Filters
from models.same_words import same_words
from tests.builders import Desk, build_desk

SENTENCES = (
    "The mill on Quay street closed in March.",
    "The mill on Quay street closed in May.",
    "A mill on Quay street closed in March.",
    "Nobody at all saw the mill close.",
    "THE MILL on Quay street, closed in March",
)
_numbers = count(1)
rows = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["Ana", "Bo"]),
        st.integers(0, len(SENTENCES) - 1),
        st.sampled_from(["sourced", "filler"]),
    ),
    max_size=10,
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=rows)
def test_same_and_nearly_same_words_under_other_tags(database: Database, drawn: Any) -> None:
    desk = build_desk(database, f"Alike {next(_numbers)}")
    for person in ("Ana", "Bo"):
        desk.people[person] = Desk(database, desk.project_id, desk.editor).reviewer(f"{person}{next(_numbers)}")  # fmt: skip
    texts = [desk.article("\n\n".join(SENTENCES) + " " * number) for number in range(3)]
    for article, person, sentence, tag in drawn:
        desk.tag(person, texts[article], SENTENCES[sentence], tag)
    table = pd.DataFrame(drawn, columns=["article", "person", "sentence", "tag"])
    table["words"] = [same_words(SENTENCES[one]) for one in table["sentence"]]
    table["place"] = list(zip(table["article"], table["person"], table["sentence"], strict=True))
    with database.read() as session:
        found = alike_passages(session, desk.editor, desk.project_id, Filters()).found
    assert told(one for one in found if not one.other) == told_by_hand(
        some for _, some in table.groupby("words") if differs(some)
    )
    groups = {str(words): some for words, some in table.groupby("words")}
    assert told(one for one in found if one.other) == told_by_hand(
        pd.concat([groups[one], groups[other]])
        for one, other in combinations(groups, 2)
        if set(groups[one]["tag"]) != set(groups[other]["tag"])
        and nearly_same(one, other)
        and edge_alike(one, other)
    )


def differs(some: pd.DataFrame) -> bool:
    return some.groupby("place")["tag"].agg(frozenset).nunique() > 1


def edge_alike(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return first[:4] == second[:4] or first[-4:] == second[-4:]


def told(found: Any) -> Counter[Any]:
    return Counter((one.articles, one.passages, frozenset(one.tags)) for one in found)


def told_by_hand(groups: Any) -> Counter[Any]:
    return Counter(
        (some["article"].nunique(), len(some), frozenset(Counter(some["tag"]).items()))
        for some in groups
    )


def test_two_tags_everywhere_are_meant(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    for number in range(2):
        article = desk.article(SENTENCES[0] + " " * number)
        desk.tag("Ana", article, SENTENCES[0], "sourced")
        desk.tag("Ana", article, SENTENCES[0], "filler")
    with desk.database.read() as session:
        assert not alike_passages(session, desk.editor, desk.project_id, Filters()).found


def test_what_is_hidden_from_an_editor_is_not_told(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    article = desk.article(SENTENCES[0])
    desk.tag("Ana", article, SENTENCES[0], "sourced")
    desk.tag("Bo", article, SENTENCES[0], "filler")
    desk.blind()
    assert len(alike(desk)) == 1
    desk.tag("Edith", article, SENTENCES[0], "disputed")
    assert alike(desk) == []


def alike(desk: Desk) -> list[Alike]:
    with desk.database.read() as session:
        return list(alike_passages(session, desk.editor, desk.project_id, Filters()).found)


def test_one_word_in_five_may_differ_by_any_distance() -> None:
    dice = random.Random(3)
    for _ in range(300):
        one, other = ([dice.choice("abc") for _ in range(dice.randrange(1, 12))] for _ in range(2))
        expected = distance(one, other) <= max(len(one), len(other)) // 5
        assert nearly_same(" ".join(one), " ".join(other)) is expected, (one, other)


def distance(one: list[str], other: list[str]) -> int:
    before = list(range(len(other) + 1))
    for row, word in enumerate(one, 1):
        now = [row]
        for column, its in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (word != its)))
        before = now
    return before[-1]


def test_extents_unlike_the_others_of_their_tag_are_told(desk: Desk) -> None:
    sentence = "The mill closed in {} March. "
    text = "".join(sentence.format(number) for number in range(10, 40))
    article = desk.article(text)
    width = len(sentence.format(10))
    for number in range(24):
        desk.tag("Ana", article, (number * width, (number + 1) * width - 1), "sourced")
    long = desk.tag("Ana", article, (0, 20 * width - 1), "sourced")
    short = desk.tag("Ana", article, (25 * width, 25 * width + 3), "sourced")
    inside = desk.tag("Ana", article, (26 * width + 4, 27 * width - 1), "sourced")
    split = desk.tag("Ana", article, (27 * width, 27 * width + 14), "sourced")
    few = desk.tag("Bo", article, (0, 15 * width), "filler")
    assert odd(desk, "long") == [long]
    assert odd(desk, "short") == [short]
    assert odd(desk, "sentence") == [inside]
    assert odd(desk, "word") == [split]
    assert few not in [one for oddity in ("long", "sentence") for one in odd(desk, oddity)]


def odd(desk: Desk, oddity: Oddity) -> list[str]:
    with desk.database.read() as session:
        found = odd_extents(session, desk.editor, desk.project_id, Filters(), oddity)
    return [str(one.id) for one in found]
