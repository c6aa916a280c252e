"""Readings that nobody thought of: tables of sets of tags, and texts with passages."""

from hypothesis import strategies as st

from agreement.reading import Passage, Reading, ReadText
from agreement.tally import Tally
from tests.agreement.tables import tally

TAGS = ("filler", "promo", "sourced")


def sets(most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(TAGS), max_size=most)


@st.composite
def tallies(
    draw: st.DrawFn, *, missing: bool = True, most_tags: int = 2, reviewers: int = 0
) -> Tally:
    """Units of up to six articles as two to four reviewers read them."""
    wide = reviewers or draw(st.integers(2, 4))
    cell = st.none() | sets(most_tags) if missing else sets(most_tags)
    rows = draw(st.lists(st.lists(cell, min_size=wide, max_size=wide), min_size=1, max_size=14))
    weights = draw(st.lists(st.integers(1, 4), min_size=len(rows), max_size=len(rows)))
    articles = draw(st.lists(st.integers(0, 5), min_size=len(rows), max_size=len(rows)))
    return tally(rows, weights=weights, articles=articles)


@st.composite
def ranges(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, length))


@st.composite
def texts(draw: st.DrawFn) -> ReadText:
    """A text of up to 40 code points whose sentences have gaps, read by up to three."""
    length = draw(st.integers(1, 40))
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    sentences = [(one, other) for one, other in zip(cuts[::2], cuts[1::2], strict=False)]
    readings = [
        Reading(
            f"r{number}",
            [
                Passage(start, end, draw(st.sampled_from(TAGS)))
                for start, end in draw(st.lists(ranges(length), max_size=3))
            ],
            sorted(
                draw(
                    st.lists(
                        st.sampled_from(sentences) if sentences else ranges(length), max_size=3
                    )
                )
            ),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return ReadText(draw(st.sampled_from("abc")), length, sentences, readings)
