"""A random desk, and the same as plain rows to count by hand: what the queries of tags must say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from uuid import uuid4

import pandas as pd
from hypothesis import strategies as st

from models.counting import count_changed
from models.database import Database
from tests.builders import TAGS, BuiltArticle, Desk, build_desk, operation, settling_operation

WORDS = "the old mill on Quay street closed in March and nobody saw it"
PEOPLE = ("Ana", "Bo", "Cy")
TAG_NAMES = [tag.name for tag in TAGS]
URLS = (
    "https://www.Council.example/minutes?day=1",
    "http://council.example:8080#top",
    "https://b.example?x=/y:z@w",
    "https://b.example",
    "",
)
HOSTS = ("council.example", "council.example", "b.example", "b.example", "Minutes of the Board")
_numbers = count(1)

Span = tuple[int, int]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(WORDS) - 1))
    return start, draw(st.integers(start + 1, len(WORDS)))


@dataclass(frozen=True)
class DrawnArticle:
    """What hypothesis thought of one article."""

    outlet: str
    byline: str
    readings: dict[str, tuple[bool, list[tuple[Span, str, list[int]]]]]
    """By person: whether it was submitted, and its passages with tag and numbers of URLS."""
    gold: list[tuple[Span, str]] | None
    """None: not settled."""

    def as_can_be(self) -> DrawnArticle:
        """The same, and not settled where nobody submitted."""
        submitted = any(submitted for submitted, _ in self.readings.values())
        return self if submitted else replace(self, gold=None)


passages = st.tuples(
    spans(), st.sampled_from(TAG_NAMES), st.lists(st.integers(0, len(URLS) - 1), max_size=2)
)
articles = st.builds(
    DrawnArticle,
    st.sampled_from(["", "Ledger", "Post"]),
    st.sampled_from(["", "A. Writer"]),
    st.dictionaries(
        st.sampled_from(PEOPLE), st.tuples(st.booleans(), st.lists(passages, max_size=5))
    ),
    st.one_of(
        st.none(), st.lists(st.tuples(spans(), st.sampled_from(TAG_NAMES)), max_size=2)
    ),
)  # fmt: skip
worlds = st.lists(articles.map(lambda one: one.as_can_be()), max_size=4)


@dataclass(frozen=True)
class World:
    """The desk that was built, and its rows.

    `passages`: article, outlet, byline, reader, tag, start, end, quote, submitted, settled, sources
    (a list). `gold`: article, outlet, tag, start, end. `texts`: article, outlet, settled, words.
    `submitted`: article, reader.
    """

    desk: Desk
    passages: pd.DataFrame
    gold: pd.DataFrame
    texts: pd.DataFrame
    submitted: pd.DataFrame


def build(database: Database, drawn: list[DrawnArticle]) -> World:
    desk = build_desk(database, f"World {next(_numbers)}")
    for person in PEOPLE:
        desk.people[person] = Desk(database, desk.project_id, desk.editor).reviewer(
            f"{person}{next(_numbers)}"
        )
    built = [
        (one, desk.article(WORDS + " " * number, outlet=one.outlet, byline=one.byline))
        for number, one in enumerate(drawn)
    ]
    for one, article in built:
        _read(desk, one, article)
    with database.begin() as session:
        while count_changed(session):
            pass
    return World(
        desk,
        pd.DataFrame(
            [row for one, article in built for row in _rows(desk, one, article)],
            columns=["article", "outlet", "byline", "reader", "tag", "start", "end", "quote",
                     "submitted", "settled", "sources"],
        ),
        pd.DataFrame(
            [(article.id, one.outlet, tag, *span) for one, article in built for span, tag in one.gold or ()],
            columns=["article", "outlet", "tag", "start", "end"],
        ),
        pd.DataFrame(
            [(article.id, one.outlet, one.gold is not None) for one, article in built],
            columns=["article", "outlet", "settled"],
        ),
        pd.DataFrame(
            [(article.id, desk.people[person]) for one, article in built
             for person, (submitted, _) in one.readings.items() if submitted],
            columns=["article", "reader"],
        ),
    )  # fmt: skip


def _read(desk: Desk, one: DrawnArticle, article: BuiltArticle) -> None:
    for person, (submitted, found) in one.readings.items():
        sent = [
            _operation(article, span, tag, evidence=[_evidence(number) for number in cited])
            for span, tag, cited in found
        ]
        refused = [
            answer.message for answer in desk.apply(person, *sent) if answer.status != "saved"
        ]
        assert not refused, refused
        if submitted:
            desk.submit(person, article)
    if one.gold is not None:
        for (start, end), tag in one.gold:
            wanted = {"id": str(uuid4()), "revision_id": article.revision_id}
            raw = settling_operation(
                "gold_create", **wanted, start=start, end=end, tag=tag, sources=[]
            )
            (answer,) = desk.apply("Edith", raw)
            assert answer.status == "saved", answer.message
        desk.settle(article)


def _operation(article: BuiltArticle, span: Span, tag: str, **fields: object) -> dict[str, object]:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id}
    return operation("create", **wanted, start=span[0], end=span[1], tag=tag, **fields)


def _evidence(number: int) -> dict[str, str]:
    citation = "" if URLS[number] else HOSTS[number]
    return {"url": URLS[number], "citation": citation, "quote": "", "stance": "supports"}


def _rows(desk: Desk, one: DrawnArticle, article: BuiltArticle) -> list[tuple[object, ...]]:
    return [
        (
            *(article.id, one.outlet, one.byline, desk.people[person], tag, *span),
            *(article.text[slice(*span)], submitted, one.gold is not None),
            [HOSTS[number] for number in cited],
        )
        for person, (submitted, found) in one.readings.items()
        for span, tag, cited in found
    ]


def covered(rows: pd.DataFrame) -> int:
    """Characters under at least one of the passages."""
    spans = rows[["start", "end"]].values.tolist()
    return len({at for start, end in spans for at in range(start, end)})
