"""Rates adjusted for who read, on made data where the plain ones are wrong."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from rates.adjusted import Read, adjusted
from rates.bootstrap import ratio
from rates.connected import connected


def read(*rows: tuple[int, int, int, float, float]) -> Read:
    """Rows of article, outlet, reader, words, passages."""
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    articles, outlets, readers = (column.astype(np.int64) for column in columns[:3])
    words, passages = (column.astype(np.float64) for column in columns[3:])
    return Read(articles, outlets, readers, words, passages)


def one_each(cells: list[list[float | None]], articles: int = 5) -> Read:
    """Outlets by readers: passages in each of some articles of 100 words; None: did not read."""
    rows = [
        (outlet * 1000 + number, outlet, reader, 100.0, passages)
        for outlet, row in enumerate(cells)
        for reader, passages in enumerate(row)
        for number in range(articles)
        if passages is not None
    ]
    return read(*rows)


def test_a_keen_reader_does_not_colour_the_outlets_they_read() -> None:
    """Both outlets have 10 passages per 1,000 words; Ada tags thrice as much and reads mostly one."""
    dice = np.random.default_rng(5)
    rows = []
    for article in range(400):
        outlet = article % 2
        words = float(dice.integers(300, 900))
        keen = dice.random() < (0.85, 0.15)[outlet]
        seen = dice.poisson(words * 0.01 * (3.0 if keen else 1.0))
        rows.append((article, outlet, int(keen), words, float(seen)))
    known = read(*rows)
    plain = [
        ratio(known.articles[mine], known.passages[mine], known.words[mine])
        for mine in (known.outlets == 0, known.outlets == 1)
    ]
    assert plain[0].is_apart_from(plain[1])
    assert plain[0].value is not None
    assert plain[1].value is not None
    assert plain[0].value / plain[1].value > 1.8
    found = adjusted(known)
    assert found[0].value is not None
    assert found[1].value is not None
    assert found[0].value / found[1].value == pytest.approx(1, abs=0.1)
    assert not found[0].is_apart_from(found[1])
    # Half the words are read by each, so the level is that of (1 + 3) / 2 passages per 100 words.
    assert found[0].value == pytest.approx(0.02, rel=0.1)


def test_a_true_difference_stays() -> None:
    """The reader who tags more read mostly the outlet with less: plainly the two look alike."""
    cells: list[list[float | None]] = [[2, 6], [1, 3]]
    rows = [
        (outlet * 1000 + 100 * reader + number, outlet, reader, 100.0, float(cells[outlet][reader] or 0))
        for outlet, reader, articles in ((0, 0, 30), (0, 1, 6), (1, 0, 6), (1, 1, 30))
        for number in range(articles)
    ]  # fmt: skip
    found = adjusted(read(*rows))
    assert found[0].value is not None
    assert found[1].value is not None
    assert found[0].value / found[1].value == pytest.approx(2)


@settings(max_examples=15)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=3, max_size=3),
        min_size=2,
        max_size=4,
    )
)
def test_it_is_what_the_likelihood_says(cells: list[list[float | None]]) -> None:
    """Where all is found and connected: against a general optimiser of the Poisson likelihood."""
    words = np.array([[500.0 if one is not None else 0 for one in row] for row in cells])
    passages = np.array([[5.0 * (one or 0) for one in row] for row in cells])
    assume(words.any(axis=1).all())
    keep = np.asarray(words.any(axis=0))
    words, passages = words[:, keep], passages[:, keep]
    assume(connected(passages, words).outlets.all())
    outlets, readers = words.shape

    def against(parts: np.ndarray) -> float:
        rates = parts[:outlets, None] + np.concatenate([[0.0], parts[outlets:]])
        return float((words * np.exp(rates) - passages * rates).sum())

    start = np.full(outlets + readers - 1, 0.0)
    start[:outlets] = -3
    fit = minimize(against, start, method="BFGS", options={"gtol": 1e-9})
    rates = np.exp(fit.x[:outlets, None] + np.concatenate([[0.0], fit.x[outlets:]]))
    expected = rates @ (words.sum(axis=0) / words.sum())
    columns: list[list[float | None]] = [
        [row[reader] for reader in np.flatnonzero(keep)] for row in cells
    ]
    found = [one.value for one in adjusted(one_each(columns))]
    assert found == pytest.approx(list(expected), rel=1e-3)


def test_one_reader_for_all_changes_nothing() -> None:
    found = adjusted(one_each([[1], [3], [0]]))
    assert [one.value for one in found] == pytest.approx([0.01, 0.03, 0.0])
    assert found[2].interval is not None
    assert found[2].interval[1] > 0


def test_outlets_that_nobody_connects_are_undefined() -> None:
    found = adjusted(one_each([[1, None], [2, None], [None, 5]]))
    assert [one.undefined for one in found] == [None, None, "not_connected"]
    # Reader 1 found nothing where both read: nothing tells how much more the other finds.
    found = adjusted(one_each([[5, 0], [None, 3]]))
    assert [one.undefined for one in found] == [None, "not_connected"]
    # Nobody who finds anything reads the second one.
    found = adjusted(one_each([[5, 0], [None, 0]]))
    assert [one.undefined for one in found] == [None, "not_connected"]


def test_nothing_found_anywhere_is_nought_everywhere() -> None:
    found = adjusted(one_each([[0, 0], [None, 0]]))
    assert [one.value for one in found] == [0.0, 0.0]


def test_too_few_articles_are_not_shown_and_still_connect() -> None:
    rows = [(number, 0, 0, 100.0, 1.0) for number in range(6)]
    rows += [(10, 1, 0, 100.0, 2.0), (10, 1, 1, 100.0, 4.0)]
    rows += [(20 + number, 2, 1, 100.0, 2.0) for number in range(6)]
    found = adjusted(read(*rows))
    assert [one.undefined for one in found] == [None, "too_few_articles", None]
    assert found[0].value == pytest.approx(found[2].value)
