import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from formats.annotations.registry import CODECS, UnknownFormatError, codec
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


def many(rows: int) -> Sample:
    return Sample(
        annotation_rows=Many(rows, lambda n: replace(ANNOTATION, start=n, quote=f"{n}" * 40)),
        article_rows=Many(rows // 50, lambda n: replace(ARTICLE, article_id=n, text=f"{n} " * 500)),
        sentence_rows=Many(rows, lambda n: replace(SENTENCE, sentence=n)),
        evidence_rows=Many(rows, lambda n: replace(EVIDENCE, position=n)),
    )


def test_the_contract_s_formats_are_there() -> None:
    assert set(CODECS) == {"csv", "csv-excel", "sentences", "bundle"}


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormatError, match=r"'xml'.*csv, csv-excel, sentences, bundle"):
        codec("xml")


@pytest.mark.parametrize("name", CODECS)
def test_every_codec_says_who_it_is_for_and_what_it_loses(name: str) -> None:
    chosen = codec(name)
    assert say(f"exporting.name_{name}")
    assert say(f"exporting.who_{name}")
    assert all(say(f"exporting.lacks_{loss}") for loss in chosen.CARRIES_NOT)


@pytest.mark.parametrize("name", CODECS)
def test_memory_does_not_grow_with_the_rows(name: str) -> None:
    tracemalloc.start()
    size = sum(len(chunk) for chunk in codec(name).write(many(10_000), OPTIONS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 100_000
    assert peak < 3_000_000
