import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from formats.annotations.registry import CODECS, UnknownFormatError, codec
from formats.annotations.rows import AnnotationRow
from tests.formats.annotations.samples import (
    ANNOTATION,
    ARTICLE,
    EVIDENCE,
    OPTIONS,
    SENTENCE,
    Sample,
)
from words import say


@dataclass
class Many:
    """So many rows, each made when it is asked for."""

    count: int
    make: Callable[[int], Any]

    def __iter__(self) -> Iterator[Any]:
        return (self.make(number) for number in range(self.count))


PASSAGES = 20  # an article
TEXT = "The mill closed in March, and nobody knew. " * 12
WHOLE_IN_MEMORY = {"report-pdf"}
"""A PDF is made whole before its first byte; it has a limit of its own."""


def many(articles: int) -> Sample:
    """So many articles of some hundred words, each with passages and evidence of its own."""
    rows = articles * PASSAGES
    return Sample(
        annotation_rows=Many(rows, _annotation),
        article_rows=Many(articles, lambda n: replace(ARTICLE, article_id=n, text=TEXT)),
        sentence_rows=Many(articles, lambda n: replace(SENTENCE, article_id=n)),
        evidence_rows=Many(rows, lambda n: replace(EVIDENCE, annotation_id=str(UUID(int=n)))),
    )


def _annotation(number: int) -> AnnotationRow:
    start = number % PASSAGES * 5
    return replace(
        ANNOTATION,
        annotation_id=str(UUID(int=number)),
        article_id=number // PASSAGES,
        start=start,
        end=start + 4,
        quote=TEXT[start : start + 4],
    )


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        UnknownFormatError, match=r"'xml'.*csv, csv-excel, sentences, bundle, jsonl"
    ):
        codec("xml")


@pytest.mark.parametrize("name", CODECS)
def test_every_codec_says_who_it_is_for_and_what_it_loses(name: str) -> None:
    chosen = codec(name)
    assert say(f"exporting.name_{name}")
    assert say(f"exporting.who_{name}")
    assert all(say(f"exporting.lacks_{loss}") for loss in chosen.CARRIES_NOT)


@pytest.mark.parametrize("name", [name for name in CODECS if name not in WHOLE_IN_MEMORY])
def test_memory_does_not_grow_with_the_articles(name: str) -> None:
    few, more = peak(name, 10), peak(name, 60)
    assert more - few < 1_500_000


def peak(name: str, articles: int) -> int:
    """The most bytes that were in use while so many articles were written."""
    tracemalloc.start()
    size = sum(len(chunk) for chunk in codec(name).write(many(articles), OPTIONS))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size
    return most
