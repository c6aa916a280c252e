"""The rule that hands readings out: nobody twice, never too many, fair, and done when it is done."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment_rule import Held, Move, Open, Reader, hand_out

TODAY = date(2026, 11, 28)
FOUR = [Reader(number) for number in range(1, 5)]


def after(held: list[Held], moves: list[Move]) -> list[Held]:
    """What everybody has once the moves are made."""
    rows = {(one.article_id, one.reviewer_id): one for one in held}
    for move in moves:
        if move.taken_from is not None:
            del rows[move.article_id, move.taken_from]
        if move.given_to is not None:
            assert (move.article_id, move.given_to) not in rows, "given twice"
            rows[move.article_id, move.given_to] = Held(move.article_id, move.given_to)
    return list(rows.values())


def loads(held: list[Held]) -> Counter[int]:
    return Counter(one.reviewer_id for one in held if one.status != "submitted")


def readers_of(held: list[Held], article: int) -> set[int]:
    return {one.reviewer_id for one in held if one.article_id == article}


def test_each_article_gets_its_readers_and_everybody_the_same_share() -> None:
    articles = [Open(number) for number in range(1, 9)]
    held = after([], hand_out(articles, FOUR, [], 2))
    assert all(len(readers_of(held, one.id)) == 2 for one in articles)
    assert loads(held) == Counter({1: 4, 2: 4, 3: 4, 4: 4})


def test_what_is_urgent_or_due_first_is_given_first() -> None:
    articles = [Open(1), Open(2, due_on=TODAY), Open(3, priority=1), Open(4, 1, TODAY)]
    moves = hand_out(articles, [Reader(1)], [], 1)
    assert [move.article_id for move in moves] == [4, 3, 2, 1]
    assert [move.load for move in moves] == [0, 1, 2, 3]


def test_whoever_left_loses_what_they_had_not_begun_and_nothing_else() -> None:
    held = [Held(1, 1), Held(2, 1, "in_progress"), Held(3, 1, "submitted")]
    readers = [Reader(1, takes=False, left=True), Reader(2)]
    moves = hand_out([Open(1), Open(2), Open(3)], readers, held, 1)
    assert [(one.article_id, one.taken_from, one.given_to, one.why) for one in moves] == [
        (1, 1, 2, "left"),
        (2, None, 2, "place"),
    ]
    assert {(2, 1), (3, 1)} <= {(one.article_id, one.reviewer_id) for one in after(held, moves)}


def test_with_nobody_to_take_it_the_work_of_whoever_left_is_free_again() -> None:
    moves = hand_out([Open(1)], [Reader(1, left=True)], [Held(1, 1)], 1)
    assert [(one.taken_from, one.given_to) for one in moves] == [(1, None)]


def test_a_late_joiner_gets_a_share_of_what_is_not_begun_only_if_asked() -> None:
    articles = [Open(number) for number in range(1, 7)]
    held = [Held(number, 1) for number in range(1, 5)] + [Held(5, 1, "in_progress"), Held(6, 1)]
    readers = [Reader(1), Reader(2)]
    assert hand_out(articles, readers, held, 1) == []
    moves = hand_out(articles, readers, held, 1, rebalance=True)
    assert {one.why for one in moves} == {"balance"}
    assert loads(after(held, moves)) == Counter({1: 3, 2: 3})
    assert (5, 1) in {(one.article_id, one.reviewer_id) for one in after(held, moves)}


def test_what_an_editor_chose_and_who_is_off_duty() -> None:
    held = [Held(1, 1, fixed=True), Held(2, 1)]
    readers = [Reader(1, takes=False), Reader(2)]
    moves = hand_out([Open(1), Open(2)], readers, held, 1, rebalance=True)
    assert [(one.article_id, one.given_to, one.why) for one in moves] == [(2, 2, "off_duty")]


articles_drawn = st.lists(
    st.builds(
        Open,
        st.integers(1, 12),
        st.integers(0, 2),
        st.none() | st.integers(0, 3).map(lambda days: TODAY + timedelta(days)),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)
readers_drawn = st.lists(
    st.builds(Reader, st.integers(1, 6), st.booleans(), st.booleans(), st.integers(0, 3)),
    max_size=6,
    unique_by=lambda one: one.id,
)
held_drawn = st.lists(
    st.builds(
        Held,
        st.integers(1, 12),
        st.integers(1, 6),
        st.sampled_from(("assigned", "in_progress", "submitted")),
        st.booleans(),
    ),
    max_size=14,
    unique_by=lambda one: (one.article_id, one.reviewer_id),
)


@settings(max_examples=300)
@given(articles_drawn, readers_drawn, held_drawn, st.integers(1, 4), st.booleans())
def test_the_rule_keeps_its_promises_in_every_state(
    articles: list[Open], readers: list[Reader], held: list[Held], wanted: int, rebalance: bool
) -> None:
    moves = hand_out(articles, readers, held, wanted, rebalance=rebalance)
    made = after(held, moves)  # fails where somebody would have an article twice
    gone = {one.id for one in readers if one.left} | ({*range(1, 7)} - {one.id for one in readers})
    may = {one.id for one in readers if one.takes and not one.left}
    assert {one.given_to for one in moves} - {None} <= may
    begun = [one for one in held if one.status != "assigned"]
    assert [one for one in begun if one not in made] == []
    for article in articles:
        places = [
            one
            for one in made
            if one.article_id == article.id
            if one.status == "submitted" or one.reviewer_id not in gone
        ]
        before = [
            one
            for one in held
            if one.article_id == article.id
            if one.status == "submitted" or one.reviewer_id not in gone
        ]
        assert len(places) <= max(wanted, len(before))
        # Short of readers only where nobody is left who could read it.
        lost = {one.taken_from for one in moves if one.article_id == article.id}
        assert len(places) >= wanted or may <= readers_of(made, article.id) | lost
    settled = [replace(one, fixed=False) if one not in held else one for one in made]
    assert hand_out(articles, readers, settled, wanted, rebalance=rebalance) == []


@settings(max_examples=200)
@given(articles_drawn, readers_drawn, held_drawn, st.integers(1, 4))
def test_nobody_gets_what_somebody_with_less_to_do_could_have_had(
    articles: list[Open], readers: list[Reader], held: list[Held], wanted: int
) -> None:
    may = {one.id for one in readers if one.takes and not one.left}
    now = list(held)  # also what is held of articles that are not to be handed out
    for move in hand_out(articles, readers, held, wanted):
        had = loads(now)
        now = after(now, [move])
        if move.given_to is None:
            continue
        others = may - readers_of(now, move.article_id)
        assert move.load == had[move.given_to]
        assert all(had[other] >= move.load for other in others), (move, had)


@settings(max_examples=100)
@given(articles_drawn, st.integers(1, 6), st.integers(1, 4))
def test_from_nothing_loads_differ_by_one_at_most(
    articles: list[Open], people: int, wanted: int
) -> None:
    readers = [Reader(number) for number in range(1, people + 1)]
    found = loads(after([], hand_out(articles, readers, [], wanted)))
    counts = [found[one.id] for one in readers]
    assert max(counts) - min(counts) <= 1


@settings(max_examples=150)
@given(articles_drawn, readers_drawn, held_drawn, st.integers(1, 3))
def test_balanced_loads_differ_by_one_but_for_what_cannot_move(
    articles: list[Open], readers: list[Reader], held: list[Held], wanted: int
) -> None:
    known = {article.id for article in articles}
    made = after(held, hand_out(articles, readers, held, wanted, rebalance=True))
    found = loads(made)
    may = sorted(one.id for one in readers if one.takes and not one.left)
    for rich in may:
        movable = [
            one.article_id
            for one in made
            if one.reviewer_id == rich and one.status == "assigned" and not one.fixed
            if one.article_id in known
        ]
        for poor in may:
            if found[rich] - found[poor] >= 2:
                assert all(poor in readers_of(made, article) for article in movable)
