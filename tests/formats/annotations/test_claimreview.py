import json
from dataclasses import replace
from typing import Any

import pytest

from formats.annotations import claimreview
from formats.annotations.dataset import WriteOptions
from formats.annotations.rows import EvidenceRow, TagRow
from tests.formats.annotations.contract import TEXTS, sample, written
from tests.formats.annotations.samples import MOMENT, TAG, Sample

TEXT = TEXTS["astral"]
SPANS = [(0, 1, "disputed", "ines"), (3, 8, "sourced", "bo"), (14, 18, "disputed", "bo")]


def tags(*names: str, asks: bool = True) -> list[TagRow]:
    return [replace(TAG, tag=name, asks_evidence=asks) for name in names]


def evidence(annotation_id: str, **more: Any) -> EvidenceRow:
    item = EvidenceRow(
        annotation_id, 0, "https://example.org/a", "", "It is not", "contradicts", None
    )
    return replace(item, **more)


def disputed() -> Sample:
    """Two disputed passages, the first with evidence, and a sourced one with evidence."""
    dataset = sample([(TEXT, SPANS), ("untagged", [])])
    first, second, _ = (row.annotation_id for row in dataset.annotations())
    items = [evidence(first), evidence(first, url="", citation="A book"), evidence(second)]
    return replace(dataset, evidence_rows=items, tag_rows=tags("disputed", "sourced"))


def graph(dataset: Sample, options: WriteOptions | None = None) -> list[dict[str, Any]]:
    held = json.loads(written(claimreview, dataset, options))
    assert held["@context"] == "https://schema.org"
    reviews: list[dict[str, Any]] = held["@graph"]
    return reviews


def test_a_disputed_passage_with_evidence_is_a_review() -> None:
    dataset = disputed()
    row = next(dataset.annotations())
    (review,) = graph(dataset)
    assert review["@type"] == "ClaimReview"
    assert review["@id"] == f"urn:uuid:{row.annotation_id}"
    assert review["claimReviewed"] == review["itemReviewed"]["text"] == "💩"
    assert review["author"] == {"@type": "Organization", "name": "Desk"}
    assert review["contributor"] == {"@type": "Person", "name": "ines"}
    assert review["datePublished"] == "2026-04-11T09:30:15Z"


def test_the_article_is_where_the_claim_appears() -> None:
    dataset = disputed()
    article = next(dataset.articles())
    told = replace(article, outlet="Gazette", byline="R. Moss", published_at="2026-04-10")
    (review,) = graph(replace(dataset, article_rows=[told]))
    assert review["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "url": "https://example.org/1",
        "headline": "Article 1",
        "publisher": {"@type": "Organization", "name": "Gazette"},
        "author": {"@type": "Person", "name": "R. Moss"},
        "datePublished": "2026-04-10",
        "inLanguage": "en",
    }


def test_the_rating_is_a_word_and_no_number() -> None:
    (review,) = graph(disputed())
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "disputed"}


def test_each_piece_of_evidence_is_cited_with_its_stance() -> None:
    (review,) = graph(disputed())
    assert review["citation"] == [
        {
            "@type": "CreativeWork",
            "url": "https://example.org/a",
            "text": "It is not",
            "keywords": "contradicts",
        },
        {
            "@type": "CreativeWork",
            "name": "A book",
            "text": "It is not",
            "keywords": "contradicts",
        },
    ]


def test_what_is_left_out_is_counted() -> None:
    options = WriteOptions(made_at=MOMENT)
    graph(disputed(), options)
    assert options.lost == {"undisputed": 1, "without_evidence": 1, "untagged_articles": 1}


def test_a_tag_set_without_that_name_disputes_what_asks_for_evidence() -> None:
    rows = [*tags("sourced"), *tags("disputable", asks=False)]
    (review,) = graph(replace(disputed(), tag_rows=rows))
    assert review["reviewRating"]["alternateName"] == "sourced"


def test_nothing_disputed_is_an_empty_graph() -> None:
    assert graph(replace(disputed(), evidence_rows=[])) == []


@pytest.mark.parametrize("note", ["</script><script>alert(1)</script>", "<!--", "\u2028", '"'])
def test_it_can_stand_in_a_page_as_it_is(note: str) -> None:
    dataset = disputed()
    rows = [replace(row, note=note) for row in dataset.annotations()]
    dataset = replace(dataset, annotation_rows=rows)
    assert not set("<>\u2028") & set(written(claimreview, dataset).decode())
    assert graph(dataset)[0]["reviewBody"] == note
