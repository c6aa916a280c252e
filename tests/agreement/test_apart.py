"""Slow measures in a process of their own: they end by themselves, or when they are told to."""

import threading
from collections.abc import Callable

from agreement.apart import Computation
from agreement.nominal import Measured
from agreement.reading import Passage, Reading, ReadText
from agreement.slow import slow_figures
from agreement.told import figure_told, texts_told, told_figure, told_text

SENTENCES = [(start, start + 9) for start in range(0, 100, 10)]


def text(name: str, passages: int = 4) -> ReadText:
    def reading(reviewer: str, shift: int) -> Reading:
        marked = [Passage(at * 10 + shift, at * 10 + 8, "filler") for at in range(passages)]
        return Reading(reviewer, marked, [(0, 100)])

    return ReadText(name, 100, SENTENCES, [reading("ana", 0), reading("bo", 1)])


def until(happened: Callable[[], bool], seconds: int = 60) -> None:
    """Waits for what another thread does, a minute at most unless it is said otherwise."""
    pause = threading.Event()
    for _ in range(seconds * 5):
        if happened():
            return
        pause.wait(0.2)
    raise AssertionError("it did not happen")


def test_it_ends_with_what_it_gives_here() -> None:
    texts = [text("a", 2), text("b", 1)]
    computation = Computation(texts)
    until(lambda: not computation.goes_on)
    assert computation.state == "done"
    assert computation.done == computation.of
    (*_, here) = [
        one
        for one in slow_figures(texts)
        if isinstance(one, Measured) and one.coefficient == "gamma"
    ]
    assert computation.figures["gamma"] == here


def test_it_stops_when_told_to_and_lets_the_next_one_begin() -> None:
    texts = [text(str(number), 9) for number in range(400)]
    first, second = Computation(texts), Computation([text("a")])
    assert second.state == "waiting" or first.state == "waiting"
    first.stop()
    until(lambda: not first.goes_on)
    assert first.state == "stopped"
    until(lambda: not second.goes_on)
    assert second.state == "done"


def test_texts_and_figures_come_back_as_they_were() -> None:
    assert texts_told([told_text(text("a"))]) == [text("a")]
    for one in slow_figures([text("a"), text("b")]):
        if isinstance(one, Measured):
            assert figure_told(told_figure(one)) == one
