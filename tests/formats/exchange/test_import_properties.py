"""Whatever a codec hands over, an import ends with rows that are sound, or with faults."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.checks import problems
from tests.builders import Desk
from tests.formats.exchange.desk_imports import bring, everything, faults, write

ANY = st.text(max_size=12)
TEXTS = st.one_of(ANY, st.text("ab \n\r\ufeff💩\u0301", max_size=40))
PLACES = st.one_of(st.none(), st.integers(-2, 45), st.just(2**70))
SPANS = st.tuples(
    PLACES,
    PLACES,
    st.one_of(st.sampled_from(["sourced", "PER", "per", "", " "]), ANY),
    st.fixed_dictionaries(
        {},
        optional={
            "quote": st.one_of(st.none(), ANY, st.text("ab ", max_size=3)),
            "prefix": ANY,
            "suffix": ANY,
            "reviewer": st.one_of(st.sampled_from(["Ruth", "ruth", "a@b.example"]), ANY),
            "note": ANY,
            "confidence": st.sampled_from(["high", "HIGH", "0.7"]),
            "id": st.one_of(ANY, st.uuids().map(str), st.just("0" * 32)),
            "origin": st.sampled_from(["human", "model"]),
            "created_at": st.sampled_from(["0001-01-01T00:00:00+14:00", "2024-01-01"]),
            "evidence": st.lists(
                st.fixed_dictionaries({"url": ANY, "citation": ANY, "stance": ANY}), max_size=2
            ),
        },
    ),
)
LINES = st.fixed_dictionaries(
    {"tiny": st.just(1), "spans": st.lists(SPANS, max_size=5)},
    optional={
        "text": st.one_of(st.none(), TEXTS),
        "title": ANY,
        "url": st.one_of(ANY, st.just("https://example.org/a")),
        "sha": st.one_of(ANY, st.just("0" * 64)),
        "language": ANY,
        "published_at": ANY,
        "readings": st.lists(
            st.tuples(ANY, ANY, st.lists(st.tuples(st.integers(), st.integers()), max_size=2)),
            max_size=2,
        ),
    },
)


@settings(max_examples=40)
@given(st.lists(LINES, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_an_import_ends_well_and_a_second_adds_nothing(
    sqlite_desk: Desk, tmp_path: Path, lines: list[dict[str, Any]], good_only: bool, excerpts: bool
) -> None:
    path = write(tmp_path / "a.tiny", *(json.dumps(one) for one in lines))
    outcome = bring(sqlite_desk, path, good_only=good_only, excerpts=excerpts)
    assert all(reason for *_, reason in faults(outcome))
    assert problems(sqlite_desk.database) == []
    before = everything(sqlite_desk.database)
    again = bring(sqlite_desk, path, good_only=good_only, excerpts=excerpts)
    assert (again.articles, again.passages) == ([], 0)
    assert everything(sqlite_desk.database) == before
