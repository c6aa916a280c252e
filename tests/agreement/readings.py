"""Texts and readings for tests of agreement, short to write and at random."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from agreement.reading import Passage, Reading, ReadText

Spans = Sequence[tuple[int, int, str]]

TAGS = ("sourced", "filler", "disputed")
LENGTH = 24


def text_of(
    found: Mapping[str, Spans],
    length: int,
    article: str = "a",
    looked: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    sentences: Sequence[tuple[int, int]] = (),
) -> ReadText:
    """A text that every reviewer looked at whole, unless `looked` says otherwise."""
    readings = [
        Reading(name, [Passage(*span) for span in spans], (looked or {}).get(name, [(0, length)]))
        for name, spans in found.items()
    ]
    return ReadText(article, length, sentences, readings)


def published(corpora: Path, name: str) -> dict[str, Any]:
    """Published reference values, or a skip where they are not at hand."""
    path = corpora / "5_agreement" / name
    if not path.exists():
        pytest.skip(f"missing: {path}")
    return dict(json.loads(path.read_text("utf-8")))


@st.composite
def spans(draw: st.DrawFn, length: int = LENGTH, most: int = 5) -> Spans:
    """Passages of one reviewer, overlapping or not."""
    cuts = st.integers(0, length)
    one = st.tuples(cuts, cuts, st.sampled_from(TAGS)).filter(lambda span: span[0] < span[1])
    return draw(st.lists(one, max_size=most))


@st.composite
def read_texts(draw: st.DrawFn, most: int = 3, length: int = LENGTH) -> ReadText:
    """A text of a few reviewers who looked at all of it."""
    names = ["ines", "noor", "omar", "wanda"][: draw(st.integers(2, most))]
    return text_of({name: draw(spans(length)) for name in names}, length)


def at_random(
    articles: int, reviewers: int, passages: int, seed: int = 0, length: int = 4000
) -> list[ReadText]:
    """Readings that have nothing to do with each other, as a desk's would look."""
    rng = np.random.default_rng(seed)
    texts = []
    for article in range(articles):
        found = {}
        for reviewer in range(reviewers):
            starts = rng.integers(0, length - 200, passages)
            lengths = rng.integers(20, 200, passages)
            tags = rng.integers(0, len(TAGS), passages)
            found[f"r{reviewer}"] = [
                (int(start), int(start + long), TAGS[tag])
                for start, long, tag in zip(starts, lengths, tags, strict=True)
            ]
        texts.append(text_of(found, length, f"a{article:04}"))
    return texts
